"""Sums of tables: every subtotal and total against the rows that are added up in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.checking.finding import Finding
from extractors.document import Document
from extractors.tables import Column, Figure, Grid, Row, Sheet, cell_figure, table_to_grid
from extractors.tables.rank import WHOLE, label_to_numbering, label_to_rank
from extractors.tables.rounding import Slack, figures_to_slack

_ENOUGH = 3  # sums of a table that come out exactly show that its whole figures are not rounded
_SIGNED = regex.compile(r"[减加扣](?:[:：]|除)")
_DOUBLE = Decimal("1.4")
_SMALL, _TINY = 500, 10_000


@dataclass(frozen=True, slots=True)
class Sum:
    """A printed total with what it should be the sum of; `plain` says that no row of them can hold another."""

    column: Column
    row: Row
    total: Figure
    rows: tuple[Row, ...]
    parts: tuple[Figure, ...]
    plain: bool

    @property
    def found(self) -> Decimal:
        """The sum of the parts."""
        return sum((part.value for part in self.parts if part.value is not None), Decimal(0))

    @property
    def apart(self) -> Decimal:
        """How far the sum is off."""
        return abs(self.found - (self.total.value or Decimal(0)))


def check_totals(document: Document, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Give a verdict for every subtotal and total: fail only where rows, ranks and figures leave no doubt."""
    for sheet in sheets:
        grid = table_to_grid(document, sheet.table)
        beside = [other for other in sheets if other is not sheet and _goes_on(sheet, other)]
        sums = [
            _with_beside(grid, sheet, each, beside)
            for column in sheet.columns_of("money")
            for each in sheet_to_sums(grid, sheet, column)
        ]
        exact = sum(each.apart == 0 and _filled(each) > 1 for each in sums) >= _ENOUGH
        for each in sums:
            yield _finding(sheet, each, exact=exact)
        yield from _check_parts(grid, sheet)


def sheet_to_sums(grid: Grid, sheet: Sheet, column: Column) -> Iterator[Sum]:
    """Give the sums of a column: a row with the rows that hang in it; a total with its twin at the other end."""
    for row in sheet.rows:
        total = cell_figure(grid, row.number, column.number)
        if total.value is None or row.rank == "part":
            continue
        rows, parts = _addends(grid, sheet, row, column)
        if any(part.value is not None for part in parts):
            plain = _is_plain(sheet, row, rows) and not _is_double(rows, parts, total.value)
            yield Sum(column, row, total, tuple(rows), tuple(parts), plain)
        elif not rows and (twin := _twin(sheet, row)) is not None:
            figure = cell_figure(grid, twin.number, column.number)
            if figure.value is not None:
                yield Sum(column, row, total, (twin,), (figure,), plain=False)


def _goes_on(sheet: Sheet, other: Sheet) -> bool:
    """Say whether one list is printed in two halves side by side: the same heads again."""
    heads, others = ([column.heading.rpartition("/")[2] for column in each.columns] for each in (sheet, other))
    return sheet.table.id == other.table.id and heads == others


def _with_beside(grid: Grid, sheet: Sheet, each: Sum, beside: Sequence[Sheet]) -> Sum:
    """Give the sum with the rows of the other half that no total of theirs holds, where a list goes on there."""
    if not each.apart or each.row.rank != "total" or not beside:
        return each
    place = sheet.columns.index(each.column)
    rows, parts = list(each.rows), list(each.parts)
    for other in beside:
        for row in other.rows:
            if row.parent is None and row.rank in {"leaf", "subtotal"}:
                rows.append(row)
                parts.append(cell_figure(grid, row.number, other.columns[place].number))
    if len(rows) == len(each.rows):
        return each
    return Sum(each.column, each.row, each.total, tuple(rows), tuple(parts), plain=False)


def _addends(grid: Grid, sheet: Sheet, row: Row, column: Column) -> tuple[list[Row], list[Figure]]:
    """Give what is added up in a row; below a row without a figure of its own, what is added up in that."""
    rows: list[Row] = []
    parts: list[Figure] = []
    for child in sheet.children(row.number):
        if child.rank == "part":
            continue
        figure = cell_figure(grid, child.number, column.number)
        below = _addends(grid, sheet, child, column) if figure.state == "empty" else ([], [])
        rows += below[0] or [child]
        parts += below[1] or [figure]
    return rows, parts


def _twin(sheet: Sheet, row: Row) -> Row | None:
    """Give the same total printed at the other end of the table."""
    rank = label_to_rank(row.label)
    if rank < WHOLE:
        return None
    others = (other for other in sheet.rows if other.number != row.number and label_to_rank(other.label) == rank)
    return next((other for other in others if sheet.children(other.number)), None)


