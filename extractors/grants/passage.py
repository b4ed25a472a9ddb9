"""Passages of prose (a paragraph, put together over a page's end) and the sentences in them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.document import Block, Document, Span
from extractors.grants.words import NUMBERING
from extractors.text import fold

PROSE = frozenset({"paragraph", "heading"})
_END = regex.compile(r"[。;；:：!?！？.]\s*$")
_STOP = regex.compile(r"[。;!?\n]")
LONGEST = 2400  # characters of one sentence; what is longer is no sentence


def find_passages(document: Document) -> Iterator[Span]:
    """Give the passages in text order; a document without blocks is one line a passage."""
    if not document.blocks:
        yield from (Span(match.start(), match.end()) for match in regex.finditer(r"[^\n]+", document.text))
        return
    current: Block | None = None
    start = 0
    for block in sorted(document.blocks, key=lambda block: block.span):
        if block.role not in PROSE:
            continue
        if current is not None and not _runs_on(document, current, block):
            yield Span(start, current.span.end)
            current = None
        if current is None:
            start = block.span.start
        current = block
    if current is not None:
        yield Span(start, current.span.end)


def _runs_on(document: Document, one: Block, other: Block) -> bool:
    """Say whether a paragraph goes on behind a page's end, or a heading (1.…项目) belongs to what follows it."""
    text = document.text
    if (
        other.role == "heading"
        or other.span.start - one.span.end > 2
        or _END.search(text[one.span.start : one.span.end])
    ):
        return False
    if NUMBERING.match(fold(text[other.span.start : other.span.start + 12])):
        return False
    return one.role == "heading" or other.page == one.page + 1


def split_sentences(folded: str, passage: Span) -> Iterator[Span]:
    """Give the pieces between full stops and semicolons."""
    start = passage.start
    for stop in _STOP.finditer(folded, passage.start, passage.end):
        if folded[stop.start()] == "\n" and stop.end() < passage.end:
            continue
        if stop.start() - start < LONGEST:
            yield Span(start, stop.start())
        start = stop.end()
    if 0 < passage.end - start < LONGEST:
        yield Span(start, passage.end)
