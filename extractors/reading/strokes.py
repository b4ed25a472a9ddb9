"""The straight lines of a page, however they were drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.reading.rules import strokes_to_rules
from extractors.reading.sheet import Stroke

_THIN = 3.0  # points: a filled rectangle thinner than this is a line
_SLANT = 0.5  # points that a straight line may be off
_LIMIT = 60_000  # path items looked at on a page
_CROSSINGS = 1_000_000  # pairs of rules looked at on a page
_TOO_MANY = "its tables are unread: too many lines are drawn on it"

Rules = tuple[tuple[Stroke, ...], tuple[Stroke, ...]]


def find_rules(page: Any) -> tuple[Rules, str | None]:
    """Give the horizontal and vertical ruling lines of a page, and why they are missing, if they are."""
    strokes = _find_strokes(page)
    if strokes is None:
        return ((), ()), _TOO_MANY
    flat, upright = strokes_to_rules(strokes)
    if len(flat) * len(upright) > _CROSSINGS:
        return ((), ()), _TOO_MANY
    return (flat, upright), None


def _find_strokes(page: Any) -> list[Stroke] | None:
    """Give all straight lines drawn on a page, or None if there are too many."""
    matrix = page.rotation_matrix
    strokes: list[Stroke] = []
    seen = 0
    for path in page.get_cdrawings():
        seen += len(path["items"])
        if seen > _LIMIT:
            return None
        if _is_visible(path):
            strokes.extend(_path_strokes(path, matrix))
    return strokes


def _is_visible(path: dict[str, Any]) -> bool:
    colors = [path.get(key) for key in ("color", "fill") if path.get(key) is not None]
    return any(min(color) < 0.97 for color in colors if color)


def _path_strokes(path: dict[str, Any], matrix: Any) -> Iterator[Stroke]:
    drawn = "s" in path["type"]
    for item in path["items"]:
        if item[0] == "l" and drawn:
            yield from _line(_turn(matrix, item[1]), _turn(matrix, item[2]))
        elif item[0] == "re":
            left, top, right, bottom = item[1]
            yield from _rectangle(_turn(matrix, (left, top)), _turn(matrix, (right, bottom)), drawn)
        elif item[0] == "qu" and drawn:
            corners = [_turn(matrix, item[1][at]) for at in (0, 1, 3, 2)]
            for at in range(4):
                yield from _line(corners[at - 1], corners[at])
    if path["type"] == "f" and all(item[0] == "l" for item in path["items"]):
        yield from _thin_shape(path, matrix)


def _thin_shape(path: dict[str, Any], matrix: Any) -> Iterator[Stroke]:
    """Give the stroke of a thin filled polygon."""
    left, top, right, bottom = path["rect"]
    if min(right - left, bottom - top) <= _THIN:
        yield from _rectangle(_turn(matrix, (left, top)), _turn(matrix, (right, bottom)), False)


def _turn(matrix: Any, point: Any) -> tuple[float, float]:
    x, y = point
    return x * matrix.a + y * matrix.c + matrix.e, x * matrix.b + y * matrix.d + matrix.f


def _line(first: tuple[float, float], last: tuple[float, float]) -> Iterator[Stroke]:
    width, height = abs(first[0] - last[0]), abs(first[1] - last[1])
    if height <= _SLANT and width > height:
        yield Stroke(False, (first[1] + last[1]) / 2, min(first[0], last[0]), max(first[0], last[0]))
    elif width <= _SLANT and height > width:
        yield Stroke(True, (first[0] + last[0]) / 2, min(first[1], last[1]), max(first[1], last[1]))


def _rectangle(first: tuple[float, float], last: tuple[float, float], drawn: bool) -> Iterator[Stroke]:
    left, right = sorted((first[0], last[0]))
    top, bottom = sorted((first[1], last[1]))
    if bottom - top <= _THIN or right - left <= _THIN:
        if right - left >= bottom - top:
            yield Stroke(False, (top + bottom) / 2, left, right)
        else:
            yield Stroke(True, (left + right) / 2, top, bottom)
    elif drawn:
        yield from (Stroke(False, top, left, right), Stroke(False, bottom, left, right))
        yield from (Stroke(True, left, top, bottom), Stroke(True, right, top, bottom))
