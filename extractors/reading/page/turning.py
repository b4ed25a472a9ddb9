"""Which way a page is read: page rotation, and text that lies on its side, brought upright and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pymupdf

from extractors.document import Box

_MOST = 0.6  # of the characters of a page: it is read the way they run
_STRAIGHT = 0.99  # cosine of the angle that a line may be off
_TURNS = {(1, 0): 0, (0, -1): 1, (-1, 0): 2, (0, 1): 3}  # direction of text → quarter turns to the right it needs


def find_turn(lines: Sequence[dict[str, Any]], matrix: Any) -> int:
    """Give the quarter turns to the right that bring most of the text of a page upright."""
    counts: Counter[int] = Counter()
    for line in lines:
        counts[quarter(line["dir"], matrix)] += sum(len(span["chars"]) for span in line["spans"])
    turn, count = max(counts.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return turn if turn > 0 and count > _MOST * sum(counts.values()) else 0


def quarter(direction: tuple[float, float], matrix: Any) -> int:
    """Give the quarter turns that a line needs, or -1 for one that runs aslant."""
    x, y = direction
    across, down = x * matrix.a + y * matrix.c, x * matrix.b + y * matrix.d
    if max(abs(across), abs(down)) < _STRAIGHT:
        return -1
    return _TURNS[(round(across), round(down))]


def turned_matrix(matrix: Any, turn: int, width: float, height: float) -> Any:
    """Give the matrix to the page turned further; width and height are those before turning."""
    turns = (
        pymupdf.Matrix(1, 0, 0, 1, 0, 0),
        pymupdf.Matrix(0, 1, -1, 0, height, 0),
        pymupdf.Matrix(-1, 0, 0, -1, width, height),
        pymupdf.Matrix(0, -1, 1, 0, 0, width),
    )
    return matrix * turns[turn]


def turn_back(box: Box, turn: int, width: float, height: float) -> Box:
    """Give a box of a turned page as it stands on the page; width and height are those of the turned page."""
    if turn == 1:
        return Box(box.top, width - box.right, box.bottom, width - box.left)
    if turn == 2:
        return Box(width - box.right, height - box.bottom, width - box.left, height - box.top)
    if turn == 3:
        return Box(height - box.bottom, box.left, height - box.top, box.right)
    return box


def apply(matrix: Any, x: float, y: float) -> tuple[float, float]:
    """Give a point moved by a matrix."""
    return x * matrix.a + y * matrix.c + matrix.e, x * matrix.b + y * matrix.d + matrix.f
