"""Dates (日期): 2020年12月30日, 二〇二〇年十二月, 2021-01-26, 2021年1—6月, 5月20日 after a year was said."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Document, Span
from extractors.mention import Mention
from extractors.rules.fencing import crosses, fence
from extractors.values.date import find_dates

kind = "date"
BY = "rules.date"


def extract(document: Document) -> Iterator[Mention]:
    """Give the dates in text order; one that runs over two paragraphs is doubtful."""
    for match in find_dates(fence(document)):
        span, score, doubt = Span(match.start, match.end), match.score, match.doubt
        if crosses(document, span):
            score, doubt = min(score, 0.6), doubt or "over two paragraphs"
        yield Mention(kind, span, match.value, BY, score, doubt)
