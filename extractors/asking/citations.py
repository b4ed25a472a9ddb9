"""Who cites whom: the documents that one rests on, those that rest on it, and what is cited and not held."""

from __future__ import annotations

from extractors.asking.archive import Answer, Archive, edge_props
from extractors.graph import Edge, Node

CITES = ("cites", "forwards")
DEPTH = 3  # steps that a chain is followed upwards


def show_citations(archive: Archive, node: Node, *, depth: int = DEPTH) -> Answer:
    """Give what a document cites, those followed on upwards as far as they are held, and what cites it."""
    seen = set(archive.mates(node.id))
    return {
        "document": archive.brief(node.id),
        "same_as": [key for key in archive.mates(node.id) if key != node.id],
        "cites": _cited(archive, node.id, seen, depth),
        "cited_by": _citing(archive, node.id),
    }


def _cited(archive: Archive, node_id: str, seen: set[str], depth: int) -> list[Answer]:
    """Give what a document cites; a document that stands higher up already is not followed again."""
    edges = _edges(archive, node_id, outward=True)
    found = []
    for target, group in edges.items():
        new = target not in seen and depth > 1
        seen |= set(archive.mates(target))
        found.append(
            _entry(archive, target, group) | {"cites": _cited(archive, target, seen, depth - 1) if new else []}
        )
    return found


def _citing(archive: Archive, node_id: str) -> list[Answer]:
    return [_entry(archive, source, group) for source, group in _edges(archive, node_id, outward=False).items()]


def _edges(archive: Archive, node_id: str, *, outward: bool) -> dict[str, list[Edge]]:
    """Give the citing edges of a document and of its other ids by the other end, which is named once."""
    mates = archive.mates(node_id)
    found: dict[str, list[Edge]] = {}
    for mate in mates:
        for edge in (archive.leaving if outward else archive.coming).get(mate, []):
            other = archive.mates(edge.target if outward else edge.source)[0]
            if edge.type in CITES and other not in mates:
                found.setdefault(other, []).append(edge)
    return {key: found[key] for key in sorted(found)}


def _entry(archive: Archive, node_id: str, edges: list[Edge]) -> Answer:
    relations = sorted({str(edge_props(edge).get("relation") or edge.type) for edge in edges})
    doubts = sorted({doubt for edge in edges for doubt in edge.doubts})
    quotes = archive.quotes(key for edge in edges for key in edge.evidence)
    return {**archive.brief(node_id), "relations": relations, "doubts": doubts, "quotes": quotes}


def list_dangling(archive: Archive) -> list[Answer]:
    """Give the documents that are cited and not held, those that most documents cite first: what to collect next."""
    found = []
    for node in archive.documents():
        mates = archive.mates(node.id)
        if node.id != mates[0] or any(archive.nodes[key].status == "held" for key in mates if key in archive.nodes):
            continue
        citing = _edges(archive, node.id, outward=False)
        if citing:
            edges = [edge for group in citing.values() for edge in group]
            places = len({key for edge in edges for key in _names(edge)})
            found.append(archive.brief(node.id) | {"documents": len(citing), "places": places, "by": list(citing)})
    return sorted(found, key=lambda row: (-row["documents"], -row["places"], row["id"]))


def _names(edge: Edge) -> set[str]:
    """Give the places of an edge: those of the number, or of the title where that stands oftener."""
    said: dict[str, set[str]] = {"surfaces": set(), "title": set()}
    for fact in edge.facts:
        if fact.name in said:
            said[fact.name].update(fact.evidence)
    return max((said["surfaces"], said["title"], set(edge.evidence[:1])), key=len)
