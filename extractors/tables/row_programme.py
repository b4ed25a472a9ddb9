"""Tables of several projects with their indicators: project, unit, money and goal stand in columns."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.document import Cell, Document
from extractors.tables.grid import Grid, table_to_grid
from extractors.tables.indicator import Indicator
from extractors.tables.programme import Programme, Said
from extractors.tables.sheet import Column, Sheet

_SUM = regex.compile(r"总额|合计|小计|预算|金额|资金|经费")


def read_row_programmes(
    document: Document, sheet: Sheet, indicators: Sequence[Indicator]
) -> tuple[tuple[Cell, Programme], ...]:
    """Give the programme of every project that a column names, by its cell, in reading order."""
    first: dict[Cell, int] = {}
    for indicator in indicators:
        if indicator.project is not None and len(indicator.project.span):
            first.setdefault(indicator.project, indicator.row)
    grid = table_to_grid(document, sheet.table)
    columns = _columns(sheet)
    return tuple((cell, _read(grid, row, columns)) for cell, row in first.items())


def _columns(sheet: Sheet) -> dict[str, Column]:
    """Give the columns left of the levels, by the role of what they say."""
    levels = [column.number for column in sheet.columns if column.kind in ("level1", "level2", "level3")]
    left = [column for column in sheet.columns if column.number < min(levels, default=0)]
    found: dict[str, Column] = {}
    for column in left:
        if column.kind == "money" and _SUM.search(column.heading):
            found.setdefault("amount", column)
        elif column.kind == "target":
            found.setdefault("goal", column)
        elif column.kind in ("project", "payee"):
            found.setdefault("project" if column.kind == "project" else "undertaker", column)
    return found


def _read(grid: Grid, row: int, columns: dict[str, Column]) -> Programme:
    fields = []
    for role, column in columns.items():
        value = grid.cell(row, column.number)
        label = grid.cell(grid.header[-1], column.number) if grid.header else None
        if value is not None and label is not None and len(value.span):
            fields.append(Said(role, column.heading, label, value))
    return Programme(tuple(fields))
