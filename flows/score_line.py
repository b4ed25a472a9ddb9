"""A line of gold as a document."""

from __future__ import annotations

from extractors.document import Block, Document, Line, Page, Part, Span
from flows.gold import GoldLine


def line_to_document(line: GoldLine) -> Document:
    """Give a line as a document of one paragraph; its issuer and year, where it has them, are the document's."""
    text = line.text.replace("\n", "") if line.wrapped else line.text  # as reading joins it
    whole = Span(0, len(text))
    known = (("issuers", line.issuer), ("date", line.year))
    parts = tuple(Part(name, str(value), None, "gold") for name, value in known if value)
    lines = (Line(whole, 1, 1),)
    blocks = (Block(whole, "paragraph", 1),)
    return Document("0" * 16, line.where, "text", text, (Page(1, 0.0, 0.0),), lines, blocks, (), parts)
