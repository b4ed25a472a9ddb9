"""Records of a store as a graph, with no more of it than conclusions rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from extractors.graph import Edge, Evidence, Graph, Node, merge
from extractors.graph_json import KINDS, records_to_graph

Record = Mapping[str, Any]

# Every other edge only adds to what people read.
WANTED = frozenset(
    {"allocates", "cites", "forwards", "issued_by", "located_in", "same_as"}
    | {"sets_target", "reports_actual", "plans", "evaluates"}
)
NODES = frozenset({"Document", "Region"})


def contribution_to_graph(data: Mapping[str, Sequence[Record]]) -> Graph:
    """Give what a contribution tells that others may share."""
    nodes = [item for item in data["nodes"] if item["type"] in NODES]
    edges = [item for item in data["edges"] if item["type"] in WANTED]
    return with_stubs(to_graph(nodes, edges))


def to_graph(nodes: Iterable[Record], edges: Iterable[Record], sources: Iterable[Record] = ()) -> Graph:
    """Give records as a graph, what several say of one id united; a lone record is as a merge left it."""
    parts = {"nodes": nodes, "edges": edges, "sources": sources}
    lone: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    shared: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    for kind, items in parts.items():
        found: dict[str, list[Record]] = {}
        for item in items:
            found.setdefault(item["id"], []).append(item)
        for group in found.values():
            (lone if len(group) == 1 else shared)[kind] += group
    return _sorted(records_to_graph(lone), merge([records_to_graph(shared)]))


def _sorted(one: Graph, other: Graph) -> Graph:
    """Give two graphs of different ids as one."""
    return Graph(
        sources=tuple(sorted((*one.sources, *other.sources), key=lambda item: item.id)),
        nodes=tuple(sorted((*one.nodes, *other.nodes), key=lambda item: item.id)),
        edges=tuple(sorted((*one.edges, *other.edges), key=lambda item: item.id)),
    )


def with_stubs(graph: Graph) -> Graph:
    """Give a graph with the evidence it names, as far as the id tells of it: the file, and who read it."""
    items: list[Node | Edge] = [*graph.nodes, *graph.edges]
    ids = {key for item in items for key in item.evidence}
    ids.update(key for item in items for fact in item.facts for key in fact.evidence)
    return replace(graph, evidence=tuple(stub for key in sorted(ids) if (stub := _stub(key))))


def _stub(key: str) -> Evidence | None:
    parts = key.split(":", 3)
    if len(parts) < 4:
        return None
    return Evidence(key, f"src:{parts[1]}", 0, (), (), 0, 0, "", parts[3], 0.0)
