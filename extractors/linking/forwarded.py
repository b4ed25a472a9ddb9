"""What a title forwards without 《》 of its own: 甲市财政局转发省财政厅关于印发《…》的通知的通知."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.document import Document, Span
from extractors.linking.citation import BY, Citation, find_inner_relation
from extractors.linking.ids import title_core
from extractors.linking.relations import Relation, Relations
from extractors.mention import Mention
from extractors.text import squeeze

_FORWARDED = regex.compile(
    r"(?P<words>转\s*发|批\s*转)(?P<title>(?!\s*《)(?:[^《》\n]|《[^《》]*+》){4,200}?"
    r"(?:通\s*知|意\s*见|办\s*法|决\s*定|函|公\s*告|规\s*定|方\s*案|批\s*复))\s*的\s*通\s*知\s*$"
)
_ISSUERS = 6
SCORE = 0.85
DOUBT = "a title without 《》: where it begins and ends is a reading"


def with_forwarded(
    document: Document, citations: Sequence[Citation], mentions: Sequence[Mention], relations: Relations
) -> tuple[Citation, ...]:
    """Give the citations with the document that the own title forwards, where it names it without marks.

    What stands in 《》 inside that title is cited by the forwarded document, not by this one.
    """
    title = document.part("title")
    match = _FORWARDED.search(document.text, title.span.start, title.span.end) if title and title.span else None
    if match is None or _named_with_marks(match["title"], citations):
        return tuple(citations)
    named = Span(*match.span("title"))
    mention = Mention("title", named, squeeze(match["title"]), BY, SCORE, DOUBT)
    relation = Relation("forwards", Span(*match.span("words")))
    forwarded = Citation(mention, (), _issuers(document.text, named, mentions), relation)
    found = [_handed_down(document, citation, mention, relations) for citation in citations]
    return tuple(sorted((forwarded, *found), key=lambda citation: (citation.span.start, -citation.span.end)))


def _named_with_marks(title: str, citations: Sequence[Citation]) -> bool:
    """Say whether the text forwards the same title in 《》; a title in a title leaves out issuers and 的."""
    bare = title_core(title).replace("的", "")
    forwarded = [one for one in citations if one.title and one.relation.name == "forwards"]
    cores = [title_core(str(one.title.value)).replace("的", "") for one in forwarded if one.title]
    return any(len(core) > 5 and (core.endswith(bare) or bare.endswith(core)) for core in cores)


def _issuers(text: str, named: Span, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the organisations that the title begins with, one behind the other."""
    found: list[Mention] = []
    at = named.start
    for mention in mentions:
        if mention.kind == "organisation" and named.covers(mention.span) and len(found) < _ISSUERS:
            if mention.span.start < at or text[at : mention.span.start].strip(" 、\n"):
                continue
            found.append(mention)
            at = mention.span.end
    return tuple(found)


def _handed_down(document: Document, citation: Citation, holder: Mention, relations: Relations) -> Citation:
    if citation.title is None or citation.within or not holder.span.covers(citation.span):
        return citation
    relation = find_inner_relation(document, citation.title, holder, relations)
    return replace(citation, within=holder, relation=relation)
