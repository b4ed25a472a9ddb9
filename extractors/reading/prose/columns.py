"""The reading order of a page: from top to bottom between its tables, column by column where there are two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.reading.grids.table import Sketch
from extractors.reading.page.sheet import Run, Strip

_LEAST = 6  # lines of a column
_FILLED = 0.7  # of the width of a column: shorter lines are the fields of a table, read across
_STEP = 4.0  # points between the places tried for a gutter


def between_tables(strips: Sequence[Strip], sketches: Sequence[Sketch]) -> Iterator[tuple[Strip, ...] | Sketch]:
    """Give tables and the lines between them."""
    rest = list(strips)
    for sketch in sketches:
        above = [strip for strip in rest if strip.base < sketch.box.bottom]
        rest = [strip for strip in rest if strip.base >= sketch.box.bottom]
        if above:
            yield tuple(above)
        yield sketch
    if rest:
        yield tuple(rest)


def split_columns(runs: Sequence[Run], width: float) -> list[tuple[Run, ...]]:
    """Give the runs of a page as one group, or as those above, left, right and below where there are two columns."""
    ordered = sorted((run for run in runs if run), key=lambda run: (run[0].base, run[0].left))
    gutter = _gutter(ordered, width)
    if gutter is None:
        return [tuple(ordered)]
    first, last = _stretch(ordered, gutter)
    inside = ordered[first:last]
    left = tuple(run for run in inside if run[-1].right <= gutter)
    right = tuple(run for run in inside if run[-1].right > gutter)
    if not (_is_column(left, gutter) and _is_column(right, width)):
        return [tuple(ordered)]
    groups = [tuple(ordered[:first]), left, right, tuple(ordered[last:])]
    return [group for group in groups if group]


def _gutter(runs: Sequence[Run], width: float) -> float | None:
    """Give the place near the middle of the page with the longest stretch that no line crosses."""
    places = [width * 0.35 + step * _STEP for step in range(int(width * 0.3 / _STEP) + 1)]
    longest = [last - first for first, last in (_stretch(runs, place) for place in places)]
    best = max(longest, default=0)
    if best < 2 * _LEAST:
        return None
    same = [place for place, length in zip(places, longest, strict=True) if length == best]
    return same[len(same) // 2]


def _stretch(runs: Sequence[Run], place: float) -> tuple[int, int]:
    """Give the longest row of runs that do not cross a place."""
    best, start = (0, 0), 0
    for at, run in enumerate(runs):
        if run[0].left < place < run[-1].right:
            best = max(best, (start, at), key=lambda pair: pair[1] - pair[0])
            start = at + 1
    return max(best, (start, len(runs)), key=lambda pair: pair[1] - pair[0])


def _is_column(runs: Sequence[Run], edge: float) -> bool:
    """Say whether the runs are lines of prose: many, and as a rule as wide as the column."""
    if len(runs) < _LEAST:
        return False
    left, right = min(run[0].left for run in runs), max(run[-1].right for run in runs)
    full = sum(1 for run in runs if run[-1].right - run[0].left > _FILLED * (right - left))
    return full > 0.6 * len(runs) and right - left > 8 * runs[0][0].size and right <= edge
