"""What a report or notice says in prose of who was given how much: allocates and undertakes edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractors.document import Document, Span
from extractors.evidence import span_to_evidence
from extractors.grants import Grant, Payee, Share, read_grants
from extractors.grants.fund import FundName
from extractors.graph import Edge, Evidence, Fact, Graph, merge
from extractors.linking.identity import Identity, identify
from extractors.linking.ids import edge_id
from extractors.linking.parties import Scene, party_node
from extractors.linking.payee import Party, build_group, build_project, project_to_id
from extractors.mention import Mention
from extractors.values.money import format_yuan

BY = "prose-allocation-1"
_UNIT = regex.compile(r"(?:万亿|亿|千万|百万|万|千|百)?元|[万亿]")
SCORES = {"observed": 0.9, "derived": 0.8, "reconciled": 0.6}


@dataclass(frozen=True, slots=True)
class Giving:
    """Whose statements they are: the document's node id and name, and who gives where no one else is named."""

    document: Document
    own: str
    name: str
    giver: str
    scene: Scene
    fund: FundName | None = None


def build_prose_allocations(mentions: Sequence[Mention], giving: Giving) -> tuple[Graph, tuple[Identity, ...]]:
    """Give the edges of every statement, with the nodes of payees and projects, and who the payees are."""
    built = [_build_grant(grant, giving) for grant in read_grants(giving.document, mentions) if grant.payees]
    return merge(graph for graph, _ in built), tuple(party for _, parties in built for party in parties)


def _build_grant(grant: Grant, giving: Giving) -> tuple[Graph, tuple[Identity, ...]]:
    document = giving.document
    parties = {payee.span: _party(payee, giving) for payee in grant.payees}
    giver = _giver(grant, giving)
    said = span_to_evidence(document, grant.span, BY)
    project = build_project(document, grant.project, BY) if grant.project else Graph()
    graphs = [project, *(Graph(nodes=(party.node,), evidence=party.evidence) for party in parties.values())]
    graphs += [_build_share(grant, share, parties, giver, said, giving) for share in grant.shares]
    if grant.undertakes and grant.project:
        graphs += [_undertakes(grant, party, said, giving) for party in parties.values()]
    if giver is not None:
        graphs.append(Graph(nodes=(giver.node,), evidence=giver.evidence))
    known = [*parties.values(), *([giver] if giver else [])]
    return merge([Graph(evidence=(said,)), *graphs]), tuple(party.identity for party in known)


def _giver(grant: Grant, giving: Giving) -> Party | None:
    mention = grant.giver
    return _party(Payee(mention.span, mention), giving) if mention and mention.value else None


def _party(payee: Payee, giving: Giving) -> Party:
    """Give who a name means; a name that is not known as one is taken as it is printed, with a doubt."""
    document, scene, mention = giving.document, giving.scene, payee.mention
    name = str(mention.value) if mention and mention.value else document.quote(payee.span)
    identity = identify(name, scene.atlas, scene.year, home=scene.home)
    if mention is None:
        item = span_to_evidence(document, payee.span, BY, 0.6)
        doubt: str | None = f"{name}: known as a name only by its place in a list"
    else:
        item = span_to_evidence(document, mention.span, mention.by, mention.score)
        doubt = mention.doubt
    return Party(identity, party_node(identity, item), (item,), doubt or identity.doubt)


def _build_share(
    grant: Grant, share: Share, parties: dict[Span, Party], giver: Party | None, said: Evidence, giving: Giving
) -> Graph:
    members = [parties[payee.span] for payee in share.payees]
    to = members[0] if len(members) == 1 else build_group(members)
    evidence = [said, *to.evidence, *_spans(giving.document, (share.printed, grant.project))]
    source = giver.identity.id if giver else giving.giver
    if source == to.identity.id:
        source = giving.own  # who gives is not said: nobody gives to himself
    doubts = {doubt for doubt in (share.doubt, *(member.doubt for member in members)) if doubt}
    edge = Edge(
        _share_id(grant, share, (source, to.identity.id), giving),
        "allocates",
        source,
        to.identity.id,
        tuple(_facts(grant, share, giving)),
        tuple(sorted({item.id for item in evidence})),
        share.basis,
        0.5 if doubts else SCORES[share.basis],
        tuple(sorted(doubts)),
    )
    return Graph(nodes=(to.node,), edges=(edge,), evidence=tuple(evidence))


def _share_id(grant: Grant, share: Share, ends: tuple[str, str], giving: Giving) -> str:
    project = project_to_id(giving.document.quote(grant.project)) if grant.project else "-"
    amount = "-" if share.yuan is None else format_yuan(share.yuan)
    return f"{edge_id('allocates', *ends)}:{giving.own}:{project}:{amount}"


def _spans(document: Document, spans: Sequence[Span | None]) -> Iterator[Evidence]:
    for span in spans:
        if span is not None:
            yield span_to_evidence(document, span, BY)


def _facts(grant: Grant, share: Share, giving: Giving) -> Iterator[Fact]:
    document = giving.document
    printed = tuple(item.id for item in _spans(document, (share.printed,)))
    yield Fact("document", giving.name)
    yield Fact("amount_cny", None if share.yuan is None else format_yuan(share.yuan), printed)
    yield Fact("leaf", not grant.part)
    if share.printed is not None:
        yield Fact("printed", document.quote(share.printed), printed)
        unit = _UNIT.search(document.quote(share.printed))
        yield from (Fact("unit", found, printed) for found in [unit[0] if unit else None] if found)
    if giving.fund is not None:
        yield Fact("fund", giving.fund.name)
    if grant.project is not None:
        yield Fact("project", "".join(document.quote(grant.project).split()))


def _undertakes(grant: Grant, party: Party, said: Evidence, giving: Giving) -> Graph:
    target = project_to_id(giving.document.quote(grant.project or grant.span))
    source = party.identity.id
    evidence = tuple(sorted({said.id, *(item.id for item in party.evidence)}))
    doubts = (party.doubt,) if party.doubt else ()
    facts = (Fact("document", giving.name),)
    edge = Edge(f"undertakes:{source}>{target}", "undertakes", source, target, facts, evidence, "observed", 0.9, doubts)
    return Graph(edges=(edge,))
