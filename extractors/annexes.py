"""Attachments as 附件说明 lists them, and where each of them stands behind the text."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.document import Block, Document, Part, Span
from extractors.text import fold

LONGEST = 12  # characters; a longer paragraph that begins with 附件 is no caption
SHORTEST = 4  # characters; a shorter title is found anywhere
_CAPTION = regex.compile(r"附\s*件\s*(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})?\s*[:.、]?")
_LISTED = regex.compile(r"\s*(?:附\s*件\s*)?(?P<number>\d{1,3})\s*[.．、:：]\s*")
_LOOSE = regex.compile(r"[\s()〈〉《》\[\]“”\"'.,，、:-]+")
_DIGITS = {char: str(value) for value, char in enumerate("一二三四五六七八九十", 1)}
_ELSEWHERE = frozenset({"attachments", "table", "page_header", "page_footer", "page_number", "repeated_header"})


@dataclass(frozen=True, slots=True)
class Annex:
    """An attachment that is listed; `place` is its caption (附件1) or its own title, None where neither is found."""

    part: Part
    number: str
    title: str
    place: Span | None


def find_annexes(document: Document) -> tuple[Annex, ...]:
    """Give the attachments that the document lists, in their order."""
    captions = find_captions(document)
    found = []
    for order, part in enumerate(document.parts_of("attachments"), 1):
        listed = _LISTED.match(part.value)
        number = str(int(listed["number"])) if listed else str(order)
        title = _LISTED.sub("", part.value, count=1)
        place = captions.get(number) or _table_of(document, number) or _title_place(document, title, part)
        found.append(Annex(part, number, title, place))
    return tuple(found)


def find_captions(document: Document) -> dict[str, Span]:
    """Give the first caption of each annex by number; a lone 附件 is number 1."""
    found: dict[str, Span] = {}
    for block in _in_order(document):
        if block.role in _ELSEWHERE or not 1 < len(block.span) <= LONGEST:
            continue
        match = _CAPTION.fullmatch(fold(document.text[block.span.start : block.span.end]).strip())
        if match:
            number = match["number"] or "1"
            found.setdefault(_DIGITS.get(number, number), block.span)
    return found


def _in_order(document: Document) -> list[Block]:
    return sorted(document.blocks, key=lambda block: block.span)


def _table_of(document: Document, number: str) -> Span | None:
    return next((table.title for table in document.tables if table.annex == number and table.title), None)


def _title_place(document: Document, title: str, part: Part) -> Span | None:
    """Give a paragraph behind the list that begins with the title, brackets and spaces left out."""
    wanted = _LOOSE.sub("", fold(title))
    if len(wanted) < SHORTEST or part.span is None:
        return None
    listed = [other.span for other in document.parts_of("attachments") if other.span is not None]
    for block in _in_order(document):
        behind = block.span.start > part.span.start and not any(block.span.overlaps(span) for span in listed)
        if behind and block.role not in _ELSEWHERE and len(block.span) <= 3 * len(title) + 20:
            text = _LOOSE.sub("", fold(document.text[block.span.start : block.span.end]))
            if text.startswith(wanted):
                return block.span
    return None
