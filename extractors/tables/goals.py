"""The sheets of targets and results of a document: each with its indicators and with what stands above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.document import Cell, Document, Table
from extractors.tables.indicator import ROLES, Indicator, read_indicators
from extractors.tables.levels import load_levels
from extractors.tables.linear import read_linear
from extractors.tables.programme import Programme, read_programme
from extractors.tables.row_programme import read_row_programmes
from extractors.tables.sheet import Sheet


@dataclass(frozen=True, slots=True)
class GoalSheet:
    """A sheet of indicators; `form` is the table that its programme stands in, mostly its own.

    `by_row` are the programmes of a table of several projects, by the cell that names the project.
    """

    sheet: Sheet
    form: Table
    programme: Programme
    indicators: tuple[Indicator, ...]
    by_row: tuple[tuple[Cell, Programme], ...] = ()

    def term(self, indicator: Indicator) -> str | None:
        """Give the term that an indicator is for where two stand side by side: 实施期目标, 年度目标."""
        fields = [field for role in ("goal", "goal_total") if (field := self.programme.field(role))]
        if len(fields) < 2 or any(field.label.row == field.value.row for field in fields):
            return None
        column = indicator.cell.column
        ends = [(field, field.label.column, field.label.column + field.label.column_span) for field in fields]
        return next((field.name for field, start, end in ends if start <= column < end), None)


def read_goals(document: Document, sheets: Sequence[Sheet], models: Path) -> tuple[GoalSheet, ...]:
    """Give the indicator sheets in text order; a form right above a table of indicators belongs to it.

    Tables that a text has lost come last.

    Raises:
        MissingModelError: a lexicon is not in the folder.

    """
    found: list[GoalSheet] = []
    above: Sheet | None = None
    for sheet in sheets:
        if sheet.role in ROLES:
            form, programme = sheet.table, read_programme(document, sheet.table, models)
            if not programme.fields and above is not None:
                form, programme = above.table, read_programme(document, above.table, models)
            indicators = read_indicators(document, sheet, models)
            by_row = read_row_programmes(document, sheet, indicators)
            found.append(GoalSheet(sheet, form, programme, indicators, by_row))
        above = sheet if sheet.role == "form" else None
    levels = load_levels(models / "lexicons/indicator_levels.tsv")
    linear = read_linear(document, levels)
    return (*found, *(GoalSheet(sheet, sheet.table, Programme(), rows) for sheet, rows in linear))
