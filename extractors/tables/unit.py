"""The money unit of a column: in its head, in the head of its group, in the caption, in the title."""

from __future__ import annotations

import regex

from extractors.document import Cell, Document, Span
from extractors.tables.figure import MONEY_UNITS
from extractors.tables.grid import Grid
from extractors.text import fold

_NAMES = "万\\s*亿\\s*元|亿\\s*元|千\\s*万\\s*元|百\\s*万\\s*元|十\\s*万\\s*元|万\\s*元|千\\s*元|百\\s*元|元"
_UNIT = rf"(?:人\s*民\s*币\s*)?(?P<unit>{_NAMES})"
_END = r"(?!\s*[/每])"
_HEAD = regex.compile(
    rf"[(\[【]\s*(?:(?:金\s*额\s*)?单\s*位\s*[:：]?\s*)?{_UNIT}\s*[)\]】]"
    rf"|单\s*位\s*[:：]\s*{_UNIT}{_END}"
    rf"|[(\[][^()\[\]]{{0,12}}[,、;:：]\s*{_UNIT}\s*[)\]]"
    rf"|[/,]\s*{_UNIT}\s*$"
    rf"|^\s*{_UNIT}\s*$"
)
_CAPTION = regex.compile(rf"(?:单\s*位\s*[:：]?|[(\[:：]|^)\s*{_UNIT}{_END}")
_SPACE = regex.compile(r"\s+")

Unit = tuple[str, Span | None]


def text_to_unit(document: Document, span: Span, pattern: regex.Pattern[str] = _HEAD) -> Unit | None:
    """Give the unit that a heading states, with where it stands: 金额（万元）."""
    match = pattern.search(fold(document.text[span.start : span.end]))
    if not match:
        return None
    unit = _SPACE.sub("", match["unit"])
    start, end = match.span("unit")
    return (unit, Span(span.start + start, span.start + end)) if unit in MONEY_UNITS else None


def heading_unit(text: str) -> str | None:
    """Give the unit that a folded heading states."""
    match = _HEAD.search(text)
    unit = _SPACE.sub("", match["unit"]) if match else ""
    return unit if unit in MONEY_UNITS else None


def table_unit(document: Document, grid: Grid) -> Unit | None:
    """Give the unit that governs a table: its caption, its title, or one cell above its columns."""
    table = grid.table
    if table.unit_text:
        unit = _SPACE.sub("", fold(table.unit_text)).removeprefix("人民币")
        found = _CAPTION.search(unit)
        name = _SPACE.sub("", found["unit"]) if found else unit
        return (name, table.unit) if name in MONEY_UNITS else None
    if table.title and (found_title := text_to_unit(document, table.title)):
        return found_title
    first = (cell for row in (*grid.header, *grid.rows)[:3] for cell in grid.starts(row))
    units = (text_to_unit(document, cell.span) for cell in first if "单" in grid.text(cell.row, cell.column))
    return next((unit for unit in units if unit), None)


def heads_to_unit(document: Document, heads: tuple[Cell, ...]) -> Unit | None:
    """Give the unit that the heads of a column state, the nearest to its cells first."""
    units = (text_to_unit(document, cell.span) for cell in reversed(heads))
    return next((unit for unit in units if unit), None)
