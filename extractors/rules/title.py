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
    """Give the titles in text order; one that runs over two paragraphs is doubtful."""
    for match in find_titles(fence(document)):
        span, score, doubt = Span(match.start, match.end), match.score, match.doubt
        if crosses(document, span):
            score, doubt = min(score, 0.7), doubt or "over two paragraphs"
        yield Mention(kind, span, match.value, BY, score, doubt)
