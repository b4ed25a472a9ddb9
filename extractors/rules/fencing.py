"""The text of a document with fences between table cells, so that no pattern reads over a cell's border."""

from __future__ import annotations

from extractors.document import Document, Span

FENCE = "。"
"""What stands for the white space between two cells: it ends a sentence for every pattern."""


def fence(document: Document) -> str:
    """Give the text, of the same length, with a full stop in place of every mark between cells."""
    text = document.mended
    pieces, at = [], 0
    for table in sorted(document.tables, key=lambda table: table.span):
        for cell in sorted(table.cells, key=lambda cell: cell.span):
            if not len(cell.span) or cell.span.start < max(at, table.span.start):
                continue
            first = max(at, table.span.start - 1)
            pieces += [text[at:first], FENCE * (cell.span.start - first)]
            pieces.append(text[cell.span.start : cell.span.end])
            at = cell.span.end
        if at < table.span.end:
            pieces.append(FENCE * (table.span.end - at))
            at = table.span.end
    return "".join(pieces) + text[at:]


def crosses(document: Document, span: Span) -> bool:
    """Say whether a span runs from one paragraph into another."""
    return document.block_at(span.start) != document.block_at(span.end - 1)
