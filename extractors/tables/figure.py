"""What a money cell says: a figure, zero, nothing, a dash, something hidden, something else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.document import Cell
from extractors.tables.grid import Grid
from extractors.tables.plain import COUNTED
from extractors.tables.sheet import Column

STATES = ("amount", "zero", "empty", "dash", "masked", "odd")
"""`odd` is text that is no figure, such as 见备注."""

NUMBER = regex.compile(r"(?:[-+−▲△]|\((?=[\d,.]+\)$))?[¥]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\)?")
_DASH = regex.compile(r"[-—–－―/\\一]{1,4}|无|…+|\.{2,}|空")
_MASKED = regex.compile(r"[*×xX※●■□?]+(?:万?元)?|保密|涉密|\(?略\)?")
_SIGN = regex.compile(r"[-−▲△(]")
_SCALES = {
    "元": 0,
    "百元": 2,
    "千元": 3,
    "万元": 4,
    "十万元": 5,
    "百万元": 6,
    "千万元": 7,
    "亿元": 8,
    "万亿元": 12,
}
MONEY_UNITS = tuple(_SCALES)


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell read as a figure: `value` as printed, before its unit; None unless the state is amount or zero."""

    cell: Cell | None
    state: str
    value: Decimal | None = None
    text: str = ""


def parse_figure(text: str) -> Decimal | None:
    """Give the value of a bare figure: 1,200.50, -3, (3) and ▲3 are negative; None of anything else."""
    if not NUMBER.fullmatch(text):
        return None
    digits = regex.sub(r"[^\d.]", "", text)
    return -Decimal(digits) if _SIGN.match(text) else Decimal(digits)


def cell_figure(grid: Grid, row: int, column: int) -> Figure:
    """Give what a cell says; a place that is filled by a merged neighbour says nothing of its own."""
    cell = grid.own(row, column)
    text = grid.text(row, column) if cell else ""
    if not text:
        return Figure(cell, "empty")
    value = parse_figure(text)
    if value is not None:
        return Figure(cell, "amount" if value else "zero", value, text)
    if _DASH.fullmatch(text):
        return Figure(cell, "dash", None, text)
    return Figure(cell, "masked" if _MASKED.fullmatch(text) else "odd", None, text)


def to_yuan(value: Decimal, unit: str) -> Decimal | None:
    """Give a figure in yuan, two places or more; None of a unit that is not yuan."""
    scale = _SCALES.get(unit)
    if scale is None:
        return None
    yuan = value.scaleb(scale)
    return yuan if int(yuan.as_tuple().exponent) <= -2 else yuan.quantize(Decimal("0.01"))


def cell_money(grid: Grid, row: int, column: Column) -> Decimal | None:
    """Give the yuan of a money cell; None where it holds no figure or no unit is known (ask `cell_figure` why).

    A row of another measure (户数, 覆盖率（%）) has no money.
    """
    figure = cell_figure(grid, row, column.number)
    if figure.value is None or column.unit is None or column.kind != "money":
        return None
    if any(COUNTED.search(grid.text(row, left)) for left in grid.columns if left < column.number):
        return None
    return to_yuan(figure.value, column.unit)
