"""Sums over columns: 合计 = 基本支出 + 项目支出, where the heads say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.checking.finding import Finding
from extractors.checking.totals import judge
from extractors.document import Document
from extractors.tables import Column, Figure, Grid, Sheet, cell_figure, table_to_grid
from extractors.tables.rounding import figures_to_slack

_TOTAL = regex.compile(r"(?:.{0,12}?(?:合计|共计|总计)|小计|计|(?:资金)?总额|总金额)(?:\([^()]{0,12}\))?")
_ASIDE = regex.compile(
    r"其中|上年|上一年|去年|比上|增减|增长|备注|结转|结余|已下达|提前|此前|前期|累计|剩余|差额|调整|超出|应拨|清算|\d{4}年"
)
_MOST = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """A column that is the sum of others by their heads."""

    total: Column
    parts: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of such a sum: what is printed, what it adds up to, the verdict."""

    number: int
    label: str
    total: Figure
    parts: tuple[Figure, ...]
    verdict: str
    why: str

    @property
    def found(self) -> Decimal:
        return sum((part.value for part in self.parts if part.value is not None), Decimal(0))


def check_columns(document: Document, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Give one verdict for each sum over columns, and one for every row that is off where most rows come out."""
    for sheet in sheets:
        grid = table_to_grid(document, sheet.table)
        for each in columns_to_sums(sheet.columns_of("money")):
            yield from _check(grid, sheet, each)


def columns_to_sums(columns: Sequence[Column]) -> tuple[ColumnSum, ...]:
    """Give the sums that the heads tell: a total with what stands beside it under the same head."""
    paths = {column: tuple(column.heading.split("/")) for column in columns}
    found: list[ColumnSum] = []
    for suffix in dict.fromkeys(_suffix(path) for path in paths.values() if _suffix(path) is not None):
        cut = len(suffix or ())
        family = {
            column: path[: len(path) - cut]
            for column, path in paths.items()
            if path[len(path) - cut :] == (suffix or ()) and len(path) > cut
        }
        found += _sums_of(family, 0)
    unique = {each.total.number: each for each in reversed(found)}
    return tuple(unique[number] for number in sorted(unique))


def _suffix(path: tuple[str, ...]) -> tuple[str, ...] | None:
    """Give what follows the total in a path (合计/预算数): the family of columns that it is added up from."""
    at = next((at for at in reversed(range(len(path))) if _TOTAL.fullmatch(path[at])), None)
    return None if at is None else path[at + 1 :]


def _sums_of(paths: dict[Column, tuple[str, ...]], depth: int) -> list[ColumnSum]:
    """Give the sums at a depth of the heads and below."""
    groups: list[list[Column]] = []
    for column, path in paths.items():
        last = groups[-1][-1] if groups else None
        joins = last is not None and len(path) > depth + 1 and paths[last][: depth + 1] == path[: depth + 1]
        if joins:
            groups[-1].append(column)
        else:
            groups.append([column])
    found = [
        each
        for group in groups
        if len(group) > 1
        for each in _sums_of({column: paths[column] for column in group}, depth + 1)
    ]
    units = [_unit(group, paths, depth) for group in groups]
    totals = [at for at, group in enumerate(groups) if _is_total(group, paths, depth)]
    for order, at in enumerate(totals):
        before = units[totals[order - 1] + 1 if order else 0 : at]
        after = units[at + 1 : totals[order + 1] if order + 1 < len(totals) else len(units)]
        parts = tuple(column for unit in (after or before) for column in unit)
        if len(after or before) > 1:
            found.append(ColumnSum(groups[at][0], parts))
    return found


def _is_total(group: list[Column], paths: dict[Column, tuple[str, ...]], depth: int) -> bool:
    path = paths[group[0]]
    return len(group) == 1 and len(path) == depth + 1 and _TOTAL.fullmatch(path[depth]) is not None


def _unit(group: list[Column], paths: dict[Column, tuple[str, ...]], depth: int) -> tuple[Column, ...]:
    """Give the columns that stand for a group: its own total, or all of it; nothing of what is beside the sum."""
    if any(_ASIDE.search(name) for name in paths[group[0]][depth : depth + 1]):
        return ()
    own = [column for column in group if len(group) > 1 and _TOTAL.fullmatch(paths[column][-1])]
    return (own[0],) if own else tuple(column for column in group if not _ASIDE.search(paths[column][-1]))


def _check(grid: Grid, sheet: Sheet, each: ColumnSum) -> Iterator[Finding]:
    rows = list(_rows(grid, sheet, each))
    if not rows:
        return
    right = [row for row in rows if row.verdict == "pass"]
    holds = len(right) >= _MOST * len(rows)
    said = " + ".join(part.heading.rpartition("/")[2] for part in each.parts)
    heads = f"{each.total.heading.rpartition('/')[2]} = {said}"
    spans = tuple(figure.cell.span for row in rows[:1] for figure in (row.total, *row.parts) if figure.cell)
    yield Finding(
        "table_columns",
        f"{sheet.table.id}:{rows[0].number}:{each.total.number}",
        "pass" if holds else "unknown",
        f"{heads} in {len(right)} of {len(rows)} rows"
        + ("" if holds else "; the heads may mean something else, so this is no proof")
        + "".join(sorted({row.why for row in right if row.why})[:1]),
        spans=tuple(span for span in spans if len(span)),
    )
    for row in rows if holds else ():
        if row.verdict != "pass":
            yield _row_finding(sheet, each, row, heads, alone=len(right) < 2)


def _rows(grid: Grid, sheet: Sheet, each: ColumnSum) -> Iterator[_Row]:
    for row in sheet.rows:
        total = cell_figure(grid, row.number, each.total.number)
        parts = tuple(cell_figure(grid, row.number, part.number) for part in each.parts)
        if total.value is None or all(part.value is None for part in parts):
            continue
        found = sum((part.value for part in parts if part.value is not None), Decimal(0))
        slack = figures_to_slack([total, *parts], each.total.unit)
        odd = any(part.state in {"odd", "masked"} for part in parts)
        verdict, why = judge(abs(found - total.value), total.value, slack, plain=not odd)
        yield _Row(row.number, row.label, total, parts, verdict, why)


def _row_finding(sheet: Sheet, each: ColumnSum, row: _Row, heads: str, *, alone: bool) -> Finding:
    total = row.total.value or Decimal(0)
    cells = [figure.cell for figure in (row.total, *row.parts) if figure.cell is not None]
    return Finding(
        "table_row",
        f"{sheet.table.id}:{row.number}:{each.total.number}",
        "unknown" if alone else row.verdict,
        f"{row.label} in row {row.number}: {heads}, but {total:,}{each.total.unit or ''} is printed"
        f" and the parts add up to {row.found:,}{row.why}",
        expected=f"{total:f}",
        found=f"{row.found:f}",
        spans=tuple(cell.span for cell in cells if len(cell.span)),
    )
