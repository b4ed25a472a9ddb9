"""The sheets of targets and results of a document: each with its indicators and with what stands above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.document import Document, Table
from extractors.tables.indicator import ROLES, Indicator, read_indicators
from extractors.tables.programme import Programme, read_programme
from extractors.tables.sheet import Sheet


@dataclass(frozen=True, slots=True)
class GoalSheet:
    """A sheet of indicators; `form` is the table that its programme stands in, mostly its own."""

    sheet: Sheet
    form: Table
    programme: Programme
    indicators: tuple[Indicator, ...]


def read_goals(document: Document, sheets: Sequence[Sheet], models: Path) -> tuple[GoalSheet, ...]:
    """Give the indicator sheets in text order; a form right above a table of indicators alone belongs to it.

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
            found.append(GoalSheet(sheet, form, programme, read_indicators(document, sheet, models)))
        above = sheet if sheet.role == "form" else None
    return tuple(found)
