"""Document numbers (发文字号): mentions of every form that `values.number` knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractors.document import Document, Span
from extractors.mention import Mention
from extractors.rules.fencing import crosses, fence
from extractors.values.number import find_numbers

kind = "doc_number"
BY = "rules.doc_number"

_PREFIX = regex.compile(r"(?:\s*(?!第)[\p{Han}、])+")


def _is_own(document: Document, span: Span, value: str | None) -> bool:
    """Say whether the head of the document (the bodies on lines of their own) gives it this very number."""
    own = [part for part in document.parts_of("numbers") if part.value == value and not part.doubt]
    return any(part.span is not None and part.span.covers(span) for part in own)


# 《某局关于…的公告》（2018年第7号): the title says whose announcement it is
_BEHIND_TITLE = regex.compile(
    r"《(?P<who>[^《》]{0,60}?)关于[^《》]{2,120}(?P<genre>公告|通告)》\s*[(（]\s*(?P<number>\d{4}\s*年\s*第\s*\d{1,4}\s*号)\s*[)）]"
)


def _behind_titles(text: str) -> Iterator[Mention]:
    """Give the numbers of announcements that leave out the body which the title before them names."""
    for match in _BEHIND_TITLE.finditer(text):
        said = [one for one in find_numbers(match["who"] + match["genre"] + match["number"]) if one.value]
        whole = match["who"] and len(said) == 1 and not said[0].doubt
        yield Mention(
            kind,
            Span(*match.span("number")),
            said[0].value if whole else None,
            f"{BY}.title",
            0.9 if whole else 0.5,
            None if whole else "nothing says whose number it is",
        )


def extract(document: Document) -> Iterator[Mention]:
    """Give the document numbers in text order; one whose 代字 runs over two paragraphs is doubtful."""
    text = fence(document)
    found = [*_with_letters(document, text), *_behind_titles(text)]
    found += _under_title(document, found)
    yield from sorted(found, key=lambda mention: mention.span)


def _under_title(document: Document, found: Sequence[Mention]) -> Iterator[Mention]:
    """Give the own number that stands under the title without the body of the title (2019年第33号)."""
    for part in document.parts_of("numbers"):
        if part.span and part.by == "parts:below_title" and not any(part.span.overlaps(one.span) for one in found):
            yield Mention(kind, part.span, part.value, f"{BY}.title", part.score, part.doubt)


def _with_letters(document: Document, text: str) -> Iterator[Mention]:
    for match in find_numbers(text):
        span, score, doubt = Span(match.start, match.end), match.score, match.doubt
        prefix = _PREFIX.match(text, match.start, match.end)
        if (
            prefix
            and crosses(document, Span(prefix.start(), prefix.end()))
            and not _is_own(document, span, match.value)
        ):
            score, doubt = min(score, 0.7), doubt or "over two paragraphs"
        yield Mention(kind, span, match.value, BY, score, doubt)
