"""Documents that stand in the graph under several ids, looked up as one."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.graph import Edge


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
