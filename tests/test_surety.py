"""How sure characters are that were read twice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.document import Document, Line, Page, Span
from extractors.errors import MissingModelError
from extractors.surety import FEATURES, MODEL, hear_document, load_weights, settle_scores

MODELS = Path(__file__).resolve().parents[1] / "models"
TEXT = "合计7,350,000.00元"


def scanned(second: str, score: float = 0.998, sure: float = 0.99) -> Document:
    seconds = tuple((char if char != "∅" else "", sure) for char in second)
    line = Line(Span(0, len(TEXT)), 1, 1, scores=(score,) * len(TEXT), seconds=seconds)
    return Document("0" * 16, "a", "pdf", TEXT, (Page(1, 595, 842, "ocr"),), (line,))


def settled(second: str, at: int, score: float = 0.998) -> float:
    return settle_scores(scanned(second, score), MODELS).lines[0].scores[at]


def test_agreement_makes_sure_and_a_difference_does_not() -> None:
    assert settled(TEXT, 4, score=0.9999) > 0.999 > 0.98 > settled(TEXT.replace("3", "8"), 4)


def test_a_low_score_leaves_doubt() -> None:
    assert settled(TEXT, 2, score=0.6) < 0.98 < settled(TEXT, 2)
    assert settled(TEXT.replace("7", "∅"), 2, score=0.6) < 0.98


def test_forms_of_one_mark_do_not_differ() -> None:
    ((_, wide),) = hear_document(scanned(TEXT.replace(",", "，")))
    assert all(heard.features[FEATURES.index("differs")] == 0 for heard in wide)


def test_text_that_was_read_once_keeps_its_scores() -> None:
    once = replace(scanned(TEXT), lines=(Line(Span(0, len(TEXT)), 1, 1, scores=(0.9,) * len(TEXT)),))
    assert settle_scores(once, MODELS) is once


def test_a_model_that_is_not_there_or_damaged_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingModelError, match="train_surety"):
        load_weights(tmp_path / "model.json")
    data = json.loads((MODELS / MODEL).read_text(encoding="utf-8"))
    data["weights"]["han"] = [1.0]
    (tmp_path / "model.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(MissingModelError, match="other features"):
        load_weights(tmp_path / "model.json")


def test_two_equal_figures_that_the_second_runs_into_one_do_not_differ() -> None:
    ((_, heard),) = hear_document(scanned("合计7,35 ,000.0 元"))
    differing = [at for at, each in enumerate(heard) if each.features[FEATURES.index("differs")]]
    assert differing == [TEXT.index("50") + 1]
