"""What the character model sees of a text: numbers of characters and pairs, and signs from the lexicons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import regex
from numpy.typing import NDArray

from extractors.ner.compact import Compact
from extractors.ner.tokens import Found, Tokens

PAIRS = 8192  # hashed
PADDING, UNKNOWN, FIRST = 0, 1, 2
LONGEST = 128
ENDS = "。；;！!？?\n"
END = regex.compile(rf"[{ENDS}]")
PAUSES = "，,、：: "
CLASSES = ("company", "school", "hospital", "institute", "association", "cooperative", "firm", "bank", "government")
GAP = 19  # the column that says where a space parts two words
SIGNS = 20 + len(CLASSES)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the model sees it.

    `pairs[i]` is the pair of character i and the one before; `signs` is (length, SIGNS).
    """

    characters: NDArray[np.int32]
    pairs: NDArray[np.int32]
    signs: NDArray[np.uint8]


def encode(form: Compact, tokens: Tokens, table: NDArray[np.int32]) -> Encoded:
    """Give a text as numbers; `table` gives the number of each code point below 65536."""
    codes = np.frombuffer(form.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = np.where(codes < len(table), codes, 0)
    before = np.concatenate((np.zeros(1, np.uint32), codes[:-1]))
    pairs = ((codes.astype(np.uint64) * 40503 + before.astype(np.uint64) * 30011) >> 3) % (PAIRS - 1) + 1
    return Encoded(table[codes], pairs.astype(np.int32), _signs(form, tokens))


def _signs(form: Compact, tokens: Tokens) -> NDArray[np.uint8]:
    signs = np.zeros((len(form.text) + 1, SIGNS), np.uint8)
    full = [found for found in tokens.regions if any(kind == "full" for _, kind in found[2])]
    part = [found for found in tokens.regions if all(kind != "full" for _, kind in found[2])]
    names = [found for found in tokens.suffixes if found[2][1] != "never"]
    for at, group in enumerate((full, part, tokens.departments, tokens.centrals, names)):
        _draw(signs, 3 * at, group)
    never = [found for found in tokens.suffixes if found[2][1] == "never"]
    for column, group in ((15, never), (16, tokens.stops), (17, tokens.shields), (18, tokens.traps)):
        _fill(signs, column, group)
    signs[list(form.parted), GAP] = 1
    for at, name in enumerate(CLASSES):
        ends = [end - 1 for _, end, (kind, _) in names if kind == name]
        signs[ends, 20 + at] = 1
    return signs[:-1]


def _draw(signs: NDArray[np.uint8], column: int, group: list[Found]) -> None:
    """Mark beginnings, insides and ends in three columns."""
    signs[[start for start, _, _ in group], column] = 1
    _fill(signs, column + 1, group)
    signs[[end - 1 for _, end, _ in group], column + 2] = 1


def _fill(signs: NDArray[np.uint8], column: int, group: list[Found]) -> None:
    steps = np.zeros(len(signs) + 1, np.int32)
    np.add.at(steps, [start for start, _, _ in group], 1)
    np.add.at(steps, [end for _, end, _ in group], -1)
    signs[:, column] = np.cumsum(steps[:-1]) > 0


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Give the sentences and cells of a text, long ones cut at a pause: each is read by itself, wherever it stands."""
    start = 0
    for found in END.finditer(text):
        yield from _cut(text, start, found.start())
        start = found.end()
    yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        at = max(text.rfind(pause, start + LONGEST // 2, start + LONGEST) for pause in PAUSES) + 1
        at = at or start + LONGEST
        yield start, at
        start = at
    if start < end:
        yield start, end
