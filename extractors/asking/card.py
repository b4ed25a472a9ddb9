"""What the graph holds of one node: its facts, the nodes around it, the quotes with their pages."""

from __future__ import annotations

from extractors.asking.archive import Answer, Archive, edge_props
from extractors.graph import Edge, Node

SAID_BY_ENDS = frozenset({"document", "relations"})


def show_node(archive: Archive, node: Node) -> Answer:
    """Give a node with its neighbours, grouped by relation, out before in; doubts and checks with it."""
    same = [key for key in archive.mates(node.id) if key != node.id]
    checks = [check for check in archive.graph.checks if node.id in check.about]
    return {
        **archive.brief(node.id),
        "props": archive.props(node),
        "doubts": list(node.doubts),
        "same_as": same,
        "quotes": archive.quotes(node.evidence),
        "neighbours": [
            *_groups(archive, archive.leaving.get(node.id, []), outward=True),
            *_groups(archive, archive.coming.get(node.id, []), outward=False),
        ],
        "checks": [
            {"rule": check.rule, "verdict": check.verdict, "message": check.message}
            for check in sorted(checks, key=lambda check: (check.verdict == "pass", check.id))
        ],
    }


def _groups(archive: Archive, edges: list[Edge], *, outward: bool) -> list[Answer]:
    kinds = sorted({edge.type for edge in edges})
    return [
        {
            "relation": kind,
            "direction": "out" if outward else "in",
            "nodes": [_neighbour(archive, edge, outward=outward) for edge in edges if edge.type == kind],
        }
        for kind in kinds
    ]


def _neighbour(archive: Archive, edge: Edge, *, outward: bool) -> Answer:
    props = {name: value for name, value in edge_props(edge).items() if name not in SAID_BY_ENDS}
    return {
        **archive.brief(edge.target if outward else edge.source),
        "props": props,
        "doubts": list(edge.doubts),
        "quotes": archive.quotes(edge.evidence),
        "edge": edge.id,
    }
