"""Training of the model of names, in the small; and what is shipped is what its card says."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from extractors.ner import VERSION
from extractors.ner.ballot import FEATURES, read_scale
from extractors.ner.charmodel import load_character_model
from flows.train_names import Amounts, train_names
from flows.train_vote import GoldText, by_rules, by_vote, count, fit_scale, hear, read_marked

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "models/ner" / f"names-{VERSION}"
GOLD = ROOT / "corpus/gold"


def test_the_file_is_the_one_that_was_trained() -> None:
    said = json.loads((FOLDER / "training.json").read_text(encoding="utf-8"))
    data = (FOLDER / "names.onnx").read_bytes()
    assert (said["sha256"], said["bytes"], said["version"]) == (hashlib.sha256(data).hexdigest(), len(data), VERSION)
    assert said["sha256"] in (FOLDER / "card.md").read_text(encoding="utf-8")
    assert len(data) < 5_000_000


def test_training_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the extra train is not installed")
    pytest.importorskip("onnx", reason="the extra train is not installed")
    made = []
    for name in ("first", "second"):
        shutil.copytree(ROOT / "models", tmp_path / name)
        train_names(tmp_path / name, amounts=Amounts(lines=150, sentences=0, epochs=1))
        made.append((tmp_path / name / "ner" / f"names-{VERSION}" / "names.onnx").read_bytes())
    assert made[0] == made[1]
    assert load_character_model(tmp_path / "first/ner" / f"names-{VERSION}" / "names.onnx").version == VERSION


def test_marked_lines_are_read() -> None:
    texts = read_marked(GOLD / "vote.jsonl")
    assert len(texts) > 250
    assert all(0 <= start < end <= len(one.text) for one in texts for start, end in one.names | one.ignored)
    assert GoldText("主送：各有关单位", frozenset(), frozenset()) not in texts


def test_what_is_shipped_is_better_than_the_rules_on_lines_that_they_were_not_made_for() -> None:
    heard = list(hear(ROOT / "models", read_marked(GOLD / "vote.jsonl")))
    rules, both = count(heard, by_rules), count(heard, by_vote(read_scale(FOLDER / "vote.json")))
    assert both.recall > rules.recall + 0.03
    assert both.precision > rules.precision


def test_the_scale_is_fitted_alike_each_time() -> None:
    heard = list(hear(ROOT / "models", read_marked(GOLD / "vote.jsonl")[:60]))
    scale = fit_scale(heard)
    assert scale == fit_scale(heard)
    assert scale.weights[FEATURES.index("cuts_word")] <= 0 < scale.weights[FEATURES.index("model")]
    assert scale.barred < scale.least < scale.sure < scale.most <= 1
