"""A graph made ready for questions: which nodes are one document, and which document an edge is said by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extractors.export.view import GraphView
from extractors.graph import Edge, Graph, Node, facts_to_props

QUOTE = 160  # characters of a quote that a question gives back

Answer = dict[str, Any]


class Archive(GraphView):
    """Holds the indexes of one graph, with its documents united by `same_as`."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        self._mates: dict[str, set[str]] = {}
        for edge in self.of_edge_type("same_as"):
            united = self._mates.get(edge.source, {edge.source}) | self._mates.get(edge.target, {edge.target})
            self._mates |= dict.fromkeys(united, united)
        self.leaving: dict[str, list[Edge]] = {}
        self.coming: dict[str, list[Edge]] = {}
        for edge in graph.edges:
            self.leaving.setdefault(edge.source, []).append(edge)
            self.coming.setdefault(edge.target, []).append(edge)

    def mates(self, node_id: str) -> list[str]:
        """Give the ids of all nodes that are this document, held ones first."""
        ids = self._mates.get(node_id, {node_id})
        return sorted(ids, key=lambda key: (key not in self.nodes or self.nodes[key].status != "held", key))

    def quotes(self, ids: Iterable[str]) -> list[Answer]:
        """Give quotes with file and page, in the order of the files and of the text."""
        items = sorted(
            (self.evidence[key] for key in set(ids) if key in self.evidence),
            key=lambda item: (item.source, item.start, item.id),
        )
        return [_shorten(self.place(item)) for item in items]

    def brief(self, node_id: str) -> Answer:
        """Give what a node is in one line."""
        node = self.nodes.get(node_id)
        if node is None:
            return {"id": node_id, "label": node_id}
        status = {"status": node.status} if node.status else {}
        title = self.props(node).get("title")
        return {"id": node_id, "type": node.type, "label": self.label(node_id), **status} | (
            {"title": title} if title else {}
        )

    def documents(self) -> list[Node]:
        """Give the documents, without their annexes."""
        return [node for node in self.of_type("Document") if "/附件" not in node.id]


def edge_props(edge: Edge) -> Answer:
    """Give the best fact of each name of an edge."""
    return facts_to_props(edge.facts)


def _shorten(place: Answer) -> Answer:
    quote = str(place["quote"])
    return place | {"quote": quote if len(quote) <= QUOTE else f"{quote[:QUOTE]}…"}
