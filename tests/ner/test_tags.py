"""Rows of tags are always rows of whole names."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from extractors.ner.tags import OUTSIDE, TAGS, best_tags, names_to_tags, tags_to_names

SCORES = arrays(np.float32, (3, 7, len(TAGS)), elements=st.floats(-5, 5, width=32))


@given(SCORES, st.lists(st.integers(1, 7), min_size=3, max_size=3))
def test_best_tags_are_whole_names(scores: np.ndarray, lengths: list[int]) -> None:
    rows = best_tags(scores, np.array(lengths))
    for tags, length in zip(rows, lengths, strict=True):
        assert not tags[length:].any()
        assert (names_to_tags(list(tags_to_names(tags)), len(tags)) == tags).all()


def test_the_likeliest_row_wins_over_the_likeliest_tags() -> None:
    scores = np.full((1, 3, len(TAGS)), -9.0, np.float32)
    scores[0, 0, TAGS.index("B-organisation")] = 1.0
    scores[0, 1, OUTSIDE], scores[0, 1, TAGS.index("I-organisation")] = 0.5, 0.4
    scores[0, 2, TAGS.index("E-organisation")] = 1.0
    assert list(tags_to_names(best_tags(scores, np.array([3]))[0])) == [(0, 3, "organisation")]


def test_names_of_one_character_and_names_side_by_side() -> None:
    names = [(0, 1, "region"), (1, 3, "organisation"), (3, 5, "organisation")]
    assert list(tags_to_names(names_to_tags(names, 6))) == names
