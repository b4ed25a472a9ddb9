"""Bare figures of table cells that are money: their unit stands in a head, beside them or in the caption."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from extractors.document import Cell, Document, Span, Table
from extractors.mention import Mention
from extractors.tables import Column, Grid, Sheet, table_to_grid, to_yuan
from extractors.tables.figure import parse_figure
from extractors.tables.plain import COUNTED, MONEY, OTHER
from extractors.tables.unit import heading_unit, table_unit
from extractors.values.money import Money, format_yuan

KIND = "amount"
BY = "rules.amount.cell"

_WORD = regex.compile(r"\p{Han}|%")
_FORM_LABEL = regex.compile(r"(?:资金|金额|总额|拨款|经费|预算数?|合计|小计)(?:\([^()]*\))?\s*:?$")
_OPEN = frozenset({"text", "project", "payee", "region", "subject", "subject_name", "remark"})
"""Kinds of columns in which single figures may be money, by what stands beside them."""


@dataclass(frozen=True, slots=True)
class _Labels:
    """The cells of a table with words in them, by every column and row that they span."""

    columns: dict[int, list[tuple[int, bool, str]]]  # row, header or not, words
    rows: dict[int, list[tuple[int, str]]]  # column after the last, words

    def above(self, cell: Cell) -> list[tuple[bool, str]]:
        """Give the words nearest above a cell, then those of the header above it; a header is marked."""
        found = sorted((label for label in self.columns.get(cell.column, ()) if label[0] < cell.row), reverse=True)
        return [(header, text) for at, (_, header, text) in enumerate(found) if header or at == 0]

    def left(self, cell: Cell) -> list[tuple[bool, str]]:
        """Give the words left of a cell, nearest first; those right beside it are marked."""
        found = sorted((label for label in self.rows.get(cell.row, ()) if label[0] <= cell.column), reverse=True)
        return [(after == cell.column, text) for after, text in found]


def find_bare(document: Document, table: Table, sheets: Sequence[Sheet]) -> Iterator[Mention]:
    """Find the bare figures of a table that are money: in columns as the sheets tell them, in forms by their labels."""
    grid = table_to_grid(document, table)
    figures = [cell for cell in table.cells if not cell.header and _figure(grid, cell) is not None]
    if not figures:
        return
    columns = _columns(table, sheets)
    labels = _read_labels(grid)
    written = _columns_with_decimals(grid, figures)
    governs = table_unit(document, grid)
    for cell in figures:
        column = columns.get((cell.row, cell.column))
        above, left = labels.above(cell), labels.left(cell)
        beside = _unit_of(text for _, text in left)
        caption = governs[0] if governs else None
        if column is None or column.kind in _OPEN:
            unit = _unit_of(text for _, text in above) or beside or caption
            money = _is_money(above, left, decimals=cell.column in written)
            doubt = None
        else:
            own = column.unit if governs != (column.unit, column.unit_span) else None
            unit = own or beside or column.unit
            money = column.kind == "money" and not (left and COUNTED.search(left[0][1]))
            doubt = None if _tells(column, own, decimals=cell.column in written) else "its head does not say money"
        if money and unit is not None:
            yield _cell_to_mention(document, grid, cell, unit, doubt or table.doubt)


def _columns(table: Table, sheets: Sequence[Sheet]) -> dict[tuple[int, int], Column]:
    """Give the column of every cell that lies below heads."""
    return {
        (row.number, column.number): column
        for sheet in sheets
        if sheet.table.id == table.id
        for column in sheet.columns
        for row in sheet.rows
    }


def _figure(grid: Grid, cell: Cell) -> object:
    return parse_figure(grid.text(cell.row, cell.column))


def _tells(column: Column, own: str | None, *, decimals: bool) -> bool:
    return decimals or own is not None or MONEY.search(column.heading) is not None


def _read_labels(grid: Grid) -> _Labels:
    labels = _Labels({}, {})
    for cell in grid.table.cells:
        text = grid.text(cell.row, cell.column)
        if not _WORD.search(text):
            continue
        for column in range(cell.column, cell.column + cell.column_span):
            labels.columns.setdefault(column, []).append((cell.row, cell.header, text))
        for row in range(cell.row, cell.row + cell.row_span):
            labels.rows.setdefault(row, []).append((cell.column + cell.column_span, text))
    return labels


def _unit_of(labels: Iterable[str]) -> str | None:
    return next((unit for text in labels if (unit := heading_unit(text))), None)


def _is_money(above: list[tuple[bool, str]], left: list[tuple[bool, str]], *, decimals: bool) -> bool:
    """Say whether a figure is money: by its header, then by the label of a form beside it, then by what is above."""
    if any(_is_other(text) for header, text in above if header):
        return False
    if left and left[0][0] and _FORM_LABEL.search(left[0][1]):
        return True
    if any(_is_other(text) for _, text in above):
        return False
    if any(MONEY.search(text) or heading_unit(text) for _, text in above):
        return True
    if left and (heading_unit(left[0][1]) or (not above and MONEY.search(left[0][1]))):
        return not OTHER.search(left[0][1])
    return decimals


def _is_other(label: str) -> bool:
    return OTHER.search(label) is not None and heading_unit(label) is None


def _columns_with_decimals(grid: Grid, figures: Sequence[Cell]) -> set[int]:
    """Give the columns whose every figure is written like money: 1,200 or 12.50."""
    texts = [(cell.column, grid.text(cell.row, cell.column)) for cell in figures]
    return {column for column, _ in texts} - {column for column, text in texts if not {",", "."} & set(text)}


def _cell_to_mention(document: Document, grid: Grid, cell: Cell, unit: str, doubt: str | None) -> Mention:
    raw = document.text[cell.span.start : cell.span.end]
    span = Span(cell.span.start + len(raw) - len(raw.lstrip()), cell.span.start + len(raw.rstrip()))
    value = parse_figure(grid.text(cell.row, cell.column))
    yuan = to_yuan(value, unit) if value is not None else None
    cny = format_yuan(yuan) if yuan is not None else None
    return Mention(KIND, span, Money(cny=cny), BY, 0.8 if doubt else 0.95, doubt)
