"""The straight lines of a page, however they were drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractors.reading.page.rules import strokes_to_rules
from extractors.reading.page.sheet import Stroke
from extractors.reading.page.turning import apply

_THIN = 3.0  # points: a filled rectangle thinner than this is a line
_SLANT = 0.5  # points that a straight line may be off
_LIMIT = 60_000  # path items looked at on a page
_CROSSINGS = 1_000_000  # pairs of rules looked at on a page
_TOO_MANY = "its tables are unread: too many lines are drawn on it"

Rules = tuple[tuple[Stroke, ...], tuple[Stroke, ...]]


def drawings_to_rules(drawings: Sequence[dict[str, Any]] | None, matrix: Any) -> tuple[Rules, str | None]:
    """Give the horizontal and vertical ruling lines of a page, and why they are missing, if they are.

    `drawings` is None where there are too many to be had.
    """
    if drawings is None or sum(len(path["items"]) for path in drawings) > _LIMIT:
        return ((), ()), _TOO_MANY
    strokes = [stroke for path in drawings if _is_visible(path) for stroke in _path_strokes(path, matrix)]
    flat, upright = strokes_to_rules(strokes)
    if len(flat) * len(upright) > _CROSSINGS:
        return ((), ()), _TOO_MANY
    return (flat, upright), None


def count_curves(drawings: Sequence[dict[str, Any]]) -> int:
    """Give the number of curves that are filled: letters that were turned into drawings have many."""
    return sum(1 for path in drawings if "f" in path["type"] for item in path["items"] if item[0] == "c")


def _is_visible(path: dict[str, Any]) -> bool:
    colors = [path.get(key) for key in ("color", "fill") if path.get(key) is not None]
    return any(min(color) < 0.97 for color in colors if color)


def _path_strokes(path: dict[str, Any], matrix: Any) -> Iterator[Stroke]:
    drawn = "s" in path["type"]
    for item in path["items"]:
        if item[0] == "l" and drawn:
            yield from _line(apply(matrix, *item[1]), apply(matrix, *item[2]))
        elif item[0] == "re":
            left, top, right, bottom = item[1]
            yield from _rectangle(apply(matrix, left, top), apply(matrix, right, bottom), drawn)
        elif item[0] == "qu" and drawn:
            corners = [apply(matrix, *item[1][at]) for at in (0, 1, 3, 2)]
            for at in range(4):
                yield from _line(corners[at - 1], corners[at])
    if path["type"] == "f" and all(item[0] == "l" for item in path["items"]):
        yield from _thin_shape(path, matrix)


def _thin_shape(path: dict[str, Any], matrix: Any) -> Iterator[Stroke]:
    """Give the stroke of a thin filled polygon."""
    left, top, right, bottom = path["rect"]
    if min(right - left, bottom - top) <= _THIN:
        yield from _rectangle(apply(matrix, left, top), apply(matrix, right, bottom), False)


def _line(first: tuple[float, float], last: tuple[float, float]) -> Iterator[Stroke]:
    width, height = abs(first[0] - last[0]), abs(first[1] - last[1])
    if height <= _SLANT and width > height:
        yield Stroke(False, (first[1] + last[1]) / 2, min(first[0], last[0]), max(first[0], last[0]))
    elif width <= _SLANT and height > width:
        yield Stroke(True, (first[0] + last[0]) / 2, min(first[1], last[1]), max(first[1], last[1]))


def _rectangle(first: tuple[float, float], last: tuple[float, float], drawn: bool) -> Iterator[Stroke]:
    left, right = sorted((first[0], last[0]))
    top, bottom = sorted((first[1], last[1]))
    if _is_dot(right - left, bottom - top):
        yield Stroke(False, (top + bottom) / 2, left, right)
        yield Stroke(True, (left + right) / 2, top, bottom)
    elif bottom - top <= _THIN or right - left <= _THIN:
        if right - left >= bottom - top:
            yield Stroke(False, (top + bottom) / 2, left, right)
        else:
            yield Stroke(True, (left + right) / 2, top, bottom)
    elif drawn:
        yield from (Stroke(False, top, left, right), Stroke(False, bottom, left, right))
        yield from (Stroke(True, left, top, bottom), Stroke(True, right, top, bottom))


def _is_dot(width: float, height: float) -> bool:
    """Say whether a filled rectangle is a dot of a dotted line, which may run across or down."""
    return max(width, height) <= _THIN and max(width, height) < 1.5 * min(width, height)
