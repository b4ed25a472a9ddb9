"""The money of tables by the names that running text uses for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.document import Document, Span
from extractors.tables import Column, Grid, Row, Sheet, cell_figure, table_to_grid, to_yuan
from extractors.text import fold

_SPACE = regex.compile(r"\s+")
_NUMBERED = regex.compile(
    r"^(?:\(?[一二三四五六七八九十]{1,3}[)、.]|\(?\d{1,2}[)、.](?!\d)|[①-⑳]|[*★])+|^其中[:,]?|[:*]+$"
)
_QUOTES = regex.compile(r"[“”\"]")
_TITLE = regex.compile(r"(?:19|20)\d\d年度?|(?:预算)?(?:部门|单位)(?!预算经济)|功能分类|\(.*?\)|[“”\"《》]")
_TABLE = regex.compile(r"(?:汇总|明细|总|情况|公开)?表.{0,8}$")
_GENERIC = regex.compile(r"(?:合计|小计|总计|金额|预算数|决算数|预算金额|决算金额|数额|计|本年数)(?:\(.*\))?")
_TOTAL = regex.compile(r"(?:合|总|共)计|(?:本年)?(?:收入|支出)(?:合计|总计)")
_SIDES = ("收入", "支出")


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """Money of a cell in yuan; `path` are the rows it lies in, outermost first, `context` all that heads it."""

    value: Decimal
    step: Decimal
    span: Span
    path: tuple[str, ...]
    context: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of all tables, by name and by path of subjects (类, 款, 项)."""

    by_name: dict[str, list[NamedFigure]]
    by_path: dict[tuple[str, ...], list[NamedFigure]]


def name_figures(document: Document, sheets: Sequence[Sheet]) -> Figures:
    """Give the money of the sheets whose unit is known."""
    figures = Figures({}, {})
    for sheet in sheets:
        money = [column for column in sheet.columns if column.kind == "money" and column.unit]
        if money and sheet.role in ("budget", "allocation", "other"):
            _add_sheet(document, sheet, money, figures)
    return figures


def _add_sheet(document: Document, sheet: Sheet, money: Sequence[Column], figures: Figures) -> None:
    grid = table_to_grid(document, sheet.table)
    rows = {row.number: row for row in sheet.rows}
    title = title_to_name(sheet.title)
    for row in sheet.rows:
        path = _path(row, rows)
        for column in money:
            figure = _figure(grid, sheet, row, column, path)
            if figure is None:
                continue
            if path:
                figures.by_path.setdefault(path, []).append(figure)
                if len(path) > 1:
                    figures.by_path.setdefault(("*", *path[-2:]), []).append(figure)
            for name in dict.fromkeys(_names(sheet, row, column, money, title)):
                figures.by_name.setdefault(name, []).append(figure)


def _figure(grid: Grid, sheet: Sheet, row: Row, column: Column, path: tuple[str, ...]) -> NamedFigure | None:
    found = cell_figure(grid, row.number, column.number)
    if found.value is None or found.cell is None or not column.unit:
        return None
    value = to_yuan(found.value, column.unit)
    step = to_yuan(Decimal(1).scaleb(int(found.value.as_tuple().exponent)), column.unit)
    if value is None or step is None:
        return None
    context = f"{fold(sheet.title)}/{column.heading}/{'/'.join(path) or plain_name(row.label)}"
    return NamedFigure(value, step, found.cell.span, path, _SPACE.sub("", context))


def plain_name(text: str) -> str:
    """Give a name without numbering and white space."""
    return _QUOTES.sub("", _NUMBERED.sub("", _SPACE.sub("", fold(text))))


def title_to_name(title: str) -> str:
    """Give what a table counts: 2025年部门收入预算总表 is 收入预算."""
    return _TABLE.sub("", _TITLE.sub("", _SPACE.sub("", fold(title))))


def _path(row: Row, rows: dict[int, Row]) -> tuple[str, ...]:
    """Give the names of a row with a code and of those it lies in."""
    path: list[str] = []
    at: Row | None = row
    while at is not None and at.code:
        path.append(plain_name(at.label))
        at = rows.get(at.parent) if at.parent is not None else None
    return tuple(reversed(path))


def _names(sheet: Sheet, row: Row, column: Column, money: Sequence[Column], title: str) -> Iterator[str]:
    """Give the names of a cell: of its row; in a total row of its column and, for the whole, of the table."""
    label, heading = plain_name(row.label), _heading(column)
    total = row.rank == "total" or bool(_TOTAL.fullmatch(label))
    if label and (not total or len(label) > 2):
        yield label
        yield regex.sub(r"(?:合计|小计)$", "", label)
    if (total or not label) and heading:
        yield heading
        yield regex.sub(r"(?:预算|决算)数?$", "", heading)
    if not total:
        return
    whole = (column is money[0] or not heading) and (not label or bool(_TOTAL.fullmatch(label)))
    for side in _SIDES:
        other = _SIDES[1 - _SIDES.index(side)]
        of_side = side in label or (other not in label and side in title and other not in title)
        if of_side and whole:
            yield from (f"{side}预算", f"{side}决算", f"{side}合计", f"{side}总计", f"本年{side}合计")
    if whole and title and not all(side in title for side in _SIDES):
        yield title
        yield regex.sub(r"(?:预算|决算)$", "", title)
    if whole and (label == "总计" or any(f"{side}总计" == label for side in _SIDES)):
        yield "收入支出总计"
        yield "收支总计"


def _heading(column: Column) -> str:
    """Give the last part of a heading that says something."""
    parts = [part for part in column.heading.split("/") if not _GENERIC.fullmatch(part)]
    return plain_name(regex.sub(r"\((?:万|亿)?元\)$", "", parts[-1])) if parts else ""
