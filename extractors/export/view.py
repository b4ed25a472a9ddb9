"""A graph made ready for looking things up: nodes by id, edges by end, evidence with the name of its file."""

from __future__ import annotations

from typing import Any

from extractors.graph import Check, Edge, Evidence, Graph, Node, Source, facts_to_props, label

Row = dict[str, Any]


class GraphView:
    """Holds the indexes of one graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.nodes = {node.id: node for node in graph.nodes}
        self.evidence = {item.id: item for item in graph.evidence}
        self.sources = {source.id: source for source in graph.sources}
        self._props: dict[str, dict[str, Any]] = {}
        self._from: dict[tuple[str, str], list[Edge]] = {}
        self._to: dict[tuple[str, str], list[Edge]] = {}
        for edge in graph.edges:
            self._from.setdefault((edge.source, edge.type), []).append(edge)
            self._to.setdefault((edge.target, edge.type), []).append(edge)

    def of_type(self, kind: str) -> list[Node]:
        """Give the nodes of a type."""
        return [node for node in self.graph.nodes if node.type == kind]

    def of_edge_type(self, kind: str) -> list[Edge]:
        """Give the edges of a type."""
        return [edge for edge in self.graph.edges if edge.type == kind]

    def edges_from(self, node: Node, kind: str) -> list[Edge]:
        """Give the edges of a type that start at a node."""
        return self._from.get((node.id, kind), [])

    def edges_to(self, node: Node, kind: str) -> list[Edge]:
        """Give the edges of a type that end at a node."""
        return self._to.get((node.id, kind), [])

    def ends(self, node: Node, kind: str) -> str:
        """Give the labels of the nodes that a node's edges of a type lead to."""
        return "; ".join(self.label(edge.target) for edge in self.edges_from(node, kind))

    def label(self, node_id: str) -> str:
        """Give the label of a node; a document without number and title goes by the name of its file."""
        node = self.nodes.get(node_id)
        if node is None:
            return node_id
        sources = () if self.props(node).keys() & {"number", "name", "title"} else self.sources_of(node)
        return sources[0].names[0] if sources else label(node)

    def props(self, node: Node) -> dict[str, Any]:
        """Give the best fact of each name."""
        if node.id not in self._props:
            self._props[node.id] = facts_to_props(node.facts)
        return self._props[node.id]

    def prop(self, node_id: str, name: str) -> Any:
        """Give one fact of a node."""
        return self.props(self.nodes[node_id]).get(name)

    def sources_of(self, node: Node) -> list[Source]:
        """Give the files that are this document."""
        ids = self.props(node).get("sources") or []
        return [self.sources[key] for key in (_source_id(item) for item in ids) if key in self.sources]

    def evidence_of(self, item: Node | Edge | Check) -> list[Evidence]:
        """Give the evidence of a node, an edge or a check, in the order of the files and of the text."""
        found = [self.evidence[key] for key in item.evidence if key in self.evidence]
        return sorted(found, key=lambda evidence: (evidence.source, evidence.start, evidence.id))

    def place(self, item: Evidence) -> Row:
        """Give the columns that say where something stands."""
        source = self.sources.get(_source_id(item.source))
        return {
            "quote": item.quote,
            "source_name": source.names[0] if source else item.source,
            "page": item.page,
            "line": item.lines[0] if item.lines else None,
        }

    def first_place(self, item: Edge | Check) -> Row:
        """Give the place of the first evidence, of a check the one it is named after; nothing where there is none."""
        found = self.evidence_of(item)
        start = item.id.rpartition(":")[2].partition("-")[0] if isinstance(item, Check) else ""
        named = next((evidence for evidence in found if str(evidence.start) == start), None)
        return self.place(named or found[0]) if found else {}


def _source_id(text: str) -> str:
    return text if text.startswith("src:") else f"src:{text}"
