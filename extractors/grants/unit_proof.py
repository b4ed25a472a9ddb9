"""The unit of a table that states none, where something else in the document leaves only one: another table, prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Document, Span
from extractors.grants.grant import to_yuan
from extractors.grants.lines import read_lines
from extractors.grants.same import FACTORS, SameMoney
from extractors.mention import Mention
from extractors.tables import Sheet, cell_figure, table_to_grid

LEAST = 2  # figures of a table that must stand in prose, its largest one among them


@dataclass(frozen=True, slots=True)
class UnitProof:
    """The unit of a table and what proves it: the id of a table that shows the same money, or amounts of prose."""

    table: str
    unit: str
    by_table: str | None
    regions: int
    spans: tuple[Span, ...]


def find_unit_proofs(
    document: Document, sheets: Sequence[Sheet], mentions: Sequence[Mention], same: Sequence[SameMoney]
) -> tuple[UnitProof, ...]:
    """Give the proofs, at most one a table; another table speaks first."""
    found: dict[str, UnitProof] = {}
    for item in same:
        if item.proved and item.unit:
            other = item.one if item.proved == item.other else item.other
            found.setdefault(item.proved, UnitProof(item.proved, item.unit, other, len(item.areas), ()))
    open_sheets = [sheet for sheet in sheets if sheet.table.id not in found]
    for proof in _by_prose(document, open_sheets, mentions):
        found.setdefault(proof.table, proof)
    return tuple(found[table] for table in sorted(found))


def _by_prose(document: Document, sheets: Sequence[Sheet], mentions: Sequence[Mention]) -> Iterator[UnitProof]:
    said: dict[Decimal, Span] | None = None
    for sheet in sheets:
        lines = read_lines(document, sheet)
        if not lines or any(line.column.unit for line in lines):
            continue
        said = _said(document, mentions) if said is None else said
        figures = _figures(document, sheet)
        fits = [
            (unit, known)
            for factor, unit in FACTORS.items()
            if (known := [figure for figure in figures if figure * factor in said]) and max(figures) in known
        ]
        if len(fits) == 1 and len(fits[0][1]) >= LEAST:
            unit, known = fits[0]
            factor = next(factor for factor, name in FACTORS.items() if name == unit)
            yield UnitProof(sheet.table.id, unit, None, 0, tuple(said[figure * factor] for figure in sorted(known)))


def _figures(document: Document, sheet: Sheet) -> list[Decimal]:
    """Give the different figures of the money columns, totals included."""
    grid = table_to_grid(document, sheet.table)
    found = (
        cell_figure(grid, row.number, column.number).value for row in sheet.rows for column in sheet.columns_of("money")
    )
    return sorted({figure for figure in found if figure})


def _said(document: Document, mentions: Sequence[Mention]) -> dict[Decimal, Span]:
    """Give the amounts of prose with the first place of each."""
    found: dict[Decimal, Span] = {}
    for mention in mentions:
        yuan = to_yuan(mention) if mention.kind == "amount" else None
        if yuan and document.cell_at(mention.span) is None:
            found.setdefault(yuan, mention.span)
    return found
