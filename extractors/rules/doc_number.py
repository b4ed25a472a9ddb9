"""Document numbers (发文字号): mentions of every form that `values.number` knows."""

from __future__ import annotations

from collections.abc import Iterator

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


def extract(document: Document) -> Iterator[Mention]:
    """Give the document numbers in text order; one whose 代字 runs over two paragraphs is doubtful."""
    text = fence(document)
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
