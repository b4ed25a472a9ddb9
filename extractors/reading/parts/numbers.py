"""A line that is nothing but document numbers (发文字号), as in mastheads and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.document import Part, Span
from extractors.reading.parts.rows import Strip
from extractors.text import fold
from extractors.values.number import NumberMatch, find_numbers

_OWN = regex.compile(r"[\s、,;()\[\]【】]*")
_FRONT = regex.compile(r"(?P<front>\p{Han}{1,8})(?=[\s()]*+$)")
_LONGEST = 160
EDGE = "the left edge of the number is uncertain"


def find_numbers_of(text: str, strip: Strip, by: str = "masthead") -> tuple[Part, ...]:
    """Give the document numbers of a strip, when it holds nothing else."""
    span = strip.span
    if span is None or len(strip.plain) > _LONGEST:
        return ()
    raw = text[span.start : span.end]
    found = _find(raw)
    left = _left(raw, found)
    if found and _OWN.fullmatch(left):
        # nothing else is on the line, so the edge of the number is that of the line
        sure = [replace(match, doubt=None) if match.doubt == EDGE else match for match in found]
        return tuple(_part(match, Span(span.start + match.start, span.start + match.end), by) for match in sure)
    if len(found) == 1 and (front := _FRONT.match(left)) and front.end() == found[0].start:
        return (_lengthened(found[0], span, front["front"], by),)
    return _torn(strip, by)


def _find(raw: str) -> list[NumberMatch]:
    return [match for match in find_numbers(raw) if match.value]


def _left(raw: str, found: Sequence[NumberMatch]) -> str:
    """Give what is left of a line when its numbers are taken out."""
    rest = list(fold(raw))
    for match in found:
        rest[match.start : match.end] = " " * (match.end - match.start)
    return "".join(rest)


def _part(match: NumberMatch, span: Span | None, by: str, score: float = 1.0) -> Part:
    return Part("numbers", str(match.value), span, f"parts:{by}", min(match.score, score), match.doubt)


def _lengthened(match: NumberMatch, span: Span, front: str, by: str) -> Part:
    """Give a number with the characters right before it: alone on its line, all of it is the number."""
    whole = Span(span.start, span.start + match.end)
    return Part("numbers", front + str(match.value), whole, f"parts:{by}", min(match.score, 0.9), match.doubt)


def _torn(strip: Strip, by: str) -> tuple[Part, ...]:
    """Give the numbers of a line whose characters are torn apart by spaces."""
    found = _find(strip.plain)
    if not found or not _OWN.fullmatch(_left(strip.plain, found)):
        return ()
    return tuple(_part(match, strip.cut(match.start, match.end).span, by, 0.9) for match in found)
