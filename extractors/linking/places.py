"""What identities say of each other: an office is part of its body, a body and a region lie in a region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.gazetteer import CENTRE
from extractors.graph import Edge, Fact, Graph, Node, merge
from extractors.linking.atlas import Atlas
from extractors.linking.identity import Identity, identify
from extractors.linking.ids import edge_id


def build_places(identities: Iterable[Identity], atlas: Atlas) -> Graph:
    """Give the bodies above offices and the regions above bodies; derived from the atlas, so without evidence."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    for party in identities:
        later = [*_later_body(party, atlas), *_later_places(party, atlas)]
        nodes += [node for node, _ in later]
        edges += [edge for _, edge in later]
        if party.part_of:
            nodes.append(_body(party))
            edges.append(_edge("part_of", party.id, party.part_of))
        place = atlas.region(party.adcode) if party.adcode and party.adcode != CENTRE else None
        if place is None:
            continue
        if party.type != "Region":
            nodes.append(_region(place.adcode, place.name))
            edges += [_edge("located_in", body, f"region:{place.adcode}") for body in (party.id, party.part_of) if body]
        edges += _upward(place.adcode, atlas)
        nodes += [_region(above.adcode, above.name) for above in atlas.parents(place.adcode)]
    return merge([Graph(nodes=tuple(nodes), edges=tuple(edges))])


def _later_body(party: Identity, atlas: Atlas) -> Iterator[tuple[Node, Edge]]:
    """Give what came after a central body that has ended (工商总局 → 市场监管总局), and after that, with the years."""
    ended = atlas.ended(party.department or "") if party.adcode == CENTRE else None
    while ended is not None:
        after = identify(ended.successor, atlas)
        source = f"org:{CENTRE}:{ended.name}"
        yield Node(after.id, after.type, (Fact("name", ended.successor),)), _succeeded(source, after.id, ended.until)
        ended = atlas.ended(ended.successor)


def _later_places(party: Identity, atlas: Atlas) -> Iterator[tuple[Node, Edge]]:
    """Give the units of today that came after a place that is no more (莱芜市 → 莱芜区)."""
    if party.type != "Region" or not party.adcode:
        return
    until, places = atlas.after(party.adcode)
    for place in places:
        target = f"region:{place.adcode}"
        yield _region(place.adcode, place.name), _succeeded(f"region:{party.adcode}", target, until)


def _succeeded(source: str, target: str, until: int) -> Edge:
    kind = "succeeded_by"
    return Edge(edge_id(kind, source, target), kind, source, target, (Fact("until", until),), basis="derived")


def _upward(adcode: str, atlas: Atlas) -> Iterator[Edge]:
    for above in atlas.parents(adcode):
        yield _edge("located_in", f"region:{adcode}", f"region:{above.adcode}")
        adcode = above.adcode


def _body(office: Identity) -> Node:
    """Give the body of an office; its name is the office's without the end, where it is built so."""
    name = office.name.removesuffix(office.office or "")
    facts = (Fact("name", name),) if name != office.name else ()
    return Node(str(office.part_of), "Organisation", facts)


def _region(adcode: str, name: str) -> Node:
    return Node(f"region:{adcode}", "Region", (Fact("name", name),))


def _edge(kind: str, source: str, target: str) -> Edge:
    return Edge(edge_id(kind, source, target), kind, source, target, basis="derived")