def _is_plain(sheet: Sheet, row: Row, rows: Sequence[Row]) -> bool:
    """Say whether the rows of a sum are of one kind: all coded, all subtotals, or all rows alike."""
    if all(each.code for each in rows):
        return True
    styles = [label_to_numbering(each.label) for each in rows]
    alike = len({style.style for style in styles}) == 1
    if row.rank == "subtotal" and not label_to_rank(row.label):
        return alike and styles[0].style > 0 and styles[0].first and len(rows) > 1
    if any(_SIGNED.match(each.label) for each in rows):
        return False
    marked = {label_to_rank(each.label) > 0 for each in rows}
    inside = any(sheet.children(each.number) for each in rows if not label_to_rank(each.label))
    return alike and len(marked) == 1 and not (inside and not styles[0].style) and not _has_parts(sheet, rows)


def _is_double(rows: Sequence[Row], parts: Sequence[Figure], total: Decimal) -> bool:
    """Say whether rows without code or mark add up to so much more that some must hold others."""
    found = sum((part.value for part in parts if part.value is not None), Decimal(0))
    return found > total * _DOUBLE and not any(row.code or label_to_rank(row.label) for row in rows)


def _has_parts(sheet: Sheet, rows: Sequence[Row]) -> bool:
    return any(child.rank == "part" for each in rows for child in sheet.children(each.number))


def _filled(each: Sum) -> int:
    return sum(bool(part.value) for part in each.parts)


def _finding(sheet: Sheet, each: Sum, *, exact: bool) -> Finding:
    unit = each.column.unit
    slack = figures_to_slack([each.total, *each.parts], unit)
    total = each.total.value or Decimal(0)
    plain = each.plain and all(part.state not in {"odd", "masked"} for part in each.parts)
    firm = exact or all(part.value is None or not part.value % 5 for part in each.parts)
    verdict, why = judge(each.apart, total, slack, plain=plain, firm=firm)
    cells = [figure.cell for figure in (each.total, *each.parts) if figure.cell is not None]
    return Finding(
        "table_total",
        f"{sheet.table.id}:{each.row.number}:{each.column.number}",
        verdict,
        f"{each.row.label or each.row.code} in row {each.row.number} is {total:,}{unit or ''},"
        f" its {len(each.parts)} rows add up to {each.found:,}{why}",
        expected=f"{total:f}",
        found=f"{each.found:f}",
        spans=tuple(cell.span for cell in cells if len(cell.span)),
    )


def judge(apart: Decimal, total: Decimal, slack: Slack, *, plain: bool, firm: bool = False) -> tuple[str, str]:
    """Give the verdict on a sum that is off by so much, and what is to be said of it.

    Whole figures may be rounded where the sum is off by a small part of it, a tiny one if they are known to be exact
    (`firm`).
    """
    if not apart:
        return "pass", ""
    if slack.seen and apart <= slack.likely:
        return "pass", f"; {apart:f} apart, as rounding to {slack.place:f} does"
    if apart <= slack.possible and (slack.seen or apart * (_TINY if firm else _SMALL) <= abs(total)):
        return "unknown", f"; {apart:f} apart, rounding may do that, so this is no proof"
    if not plain:
        return "unknown", "; the rows may overlap, so this is no proof"
    return "fail", ""


def _check_parts(grid: Grid, sheet: Sheet) -> Iterator[Finding]:
    """Say of every row with 其中 rows that they are no more than it."""
    for column in sheet.columns_of("money"):
        for row in sheet.rows:
            parts = [child for child in sheet.children(row.number) if child.rank == "part"]
            whole = cell_figure(grid, row.number, column.number)
            figures = [cell_figure(grid, part.number, column.number) for part in parts]
            values = [figure.value for figure in figures if figure.value is not None]
            if whole.value is None or whole.value < 0 or not values or min(values) < 0:
                continue
            slack = figures_to_slack([whole, *figures], column.unit)
            over = max(values) - whole.value
            cells = [figure.cell for figure in (whole, *figures) if figure.cell is not None]
            yield Finding(
                "table_part",
                f"{sheet.table.id}:{row.number}:{column.number}",
                "fail" if over > slack.possible else "pass",
                f"{row.label} in row {row.number} is {whole.value:,}{column.unit or ''},"
                f" the largest of its parts (其中) {max(values):,}",
                expected=f"<= {whole.value:f}",
                found=f"{max(values):f}",
                spans=tuple(cell.span for cell in cells if len(cell.span)),
            )
