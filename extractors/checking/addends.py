"""What is added up in each total of a table, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.tables import Column, Figure, Grid, Row, Sheet, cell_figure
from extractors.tables.rank import WHOLE, label_to_numbering, label_to_rank

_SIGNED = regex.compile(r"[减加扣](?:[:：]|除)")
_DOUBLE = Decimal("1.4")


@dataclass(frozen=True, slots=True)
class Tree:
    """A sheet with its grid, and the rows below each row."""

    grid: Grid
    sheet: Sheet
    below: Mapping[int, Sequence[Row]]

    def children(self, row: int) -> Sequence[Row]:
        """Give the rows that hang in a row."""
        return self.below.get(row, ())

    def figure(self, row: Row, column: int) -> Figure:
        """Give what a cell of a row says."""
        return cell_figure(self.grid, row.number, column)


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


def sheet_to_tree(grid: Grid, sheet: Sheet) -> Tree:
    """Give the tree of a sheet."""
    below: dict[int, list[Row]] = {}
    for row in sheet.rows:
        if row.parent is not None:
            below.setdefault(row.parent, []).append(row)
    return Tree(grid, sheet, below)


def tree_to_sums(tree: Tree, column: Column) -> Iterator[Sum]:
    """Give the sums of a column: a row with the rows that hang in it; a total with its twin at the other end."""
    for row in tree.sheet.rows:
        total = tree.figure(row, column.number)
        if total.value is None or row.rank == "part":
            continue
        rows, parts = _addends(tree, row, column.number)
        if any(part.value is not None for part in parts):
            plain = _is_plain(tree, row, rows) and not _is_double(rows, parts, total.value)
            yield Sum(column, row, total, tuple(rows), tuple(parts), plain)
        elif not rows and (twin := _twin(tree, row)) is not None:
            figure = tree.figure(twin, column.number)
            if figure.value is not None:
                yield Sum(column, row, total, (twin,), (figure,), plain=False)


def _addends(tree: Tree, row: Row, column: int) -> tuple[list[Row], list[Figure]]:
    """Give what is added up in a row; below a row without a figure of its own, what is added up in that."""
    rows: list[Row] = []
    parts: list[Figure] = []
    for child in tree.children(row.number):
        if child.rank == "part":
            continue
        figure = tree.figure(child, column)
        below = _addends(tree, child, column) if figure.state == "empty" else ([], [])
        rows += below[0] or [child]
        parts += below[1] or [figure]
    return rows, parts


def _twin(tree: Tree, row: Row) -> Row | None:
    """Give the same total printed at the other end of the table."""
    rank = label_to_rank(row.label)
    if rank < WHOLE:
        return None
    others = (other for other in tree.sheet.rows if other.number != row.number and label_to_rank(other.label) == rank)
    return next((other for other in others if tree.children(other.number)), None)


def with_beside(tree: Tree, each: Sum, beside: Sequence[Sheet]) -> Sum:
    """Give the sum with the rows of the other half that no total of theirs holds, where a list goes on there."""
    if not each.apart or each.row.rank != "total" or not beside:
        return each
    place = tree.sheet.columns.index(each.column)
    loose = [
        (row, tree.figure(row, other.columns[place].number))
        for other in beside
        for row in other.rows
        if row.parent is None and row.rank in {"leaf", "subtotal"}
    ]
    if not loose:
        return each
    rows = (*each.rows, *(row for row, _ in loose))
    return Sum(each.column, each.row, each.total, rows, (*each.parts, *(figure for _, figure in loose)), plain=False)


def _is_plain(tree: Tree, row: Row, rows: Sequence[Row]) -> bool:
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
    inside = any(tree.children(each.number) for each in rows if not label_to_rank(each.label))
    parts = any(child.rank == "part" for each in rows for child in tree.children(each.number))
    return alike and len(marked) == 1 and not (inside and not styles[0].style) and not parts


def _is_double(rows: Sequence[Row], parts: Sequence[Figure], total: Decimal) -> bool:
    """Say whether rows without code or mark add up to so much more that some must hold others."""
    found = sum((part.value for part in parts if part.value is not None), Decimal(0))
    return found > total * _DOUBLE and not all(row.code or label_to_rank(row.label) for row in rows)
