"""Documents that stand in the graph under several ids, looked up as one."""

from __future__ import annotations

from collections.abc import Container, Iterable

from extractors.graph import Edge, Graph


class United:
    """Holds the groups of ids that `same_as` edges make one."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self._above: dict[str, str] = {}
        for edge in edges:
            if edge.type == "same_as":
                one, other = sorted((self.root(edge.source), self.root(edge.target)))
                if one != other:
                    self._above[other] = one

    def root(self, node_id: str) -> str:
        """Give the smallest id of a node's group."""
        while node_id in self._above:
            node_id = self._above[node_id]
        return node_id

    def leading(self, ids: Iterable[str], numbered: Container[str]) -> set[str]:
        """Give of each group one id, that all others stand behind: one with a number before one without."""
        groups: dict[str, list[str]] = {}
        for node_id in ids:
            groups.setdefault(self.root(node_id), []).append(node_id)
        return {min(group, key=lambda key: (key not in numbered, key)) for group in groups.values()}


def numbered_documents(graph: Graph) -> set[str]:
    """Give the documents whose own number is known."""
    documents = (node for node in graph.nodes if node.type == "Document")
    return {node.id for node in documents if any(fact.name == "number" for fact in node.facts)}
