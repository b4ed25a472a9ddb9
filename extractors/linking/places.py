"""What the ids of organisations and regions say of each other: part_of and located_in, up to the province."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.graph import Edge, Fact, Graph, Node
from extractors.linking.atlas import Atlas
from extractors.linking.ids import edge_id

CENTRE = "100000"


def build_places(parties: Iterable[str], atlas: Atlas) -> Graph:
    """Give the bodies above offices and the regions above bodies and regions; derived, so without evidence."""
    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    waiting = sorted(set(parties))
    while waiting:
        party = waiting.pop()
        for kind, above, name in _above(party, atlas):
            if above not in nodes:
                nodes[above] = _node(above, name)
                waiting.append(above)
            key = edge_id(kind, party, above)
            edges[key] = Edge(key, kind, party, above, basis="derived")
    return Graph(nodes=tuple(nodes.values()), edges=tuple(edges.values()))


def _node(party: str, name: str | None) -> Node:
    kind = "Region" if party.startswith("region:") else "Organisation"
    return Node(party, kind, (Fact("name", name),) if name else ())


def _above(party: str, atlas: Atlas) -> list[tuple[str, str, str | None]]:
    kind, place, body = ([*party.split(":", 2), ""])[:3]
    if kind == "region":
        region = atlas.region(place)
        parent = atlas.region(region.parent) if region else None
        return [("located_in", f"region:{parent.adcode}", parent.name)] if parent else []
    found: list[tuple[str, str, str | None]] = []
    if kind == "org" and "/" in body:
        found.append(("part_of", f"{kind}:{place}:{body.rpartition('/')[0]}", None))
    region = atlas.region(place) if place not in ("-", CENTRE) else None
    if region:
        found.append(("located_in", f"region:{region.adcode}", region.name))
    return found
