"""Totals in tables: 合计 against 小计 and rows, where the build of the table leaves no doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extractors.checking.finding import Finding
from extractors.checking.grid import EMPTY, Grid, label_columns, row_codes, row_label, table_to_grid
from extractors.document import Document

_GRAND = regex.compile(r".{0,8}?总计[:：]?")
_TOTAL = regex.compile(r".{0,12}?(?:合计|共计|总计)(?:\(.{0,10}\))?:?|计")
_SECTION = regex.compile(r"[一二三四五六七八九十]+、.{0,12}(?:合计|总计|小计)")
_SUBTOTAL = regex.compile(r".{0,40}小计(?:\(.{0,10}\))?:?")
_STYLES = (
    regex.compile(r"[一二三四五六七八九十]+、"),
    regex.compile(r"\([一二三四五六七八九十]+\)"),
    regex.compile(r"\d{1,2}[.、](?!\d)"),
    regex.compile(r"\(\d{1,2}\)|[①-⑳]"),
    regex.compile(r"其中|-"),
)
INSIDE = len(_STYLES)  # the style of 其中 rows: always a part of the row above
LEAF, SUBTOTAL, SECTION, TOTAL, GRAND = range(5)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as one money column sees it: its rank in the sum, its label with its numbering, its code.

    `odd` says that its cell holds something that is no figure.
    """

    number: int
    rank: int
    label: str
    style: int
    code: str
    value: Decimal | None
    odd: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """A total with the rows that it should be the sum of; `plain` says that no row of them can hold another."""

    total: Row
    parts: tuple[Row, ...]
    plain: bool


def check_totals(document: Document) -> Iterator[Finding]:
    """Give a verdict for every 合计 and 小计 cell: fail only where rows, ranks and figures are all plain."""
    for table in document.tables:
        grid = table_to_grid(document, table)
        money = _money_columns(grid)
        for column in sorted(money):
            rows = _rows(grid, column, money)
            for each in _sums(rows):
                if any(part.value is not None for part in each.parts):
                    yield _finding(grid, each, column)


def _money_columns(grid: Grid) -> frozenset[int]:
    """Give the columns in which a total row has a figure and that can be added."""
    ranked = [row for row in grid.rows if max(_rank(grid.text(row, column)) for column in grid.columns) > LEAF]
    columns = (column for column in grid.columns if grid.adds_up(column))
    return frozenset(column for column in columns if any(grid.value(row, column) is not None for row in ranked))


def _rows(grid: Grid, column: int, money: frozenset[int]) -> list[Row]:
    labels = label_columns(grid, column, money)
    codes = row_codes(grid, labels)
    found = []
    for number in grid.rows:
        label = row_label(grid, number, labels)
        rank = max((_rank(grid.text(number, each)) for each in labels), default=LEAF)
        value = grid.value(number, column)
        odd = value is None and grid.text(number, column) not in EMPTY
        found.append(Row(number, rank, label, _style(label), codes[number], value, odd))
    if any(row.rank == TOTAL for row in found):
        return found
    return [replace(row, rank=min(row.rank, TOTAL)) for row in found]  # 总计 is what 合计 is elsewhere


def _rank(text: str) -> int:
    if _SECTION.fullmatch(text):
        return SECTION
    if _SUBTOTAL.fullmatch(text):
        return SUBTOTAL
    if _GRAND.fullmatch(text):
        return GRAND
    return TOTAL if _TOTAL.fullmatch(text) else LEAF


def _style(label: str) -> int:
    """Give the level of the numbering of a label, from 1; 0 without one."""
    return next((level for level, style in enumerate(_STYLES, 1) if style.match(label)), 0)


def _sums(rows: Sequence[Row]) -> Iterator[Sum]:
    """Give every total with its parts."""
    if all(row.rank == LEAF for row in rows) or all(row.rank != LEAF for row in rows):
        return
    leading = _totals_lead(rows)
    for at, row in enumerate(rows):
        if row.rank != LEAF and row.value is not None:
            scope = _scope(rows, at, leading=leading)
            if scope:
                yield _sum(row, scope)


