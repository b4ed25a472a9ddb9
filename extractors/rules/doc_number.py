"""Document numbers (发文字号): mentions of every form that `values.number` knows."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Document, Span
from extractors.mention import Mention
from extractors.rules.fencing import crosses, fence
from extractors.values.number import find_numbers

kind = "doc_number"
BY = "rules.doc_number"


def extract(document: Document) -> Iterator[Mention]:
    """Give the document numbers in text order; one that runs over two paragraphs is doubtful."""
    for match in find_numbers(fence(document)):
        span, score, doubt = Span(match.start, match.end), match.score, match.doubt
        if crosses(document, span):
            score, doubt = min(score, 0.7), doubt or "over two paragraphs"
        yield Mention(kind, span, match.value, BY, score, doubt)
