"""Sums of tables: every subtotal and total against the rows that are added up in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.checking.addends import Sum, Tree, sheet_to_tree, tree_to_sums, with_beside
from extractors.checking.finding import Finding
from extractors.document import Document
from extractors.tables import Column, Figure, Row, Sheet, table_to_grid
from extractors.tables.rounding import Slack, figures_to_slack

_ENOUGH = 3  # sums of a table that come out exactly show that its whole figures are not rounded
_SMALL, _TINY = 500, 10_000


def check_totals(document: Document, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Give a verdict for every subtotal and total: fail only where rows, ranks and figures leave no doubt."""
    for sheet in sheets:
        tree = sheet_to_tree(table_to_grid(document, sheet.table), sheet)
        beside = [other for other in sheets if other is not sheet and _goes_on(sheet, other)]
        sums = [
            with_beside(tree, each, beside)
            for column in sheet.columns_of("money")
            for each in tree_to_sums(tree, column)
        ]
        exact = sum(each.apart == 0 and _filled(each) > 1 for each in sums) >= _ENOUGH
        for each in sums:
            yield _finding(sheet, each, exact=exact)
        yield from _check_parts(tree)


def _goes_on(sheet: Sheet, other: Sheet) -> bool:
    """Say whether one list is printed in two halves side by side: the same heads again."""
    heads, others = ([column.heading.rpartition("/")[2] for column in each.columns] for each in (sheet, other))
    return sheet.table.id == other.table.id and heads == others


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


def _check_parts(tree: Tree) -> Iterator[Finding]:
    """Say of every row with 其中 rows that they are no more than it."""
    for column in tree.sheet.columns_of("money"):
        for row in tree.sheet.rows:
            parts = [child for child in tree.children(row.number) if child.rank == "part"]
            whole = tree.figure(row, column.number)
            figures = [tree.figure(part, column.number) for part in parts]
            values = [figure.value for figure in figures if figure.value is not None]
            if whole.value is not None and whole.value >= 0 and values and min(values) >= 0:
                yield _part_finding(tree.sheet, row, column, whole, figures)


def _part_finding(sheet: Sheet, row: Row, column: Column, whole: Figure, figures: Sequence[Figure]) -> Finding:
    total = whole.value or Decimal(0)
    largest = max(figure.value for figure in figures if figure.value is not None)
    slack = figures_to_slack([whole, *figures], column.unit)
    cells = [figure.cell for figure in (whole, *figures) if figure.cell is not None]
    return Finding(
        "table_part",
        f"{sheet.table.id}:{row.number}:{column.number}",
        "fail" if largest - total > slack.possible else "pass",
        f"{row.label} in row {row.number} is {total:,}{column.unit or ''}, the largest of its parts (其中) {largest:,}",
        expected=f"<= {total:f}",
        found=f"{largest:f}",
        spans=tuple(cell.span for cell in cells if len(cell.span)),
    )
