"""Rules and model together: no name is cut in half, and what one voice alone says is weighed."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.ner.ballot import DOUBT_ALONE, DOUBT_SPAN, FEATURES, Scale, Sight, vote
from extractors.ner.charmodel import Opinion
from extractors.ner.found import Name
from extractors.ner.tags import TAGS, names_to_tags
from extractors.ner.tokens import load_words

WEIGHTS = {"rule": 2.0, "begin": 1.0, "end": 1.0}
SCALE = Scale(1.0, tuple(WEIGHTS.get(name, 0.0) for name in FEATURES), 0.5, 0.8, 0.1)


MODELS = Path(__file__).parents[2] / "models"
WORDS = load_words(MODELS)


def sight(text: str = "局" * 20) -> Sight:
    return Sight(text, WORDS.find(text), WORDS)


def opinion(spans: list[tuple[int, int]], size: int = 20, *, sure: float = 0.9) -> Opinion:
    names = [(start, end, "organisation") for start, end in spans]
    tags = names_to_tags(names, size)
    chances = np.full((size, len(TAGS)), (1 - sure) / (len(TAGS) - 1), np.float32)
    chances[np.arange(size), tags] = sure
    return Opinion(chances, tuple(names))


def name(start: int, end: int, rule: str = "company") -> Name:
    return Name(start, end, rule, 0.9, place_end=start)


def spans(names: tuple[Name, ...]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in names]


def test_what_both_see_is_sure() -> None:
    (found,) = vote([name(2, 8)], opinion([(2, 8)]), SCALE, sight())
    assert (found.start, found.end, found.rule, found.doubt) == (2, 8, "company", "")
    assert found.score > 0.9


def test_a_lone_name_of_the_model_is_doubtful_or_left_out() -> None:
    (found,) = vote([], opinion([(2, 8)], sure=0.8), SCALE, sight())
    assert (found.rule, found.doubt) == ("model", DOUBT_ALONE)
    assert SCALE.least <= found.score < SCALE.sure
    assert vote([], opinion([(2, 8)], sure=0.5), SCALE, sight()) == ()


def test_what_the_lexicons_bar_is_no_name_of_the_model() -> None:
    assert vote([], opinion([(2, 8)]), SCALE, sight("甲乙有限责任公司" + "丁" * 12)) == ()


def test_of_two_that_cross_the_likelier_stays_whole() -> None:
    (found,) = vote([name(0, 5)], opinion([(2, 8)], sure=0.999), SCALE, sight())
    assert (found.start, found.end) == (2, 8)
    ruling = Scale(1.0, tuple((WEIGHTS | {"rule": 6.0}).get(one, 0.0) for one in FEATURES), 0.5, 0.8, 0.1)
    (found,) = vote([name(0, 5)], opinion([(2, 8)], sure=0.7), ruling, sight())
    assert (found.start, found.end, found.doubt) == (0, 5, "")
    ruling = Scale(1.0, tuple((WEIGHTS | {"rule": 5.5}).get(one, 0.0) for one in FEATURES), 0.5, 0.8, 0.1)
    (found,) = vote([name(0, 5)], opinion([(2, 8)], sure=0.7), ruling, sight())
    assert (found.start, found.end, found.doubt) == (2, 8, DOUBT_SPAN)


def test_two_that_are_apart_go_before_one_over_both() -> None:
    found = vote([name(0, 5), name(5, 9)], opinion([(0, 9)], sure=0.7), SCALE, sight())
    assert spans(found) == [(0, 5), (5, 9)]


@pytest.mark.parametrize("rule", ["group", "ellipsis", "section", "short"])
def test_what_only_rules_can_say_stays(rule: str) -> None:
    (found,) = vote([name(0, 5, rule)], opinion([(2, 8)], sure=0.999), SCALE, sight())
    assert (found.start, found.end, found.rule) == (0, 5, rule)


RANGES = st.lists(st.integers(0, 20), min_size=2, max_size=12, unique=True).map(sorted)


@given(RANGES, RANGES)
def test_names_are_apart_whole_and_in_order(ruled: list[int], seen: list[int]) -> None:
    by_rules = list(zip(ruled[::2], ruled[1::2], strict=False))
    by_model = list(zip(seen[::2], seen[1::2], strict=False))
    found = spans(vote([name(*span) for span in by_rules], opinion(by_model), SCALE, sight()))
    assert set(found) <= {*by_rules, *by_model}
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(found))
