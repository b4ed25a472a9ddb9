"""What stands above the indicators of a sheet: project, departments, year, money, goal (项目名称, 资金需求 …)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import regex

from extractors.document import Cell, Document, Span, Table
from extractors.lexicon import read_rows
from extractors.tables.figure import parse_figure, to_yuan
from extractors.tables.form import label_name, rows_to_fields
from extractors.tables.grid import Grid, table_to_grid
from extractors.tables.sheet import Field
from extractors.tables.unit import heads_to_unit, table_unit, text_to_unit
from extractors.text import fold
from extractors.values.money import find_amounts

_BLOCK = (
    ("budget_initial", regex.compile(r"年初(?:预算|计划)(?:数|金额)?|年初数|预算批复数")),
    (
        "budget",
        regex.compile(
            r"(?:全年|调整后?|调整|当年|年度|本年)?预算(?:数|金额)?(?:\([A-Z]\))?|(?:预算)?下达数|到位(?:资金|数)"
        ),
    ),
    (
        "executed",
        regex.compile(r"(?:全年|实际|当年|年度|本年)?(?:执行|支出)(?:数|金额)?(?:\([A-Z]\))?|实际支出(?:数)?|决算数"),
    ),
    ("rate", regex.compile(r"(?:预算)?(?:执行|完成)率(?:\(.{1,8}\))?")),
    ("points", regex.compile(r"分值(?:\(.{1,6}\))?|权重")),
    ("score", regex.compile(r"得分|自评得分")),
)
_TAIL = regex.compile(r"\((?:[^()]{0,4}(?:万|亿|千|百)?元|[A-Z]|%|\d+分?)\)|[:：]+$")
_HEAD = regex.compile(r"(?:[一二三]级|绩效)指标(?:名称|内容)?|指标名称|指标内容")
MONEY = ("amount", "total_amount")
_WORDS_OF_MONEY = frozenset({"budget_initial", "budget", "executed"})


@dataclass(frozen=True, slots=True)
class Said:
    """A field of a form that is known by its label; `label` is null where the table prints it as a column."""

    role: str
    name: str
    label: Cell
    value: Cell


@dataclass(frozen=True, slots=True)
class Sum:
    """Money as printed in a field: yuan where a unit is known; `doubt` says why not."""

    yuan: Decimal | None
    unit: Span | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Funding:
    """A row of the money of a 自评表: 年度资金总额 with 年初预算数, 全年预算数, 全年执行数, 执行率, by name."""

    label: str
    cells: tuple[tuple[str, Cell], ...]
    unit: str | None


@dataclass(frozen=True, slots=True)
class Programme:
    """The fields of a sheet in reading order, one a role; `funding` are the rows of money with their execution."""

    fields: tuple[Said, ...] = ()
    funding: tuple[Funding, ...] = ()

    def field(self, role: str) -> Said | None:
        """Give the field of a role."""
        return next((field for field in self.fields if field.role == role), None)


@lru_cache(maxsize=4)
def load_labels(path: Path) -> tuple[tuple[regex.Pattern[str], str], ...]:
    """Read the lexicon of labels: pattern and role; the first that matches counts.

    Raises:
        MissingModelError: the lexicon is not there.

    """
    return tuple((regex.compile(row["pattern"]), row["role"]) for row in read_rows(path))


def read_programme(document: Document, table: Table, models: Path) -> Programme:
    """Give what a table says above its indicators.

    Raises:
        MissingModelError: the lexicon of labels is not in the folder.

    """
    labels = load_labels(models / "lexicons/form_labels.tsv")
    grid = table_to_grid(document, table)
    funding = tuple(_read_funding(document, grid))
    taken = {cell for row in funding for _, cell in row.cells}
    found: dict[str, Said] = {}
    for field in rows_to_fields(grid, _rows_above(grid)):
        role = next((role for pattern, role in labels if pattern.search(field.name)), None)
        value = field.value if len(field.value.span) else _behind(grid, field, labels)
        if role is None or value is None or value in taken or not _fits(grid, role, value):
            continue
        if role == "supervisor" and role in found:
            role = "local_supervisor"
        found.setdefault(role, Said(role, field.name, field.label, value))
    return Programme(tuple(found.values()), funding)


def _rows_above(grid: Grid) -> list[int]:
    """Give the rows above the heads of the indicators, or all where there are none; tables of tasks stand there too."""
    rows = sorted((*grid.header, *grid.rows))
    heads = (row for row in rows if sum(bool(_HEAD.fullmatch(grid.text(row, at))) for at in grid.columns) > 1)
    first = next(heads, None)
    return [row for row in rows if first is None or row < first]


def _fits(grid: Grid, role: str, value: Cell) -> bool:
    """Say whether a cell can be the value of a role: money has a figure."""
    return role not in MONEY or any(char.isdigit() for char in grid.text(value.row, value.column))


def _behind(grid: Grid, field: Field, labels: Sequence[tuple[regex.Pattern[str], str]]) -> Cell | None:
    """Give the cell behind an empty one, where text tables keep places for merged cells."""
    for cell in grid.starts(field.value.row):
        if cell.column > field.value.column and len(cell.span):
            name = label_name(grid.text(cell.row, cell.column))
            return None if any(pattern.search(name) for pattern, _ in labels) else cell
    return None


def field_money(document: Document, table: Table, field: Said) -> Sum:
    """Give the money of a field: its unit is its own, the label's, that of the group left of it or the table's."""
    text = document.text[field.value.span.start : field.value.span.end]
    amounts = [match for match in find_amounts(text) if match.value.cny is not None]
    if len(amounts) == 1:
        start = field.value.span.start
        span = Span(start + amounts[0].start, start + amounts[0].end)
        return Sum(Decimal(amounts[0].value.cny or 0), span, amounts[0].doubt)
    if amounts:
        return Sum(None, None, "several amounts")
    value = parse_figure(regex.sub(r"\s+", "", fold(text)))
    if value is None:
        return Sum(None, None, "no figure")
    grid = table_to_grid(document, table)
    left = [grid.cell(field.label.row, column) for column in reversed(grid.columns) if column <= field.label.column]
    units = (text_to_unit(document, cell.span) for cell in dict.fromkeys(left) if cell is not None)
    unit = next((unit for unit in units if unit), None) or table_unit(document, grid)
    return Sum(to_yuan(value, unit[0]), unit[1]) if unit else Sum(None, None, "no unit is printed")


def _read_funding(document: Document, grid: Grid) -> Iterator[Funding]:
    rows = _rows_above(grid)
    for row in rows:
        heads = _heads(grid, row)
        if len(_WORDS_OF_MONEY & set(heads)) < 2:
            continue
        for below in (other for other in rows if other > row):
            funding = _funding_row(document, grid, below, row, heads)
            if funding is None:
                return
            yield funding
        return


def _heads(grid: Grid, row: int) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for cell in grid.starts(row):
        text = _TAIL.sub("", grid.text(row, cell.column))
        name = next((name for name, pattern in _BLOCK if pattern.fullmatch(text)), None)
        if name is not None:
            found.setdefault(name, cell)
    return found


def _funding_row(document: Document, grid: Grid, row: int, head: int, heads: dict[str, Cell]) -> Funding | None:
    first = min(cell.column for cell in heads.values())
    labels = [grid.own(row, column) for column in grid.columns if column < first]
    label = next((cell for cell in reversed(labels) if cell is not None and grid.text(row, cell.column)), None)
    if label is None or _heads(grid, row):
        return None
    found = [(name, grid.cell(row, cell.column)) for name, cell in heads.items()]
    cells = tuple((name, cell) for name, cell in found if cell is not None and grid.text(cell.row, cell.column))
    figures = [grid.text(cell.row, cell.column) for name, cell in cells if name in _WORDS_OF_MONEY]
    if not figures or any(parse_figure(_bare(text)) is None for text in figures if text not in "-—/"):
        return None
    left = (grid.cell(head, column) for column in reversed(grid.columns) if column < first)
    group = [cell for cell in dict.fromkeys(left) if cell is not None]
    unit = heads_to_unit(document, (*group, *heads.values(), label)) or table_unit(document, grid)
    return Funding(label_name(grid.text(label.row, label.column)), cells, unit[0] if unit else None)


def funding_money(document: Document, funding: Funding, cell: Cell) -> Decimal | None:
    """Give the yuan of a cell of money; null without a unit, or where it is no figure."""
    text = regex.sub(r"\s+", "", fold(document.text[cell.span.start : cell.span.end]))
    amounts = [match for match in find_amounts(text) if match.value.cny is not None]
    if len(amounts) == 1 and parse_figure(text) is None:
        return Decimal(amounts[0].value.cny or 0)
    value = parse_figure(_bare(text))
    return to_yuan(value, funding.unit) if value is not None and funding.unit else None


def _bare(text: str) -> str:
    return regex.sub(r"(?:万|亿)?元$", "", text)


def fields_of(programme: Programme, roles: Sequence[str]) -> tuple[Said, ...]:
    """Give the fields of some roles, in the order of the roles."""
    found = (programme.field(role) for role in roles)
    return tuple(field for field in found if field is not None)
