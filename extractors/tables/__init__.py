"""What tables say: columns, units, the tree of rows, the role of the whole, the fields of forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from extractors.document import Document, Table
from extractors.tables.column import PLAIN_HEADINGS, Heading, load_headings, read_columns
from extractors.tables.figure import Figure, cell_figure, cell_money, to_yuan
from extractors.tables.form import read_fields
from extractors.tables.grid import Grid, table_to_grid
from extractors.tables.role import BY_RULE, columns_to_role
from extractors.tables.rolemodel import BY_MODEL, predict_role, table_to_words
from extractors.tables.rowtree import read_rows_tree
from extractors.tables.section import Section, grid_to_sections, split_halves
from extractors.tables.sheet import Column, Field, Row, Sheet
from extractors.tables.unit import Unit, table_unit

__all__ = [
    "Column",
    "Field",
    "Figure",
    "Grid",
    "Row",
    "Sheet",
    "cell_figure",
    "cell_money",
    "name_tables",
    "read_fields",
    "read_sheets",
    "table_to_grid",
    "to_yuan",
]


def read_sheets(document: Document, models: Path | None = None) -> tuple[Sheet, ...]:
    """Give what every table says, in text order; halves side by side and an indicator table below a form apart.

    Without a models folder only the plainest headings are known: money, and figures that are no money.
    """
    headings = load_headings(models / "lexicons/table_columns.tsv") if models else PLAIN_HEADINGS
    sheets = [sheet for table in document.tables for sheet in _table_to_sheets(document, table, headings)]
    return tuple(_ask_model(sheet, models) if models and sheet.role == "other" else sheet for sheet in sheets)


def name_tables(document: Document, sheets: Sequence[Sheet]) -> tuple[Document, tuple[Sheet, ...]]:
    """Give the document with the roles of its tables, and the sheets over its new tables; a form is named last."""
    roles: dict[str, str] = {}
    for sheet in sorted(sheets, key=_says_little):
        roles.setdefault(sheet.table.id, sheet.role)
    tables = {table.id: replace(table, role=roles.get(table.id)) for table in document.tables}
    named = replace(document, tables=tuple(tables[table.id] for table in document.tables))
    return named, tuple(replace(sheet, table=tables[sheet.table.id]) for sheet in sheets)


def _says_little(sheet: Sheet) -> int:
    return ("form", "other").index(sheet.role) + 1 if sheet.role in {"form", "other"} else 0


def _table_to_sheets(document: Document, table: Table, headings: tuple[Heading, ...]) -> tuple[Sheet, ...]:
    grid = table_to_grid(document, table)
    _, sections = grid_to_sections(grid)
    title = document.quote(table.title) if table.title else ""
    if not sections:
        role = "form" if read_fields(document, table) else "other"
        return (Sheet(table, role, BY_RULE, 0.9 if role == "form" else 0.5, (), (), title),)
    unit = table_unit(document, grid)
    sheets = [
        _section_to_sheet(document, grid, half, headings, unit, title)
        for section in sections
        for half in split_halves(grid, section)
    ]
    return tuple(_same_role(sheets))


def _ask_model(sheet: Sheet, models: Path) -> Sheet:
    """Let the classifier tell the role of a sheet of which the rules know nothing."""
    if not sheet.columns:
        return sheet
    words = table_to_words(
        sheet.title, [column.heading for column in sheet.columns], [column.kind for column in sheet.columns]
    )
    said = predict_role(models, words)
    return replace(sheet, role=said[0], score=said[1], by=BY_MODEL) if said else sheet


def _section_to_sheet(
    document: Document, grid: Grid, section: Section, headings: tuple[Heading, ...], unit: Unit | None, title: str
) -> Sheet:
    columns = read_columns(document, grid, section, headings, unit)
    rows = read_rows_tree(grid, section.rows, columns)
    role, score = columns_to_role(columns, title) or ("other", 0.5)
    return Sheet(grid.table, role, BY_RULE, score, columns, rows, title)


def _same_role(sheets: list[Sheet]) -> list[Sheet]:
    """Let a half of which nothing is known be what the other half is."""
    known = next((sheet for sheet in sheets if sheet.role != "other"), None)
    if known is None:
        return sheets
    return [replace(sheet, role=known.role, score=known.score) if sheet.role == "other" else sheet for sheet in sheets]
