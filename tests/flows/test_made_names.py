"""A name in no lexicon, in a sentence of a kind that the corpus does not hold, is whole or left out."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors.pipeline import Models, load_models
from flows.made_score import judge_text, score_made
from flows.name_maker import Made, make_texts

ROOT = Path(__file__).parents[2]
SENTENCE = "经抽样，{0}生产的挂面不合格，{1}承担检验。"


@cache
def models() -> Models:
    return load_models(ROOT / "models")


@pytest.fixture(scope="module")
def score() -> dict[str, Any]:
    return score_made(ROOT / "corpus" / "gold", models(), texts=440)


def test_hardly_a_made_name_is_cut(score):
    assert score["names"] > 700
    assert score["sure"]["cut"] / score["names"] <= 0.002
    assert score["found"]["cut"] / score["names"] <= 0.01


def test_most_made_names_are_found_whole(score):
    assert score["found"]["whole"] / score["names"] >= 0.82
    assert score["found"]["left_out"] / score["names"] <= 0.08


@pytest.mark.xfail(
    reason="words before a name without a place (第二名, 隔壁, 申请人) are taken into it: 9 % of the names"
)
def test_no_made_name_is_surely_too_long(score):
    assert score["sure"]["too_long"] == 0


def test_the_same_seed_makes_the_same_names():
    one, again, other = (tuple(make_texts([SENTENCE], 5, ROOT / "models", seed=seed)) for seed in (1, 1, 2))
    assert one == again != other
    assert all(made.text[start : start + len(name)] == name for made in one for _, name, start in made.names)


def test_outcomes_are_told_apart():
    text = "由浙江省财政厅和江苏省财政厅组织，县级以上人民政府配合。"
    names = ("浙江省财政厅", "江苏省财政厅和江苏", "省财政厅", "江苏省财政厅组织", "县级以上")
    made = Made(text, tuple((name, name, text.find(name)) for name in names if name in text))
    outcomes = {kind: what for kind, what, _ in judge_text(made, models())}
    assert outcomes == {
        "浙江省财政厅": "whole",
        "省财政厅": "too_long",
        "江苏省财政厅组织": "cut",
        "县级以上": "left_out",
    }


def test_a_folder_without_sentences_has_no_score(tmp_path: Path):
    assert score_made(tmp_path, models()) == {}
