"""Two annexes that show the same money: what each region gets in one and in the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.checking.finding import Finding
from extractors.document import Document
from extractors.grants.same import Area, SameMoney, find_same_money
from extractors.tables import Sheet


def check_same_money(document: Document, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Give one check a region (same_money), and one for a unit that only the other table tells (unit_reconciled)."""
    tables = {sheet.table.id: sheet.table for sheet in sheets}
    for same in find_same_money(document, sheets):
        names = tuple(_name(tables[table].annex, table) for table in (same.one, same.other))
        yield from (_area_to_finding(same, area, names) for area in same.areas)
        if same.unit is not None:
            yield _unit_to_finding(document, same, names)


def _name(annex: str | None, table: str) -> str:
    return f"附件{annex}" if annex else f"table {table}"


def _area_to_finding(same: SameMoney, area: Area, names: tuple[str, ...]) -> Finding:
    agree = area.one == area.other
    return Finding(
        "same_money",
        f"{same.one}|{same.other}:{area.name}",
        "pass" if agree else "fail",
        f"{area.name}: {area.one:,} yuan in {names[0]}, {area.other:,} in {names[1]}"
        + ("" if agree else f", {abs(area.one - area.other):,} apart")
        + (f" (taken as {same.unit}, which {same.proved} does not state)" if same.unit else ""),
        expected=f"{area.one:f}",
        found=f"{area.other:f}",
        spans=area.spans,
    )


def _unit_to_finding(document: Document, same: SameMoney, names: tuple[str, ...]) -> Finding:
    which = names[1] if same.proved == same.other else names[0]
    return Finding(
        "unit_reconciled",
        str(same.proved),
        "pass",
        f"{which} states no unit; in {same.unit}, and in no other, it gives each of {len(same.areas)} regions what "
        f"{names[0] if which == names[1] else names[1]} gives",
        expected=same.unit,
        found=same.unit,
        spans=tuple(table.title for table in document.tables if table.id == same.proved and table.title),
    )
