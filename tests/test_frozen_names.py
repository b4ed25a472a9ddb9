"""Names that are never tuned on: what is right of them may become more, not less."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors.pipeline import Models, analyse, load_models
from flows.gold import read_lines
from flows.made_score import score_made
from flows.name_score import score_names
from flows.role_score import score_roles
from flows.score_line import line_to_document

ROOT = Path(__file__).parents[1]
FROZEN = ROOT / "corpus/gold/frozen"
LEAST = {"organisation": (442, 0.925, 0.97), "region": (118, 0.985, 0.99)}  # gold, F1 of spans, same node of the found


@cache
def models() -> Models:
    return load_models(ROOT / "models")


@cache
def score(kind: str) -> dict[str, Any]:
    lines = read_lines(FROZEN)[kind]
    return score_names(kind, ((line, analyse(line_to_document(line), models())) for line in lines), models())


@pytest.mark.parametrize("kind", LEAST)
def test_frozen_names_are_found_as_well_as_before(kind: str):
    gold, f1, same = LEAST[kind]
    spans = score(kind)["spans"]
    assert spans["right"] + spans["missed"] == gold
    assert spans["f1"] >= f1
    assert score(kind)["same_node"] >= same


def test_frozen_roles_are_found_as_well_as_before():
    roles = score_roles(FROZEN, models())["roles"]
    assert sum(counts["right"] + counts["missed"] for counts in roles.values()) == 57
    assert sum(counts["right"] for counts in roles.values()) >= 50
    assert sum(counts["extra"] for counts in roles.values()) <= 2


def test_made_names_in_frozen_sentences_are_hardly_ever_cut():
    made = score_made(FROZEN, models(), texts=440)
    assert made["sure"]["cut"] / made["names"] <= 0.002
    assert made["found"]["cut"] / made["names"] <= 0.01
    assert made["found"]["whole"] / made["names"] >= 0.8
