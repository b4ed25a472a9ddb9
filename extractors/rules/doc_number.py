"""Document numbers (发文字号): mentions of every form that `values.number` knows."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Document, Span
from extractors.mention import Mention
from extractors.values.number import find_numbers

kind = "doc_number"
BY = "rule:doc_number/1"


def extract(document: Document) -> Iterator[Mention]:
    """Give the document numbers in text order."""
    for match in find_numbers(document.text):
        yield Mention(kind, Span(match.start, match.end), match.value, BY, match.score, match.doubt)
