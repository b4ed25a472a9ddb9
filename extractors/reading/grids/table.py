"""Ruled tables of a page: grids with the text that stands in their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractors.document import Box
from extractors.reading.grids.grid import Grid, rules_to_grids
from extractors.reading.page.sheet import Glyph, Run, Sheet, Strip
from extractors.reading.page.strips import runs_to_strips

_RAISE = 0.35  # of the font size: the middle of a character above its base line
_FRAME = 0.6  # of the page: one column as large is a frame around the text
_FEW = 4  # rows of an imprint (版记) that is drawn as a table
_IMPRINT = regex.compile(r"^(?:主送|抄送|分送|抄报|报送)[:：]|日印发$")
_NEAR = 0.15  # of the font size: characters nearer than this are one word


@dataclass(frozen=True, slots=True)
class SketchCell:
    """A cell on one page with the printed lines in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    page: int
    strips: tuple[Strip, ...] = ()

    @property
    def text(self) -> str:
        """The text without what joins its lines: for comparing."""
        return "".join(strip.text for strip in self.strips).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A table on one page; cells row by row; `xs` are the edges of its columns; `doubt` says how they were guessed."""

    page: int
    box: Box
    xs: tuple[float, ...]
    rows: int
    cells: tuple[SketchCell, ...]
    doubt: str | None = None


def find_sketches(sheet: Sheet) -> tuple[tuple[Sketch, ...], tuple[Run, ...], tuple[Strip, ...]]:
    """Give the tables from top to bottom, the runs outside them, and the lines of other directions outside them."""
    grids = rules_to_grids(sheet.flat, sheet.upright)
    sketches: list[Sketch] = []
    runs, odd = sheet.runs, sheet.odd
    for grid in sorted(grids, key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])):
        inside, outside = _take(grid, runs)
        turned = [(grid.field_at(*_middle(strip.box)), strip) for strip in odd]
        sketch = _sketch(grid, inside, [(at, strip) for at, strip in turned if at is not None], sheet)
        if sketch:
            sketches.append(sketch)
            runs, odd = outside, tuple(strip for at, strip in turned if at is None)
    return tuple(sorted(sketches, key=lambda sketch: (sketch.box.top, sketch.box.left))), runs, odd


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _take(grid: Grid, runs: Sequence[Run]) -> tuple[dict[int, list[Run]], tuple[Run, ...]]:
    """Divide runs among the fields of a grid and the rest of the page."""
    inside: dict[int, list[Run]] = {}
    outside: list[Run] = []
    top, bottom = grid.ys[0], grid.ys[-1]
    for run in runs:
        if not top <= run[0].base - _RAISE * run[0].size <= bottom:
            outside.append(run)
            continue
        for at, part in _cut(grid, run):
            if at is None:
                outside.append(part)
            else:
                inside.setdefault(at, []).append(part)
    return inside, tuple(outside)


def _cut(grid: Grid, run: Run) -> Iterator[tuple[int | None, Run]]:
    """Cut a run where it passes from field to field; a word that sticks out of its field stays whole."""
    places = [grid.field_at((glyph.left + glyph.right) / 2, glyph.base - _RAISE * glyph.size) for glyph in run]
    if len(set(places)) > 1:
        _mend(run, places, grid)
    start = 0
    for end in range(1, len(run) + 1):
        if end == len(run) or places[end] != places[start]:
            yield places[start], run[start:end]
            start = end


def _mend(run: Run, places: list[int | None], grid: Grid) -> None:
    """Give all of a word that a rule goes through to the field that holds most of it."""
    start = 0
    for end in range(1, len(run) + 1):
        if end < len(run) and not _is_break(run[end - 1], run[end]):
            continue
        word = range(start, end)
        if any(_sticks_out(run[at], grid) for at in word if at > start) or len({places[at] for at in word}) == 1:
            inside = [places[at] for at in word]
            most = max(inside, key=inside.count)
            places[start:end] = [most] * len(inside)
        start = end


def _is_break(last: Glyph, glyph: Glyph) -> bool:
    return glyph.char.isspace() or last.char.isspace() or glyph.left - last.right > _NEAR * glyph.size


def _sticks_out(glyph: Glyph, grid: Grid) -> bool:
    """Say whether a rule between columns goes through a character."""
    inset = 0.15 * (glyph.right - glyph.left)
    return any(glyph.left + inset < x < glyph.right - inset for x in grid.xs)


def _sketch(
    grid: Grid, inside: dict[int, list[Run]], turned: Sequence[tuple[int, Strip]], sheet: Sheet
) -> Sketch | None:
    """Give the table of a grid, or None if it is a box, a frame or empty."""
    cells = []
    for at, field in enumerate(grid.fields):
        strips = (*runs_to_strips(inside.get(at, ()), sheet.number), *(strip for place, strip in turned if place == at))
        box = Box(grid.xs[field.left], grid.ys[field.top], grid.xs[field.right], grid.ys[field.bottom])
        rows, columns = field.bottom - field.top, field.right - field.left
        cells.append(SketchCell(field.top, field.left, rows, columns, _round(box), sheet.number, strips))
    box = _round(Box(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]))
    sketch = Sketch(sheet.number, box, grid.xs, len(grid.ys) - 1, tuple(cells))
    return sketch if _is_table(sketch, sheet) else None


def _round(box: Box) -> Box:
    return Box(round(box.left, 2), round(box.top, 2), round(box.right, 2), round(box.bottom, 2))


def _is_table(sketch: Sketch, sheet: Sheet) -> bool:
    if sum(1 for cell in sketch.cells if cell.strips) < 2:
        return False
    if sketch.rows <= _FEW and any(_IMPRINT.search(cell.text) for cell in sketch.cells):
        return False
    if len(sketch.xs) > 2:
        return True
    area = (sketch.box.right - sketch.box.left) * (sketch.box.bottom - sketch.box.top)
    return area < _FRAME * sheet.width * sheet.height
