"""Training: deterministic, and small enough to read."""

import json
from pathlib import Path

from flows.train import SEED, Sample, as_model, compose, fit, read_held_out, read_phrases, score

ROOT = Path(__file__).parents[2]
PHRASES = ROOT / "models/document_type/phrases.tsv"


def test_compose_is_the_same_each_time():
    phrases = read_phrases(PHRASES)
    first = compose(phrases, SEED, 3)
    assert first == compose(phrases, SEED, 3)
    assert first != compose(phrases, SEED + 1, 3)
    assert len(first) == 3 * len(phrases)
    assert not any("{" in sample.text for sample in first)


def test_fit_is_the_same_each_time_and_learns():
    phrases = {name: own for name, own in read_phrases(PHRASES).items() if name in ("纪要", "请示", "-")}
    samples = compose(phrases, 1, 20)
    data = fit(samples)
    assert data == fit(samples)
    model = as_model(data)
    right = sum(score(model, [sample]).right for sample in compose(phrases, 2, 10))
    assert right >= 27


def test_score_counts_an_answer_once():
    model = as_model(
        {"version": "t", "classes": ["-", "函"], "biases": [0, 0], "sharpness": 1, "weights": {"函告": [1, -3, 3]}}
    )
    scores = score(model, [Sample("函告", "函"), Sample("函告", "-"), Sample("别的", "函")])
    assert (scores.right, scores.wrong, scores.silent, scores.total) == (1, 1, 1, 3)


def test_shipped_model():
    path = ROOT / "models/document_type/1/model.json"
    assert path.stat().st_size < 300_000
    data = json.loads(path.read_text(encoding="utf-8"))
    types = {sample.type for sample in read_held_out(ROOT / "corpus/gold/document_type.jsonl")}
    assert types == set(data["classes"])
    assert set(read_phrases(PHRASES)) == types
    assert (path.parent / "card.md").is_file()
