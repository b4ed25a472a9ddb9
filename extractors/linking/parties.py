"""Organisations and regions as nodes, and the parts they play in a document (发文机关, 主送机关, 抄送机关)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractors.document import Document, Part, Span
from extractors.evidence import mention_to_evidence, span_to_evidence
from extractors.graph import Edge, Evidence, Fact, Graph, Node
from extractors.linking.atlas import Atlas
from extractors.linking.ids import edge_id
from extractors.linking.resolve import identify, resolve_mentions
from extractors.mention import Mention

PARTY_KINDS = ("organisation", "region")
ROLES = {"issuers": "issued_by", "recipients": "addressed_to", "copied_to": "copied_to"}


@dataclass(frozen=True, slots=True)
class Parties:
    """The organisations and regions of a document: their graph, and which nodes each mention means."""

    graph: Graph
    ids: Mapping[Span, tuple[str, ...]]


def build_parties(document: Document, mentions: Iterable[Mention], atlas: Atlas, year: int | None) -> Parties:
    """Give a node for every name that is resolved, with the evidence of every place."""
    named = [mention for mention in mentions if mention.kind in PARTY_KINDS and mention.value]
    known = {name: identify(name, atlas, year) for name in sorted({str(mention.value) for mention in named})}
    nodes: list[Node] = []
    evidence: list[Evidence] = []
    for mention in named:
        item = mention_to_evidence(document, mention)
        evidence.append(item)
        nodes += [party_node(party, str(mention.value), item) for party in known[str(mention.value)]]
    ids = {mention.span: known[str(mention.value)] for mention in named if mention.kind == "organisation"}
    return Parties(Graph(nodes=tuple(nodes), evidence=tuple(evidence)), ids)


def party_node(party: str, name: str, item: Evidence) -> Node:
    """Give the node of an organisation, a group or a region as one place names it."""
    facts = (Fact("name", name, (item.id,)), Fact("surfaces", item.quote, (item.id,)))
    return Node(party, type_of(party), facts, (item.id,))


def type_of(party: str) -> str:
    """Give the node type that an id says."""
    return {"org": "Organisation", "group": "OrganisationGroup", "region": "Region"}[party.partition(":")[0]]


def build_roles(document: Document, own: str, parties: Parties, atlas: Atlas, year: int | None) -> Graph:
    """Give the edges issued_by, addressed_to and copied_to of the held document, from its parts."""
    spans = sorted(parties.ids)
    graphs = []
    for part in document.parts:
        if part.name in ROLES and part.span is not None:
            inside = _inside(spans, part.span)
            named = [(span, parties.ids[span]) for span in inside] or _resolve_part(document, part, atlas, year)
            graphs += [_role(document, own, part, party, span) for span, ids in named for party in ids]
            if not inside:
                graphs += [_named_by_part(document, part, party) for _, ids in named for party in ids]
    return Graph(
        nodes=tuple(node for graph in graphs for node in graph.nodes),
        edges=tuple(edge for graph in graphs for edge in graph.edges),
        evidence=tuple(item for graph in graphs for item in graph.evidence),
    )


def _inside(spans: Sequence[Span], part: Span) -> list[Span]:
    """Give the outermost names in a part; a name that holds the whole part is one too."""
    first = bisect_left(spans, part.start, key=lambda span: span.end)
    found: list[Span] = []
    for span in spans[max(first - 1, 0) :]:
        if span.start >= part.end:
            break
        if (part.covers(span) or span.covers(part)) and not any(other.covers(span) for other in found[-3:]):
            found.append(span)
    return found


def _resolve_part(document: Document, part: Part, atlas: Atlas, year: int | None) -> list[tuple[Span, tuple[str, ...]]]:
    """Give the nodes of a part in which no name was found: its whole value is taken for one."""
    if part.span is None:
        return []
    mention = Mention("organisation", part.span, None, part.by, part.score, part.doubt)
    (resolved,) = resolve_mentions(document, (mention,), atlas)
    name = str(resolved.value or part.value)
    return [(part.span, identify(name, atlas, year))]


def _named_by_part(document: Document, part: Part, party: str) -> Graph:
    item = span_to_evidence(document, part.span or Span(0, 0), part.by, part.score)
    return Graph(nodes=(party_node(party, part.value, item),), evidence=(item,))


def _role(document: Document, own: str, part: Part, party: str, span: Span) -> Graph:
    kind = ROLES[part.name]
    item = span_to_evidence(document, span, part.by, part.score)
    doubts = (part.doubt,) if part.doubt else ()
    edge = Edge(edge_id(kind, own, party), kind, own, party, (), (item.id,), score=part.score, doubts=doubts)
    return Graph(edges=(edge,), evidence=(item,))
