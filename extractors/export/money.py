"""Amounts of a document: in which cells they stand, and one row each for the table of amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from extractors.document import Document, Span
from extractors.export.places import doubt_to_json
from extractors.mention import Mention
from extractors.values.money import Money

CellAmounts = dict[tuple[str, int, int], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class AmountRow:
    """One amount for the table of amounts; `context` is the text around it, without line breaks."""

    source: str
    source_name: str
    page: int | None
    line: int | None
    start: int
    text: str
    money: Money
    context: str
    score: float
    doubt: str | None


def cell_amounts(document: Document, mentions: Iterable[Mention]) -> CellAmounts:
    """Give `cny`, and the doubt, of every cell that is one amount: (table id, row, column) → keys of the cell."""
    found: dict[tuple[str, int, int], list[tuple[Mention, Span]]] = {}
    for mention in mentions:
        if isinstance(mention.value, Money) and (place := document.cell_at(mention.span)):
            table, cell = place
            found.setdefault((table.id, cell.row, cell.column), []).append((mention, cell.span))
    return {
        key: {"cny": _money(group[0][0]).cny, **doubt_to_json(group[0][0].doubt)}
        for key, group in found.items()
        if len(group) == 1 and _is_all(document, *group[0])
    }


def _is_all(document: Document, mention: Mention, cell: Span) -> bool:
    """Say whether an amount is what the cell says, not a figure in a sentence."""
    return 2 * _size(document.quote(mention.span)) >= _size(document.quote(cell))


def _size(text: str) -> int:
    return sum(not char.isspace() for char in text)


def _money(mention: Mention) -> Money:
    assert isinstance(mention.value, Money)
    return mention.value


def amount_rows(document: Document, mentions: Sequence[Mention]) -> Iterator[AmountRow]:
    """Give the amounts in text order."""
    rows = _row_texts(document)
    for mention in mentions:
        if mention.kind == "amount" and isinstance(mention.value, Money):
            places = document.locate(mention.span)
            yield AmountRow(
                document.source,
                document.name,
                places[0].page if places else None,
                places[0].lines[0] if places and places[0].lines else None,
                mention.span.start,
                document.quote(mention.span),
                mention.value,
                _context(document, mention.span, rows),
                mention.score,
                mention.doubt,
            )


def _row_texts(document: Document) -> dict[tuple[str, int], str]:
    """Give the cells of every row of every table, side by side: (table id, row) → text."""
    rows: dict[tuple[str, int], list[str]] = {}
    for table in document.tables:
        for cell in sorted(table.cells, key=lambda cell: cell.column):
            text = " ".join(document.quote(cell.span).split())[:60]
            for row in range(cell.row, cell.row + cell.row_span) if text else ():
                rows.setdefault((table.id, row), []).append(text)
    return {key: " | ".join(texts) for key, texts in rows.items()}


def _context(document: Document, span: Span, rows: Mapping[tuple[str, int], str], width: int = 24) -> str:
    """Give what tells an amount: the cells of its row, or a few words to either side in its block."""
    if place := document.cell_at(span):
        table, cell = place
        return rows[table.id, cell.row]
    block = document.block_at(span.start)
    low = max(block.span.start if block else 0, span.start - width)
    high = min(block.span.end if block else len(document.text), span.end + width)
    return " ".join(document.text[low:high].split())


def money_to_cells(money: Money) -> dict[str, str]:
    """Give the parts of an amount as text, absent ones empty."""
    return {name: value or "" for name, value in asdict(money).items()}
