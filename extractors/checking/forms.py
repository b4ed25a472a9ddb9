"""The money of a form: 资金总额 against 财政拨款, 上年结转 and 其他资金 below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractors.checking.finding import Finding
from extractors.document import Document, Table
from extractors.tables import Field, Figure, Grid, cell_figure, read_fields, table_to_grid
from extractors.tables.rounding import adds_up

_TOTAL = regex.compile(
    r"(?:项目|年度|本年|当年|实施期|总体)*(?:预算)?资金(?:申请|预算|需求)?(?:总额|合计)|(?:资金)?总额|合计"
)
_PART = regex.compile(
    r"(?:其中:?)?.{0,10}(?:资金|拨款|经费|收入|结转|结余|补助|自筹).{0,6}|(?:中央|省级?|市级?|县级?|区级?|其他|其它)"
)


def check_forms(document: Document) -> Iterator[Finding]:
    """Give a verdict for every total of a form with its parts below it; parts that are less may not be all."""
    for table in document.tables:
        fields = read_fields(document, table)
        grid = table_to_grid(document, table) if fields else None
        for at, field in enumerate(fields):
            name, _, head = field.name.partition("/")
            if grid is not None and _TOTAL.fullmatch(name):
                parts = list(_parts(fields[at + 1 :], field, head))
                yield from _check(grid, table, field, parts)


def _parts(fields: Sequence[Field], total: Field, head: str) -> Iterator[Field]:
    """Give the fields below a total in its own columns, down to the next one that is no part."""
    row = total.label.row
    for field in fields:
        name, _, under = field.name.partition("/")
        if (field.label.column, field.value.column, under) != (total.label.column, total.value.column, head):
            continue
        if field.label.row > row + 2 or not _PART.fullmatch(name) or _TOTAL.fullmatch(name):
            return
        row = field.label.row + field.label.row_span - 1
        yield field


def _check(grid: Grid, table: Table, total: Field, parts: Sequence[Field]) -> Iterator[Finding]:
    whole = _figure(grid, total)
    figures = [_figure(grid, part) for part in parts]
    if whole.value is None or len(figures) < 2 or all(figure.value is None for figure in figures):
        return
    found = sum((figure.value for figure in figures if figure.value is not None), Decimal(0))
    fits = adds_up(whole, figures, None if "." in whole.text else "元")
    verdict = "pass" if fits else "fail" if found > whole.value else "unknown"
    yield Finding(
        "form_total",
        f"{table.id}:{total.value.row}:{total.value.column}",
        verdict,
        f"{total.name} is {whole.value:,}, {', '.join(part.name for part in parts)} add up to {found:,}"
        + ("; there may be other parts, so this is no proof" if verdict == "unknown" else ""),
        expected=f"{whole.value:f}",
        found=f"{found:f}",
        spans=tuple(cell.span for each in (total, *parts) if len((cell := each.value).span)),
    )


def _figure(grid: Grid, field: Field) -> Figure:
    return cell_figure(grid, field.value.row, field.value.column)
