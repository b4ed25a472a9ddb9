"""Ruled tables: cells that span rows and columns, rows that break over pages at their borders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.typeset.fonts import Face
from flows.typeset.sheet import Rule, Run, Sheet
from flows.typeset.wrap import measure, wrap


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell; `align` is left, center or right. A line break in the text is a printed one."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    align: str = "center"
    face: str = "song"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `widths` are column widths in points, `header_rows` stand again on every further page.

    `sizes` are tried in turn until the table fits on its page; one that never fits is set in `size`.
    """

    cells: tuple[GridCell, ...]
    widths: tuple[float, ...]
    sizes: tuple[float, ...] = ()
    size: float = 9.0
    header_rows: int = 0
    padding: float = 2.5
    spread: float = 2.5
    ruled: bool = True

    @property
    def leading(self) -> float:
        """The distance of lines."""
        return self.size * 1.28

    @property
    def rows(self) -> int:
        """The number of rows."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Piece:
    """The rows of a table that stand on one page, below `top`; `heights` are those of all rows."""

    grid: Grid
    rows: range
    top: float
    left: float
    heights: tuple[float, ...]

    def y(self, row: int) -> float:
        """Give the upper border of a row, at most the lower border of the piece."""
        return self.top + sum(self.heights[self.rows.start : max(min(row, self.rows.stop), self.rows.start)])

    def x(self, column: int) -> float:
        """Give the left border of a column."""
        return self.left + sum(self.grid.widths[:column])


def cell_lines(grid: Grid, cell: GridCell, face: Face) -> list[str]:
    """Break the text of a cell into printed lines."""
    width = sum(grid.widths[cell.column : cell.column + cell.column_span]) - 2 * grid.padding
    return wrap(cell.text, face, size=grid.size, width=width) if cell.text else []


def row_heights(grid: Grid, faces: dict[str, Face]) -> tuple[float, ...]:
    """Give every row the height its cells need; what a spanning cell lacks goes to its last row."""
    heights = [grid.leading + 2 * grid.spread] * grid.rows
    for cell in sorted(grid.cells, key=lambda cell: (cell.row_span, cell.row, cell.column)):
        needed = len(cell_lines(grid, cell, faces[cell.face])) * grid.leading + 2 * grid.spread
        last = cell.row + cell.row_span
        heights[last - 1] += max(needed - sum(heights[cell.row : last]), 0)
    return tuple(heights)


def fit_grid(grid: Grid, faces: dict[str, Face], room: float) -> Grid:
    """Choose the first size at which the whole table is no higher than `room`."""
    for size in grid.sizes:
        trial = replace(grid, size=size)
        if sum(row_heights(trial, faces)) <= room:
            return trial
    return replace(grid, size=grid.sizes[0]) if grid.sizes else grid


def split_rows(heights: tuple[float, ...], *, first: float, room: float, header_rows: int) -> list[range]:
    """Split the rows over pages: `first` points on the first page, `room` on the others, where the header returns.

    Raises:
        ValueError: a row is higher than a page.
    """
    header = sum(heights[:header_rows])
    pieces: list[range] = []
    start, left = 0, first
    for row, height in enumerate(heights):
        if height > left + 0.01 and row > start:
            pieces.append(range(start, row))
            start, left = row, room - header
        if height > left + 0.01:
            raise ValueError(f"row {row + 1} of a table is higher than a page")
        left -= height
    return [*pieces, range(start, len(heights))]


def draw_piece(sheet: Sheet, piece: Piece, faces: dict[str, Face]) -> None:
    """Draw the borders and the text of the rows of a piece; a cell begun on an earlier page has its text there."""
    cells = [cell for cell in piece.grid.cells if _meets(cell, piece.rows)]
    if piece.grid.ruled:
        rules: list[Rule] = sorted({rule for cell in cells for rule in _borders(piece, cell)}, key=_place)
        sheet.marks += rules
    for cell in cells:
        if cell.row >= piece.rows.start:
            sheet.marks += _text(piece, cell, faces[cell.face])


def _meets(cell: GridCell, rows: range) -> bool:
    return cell.row < rows.stop and rows.start < cell.row + cell.row_span


def _place(rule: Rule) -> tuple[float, float, float, float]:
    return (rule.y0, rule.x0, rule.y1, rule.x1)


def _borders(piece: Piece, cell: GridCell) -> Iterator[Rule]:
    left, right = piece.x(cell.column), piece.x(cell.column + cell.column_span)
    top, bottom = piece.y(cell.row), piece.y(cell.row + cell.row_span)
    yield Rule(left, top, right, top)
    yield Rule(left, bottom, right, bottom)
    yield Rule(left, top, left, bottom)
    yield Rule(right, top, right, bottom)


def _text(piece: Piece, cell: GridCell, face: Face) -> Iterator[Run]:
    grid = piece.grid
    lines = cell_lines(grid, cell, face)
    top, bottom = piece.y(cell.row), piece.y(cell.row + cell.row_span)
    left, right = piece.x(cell.column) + grid.padding, piece.x(cell.column + cell.column_span) - grid.padding
    y = top + max((bottom - top - len(lines) * grid.leading) / 2, 0)
    for line in lines:
        spare = right - left - measure(line, face, size=grid.size)
        x = left + spare * {"left": 0.0, "center": 0.5, "right": 1.0}[cell.align]
        if line.strip():
            yield Run(x, y + (grid.leading - grid.size) / 2 + 0.86 * grid.size, line, grid.size, face=cell.face)
        y += grid.leading
