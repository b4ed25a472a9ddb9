"""Titles (《…》): mentions of every form that `values.title` knows; an outer title comes before those inside it."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Document, Span
from extractors.mention import Mention
from extractors.rules.fencing import crosses, fence
from extractors.values.title import find_titles

kind = "title"
BY = "rules.title"


def extract(document: Document) -> Iterator[Mention]:
    """Give the titles in text order; one that runs over two paragraphs is a little less sure."""
    for match in find_titles(fence(document)):
        span = Span(match.start, match.end)
        score = min(match.score, 0.9) if crosses(document, span) else match.score
        yield Mention(kind, span, match.value, BY, score, match.doubt)
