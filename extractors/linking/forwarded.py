"""What a title forwards without 《》: 甲市财政局转发省财政厅关于…的通知的通知."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.document import Document, Span
from extractors.linking.citation import BY, Citation
from extractors.linking.relations import Relation
from extractors.mention import Mention
from extractors.text import squeeze

_FORWARDED = regex.compile(
    r"(?P<words>转\s*发|批\s*转)(?P<title>[^《》\n]{4,200}?(?:通\s*知|意\s*见|办\s*法|决\s*定|函|公\s*告|规\s*定|方\s*案|批\s*复))"
    r"\s*的\s*通\s*知\s*$"
)
SCORE = 0.85
DOUBT = "a title without 《》; where it begins and ends is a reading"


def find_forwarded(
    document: Document, citations: Sequence[Citation], organisations: Sequence[Mention]
) -> tuple[Citation, ...]:
    """Give the document that the own title forwards, where it names it without marks."""
    title = document.part("title")
    span = title.span if title else None
    if span is None or any(span.covers(citation.span) for citation in citations):
        return ()
    match = _FORWARDED.search(document.text, span.start, span.end)
    if match is None:
        return ()
    named = Span(*match.span("title"))
    issuers = tuple(
        mention for mention in organisations if mention.span.start == named.start and named.covers(mention.span)
    )
    mention = Mention("title", named, squeeze(match["title"]), BY, SCORE, DOUBT)
    return (Citation(mention, (), issuers[:1], Relation("forwards", Span(*match.span("words")))),)
