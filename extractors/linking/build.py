"""The graph of one document: what it is, what it cites, who takes part in it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document
from extractors.graph import Graph, merge
from extractors.linking.accounts import build_accounts
from extractors.linking.allocation import build_allocations
from extractors.linking.atlas import Atlas
from extractors.linking.citation import find_citations
from extractors.linking.cited import Own, build_cited, refer
from extractors.linking.forwarded import with_forwarded
from extractors.linking.held import build_held, document_to_id, own_numbers
from extractors.linking.home import find_home, year_of
from extractors.linking.ids import normal_title
from extractors.linking.indicator import build_indicators
from extractors.linking.parties import Scene, build_parties, build_roles
from extractors.linking.places import build_places
from extractors.linking.relations import Relations
from extractors.linking.roles import build_labelled_roles
from extractors.mention import Mention
from extractors.tables import Sheet
from extractors.tables.goals import GoalSheet


def build_graph(
    document: Document,
    mentions: Sequence[Mention],
    atlas: Atlas,
    relations: Relations,
    *,
    sheets: Sequence[Sheet] = (),
    goals: Sequence[GoalSheet] = (),
) -> Graph:
    """Give the graph of one document from its resolved mentions and from what its tables say."""
    numbers = own_numbers(document, mentions)
    own = _own(document, numbers)
    year = year_of(document)
    scene = Scene(atlas, year, find_home(document, mentions, atlas, year).adcode)
    parties = build_parties(document, mentions, scene)
    roles = build_roles(document, own.id, parties, scene)
    citations = find_citations(document, mentions, relations)
    allocations = build_allocations(document, mentions, sheets, own.id, scene, roles.graph)
    indicators = build_indicators(document, mentions, goals, own.id, scene)
    references = refer(with_forwarded(document, citations, mentions, relations), own)
    return merge(
        [
            build_held(document, numbers, mentions),
            parties.graph,
            roles.graph,
            build_labelled_roles(document, own.id, parties.meant, atlas.labels),
            build_cited(document, references, own, parties.meant),
            allocations.graph,
            build_accounts(document, mentions, own.id),
            indicators.graph,
            build_places(
                (*parties.identities, *roles.identities, *allocations.identities, *indicators.identities), atlas
            ),
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
