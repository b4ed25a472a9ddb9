"""Titles (《…》): mentions of every form that `values.title` knows; an outer title comes before those inside it."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Document, Span
from extractors.mention import Mention
from extractors.values.title import find_titles

kind = "title"
BY = "rule:title/1"


def extract(document: Document) -> Iterator[Mention]:
    """Give the titles in text order."""
    for match in find_titles(document.text):
        yield Mention(kind, Span(match.start, match.end), match.value, BY, match.score, match.doubt)
