"""Two tables of one document that show the same money: by subject here, by unit there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from extractors.document import Document, Span
from extractors.grants.lines import Line, plain_area, read_lines
from extractors.tables import Sheet
from extractors.tables.figure import to_yuan

FACTORS = {Decimal(1): "元", Decimal(1000): "千元", Decimal(10000): "万元", Decimal(10**8): "亿元"}
LEAST = 2  # regions that both tables must have


@dataclass(frozen=True, slots=True)
class Area:
    """A region in two tables: what each gives it, in yuan where the unit is known, and where the figures stand."""

    name: str
    one: Decimal
    other: Decimal
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SameMoney:
    """The same money in table `one` and, later in the document, `other`.

    `unit` is the unit of the table that states none, proved by the sums of all regions; `proved` is that table's id.
    """

    one: str
    other: str
    areas: tuple[Area, ...]
    unit: str | None = None
    proved: str | None = None


@dataclass(frozen=True, slots=True)
class _Totals:
    """The sums of a table by region, in yuan where the unit is known."""

    table: str
    known: bool
    sums: Mapping[str, Decimal]
    spans: Mapping[str, tuple[Span, ...]]


def find_same_money(document: Document, sheets: Sequence[Sheet]) -> tuple[SameMoney, ...]:
    """Give the pairs of allocation tables that give every region the same."""
    lines: dict[str, list[Line]] = {}
    for sheet in sheets:
        for line in read_lines(document, sheet):
            lines.setdefault(sheet.table.id, []).append(line)
    totals = [found for table, items in lines.items() if (found := _totals(document, table, items))]
    return tuple(same for one, other in combinations(totals, 2) if (same := _compare(one, other)))


def _totals(document: Document, table: str, lines: Sequence[Line]) -> _Totals | None:
    """Give the sums by region; null where a figure cannot be read, or units differ between columns."""
    units = {line.column.unit for line in lines}
    if len(units) > 1 or any(line.figure.value is None for line in lines):
        return None
    sums: dict[str, Decimal] = {}
    spans: dict[str, tuple[Span, ...]] = {}
    for line in lines:
        name = area_of(document, line)
        value = line.yuan if line.yuan is not None else line.figure.value
        sums[name] = sums.get(name, Decimal(0)) + (value or Decimal(0))
        if line.figure.cell is not None:
            spans[name] = (*spans.get(name, ()), line.figure.cell.span)
    known = all(line.yuan is not None for line in lines)
    return _Totals(table, known, sums, spans) if len(sums) >= LEAST and "" not in sums else None


def area_of(document: Document, line: Line) -> str:
    """Give the plain name of the region that a line is for, by its subtotal or by its own cell."""
    cell = line.region or line.payee
    own = plain_area("".join(document.quote(cell.span).replace("（", "(").replace("）", ")").split())) if cell else ""
    name = line.area or own
    return name[:-1] if len(name) > 2 and name[-1] in "省市县区州盟旗" else name


def _compare(one: _Totals, other: _Totals) -> SameMoney | None:
    shared = [name for name in one.sums if name in other.sums]
    if len(shared) < LEAST or len(shared) * 10 < 9 * max(len(one.sums), len(other.sums)):
        return None
    if one.known and other.known:
        agree = sum(one.sums[name] == other.sums[name] for name in shared)
        same = agree * 10 >= 9 * len(shared) or (len(shared) > LEAST and agree * 5 >= 4 * len(shared))
        return SameMoney(one.table, other.table, tuple(_areas(one, other, shared, None))) if same else None
    if one.known == other.known or len(shared) != max(len(one.sums), len(other.sums)):
        return None
    known, open_ = (one, other) if one.known else (other, one)
    fits = [
        unit
        for factor, unit in FACTORS.items()
        if all(known.sums[name] == open_.sums[name] * factor for name in shared)
    ]
    if len(fits) != 1:
        return None
    areas = tuple(_areas(one, other, shared, (open_.table, fits[0])))
    return SameMoney(one.table, other.table, areas, fits[0], open_.table)


def _areas(one: _Totals, other: _Totals, names: Sequence[str], proved: tuple[str, str] | None) -> Iterator[Area]:
    for name in names:
        sums = []
        for totals in (one, other):
            value = totals.sums[name]
            scaled = to_yuan(value, proved[1]) if proved and proved[0] == totals.table else value
            sums.append(scaled if scaled is not None else value)
        yield Area(name, sums[0], sums[1], (*one.spans.get(name, ()), *other.spans.get(name, ())))
