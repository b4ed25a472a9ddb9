"""From what the model says of each character to names: the likeliest row of tags that is a row of whole names."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

KINDS = ("organisation", "region")
OUTSIDE = 0
TAGS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BIES"))  # begin, inside, end, single
NEVER = -1e4


def _ends(tag: int) -> bool:
    return tag == OUTSIDE or TAGS[tag][0] in "ES"


def _follows(before: int, after: int) -> bool:
    if _ends(before):
        return after == OUTSIDE or TAGS[after][0] in "BS"
    return after != OUTSIDE and TAGS[after][0] in "IE" and TAGS[after][1:] == TAGS[before][1:]


STEPS = np.array(
    [[0.0 if _follows(before, after) else NEVER for after in range(len(TAGS))] for before in range(len(TAGS))],
    np.float32,
)
OPEN = np.array([0.0 if _follows(OUTSIDE, tag) else NEVER for tag in range(len(TAGS))], np.float32)
CLOSE = np.array([0.0 if _ends(tag) else NEVER for tag in range(len(TAGS))], np.float32)


def best_tags(scores: NDArray[np.float32], lengths: NDArray[np.int64]) -> NDArray[np.int8]:
    """Give the best tag of each character; `scores` is (rows, characters, tags), rows padded behind their length."""
    rows, width, _ = scores.shape
    held = np.arange(width)[None, :] < lengths[:, None]
    best = scores[:, 0] + OPEN
    back = np.zeros((rows, width, len(TAGS)), np.int8)
    for at in range(1, width):
        ways = best[:, :, None] + STEPS
        back[:, at] = ways.argmax(axis=1)
        moved = ways.max(axis=1) + scores[:, at]
        best = np.where(held[:, at, None], moved, best)
    tag = (best + CLOSE).argmax(axis=1)
    tags = np.zeros((rows, width), np.int8)
    for at in range(width - 1, -1, -1):
        tags[:, at] = np.where(held[:, at], tag, OUTSIDE)
        if at:
            before = np.take_along_axis(back[:, at], tag[:, None], axis=1)[:, 0]
            tag = np.where(held[:, at], before, tag)
    return tags


def tags_to_names(tags: NDArray[np.int8]) -> Iterator[tuple[int, int, str]]:
    """Give start, end and kind of the names in a row of tags."""
    start = 0
    for at in np.flatnonzero(tags):
        tag = TAGS[tags[at]]
        if tag[0] in "BS":
            start = int(at)
        if tag[0] in "ES":
            yield start, int(at) + 1, tag[2:]


def names_to_tags(names: Iterator[tuple[int, int, str]] | list[tuple[int, int, str]], length: int) -> NDArray[np.int8]:
    """Give the tags of names that are apart from each other."""
    tags = np.zeros(length, np.int8)
    for start, end, kind in names:
        first = TAGS.index(f"B-{kind}")
        if end - start == 1:
            tags[start] = first + 3
            continue
        tags[start], tags[start + 1 : end - 1], tags[end - 1] = first, first + 1, first + 2
    return tags
