"""What identities say of each other: an office is part of its body, a body and a region lie in a region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.gazetteer import CENTRE
from extractors.graph import Edge, Fact, Graph, Node, merge
from extractors.linking.atlas import Atlas
from extractors.linking.identity import Identity
from extractors.linking.ids import edge_id


def build_places(identities: Iterable[Identity], atlas: Atlas) -> Graph:
    """Give the bodies above offices and the regions above bodies; derived from the atlas, so without evidence."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    for party in identities:
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
