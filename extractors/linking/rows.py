"""Titles and numbers in two cells of one row: a list of documents as a table (文件名称, 文号)."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document, Span
from extractors.linking.pairing import Pair

LOOSE = 6  # characters that a cell may hold besides its title or number
DOUBT = "title and number stand in two cells of one row"


def pair_in_rows(document: Document, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Join a title that is alone with a number that is alone where a row has just these two, each filling its cell."""
    rows: dict[tuple[str, int], list[Pair]] = {}
    for pair in pairs:
        place = _row_of(document, pair)
        if place is not None:
            rows.setdefault(place, []).append(pair)
    joined: dict[Span, Pair] = {}
    gone: set[Span] = set()
    for found in rows.values():
        titles = [pair for pair in found if pair.title is not None]
        numbers = [pair for pair in found if pair.title is None]
        if len(titles) == len(numbers) == 1:
            joined[titles[0].span] = Pair(titles[0].title, numbers[0].numbers, DOUBT)
            gone.add(numbers[0].span)
    return tuple(joined.get(pair.span, pair) for pair in pairs if pair.span not in gone)


def _row_of(document: Document, pair: Pair) -> tuple[str, int] | None:
    """Give the row of a title without a number, or of one number without a title, that fills its cell."""
    if (pair.title is not None and pair.numbers) or len(pair.numbers) > 1:
        return None
    found = document.cell_at(pair.span)
    if found is None or len(found[1].span) > len(pair.span) + LOOSE:
        return None
    table, cell = found
    return table.id, cell.row
