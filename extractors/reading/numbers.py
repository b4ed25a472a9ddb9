"""A line that is nothing but document numbers (发文字号), as in mastheads and labels."""

from __future__ import annotations

import regex

from extractors.document import Part, Span
from extractors.reading.rows import Strip
from extractors.text import fold
from extractors.values.number import NumberMatch, find_numbers

_OWN = regex.compile(r"[\s、,;()\[\]【】]*")
_FRONT = regex.compile(r"(?P<front>\p{Han}{1,8})(?=[\s()]*+$)")
_LONGEST = 160


def find_numbers_of(text: str, strip: Strip, by: str = "masthead") -> tuple[Part, ...]:
    """Give the document numbers of a strip, when it holds nothing else."""
    span = strip.span
    if span is None or len(strip.plain) > _LONGEST:
        return ()
    raw = text[span.start : span.end]
    found = [match for match in find_numbers(raw) if match.value]
    rest = list(fold(raw))
    for match in found:
        rest[match.start : match.end] = " " * (match.end - match.start)
    left = "".join(rest)
    if len(found) == 1 and (front := _FRONT.match(left)) and front.end() == found[0].start:
        return (_lengthened(found[0], span, front["front"]),)
    if not found or not _OWN.fullmatch(left):
        return ()
    return tuple(
        Part(
            "numbers",
            str(match.value),
            Span(span.start + match.start, span.start + match.end),
            f"parts:{by}",
            match.score,
            match.doubt,
        )
        for match in found
    )


def _lengthened(match: NumberMatch, span: Span, front: str) -> Part:
    """Give a number with the characters right before it: alone on its line, all of it is the number."""
    whole = Span(span.start, span.start + match.end)
    return Part("numbers", front + str(match.value), whole, "parts:masthead", min(match.score, 0.9), match.doubt)
