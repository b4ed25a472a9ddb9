"""A column of rates in a table against the columns it is the ratio of: 执行率 = 执行数 / 预算数, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.checking.finding import Finding
from extractors.checking.ratios import ratio_agrees, ratio_message
from extractors.document import Cell, Document
from extractors.tables import Grid, table_to_grid

_RATE = regex.compile(r"(?:预算|资金|支出|经费)?(?:执行|支出|到位|使用|支付|拨付|完成)(?:率|进度|比例)(?:[(%].*|=.*)?")
_DONE = regex.compile(r"执行|支出|决算|实际|到位|使用|支付|拨付|完成数|完成额")
_PLAN = regex.compile(r"预算|计划|下达|安排|指标|资金总额|应到位|年初|投入")
_LETTERS = regex.compile(r"\(?(?P<part>[A-Z])\s*[/÷]\s*(?P<whole>[A-Z])")
_LETTER = regex.compile(r"\((?P<letter>[A-Z])\)")
_FIGURE = regex.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_SHARE = regex.compile(r"(?P<figure>\d+(?:\.\d+)?)(?P<sign>%?)")


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate column below its heading, with the columns of the part and of the whole."""

    heading: Cell
    column: int
    part: int
    whole: int


def check_ratio_columns(document: Document) -> Iterator[Finding]:
    """Compare each printed rate of a table with the figures of its row."""
    for table in document.tables:
        grid = table_to_grid(document, table)
        for rate in _rates(grid):
            yield from _column(document, grid, rate)


def _rates(grid: Grid) -> Iterator[Rate]:
    """Give the rate columns; a heading may stand in any row, as in the forms of self-evaluation."""
    for row in (*grid.header, *grid.rows):
        for cell in grid.starts(row):
            heading = grid.text(row, cell.column)
            if _RATE.fullmatch(heading) and _alone(grid, cell):
                names = {
                    other.column: grid.text(row, other.column)
                    for other in grid.starts(row)
                    if other.column < cell.column and _alone(grid, other)
                }
                pair = _by_letter(heading, names) or _by_words(names)
                if pair:
                    yield Rate(cell, cell.column, *pair)


def _alone(grid: Grid, heading: Cell) -> bool:
    """Say whether a heading has one column of figures below it: it spans no more than the cell under it."""
    below = grid.own(heading.row + heading.row_span, heading.column)
    return heading.column_span == 1 or (below is not None and below.column_span == heading.column_span)


def _by_letter(heading: str, names: dict[int, str]) -> tuple[int, int] | None:
    """Give the columns of 执行率(B/A): those marked (B) and (A)."""
    formula = _LETTERS.search(heading)
    if not formula:
        return None
    marked = {found["letter"]: column for column, name in names.items() if (found := _LETTER.search(name))}
    part, whole = marked.get(formula["part"]), marked.get(formula["whole"])
    return (part, whole) if part is not None and whole is not None else None


def _by_words(names: dict[int, str]) -> tuple[int, int] | None:
    """Give the nearest column of what was done and the nearest of what was planned before it."""
    done = [column for column, name in names.items() if _DONE.search(name) and not _PLAN.search(name)]
    if not done:
        return None
    planned = [column for column, name in names.items() if _PLAN.search(name) and column < done[-1]]
    return (done[-1], planned[-1]) if planned else None


def _column(document: Document, grid: Grid, rate: Rate) -> Iterator[Finding]:
    """Give the checks of the rows below a heading, down to the first row whose cells are no figures."""
    for row in range(rate.heading.row + rate.heading.row_span, max(grid.rows, default=-1) + 1):
        cells = [grid.own(row, column) for column in (rate.column, rate.part, rate.whole)]
        printed = _SHARE.fullmatch(grid.text(row, rate.column))
        figures = [grid.text(row, column) for column in (rate.part, rate.whole)]
        if any(text and not _FIGURE.fullmatch(text) and text not in {"-", "/"} for text in figures):
            return
        filled = [cell for cell in cells if cell is not None]
        if printed and len(filled) == 3 and all(_FIGURE.fullmatch(text) for text in figures):
            part, whole = (_figure(text) for text in figures)
            if whole[0] > 0:
                yield _compare(document, grid, filled, printed, (part, whole))


def _figure(text: str) -> tuple[Decimal, Decimal]:
    value = Decimal(text.replace(",", ""))
    return value, Decimal(1).scaleb(int(value.as_tuple().exponent))


def _compare(
    document: Document,
    grid: Grid,
    cells: Sequence[Cell],
    printed: regex.Match[str],
    figures: tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]],
) -> Finding:
    (value, step), sign = _figure(printed["figure"]), printed["sign"]
    found, how = ratio_agrees(value, step, *figures)
    if not how and not sign and value <= 2:  # 0.932 where 93.2% is meant
        found, how = ratio_agrees(value * 100, step * 100, *figures)
    quotes = " and ".join(document.quote(cell.span) for cell in cells[:0:-1])
    return Finding(
        "ratio",
        f"{grid.table.id}:{cells[0].row}:{cells[0].column}",
        "pass" if how else "fail",
        ratio_message(printed[0], quotes, found, how),
        expected=f"{found:f}%",
        found=printed[0],
        spans=tuple(cell.span for cell in cells),
    )
