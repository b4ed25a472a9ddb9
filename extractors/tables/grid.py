"""A table as rows and columns of text: merged cells fill every place they span."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from extractors.document import Cell, Document, Table
from extractors.text import fold

_SPACE = regex.compile(r"\s+")
_LOOSE = regex.compile(r"(?<!\d)\s+|\s+(?!\d)")
_GROUPED = regex.compile(r"-?\d{1,3}(?:,?\s\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table by row and column; `header` are the rows marked as header, `rows` all others.

    Texts are folded, white space out; a merged cell stands at every place it spans.
    """

    table: Table
    header: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    cells: Mapping[tuple[int, int], Cell]
    texts: Mapping[tuple[int, int], str]

    def text(self, row: int, column: int) -> str:
        """Give the text of a cell; empty where there is none."""
        return self.texts.get((row, column), "")

    def cell(self, row: int, column: int) -> Cell | None:
        """Give the cell that stands at a place, also where it is merged from a neighbour."""
        return self.cells.get((row, column))

    def own(self, row: int, column: int) -> Cell | None:
        """Give the cell that begins at a place."""
        cell = self.cells.get((row, column))
        return cell if cell is not None and (cell.row, cell.column) == (row, column) else None

    def starts(self, row: int) -> tuple[Cell, ...]:
        """Give the cells that begin in a row, from left to right."""
        found = (self.own(row, column) for column in self.columns)
        return tuple(cell for cell in found if cell is not None)


def table_to_grid(document: Document, table: Table) -> Grid:
    """Give the grid of a table; rows with a header cell are its header."""
    cells: dict[tuple[int, int], Cell] = {}
    texts: dict[tuple[int, int], str] = {}
    header = {row for cell in table.cells if cell.header for row in _header_rows(cell)}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        text = cell_text(document, cell)
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                cells.setdefault((row, column), cell)
                texts.setdefault((row, column), text)
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    return Grid(
        table,
        tuple(row for row in rows if row in header),
        tuple(row for row in rows if row not in header),
        tuple(columns),
        cells,
        texts,
    )


def _header_rows(cell: Cell) -> range:
    """Give the rows that a header cell heads: an empty one beside the table heads its first row only."""
    return range(cell.row, cell.row + (cell.row_span if len(cell.span) else 1))


def cell_text(document: Document, cell: Cell) -> str:
    """Give the text of a cell folded, white space out; but two figures side by side stay two (12 34)."""
    text = fold(document.mended[cell.span.start : cell.span.end]).strip()
    if _GROUPED.fullmatch(text):
        return _SPACE.sub("", text)
    return _SPACE.sub(" ", _LOOSE.sub("", text))
