"""Attachments that 附件说明 lists against the annexes that are there."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.annexes import find_captions
from extractors.checking.finding import Finding
from extractors.document import Document, Part, Span
from extractors.text import fold

_LISTED = regex.compile(r"\s*(?:附\s*件\s*)?(?P<number>\d{1,3})\s*[.、:]\s*")
_LOOSE = regex.compile(r"[\s()〈〉《》\[\]“”\"'.,，、:-]+")


def check_attachments(document: Document) -> Iterator[Finding]:
    """Say for each attachment listed whether its caption (附件1) or its title stands behind the text."""
    captions = find_captions(document)
    for order, part in enumerate(document.parts_of("attachments"), 1):
        value = fold(part.value)
        listed = _LISTED.match(value)
        number = str(int(listed["number"])) if listed else str(order)
        title = _LISTED.sub("", value, count=1)
        place = captions.get(number) or _table_of(document, number) or _title_place(document, title, part)
        yield _finding(document, part, number, place)


def _table_of(document: Document, number: str) -> Span | None:
    return next((table.title or table.span for table in document.tables if table.annex == number), None)


def _title_place(document: Document, title: str, part: Part) -> Span | None:
    """Give a paragraph behind the list that begins with the title, brackets and spaces left out."""
    wanted = _LOOSE.sub("", title)
    if len(wanted) < 4 or part.span is None:
        return None
    listed = {other.span for other in document.parts_of("attachments")}
    for block in sorted(document.blocks, key=lambda block: block.span):
        if block.span.start <= part.span.start or block.role == "attachments" or len(block.span) > 3 * len(title) + 20:
            continue
        inside = any(span is not None and block.span.overlaps(span) for span in listed)
        text = fold(document.text[block.span.start : block.span.end])
        if not inside and _LOOSE.sub("", text).startswith(wanted):
            return block.span
    return None


def _finding(document: Document, part: Part, number: str, place: Span | None) -> Finding:
    good = place is not None
    return Finding(
        "attachment_missing",
        number,
        "pass" if good else "fail",
        f"附件{number} is listed and found"
        if good
        else f"附件{number} is listed and not in {document.name}: look for it in another file of the same document",
        expected=part.value,
        found=document.quote(place) if place and len(place) < 200 else None,
        spans=tuple(span for span in (part.span, place) if span and len(span) < 500),
    )
