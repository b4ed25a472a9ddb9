"""Totals in tables: 合计 against 小计 and rows, where the build of the table leaves no doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.checking.finding import Finding
from extractors.document import Cell, Document, Table
from extractors.text import fold

_NUMBER = regex.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_EMPTY = frozenset({"", "-", "--", "/", "0", "—", "无"})
_TOTAL = regex.compile(r"(?:[一二三四五六七八九十]+、)?.{0,8}?(?:合计|总计|共计)(?:\(.{0,10}\))?[:：]?|计")
_SECTION = regex.compile(r"[一二三四五六七八九十]+、.{0,12}(?:合计|总计|小计)")
_SUBTOTAL = regex.compile(r".{0,40}小计(?:\(.{0,10}\))?")
_PARTIAL = regex.compile(r"其\s*中|内\s*含|包含|本页|结转|[(（]?[一二三四五六七八九十]+[)）、]|^\d{1,2}\s*[.、]")
_NOT_ADDED = regex.compile(
    r"序号|编码|代码|编号|科目|年度|年份|日期|率|比例|占比|百分|均|单价|标准|得分|分值|电话|备注|%|增减|增长"
)
LEAF, SUBTOTAL, SECTION, TOTAL = range(4)
SHORT = 2  # fewer rows than that are no sum


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its rank in the sum and its cells by column."""

    number: int
    rank: int
    label: str
    cells: dict[int, Cell]


def check_totals(document: Document) -> Iterator[Finding]:
    """Give a verdict for every 合计 and 小计 cell: fail only where rows, ranks and figures are all plain."""
    for table in document.tables:
        rows = _rows(document, table)
        if sum(row.rank == LEAF for row in rows) < SHORT or all(row.rank == LEAF for row in rows):
            continue
        for column in _money_columns(document, table, rows):
            yield from _check_column(document, table, rows, column)


def _rows(document: Document, table: Table) -> list[Row]:
    """Give the rows below the header, ranked by their label."""
    cells: dict[int, dict[int, Cell]] = {}
    header = {cell.row for cell in table.cells if cell.header}
    for cell in table.cells:
        if cell.row not in header:
            cells.setdefault(cell.row, {})[cell.column] = cell
    return [_row(document, number, cells[number]) for number in sorted(cells)]


def _row(document: Document, number: int, cells: dict[int, Cell]) -> Row:
    texts = [_text(document, cells[column]) for column in sorted(cells)]
    labels = [text for text in texts if text and not _NUMBER.fullmatch(text)]
    label = labels[0] if labels else ""
    return Row(number, _rank(label), label, cells)


def _rank(label: str) -> int:
    if _SECTION.fullmatch(label):
        return SECTION
    if _SUBTOTAL.fullmatch(label):
        return SUBTOTAL
    return TOTAL if _TOTAL.fullmatch(label) else LEAF


def _text(document: Document, cell: Cell) -> str:
    return regex.sub(r"\s+", "", fold(document.text[cell.span.start : cell.span.end]))


def _money_columns(document: Document, table: Table, rows: Sequence[Row]) -> list[int]:
    """Give the columns that a total row has a figure in and whose header says nothing against adding."""
    top = max(row.rank for row in rows)
    columns = {column for row in rows if row.rank == top for column in row.cells if _value(document, row, column)}
    headers: dict[int, str] = {}
    for cell in table.cells:
        if cell.header:
            for column in range(cell.column, cell.column + cell.column_span):
                headers[column] = headers.get(column, "") + _text(document, cell)
    return sorted(column for column in columns if not _NOT_ADDED.search(headers.get(column, "")))


def _value(document: Document, row: Row, column: int) -> Decimal | None:
    """Give the figure of a cell; None where it has none."""
    cell = row.cells.get(column)
    text = _text(document, cell) if cell else ""
    return Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def _check_column(document: Document, table: Table, rows: Sequence[Row], column: int) -> Iterator[Finding]:
    leading = _totals_lead(rows)
    for at, row in enumerate(rows):
        total = _value(document, row, column)
        if row.rank == LEAF or total is None:
            continue
        parts = _parts(rows, at, leading=leading)
        if any(_value(document, part, column) is not None for part in parts):
            yield _finding(document, table, row, parts, column)


def _totals_lead(rows: Sequence[Row]) -> bool:
    """Say whether a total stands above its rows: by the lowest rank of total that there is."""
    lowest = min(row.rank for row in rows if row.rank != LEAF)
    first_leaf = next(at for at, row in enumerate(rows) if row.rank == LEAF)
    first_total = next(at for at, row in enumerate(rows) if row.rank == lowest)
    return first_total < first_leaf


def _parts(rows: Sequence[Row], at: int, *, leading: bool) -> list[Row]:
    """Give the rows that a total adds up: those of the next rank below it, as far as its scope goes."""
    rank = rows[at].rank
    onward = rows[at + 1 :] if leading else rows[:at][::-1]
    scope: list[Row] = []
    for row in onward:
        if row.rank >= rank:
            break
        scope.append(row)
    if not scope and rank == TOTAL:  # a total at the other end of the table
        scope = [row for row in rows if row.rank < rank]
    below = max((row.rank for row in scope), default=LEAF)
    return [row for row in scope if row.rank == below]


def _finding(document: Document, table: Table, row: Row, parts: Sequence[Row], column: int) -> Finding:
    total = _value(document, row, column) or Decimal(0)
    values = [_value(document, part, column) for part in parts]
    found = sum((value for value in values if value is not None), Decimal(0))
    verdict = "pass" if found == total else _verdict(document, row, parts, column, abs(found - total))
    spans = tuple(each.cells[column].span for each in (row, *parts) if column in each.cells and each.cells[column].span)
    return Finding(
        "table_total",
        f"{table.id}:{row.number}:{column}",
        verdict,
        f"{row.label} in row {row.number} is {total:,}, its {len(parts)} rows add up to {found:,}"
        + ("; the rows may overlap, so this is no proof" if verdict == "unknown" else ""),
        expected=f"{total:f}",
        found=f"{found:f}",
        spans=tuple(span for span in spans if len(span)),
    )


def _verdict(document: Document, row: Row, parts: Sequence[Row], column: int, apart: Decimal) -> str:
    """Say whether a sum that is off is a fault, or a table that adds in another way than rows on rows."""
    texts = [_text(document, part.cells[column]) for part in parts if column in part.cells]
    plain = all(_NUMBER.fullmatch(text) or text in _EMPTY for text in texts)
    merged = any(cell.row_span > 1 for part in (row, *parts) for key, cell in part.cells.items() if key == column)
    partial = any(_PARTIAL.search(part.label) for part in parts)
    rounded = any("." in text for text in texts) and apart <= Decimal("0.01") * len(parts)
    return "fail" if plain and not (merged or partial or rounded or _nested_codes(document, parts)) else "unknown"


def _nested_codes(document: Document, parts: Sequence[Row]) -> bool:
    """Say whether rows hold each other by their codes (201, 20103, 2010301)."""
    codes = {text for part in parts for text in _codes(document, part)}
    return any(code[:length] in codes for code in codes for length in (3, 5) if len(code) > length)


def _codes(document: Document, row: Row) -> Iterator[str]:
    for column in sorted(row.cells)[:4]:
        match = regex.match(r"\d{3,7}(?!\d|[,.])", _text(document, row.cells[column]))
        if match:
            yield match.group()
