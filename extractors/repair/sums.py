"""Sums as check digits: the one character of one cell of a scan that lets every total of its column come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from pathlib import Path

from extractors.checking.across import check_columns
from extractors.checking.addends import Sum, sheet_to_tree, tree_to_sums
from extractors.document import Cell, Document, Repair, Span, Table
from extractors.repair.confusable import Confusable
from extractors.tables import Column, Sheet, read_sheets, table_to_grid
from extractors.tables.figure import parse_figure
from extractors.tables.rounding import adds_up
from extractors.text import fold

BY = "repair.sums-1"
CHECK = "sum_reconciled"
_UNSURE = 0.995  # a character below it may be misread whatever the second reading says
_ENOUGH = 3  # figures of a sum, its total among them, that prove each other
_MOST = 400  # cells of a sum that are tried


@dataclass(frozen=True, slots=True)
class Change:
    """A cell with another character at a place of the text."""

    cell: Cell
    at: int
    char: str


def mend_sums(document: Document, models: Path, confusable: Confusable) -> Document:
    """Give the document with a repair for each column whose sums one change, and no other, makes come out."""
    for table in document.tables:
        if any(line.scores for line in document.lines_of(table.span)):
            for repair in list(_mend_table(document, table, models, confusable)):
                document = _with_repair(document, repair)
    return document


def prove_figures(document: Document, models: Path) -> Document:
    """Give the document with the cells of scanned tables whose figures come out to the last place, as they were read.

    One figure that was misread would break its sum; two that make up for each other are not to be feared.
    """
    return replace(document, proved=tuple(sorted(set(_prove(document, models)))))


def _prove(document: Document, models: Path) -> Iterator[Span]:
    for table in document.tables:
        if not any(line.scores for line in document.lines_of(table.span)):
            continue
        for sheet in _sheets(document, table, models):
            for each in chain(*(_sums(document, sheet, column) for column in sheet.columns_of("money"))):
                figures = [figure for figure in (each.total, *each.parts) if figure.cell is not None and figure.value]
                spans = [figure.cell.span for figure in figures if figure.cell is not None]
                mended = any(not repair.plain for span in spans for repair in document.repairs_of(span))
                if not each.apart and len(figures) >= _ENOUGH and not mended:
                    yield from spans


def _mend_table(document: Document, table: Table, models: Path, confusable: Confusable) -> Iterator[Repair]:
    for sheet in _sheets(document, table, models):
        for column in sheet.columns_of("money"):
            broken = [each for each in _sums(document, sheet, column) if not _comes_out(each)]
            if not broken:
                continue
            changes = dict.fromkeys(_changes(document, broken[0], confusable))
            fitting = [change for change in changes if _mends(document, change, sheet, column, models)]
            if len(fitting) == 1 and (len(broken) > 1 or _is_unsure(document, fitting[0])):
                yield _repair(document, fitting[0], len(broken))


def _sheets(document: Document, table: Table, models: Path) -> tuple[Sheet, ...]:
    return read_sheets(replace(document, tables=(table,)), models)


def _sums(document: Document, sheet: Sheet, column: Column) -> list[Sum]:
    return list(tree_to_sums(sheet_to_tree(table_to_grid(document, sheet.table), sheet), column))


def _comes_out(each: Sum) -> bool:
    return adds_up(each.total, each.parts, each.column.unit)


def _changes(document: Document, each: Sum, confusable: Confusable) -> Iterator[Change]:
    """Give the changes of one character that let a sum come out."""
    whole = each.total.value or Decimal(0)
    wanted = [(each.total, each.found)]
    wanted += [(part, (part.value or Decimal(0)) + whole - each.found) for part in each.parts[:_MOST]]
    for figure, value in wanted:
        if figure.cell is not None:
            yield from _rewrites(document, figure.cell, value, confusable)


def _rewrites(document: Document, cell: Cell, value: Decimal, confusable: Confusable) -> Iterator[Change]:
    """Give the changes of one recognised character of a cell that give it a value."""
    said = fold(document.mended[cell.span.start : cell.span.end])
    for line in document.lines_of(cell.span):
        places = range(max(line.span.start, cell.span.start), min(line.span.end, cell.span.end)) if line.scores else ()
        for at in places:
            place = at - cell.span.start
            for other in sorted(confusable.get(said[place], ())):
                text = said[:place] + other + said[place + 1 :]
                if parse_figure("".join(text.split())) == value:
                    yield Change(cell, at, other)


def _mends(document: Document, change: Change, sheet: Sheet, column: Column, models: Path) -> bool:
    """Say whether with a change all sums of the column come out, and no sum over columns goes wrong."""
    mended = _with_repair(document, _repair(document, change, 0))
    again = [other for other in _sheets(mended, sheet.table, models) if _is_same(other, sheet)]
    sums = [each for other in again for each in _sums(mended, other, column)]
    if not sums or not all(_comes_out(each) for each in sums):
        return False
    return _failures(mended, again) <= _failures(document, [sheet])


def _is_same(one: Sheet, other: Sheet) -> bool:
    return [column.heading for column in one.columns] == [column.heading for column in other.columns] and {
        row.number for row in one.rows
    } == {row.number for row in other.rows}


def _failures(document: Document, sheets: Sequence[Sheet]) -> int:
    return sum(finding.verdict == "fail" for finding in check_columns(document, sheets))


def _is_unsure(document: Document, change: Change) -> bool:
    """Say whether the readings themselves leave room for a change."""
    for line in document.lines_of(Span(change.at, change.at + 1)):
        place = change.at - line.span.start
        said = line.seconds[place][0] if line.seconds else ""
        return line.scores[place] < _UNSURE or fold(change.char) in fold(said)
    return False


def _repair(document: Document, change: Change, broken: int) -> Repair:
    """Give the repair of a cell; it takes the place of what was repaired in the cell before."""
    span, place = change.cell.span, change.at - change.cell.span.start
    said = document.mended[span.start : span.end]
    text = said[:place] + change.char + said[place + 1 :]
    why = (
        f"read as {document.quote(span)}: {broken} of the sums of its column do not come out;"
        f" as {text.strip()}, and with no other change of one character, all do"
    )
    return Repair(span, text, BY, why, CHECK)


def _with_repair(document: Document, repair: Repair) -> Document:
    kept = (other for other in document.repairs if not other.span.overlaps(repair.span))
    return replace(document, repairs=(*kept, repair))
