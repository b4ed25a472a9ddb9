"""The rows of indicator tables (绩效目标表, 自评表): name, levels, target and actual value, points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from extractors.document import Cell, Document
from extractors.tables.grid import Grid, cell_text, table_to_grid
from extractors.tables.levels import (
    NONE,
    Known,
    Level,
    Levels,
    Pair,
    find_known,
    level_name,
    load_levels,
    rows_to_levels,
)
from extractors.tables.section import grid_to_sections
from extractors.tables.setting import Setting, columns_to_settings
from extractors.tables.sheet import Sheet
from extractors.tables.shift import DOUBT, Moved, Places, find_moved_rows
from extractors.text import fold, squeeze

ROLES = ("targets", "results")
_PREFIX = regex.compile(
    r"\s*(?:(?:[\p{Han}]{0,6}指标)\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*(?:[:：.、．]|$)"
    r"|[(（]\d{1,2}[)）]|\d{1,2}\s*(?:[)）、:：]|[.．](?!\d))|[①-⑳])\s*"
)
_NOTHING = regex.compile(r"[\s.…·/\\\-—_*]*|无")
_SUM = regex.compile(
    r"(?:总|合|小|共)(?:分|计)(?:值)?|自评(?:总|得)?分.{0,6}|总得分|得分合计|评价等级|等级|综合得分|平均分"
)
_OPERATOR = regex.compile(
    r"[≥≤><=＞＜＝≧≦~～±]{1,2}|(?:大于|小于|等于|不少于|不低于|不高于|不超过)(?:等于)?|大于或等于|小于或等于"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A target or an actual value as printed: `text` with the sign before it and `unit` of their own columns."""

    text: str
    unit: str
    cells: tuple[Cell, ...]
    heading: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row: `name` is the 三级指标 without its prefix, `printed` with it; `notes` are points and remarks by name.

    `target` is null where the table has no such column; `others` are targets of other terms (实施期).
    """

    row: int
    name: str
    printed: str
    cell: Cell
    levels: Levels
    target: Value | None
    actual: Value | None
    others: tuple[Value, ...] = ()
    notes: tuple[tuple[str, Cell], ...] = ()
    project: Cell | None = None
    doubt: str | None = None


def read_indicators(document: Document, sheet: Sheet, models: Path) -> tuple[Indicator, ...]:
    """Give the indicators of a sheet in reading order; none of a sheet of another role.

    Raises:
        MissingModelError: the lexicon of levels is not in the folder.

    """
    if sheet.role not in ROLES:
        return ()
    levels = load_levels(models / "lexicons/indicator_levels.tsv")
    grid = table_to_grid(document, sheet.table)
    rows = _section_rows(grid, sheet)
    found = [
        indicator
        for setting in columns_to_settings(sheet.columns)
        for indicator in _read_setting(document, grid, rows, setting, levels)
    ]
    return tuple(found)


def _section_rows(grid: Grid, sheet: Sheet) -> tuple[int, ...]:
    """Give all rows below the heads of a sheet, those without a name in the tree of rows too."""
    first = sheet.rows[0].number if sheet.rows else None
    for section in grid_to_sections(grid)[1]:
        same = all(section.heading(column.number) == column.heading for column in sheet.columns)
        if same and (first is None or first in section.rows):
            return section.rows
    return tuple(row.number for row in sheet.rows)


def _read_setting(
    document: Document, grid: Grid, rows: Sequence[int], setting: Setting, known: Sequence[Known]
) -> Iterator[Indicator]:
    values = tuple(column for column in (setting.target, setting.actual) if column is not None)
    headed = frozenset(column for column, heading in setting.headings if heading)
    places = Places(setting.level1, setting.level2, setting.name, values, headed)
    moved = find_moved_rows(grid, rows, places, known) if setting.level2 is not None else {}
    printed = {
        row: Levels(_cell_level(grid, each.level1), _cell_level(grid, each.level2)) for row, each in moved.items()
    }
    levels = rows_to_levels(grid, rows, Pair(setting.level1, setting.level2), known, printed)
    for row in rows:
        if row in moved:
            found = _read_moved(document, row, moved[row], levels[row], setting)
        else:
            found = _read_row(document, grid, row, levels[row], setting, known)
        if found is not None:
            yield found


def _cell_level(grid: Grid, cell: Cell | None) -> Level:
    return Level(level_name(grid.text(cell.row, cell.column)), cell) if cell else NONE


def _read_moved(document: Document, row: int, moved: Moved, levels: Levels, setting: Setting) -> Indicator | None:
    if moved.name is None:
        return None
    printed = squeeze(document.quote(moved.name.span))
    name = clean_name(printed)
    if not name or _SUM.fullmatch(name):
        return None
    values = [Value(squeeze(document.quote(cell.span)), "", (cell,), "") for cell in moved.values]
    target = values.pop(0) if setting.target is not None and values else None
    actual = values.pop(0) if setting.actual is not None and values else None
    return Indicator(row, name, printed, moved.name, levels, target, actual, doubt=DOUBT)


def _read_row(
    document: Document, grid: Grid, row: int, levels: Levels, setting: Setting, known: Sequence[Known]
) -> Indicator | None:
    cell = grid.cell(row, setting.name)
    value = _read_value(document, grid, row, setting, setting.target)
    actual = _read_value(document, grid, row, setting, setting.actual, sign=False)
    if cell is None or ((cell.row, cell.column) != (row, setting.name) and cell.column != setting.name):
        cell = None
    doubt = None
    if cell is None or _is_blank(document, cell):
        cell, doubt = _named_above(grid, row, setting, value, actual), "三级指标 is not printed"
    if cell is None or _spans(grid, row, cell, setting) or _is_sum(grid, row):
        return None
    printed = squeeze(document.quote(cell.span))
    name = clean_name(printed)
    said = [each for each in (value, actual) if each is not None and not _NOTHING.fullmatch(each.text)]
    if not name or (not said and find_known(level_name(fold(name)), known)):
        return None
    return Indicator(
        row,
        name,
        printed,
        cell,
        levels,
        value,
        actual,
        tuple(
            other
            for column in setting.others
            if (other := _read_value(document, grid, row, setting, column)) and other.text
        ),
        _notes(grid, row, setting),
        grid.cell(row, setting.project) if setting.project is not None else None,
        doubt,
    )


def clean_name(printed: str) -> str:
    """Give a name without 指标9： or 1. before it; empty where nothing is left."""
    name = _PREFIX.sub("", printed, count=1) if _PREFIX.match(printed) else printed
    return "" if _NOTHING.fullmatch(name) else name.strip()


def _is_blank(document: Document, cell: Cell) -> bool:
    return not clean_name(squeeze(document.quote(cell.span)))


def _named_above(grid: Grid, row: int, setting: Setting, *values: Value | None) -> Cell | None:
    """Give the 二级 or 一级 cell of a row that has a value and no name of its own."""
    if not any(value and not _NOTHING.fullmatch(value.text) for value in values):
        return None
    columns = [column for column in (setting.level2, setting.level1) if column is not None]
    cells = (grid.own(row, column) for column in columns)
    return next(
        (cell for cell in cells if cell is not None and cell.row_span == 1 and grid.text(row, cell.column)), None
    )


def _spans(grid: Grid, row: int, cell: Cell, setting: Setting) -> bool:
    """Say whether one cell is both name and value: a note below the table."""
    columns = [column for column in (setting.target, setting.actual) if column is not None]
    return any(grid.cell(row, column) == cell for column in columns)


def _is_sum(grid: Grid, row: int) -> bool:
    first = next(
        (grid.text(cell.row, cell.column) for cell in grid.starts(row) if grid.text(cell.row, cell.column)), ""
    )
    return bool(_SUM.fullmatch(first.rstrip(":：")))


def _read_value(
    document: Document, grid: Grid, row: int, setting: Setting, column: int | None, *, sign: bool = True
) -> Value | None:
    cell = grid.cell(row, column) if column is not None else None
    if column is None or cell is None:
        return None
    cells = [cell]
    text = squeeze(document.quote(cell.span))
    before = grid.cell(row, setting.sign) if sign and setting.sign is not None else None
    if before is not None and text and _OPERATOR.fullmatch(cell_text(document, before)) and before != cell:
        cells.insert(0, before)
        text = squeeze(document.quote(before.span)) + text
    unit = grid.cell(row, setting.unit) if setting.unit is not None else None
    if unit is not None and text and len(unit.span) and unit not in cells:
        cells.append(unit)
        return Value(text, squeeze(document.quote(unit.span)), tuple(cells), setting.heading(column))
    return Value(text, "", tuple(cells), setting.heading(column))


def _notes(grid: Grid, row: int, setting: Setting) -> tuple[tuple[str, Cell], ...]:
    cells = ((name, grid.cell(row, column)) for name, column in setting.notes)
    return tuple((name, cell) for name, cell in cells if cell is not None and grid.text(row, cell.column))
