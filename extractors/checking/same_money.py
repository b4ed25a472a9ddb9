"""Two annexes that show the same money: what each region gets in one and in the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractors.checking.finding import Finding
from extractors.document import Document, Table
from extractors.grants import Area, SameMoney, UnitProof, find_same_money, find_unit_proofs
from extractors.mention import Mention
from extractors.tables import Sheet


def check_same_money(document: Document, mentions: Sequence[Mention], sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Give one check a region (same_money), and one for each unit that only the rest of the document tells."""
    tables = {table.id: table for table in document.tables}
    found = find_same_money(document, sheets)
    for same in found:
        names = tuple(_name(tables[table].annex, table) for table in (same.one, same.other))
        yield from (_area_to_finding(same, area, names) for area in same.areas)
    for proof in find_unit_proofs(document, sheets, mentions, found):
        yield _proof_to_finding(proof, tables)


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


def _proof_to_finding(proof: UnitProof, tables: Mapping[str, Table]) -> Finding:
    table = tables[proof.table]
    which = _name(table.annex, table.id)
    if proof.by_table:
        other = _name(tables[proof.by_table].annex, proof.by_table)
        why = f"it gives each of {proof.regions} regions what {other} gives"
    else:
        why = f"{len(proof.spans)} of its figures, the largest among them, stand in the text"
    return Finding(
        "unit_reconciled",
        proof.table,
        "pass",
        f"{which} states no unit; in {proof.unit}, and in no other, {why}",
        expected=proof.unit,
        found=proof.unit,
        spans=(*((table.title,) if table.title else ()), *proof.spans),
    )
