"""The captions of annexes: 附件1 alone on its line."""

from __future__ import annotations

import regex

from extractors.document import Document, Span
from extractors.text import fold

LONGEST = 12  # characters; a longer paragraph that begins with 附件 is no caption
_CAPTION = regex.compile(r"附\s*件\s*(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})?\s*[:.、]?")
_DIGITS = {char: str(value) for value, char in enumerate("一二三四五六七八九十", 1)}
_ELSEWHERE = frozenset({"attachments", "table", "page_header", "page_footer", "page_number", "repeated_header"})


def find_captions(document: Document) -> dict[str, Span]:
    """Give the first caption of each annex by number; a lone 附件 is number 1."""
    found: dict[str, Span] = {}
    for block in sorted(document.blocks, key=lambda block: block.span):
        if block.role in _ELSEWHERE or not 1 < len(block.span) <= LONGEST:
            continue
        match = _CAPTION.fullmatch(fold(document.text[block.span.start : block.span.end]).strip())
        if match:
            number = match["number"] or "1"
            found.setdefault(_DIGITS.get(number, number), block.span)
    return found
