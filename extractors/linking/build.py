"""The graph of one document: what it is, what it cites, who takes part in it."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.document import Document
from extractors.graph import Graph, merge
from extractors.linking.atlas import Atlas
from extractors.linking.citation import find_citations
from extractors.linking.cited import Own, build_cited, refer
from extractors.linking.forwarded import find_forwarded
from extractors.linking.held import build_held, document_to_id, own_numbers
from extractors.linking.ids import normal_title
from extractors.linking.parties import PARTY_KINDS, build_parties, build_roles
from extractors.linking.places import build_places
from extractors.linking.relations import Relations
from extractors.mention import Mention

_YEAR = regex.compile(r"(?:19|20)\d{2}")


def build_graph(document: Document, mentions: Sequence[Mention], atlas: Atlas, relations: Relations) -> Graph:
    """Give the graph of one document from its resolved mentions."""
    numbers = own_numbers(document, mentions)
    own = _own(document, numbers)
    year = document_to_year(document, numbers)
    parties = build_parties(document, mentions, atlas, year)
    citations = find_citations(document, mentions, relations)
    forwarded = find_forwarded(document, citations, [m for m in mentions if m.kind == "organisation"])
    references = refer(sorted((*citations, *forwarded), key=lambda citation: citation.span), own)
    roles = build_roles(document, own.id, parties, atlas, year)
    named = [node.id for node in (*parties.graph.nodes, *roles.nodes)]
    return merge(
        [
            build_held(document, numbers, mentions),
            parties.graph,
            roles,
            build_cited(document, references, own, parties.ids),
            build_places(named, atlas),
        ]
    )


def _own(document: Document, numbers: tuple[str, ...]) -> Own:
    title = document.part("title")
    return Own(
        document_to_id(document, numbers),
        numbers,
        normal_title(title.value) if title else None,
        title.span if title else None,
    )


def document_to_year(document: Document, numbers: Sequence[str]) -> int | None:
    """Give the year in which names are to be understood: of its date, its printing or its number."""
    dated = [part.value for name in ("date", "printed_date") for part in document.parts_of(name)]
    for text in (*dated, *numbers):
        match = _YEAR.search(text)
        if match:
            return int(match.group())
    return None


__all__ = ["PARTY_KINDS", "build_graph", "document_to_year"]
