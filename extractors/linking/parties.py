"""Organisations and regions as nodes, and the parts they play in a document (发文机关, 主送机关, 抄送机关)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from extractors.document import Document, Part, Span
from extractors.evidence import mention_to_evidence, span_to_evidence
from extractors.graph import Edge, Evidence, Fact, Graph, Node, merge
from extractors.linking.atlas import Atlas
from extractors.linking.identity import Identity, identify, normal_name
from extractors.linking.ids import edge_id
from extractors.linking.members import find_members
from extractors.linking.resolve import resolve_mentions
from extractors.mention import Mention

PARTY_KINDS = ("organisation", "region")
BESIDE = 30  # how far from a group its exceptions may stand
ROLES = {"issuers": "issued_by", "recipients": "addressed_to", "copied_to": "copied_to"}


@dataclass(frozen=True, slots=True)
class Scene:
    """What names are understood in: the year and the place of the document."""

    atlas: Atlas
    year: int | None
    home: str | None


@dataclass(frozen=True, slots=True)
class Meant:
    """Who a mention means, as sure as its full name is."""

    party: Identity
    score: float
    doubt: str | None


@dataclass(frozen=True, slots=True)
class Parties:
    """The organisations and regions of a document: their graph, and which one each organisation mention means."""

    graph: Graph
    meant: Mapping[Span, Meant]
    identities: tuple[Identity, ...] = ()


def build_parties(document: Document, mentions: Iterable[Mention], scene: Scene) -> Parties:
    """Give a node for every name that is resolved, with the evidence of every place."""
    named = [mention for mention in mentions if mention.kind in PARTY_KINDS and mention.value]
    names = sorted({str(mention.value) for mention in named})
    known = {name: identify(name, scene.atlas, scene.year, home=scene.home) for name in names}
    evidence = [mention_to_evidence(document, mention) for mention in named]
    nodes = [party_node(known[str(mention.value)], item) for mention, item in zip(named, evidence, strict=True)]
    nodes += [
        node
        for mention, item in zip(named, evidence, strict=True)
        if (node := _group_node(document, mention, item, known, scene))
    ]
    meant = {
        mention.span: Meant(known[str(mention.value)], mention.score, mention.doubt)
        for mention in named
        if mention.kind == "organisation"
    }
    return Parties(Graph(nodes=tuple(nodes), evidence=tuple(evidence)), meant, tuple(known.values()))


def _group_node(
    document: Document, mention: Mention, item: Evidence, known: Mapping[str, Identity], scene: Scene
) -> Node | None:
    """Give the node of a group with who is in it, as far as its words and exceptions beside it settle that."""
    party = known[str(mention.value)]
    if party.type != "OrganisationGroup":
        return None
    before = document.text[max(0, mention.span.start - BESIDE) : mention.span.start]
    behind = document.text[mention.span.end : mention.span.end + BESIDE]
    said = normal_name(party.name, scene.atlas)
    members = find_members(said, scene.home, scene.atlas, scene.year, before=before, behind=behind)
    return Node(party.id, party.type, (Fact("members_as_of", members, (item.id,)),), (item.id,)) if members else None


def party_node(party: Identity, item: Evidence) -> Node:
    """Give the node of an organisation, a group or a region as one place names it."""
    facts = (Fact("name", party.name, (item.id,)), Fact("surfaces", item.quote, (item.id,)))
    return Node(party.id, party.type, facts, (item.id,), None, (party.doubt,) if party.doubt else ())


def build_roles(document: Document, own: str, parties: Parties, scene: Scene) -> Parties:
    """Give the edges issued_by, addressed_to and copied_to of the held document, from its parts."""
    spans = sorted(parties.meant)
    graphs, identities = [], []
    last: Part | None = None
    for part in document.parts:
        if part.name not in ROLES or part.span is None:
            continue
        part, last = _of_group(part, last), part
        if part.span is None:
            continue
        inside = _inside(spans, part.span)
        graphs += [_role(document, own, part, parties.meant[span], span) for span in inside]
        if not inside:
            party = _resolve_part(document, part, part.span, scene)
            identities.append(party)
            graphs += [_named_by_part(document, part, party)]
            graphs += [_role(document, own, part, Meant(party, part.score, party.doubt), part.span)]
    return Parties(merge(graphs), {}, tuple(identities))


_BARE = regex.compile(r"党委|党工委|党组|党支部|办事处|管委会|管理委员会|政府|人民政府|村委会|居委会|税务局|公安局")
_HEADED = regex.compile(
    r"(?P<whose>.{0,8}各.{1,12}?)(?:党委|党工委|党组|党支部|办事处|管委会|管理委员会|人民政府|政府)"
)


def _of_group(part: Part, last: Part | None) -> Part:
    """Give 办事处 behind 各街道党工委、 as 各街道办事处: the group is said once for both."""
    if last is None or last.name != part.name or not _BARE.fullmatch(part.value):
        return part
    head = _HEADED.fullmatch(last.value)
    return replace(part, value=head["whose"] + part.value) if head else part


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


def _resolve_part(document: Document, part: Part, span: Span, scene: Scene) -> Identity:
    """Give who a part in which no name was found means: its whole value is taken for one."""
    mention = Mention("organisation", span, part.value, part.by, part.score, part.doubt)
    (resolved,) = resolve_mentions(document, (mention,), scene.atlas)
    party = identify(str(resolved.value or part.value), scene.atlas, scene.year, home=scene.home)
    doubt = None if resolved.value else f"{part.value}: no such name is known"
    return replace(party, doubt=party.doubt or doubt)


def _named_by_part(document: Document, part: Part, party: Identity) -> Graph:
    item = span_to_evidence(document, part.span or Span(0, 0), part.by, part.score)
    return Graph(nodes=(party_node(party, item),), evidence=(item,))


def _role(document: Document, own: str, part: Part, meant: Meant, span: Span) -> Graph:
    kind, target = ROLES[part.name], meant.party.id
    item = span_to_evidence(document, span, part.by, part.score)
    doubts = tuple(sorted({doubt for doubt in (part.doubt, meant.doubt) if doubt}))
    score = min(part.score, meant.score)
    edge = Edge(edge_id(kind, own, target), kind, own, target, (), (item.id,), score=score, doubts=doubts)
    return Graph(edges=(edge,), evidence=(item,))
