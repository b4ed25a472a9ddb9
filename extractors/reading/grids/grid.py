"""Rules → grids: which rules belong together, and the rectangles that they enclose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.reading.page.rules import cluster
from extractors.reading.page.sheet import Stroke

_TOUCH = 3.0  # points: a rule that ends this near another meets it
_WALL = 0.8  # of the side of a cell that a rule must cover
_THIN = 3.5  # points: no row or column is thinner
_LIMIT = 40_000  # places of a grid


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a grid as the rows and columns it covers; the ends are left out."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells between rules: `xs` and `ys` are the edges of columns and rows; `owner[row][column]` is a field's index."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[Field, ...]
    owner: tuple[tuple[int, ...], ...]

    def field_at(self, x: float, y: float) -> int | None:
        """Give the index of the field at a point, or None outside."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = min(bisect_right(self.ys, y) - 1, len(self.ys) - 2)
        column = min(bisect_right(self.xs, x) - 1, len(self.xs) - 2)
        return self.owner[row][column]


def rules_to_grids(flat: Sequence[Stroke], upright: Sequence[Stroke]) -> tuple[Grid, ...]:
    """Give the grids of a page from top to bottom, those of one cell included."""
    grids = (_build(*group) for group in _connect(flat, upright))
    return tuple(sorted((grid for grid in grids if grid), key=lambda grid: (grid.ys[0], grid.xs[0])))


def _connect(flat: Sequence[Stroke], upright: Sequence[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Give the groups of rules that meet each other."""
    parent = list(range(len(flat) + len(upright)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for at, line in enumerate(flat):
        for other, post in enumerate(upright, start=len(flat)):
            if _meet(line, post):
                parent[root(other)] = root(at)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for at, rule in enumerate((*flat, *upright)):
        groups.setdefault(root(at), ([], []))[rule.upright].append(rule)
    return [group for group in groups.values() if len(group[0]) > 1 and group[1]]


def _meet(line: Stroke, post: Stroke) -> bool:
    across = line.start - _TOUCH <= post.at <= line.end + _TOUCH
    return across and post.start - _TOUCH <= line.at <= post.end + _TOUCH


def _build(flat: Sequence[Stroke], upright: Sequence[Stroke]) -> Grid | None:
    """Give the grid of a group; sides without a rule are where the rules across end."""
    xs = _edges(upright, flat)
    ys = _edges(flat, upright)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _LIMIT:
        return None
    posts = _walls(upright, xs, ys)
    lines = _walls(flat, ys, xs)
    fields, owner = _merge(posts, lines, len(ys) - 1, len(xs) - 1)
    return Grid(xs, ys, tuple(fields), owner)


def _edges(rules: Sequence[Stroke], across: Sequence[Stroke]) -> tuple[float, ...]:
    places = cluster((rule.at for rule in rules), _THIN)
    first, last = min(rule.start for rule in across), max(rule.end for rule in across)
    more = [first] if first < places[0] - 2 * _TOUCH else []
    more += [last] if last > places[-1] + 2 * _TOUCH else []
    return tuple(sorted((*places, *more)))


def _walls(rules: Iterable[Stroke], places: Sequence[float], stops: Sequence[float]) -> list[list[bool]]:
    """Say for every place and every step between stops whether a rule stands there; the outermost always do."""
    steps = len(stops) - 1
    covered = [[0.0] * steps for _ in places]
    for rule in rules:
        at = min(range(len(places)), key=lambda index: abs(places[index] - rule.at))
        for step in range(steps):
            shared = min(rule.end, stops[step + 1]) - max(rule.start, stops[step])
            covered[at][step] += max(shared, 0.0)
    walls = [[part >= _WALL * (stops[step + 1] - stops[step]) for step, part in enumerate(row)] for row in covered]
    walls[0] = walls[-1] = [True] * steps
    return walls


def _merge(
    posts: list[list[bool]], lines: list[list[bool]], rows: int, columns: int
) -> tuple[list[Field], tuple[tuple[int, ...], ...]]:
    """Give the fields row by row: each as wide as no post stands in it, then as deep as it stays whole."""
    owner = [[-1] * columns for _ in range(rows)]
    fields: list[Field] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            right = column + 1
            while right < columns and not posts[right][row] and owner[row][right] < 0:
                right += 1
            bottom = row + 1
            while bottom < rows and _is_open(posts, lines, bottom, column, right):
                bottom += 1
            for below in range(row, bottom):
                owner[below][column:right] = [len(fields)] * (right - column)
            fields.append(Field(row, column, bottom, right))
    return fields, tuple(tuple(row) for row in owner)


def _is_open(posts: list[list[bool]], lines: list[list[bool]], row: int, left: int, right: int) -> bool:
    """Say whether a field goes on into a row: no line above it there, and no post inside."""
    if any(lines[row][column] for column in range(left, right)):
        return False
    return not any(posts[place][row] for place in range(left + 1, right))