def _totals_lead(rows: Sequence[Row]) -> bool:
    """Say whether a total stands above its rows: by the lowest rank of total that there is."""
    lowest = min(row.rank for row in rows if row.rank != LEAF)
    first_leaf = next(at for at, row in enumerate(rows) if row.rank == LEAF)
    return next(at for at, row in enumerate(rows) if row.rank == lowest) < first_leaf


def _scope(rows: Sequence[Row], at: int, *, leading: bool) -> list[Row]:
    """Give the rows that a total stands for, down to the next total of its rank."""
    rank = rows[at].rank
    onward = rows[at + 1 :] if leading else rows[:at][::-1]
    scope: list[Row] = []
    for row in onward:
        if row.rank >= rank:
            break
        scope.append(row)
        if rank == GRAND and row.rank == TOTAL:
            break  # what the total adds up is in it: 总计 = 本年合计 + 结转
    if not scope and rank == TOTAL:  # a total at the other end of the table
        scope = [row for row in rows if row.rank < rank]
    return scope


def _sum(total: Row, scope: Sequence[Row]) -> Sum:
    """Give the rows of a scope that hold no other one: by rank, then by code, then by numbering."""
    if total.rank == GRAND and any(row.rank == TOTAL for row in scope):
        parts = tuple(row for row in scope if row.rank in (TOTAL, LEAF))
        return Sum(total, parts, plain=False)
    below = max(row.rank for row in scope)
    parts = tuple(row for row in scope if row.rank == below)
    if below != LEAF:
        return Sum(total, parts, plain=not any(row.odd for row in parts))
    filled = tuple(row for row in parts if row.value is not None)
    outer = tuple(row for row in _outer_codes(filled) if row.style != INSIDE)
    styles = {row.style for row in outer}
    top = min((style for style in styles if style), default=0)
    tops = tuple(row for row in outer if row.style in (0, top))
    flat = len(outer) == len(filled) or all(row.code for row in filled)
    return Sum(total, tops, plain=flat and len(styles) <= 1 and not any(row.odd for row in parts))


def _outer_codes(rows: Sequence[Row]) -> list[Row]:
    """Give the rows whose code no other row's code holds."""
    codes = {row.code for row in rows if row.code}
    return [row for row in rows if not any(row.code[:size] in codes for size in range(2, len(row.code)))]


def _finding(grid: Grid, each: Sum, column: int) -> Finding:
    total = each.total.value or Decimal(0)
    found = sum((part.value for part in each.parts if part.value is not None), Decimal(0))
    verdict = "pass" if found == total else _verdict(grid, each, column, abs(found - total))
    cells = [grid.cells[key] for row in (each.total, *each.parts) if (key := (row.number, column)) in grid.cells]
    return Finding(
        "table_total",
        f"{grid.table.id}:{each.total.number}:{column}",
        verdict,
        f"{each.total.label} in row {each.total.number} is {total:,}, its {len(each.parts)} rows add up to {found:,}"
        + ("; the rows may overlap or be rounded, so this is no proof" if verdict == "unknown" else ""),
        expected=f"{total:f}",
        found=f"{found:f}",
        spans=tuple(cell.span for cell in cells if len(cell.span)),
    )


def _verdict(grid: Grid, each: Sum, column: int, apart: Decimal) -> str:
    """Say whether a sum that is off is a fault, or a table that adds in another way than rows on rows."""
    texts = [grid.text(part.number, column) for part in each.parts]
    printed = grid.text(each.total.number, column)
    slack = Decimal("0.01") * len(texts) if "." in printed else Decimal(1)
    rounded = any("." in text for text in texts) and apart <= slack
    return "fail" if each.plain and not rounded else "unknown"
