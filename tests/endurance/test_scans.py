"""Scans that take long to recognise: those that gold names, and dates of signature under seals."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fontTools")

from extractors.pipeline import Models, analyse, load_models
from extractors.reading import read_bytes
from flows.comparison import SURE
from flows.scan_score import read_scans, score_scans
from flows.typeset.sealed import VARIANTS, Variant, make_scan

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "corpus" / "gold"
WRONG = {"light": 0.3, "heavy": 1.0}  # characters in a hundred

pytestmark = pytest.mark.endurance


@pytest.fixture(scope="module")
def models() -> Models:
    return load_models(ROOT / "models")


@pytest.fixture(scope="module")
def scores() -> dict[str, Any]:
    return score_scans(GOLD, ROOT / "models")


@pytest.mark.parametrize("name", [scan.file.stem for scan in read_scans(GOLD)])
def test_a_scan_says_what_its_text_layer_says(scores: dict[str, Any], name: str) -> None:
    score = scores[name]
    assert score["amounts"]["silent"] == score["amounts"]["lost"] == 0
    assert score["figures"]["silent"] == 0
    assert score["kinds"].get("amount", {}).get("silent_errors", 0) == 0
    assert score["kinds"].get("doc_number", {}).get("silent_errors", 0) == 0
    assert score["kinds"].get("doc_number", {}).get("points_lost", 0) == 0 or "heavy" in name


@pytest.mark.parametrize("grade", sorted(WRONG))
def test_few_characters_are_wrong(scores: dict[str, Any], grade: str) -> None:
    counts = [score["characters"] for name, score in scores.items() if name.endswith(grade)]
    printed, wrong = (sum(count[key] for count in counts) for key in ("printed", "wrong"))
    assert counts and 100 * wrong / printed <= WRONG[grade]


@pytest.mark.parametrize("number", range(1, len(VARIANTS) + 1))
def test_a_date_under_a_seal_is_right_or_marked(models: Models, number: int) -> None:
    read = partial(read_bytes, models=models.folder, reader=models.reader)
    analysis = analyse(read(make_scan(VARIANTS[number - 1]), f"seal {number:02}.pdf"), models)
    part = analysis.document.part("date")
    assert part is not None
    assert part.value == VARIANTS[number - 1].date[1] or part.doubt or part.score < SURE


def test_the_variants_differ_in_what_matters() -> None:
    assert len(VARIANTS) >= 12 and len(set(VARIANTS)) == len(VARIANTS)
    for fact in (_grade, _star, _date):
        assert len({fact(variant) for variant in VARIANTS}) > 1


def _grade(variant: Variant) -> object:
    return variant.grade, variant.dpi


def _star(variant: Variant) -> object:
    return variant.seal.star, variant.seal.radius, variant.seal.darkness


def _date(variant: Variant) -> object:
    return variant.date[0]
