"""A table as rows and columns of text: which columns hold money, and which labels and codes belong to them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.document import Cell, Document, Table
from extractors.text import fold

_NUMBER = regex.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_CODE = regex.compile(r"\d{2,7}")
_CODED = regex.compile(r"编码|代码|科目|[类款项]")
_NOT_ADDED = regex.compile(
    r"序号|编码|代码|编号|年度|年份|日期|率|比例|占比|百分|均|单价|标准|得分|分值|电话|备注|%|增减|增长"
)
EMPTY = frozenset({"", "-", "--", "/", "无", "*"})


@dataclass(frozen=True, slots=True)
class Grid:
    """The body of a table: its cells by row and column, merged columns filled; the header of each column."""

    table: Table
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    cells: dict[tuple[int, int], Cell]
    texts: dict[tuple[int, int], str]
    headers: dict[int, str]

    def text(self, row: int, column: int) -> str:
        """Give the text of a cell, white space out; empty where there is no cell."""
        return self.texts.get((row, column), "")

    def value(self, row: int, column: int) -> Decimal | None:
        """Give the figure of a cell that is not merged over columns or from a row above; None where it has none."""
        cell = self.cells.get((row, column))
        text = self.text(row, column)
        own = cell is not None and cell.row == row and cell.column == column
        return Decimal(text.replace(",", "")) if own and _NUMBER.fullmatch(text) else None

    def is_text(self, column: int) -> bool:
        """Say whether most of a column is words."""
        filled = [text for row in self.rows if (text := self.text(row, column)) not in EMPTY]
        return sum(not _NUMBER.fullmatch(text) for text in filled) * 2 > len(filled)

    def is_code(self, column: int) -> bool:
        """Say whether a column holds the codes of a classification that nest (201, 20103, 2010301)."""
        return bool(_CODED.search(self.headers.get(column, ""))) and not self.is_text(column)

    def adds_up(self, column: int) -> bool:
        """Say whether nothing speaks against adding a column."""
        return not self.is_text(column) and not _NOT_ADDED.search(self.headers.get(column, ""))


def table_to_grid(document: Document, table: Table) -> Grid:
    """Give the grid of a table; rows with a header cell are its header."""
    header = {cell.row for cell in table.cells if cell.header}
    cells: dict[tuple[int, int], Cell] = {}
    texts: dict[tuple[int, int], str] = {}
    headers: dict[int, str] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        text = cell_text(document, cell)
        for column in range(cell.column, cell.column + cell.column_span):
            if cell.row in header:
                headers[column] = headers.get(column, "") + text
                continue
            for row in range(cell.row, cell.row + cell.row_span):
                cells.setdefault((row, column), cell)
                texts.setdefault((row, column), text)
    rows = tuple(sorted({row for row, _ in cells}))
    return Grid(table, rows, tuple(sorted({column for _, column in cells})), cells, texts, headers)


def cell_text(document: Document, cell: Cell) -> str:
    """Give the text of a cell folded, white space out."""
    return regex.sub(r"\s+", "", fold(document.text[cell.span.start : cell.span.end]))


def label_columns(grid: Grid, column: int, money: frozenset[int]) -> tuple[int, ...]:
    """Give the columns that say what a money column counts: those left of it, up to the next money."""
    at = column
    while at in money:
        at -= 1
    found: list[int] = []
    while at >= 0 and at not in money:
        found.append(at)
        at -= 1
    return tuple(reversed(found))


def row_label(grid: Grid, row: int, columns: tuple[int, ...]) -> str:
    """Give the first words of a row among its label columns."""
    texts = (grid.text(row, column) for column in columns)
    return next((text for text in texts if text not in EMPTY and not _NUMBER.fullmatch(text)), "")


def row_codes(grid: Grid, columns: tuple[int, ...]) -> dict[int, str]:
    """Give the code of each row, printed in one column or in several (类, 款, 项).

    A code left blank in front of one that is printed is that of the row above.
    """
    coded = [column for column in columns if grid.is_code(column)]
    found: dict[int, str] = {}
    path: list[str] = []
    for row in grid.rows:
        texts = [text if _CODE.fullmatch(text := grid.text(row, column)) else "" for column in coded]
        last = max((at for at, text in enumerate(texts) if text), default=-1)
        above = [*path, *[""] * len(texts)]
        path = [text or above[at] for at, text in enumerate(texts[: last + 1])]
        found[row] = "".join(path)
    return found
