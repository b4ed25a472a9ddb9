"""What one document shares with others, as keys: conclusions about it rest on those who have the same, and on no more.

| kind | key | of which node |
|---|---|---|
| held, file | the node, its file | a held document |
| title, number | the core of a title, a number of its own | any document |
| puts_away | a document that is abolished or replaced | who does so, and may tell it from another |
| gives | the node | a document that gives money or sets targets |
| offer, claim | region, amount and year | who gives so much there; who says to have received it |
| target, result | region, year and name of an indicator | who sets it; who reports on it |
| region, asks | the name of a region | the region; a payee that is known to lie there by that name alone |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.graph import Edge, Graph, Node, facts_to_props
from extractors.linking.candidates import Ground, find_own_region, lay_ground, offered_sums
from extractors.linking.copies import FINGERPRINT
from extractors.linking.ids import title_core
from extractors.linking.likeness import normal_name
from extractors.values.money import format_yuan

SHORTEST = 4  # characters of a title that is compared


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """One thing that a node shares with whoever has the same `key` of a kind that goes with its own."""

    kind: str
    key: str
    node: str


def read_keys(graph: Graph) -> tuple[Key, ...]:
    """Give the keys of the graph of a document, or of several; sorted."""
    ground = lay_ground(graph)
    found = {key for node in graph.nodes if node.type == "Document" for key in _document_keys(node)}
    found.update(_goal_keys(graph.edges))
    found.update(_put_away_keys(graph.edges))
    found.update(_money_keys(ground))
    found.update(_region_keys(graph))
    return tuple(sorted(found))


def _document_keys(node: Node) -> Iterator[Key]:
    for fact in node.facts:
        if fact.name == "title":
            core = title_core(str(fact.value))
            if len(core) >= SHORTEST and "/附件" not in node.id:  # 绩效目标表 is the title of a thousand annexes
                yield Key("title", core, node.id)
        elif fact.name in ("number", "numbers"):
            yield Key("number", str(fact.value), node.id)
        elif fact.name == FINGERPRINT:  # what may be one document by its characters is so by a title of its own
            yield Key("title", f"={fact.value}", node.id)
        elif fact.name == "sources" and node.status == "held":
            yield Key("file", str(fact.value), node.id)
    if node.status == "held":
        yield Key("held", node.id, node.id)


def _put_away_keys(edges: Iterable[Edge]) -> Iterator[Key]:
    for edge in edges:
        if edge.type == "cites" and any(
            fact.name == "relations" and fact.value in ("abolishes", "replaces") for fact in edge.facts
        ):
            yield Key("puts_away", edge.target, edge.source)


def _goal_keys(edges: Iterable[Edge]) -> Iterator[Key]:
    for edge in edges:
        if edge.type in ("sets_target", "reports_actual"):
            props = facts_to_props(edge.facts)
            kind = "target" if edge.type == "sets_target" else "result"
            if kind == "target":
                yield Key("gives", edge.source, edge.source)
            place = f"{props.get('region')}|{props.get('budget_year')}"
            yield Key(kind, f"{place}|{normal_name(str(props.get('name') or ''))}", edge.source)


def _money_keys(ground: Ground) -> Iterator[Key]:
    for document, allotment in ground.allotments.items():
        yield Key("gives", document, document)
        year = ground.fund(document).year
        for region, amount in offered_sums(allotment):
            if year:
                yield Key("offer", f"{region}|{format_yuan(amount)}|{year}", document)
    for document, paper in ground.papers.items():
        home = find_own_region(document, ground) if paper.fund.name and paper.fund.year else None
        for receipt in ground.receipts(document) if home else ():
            yield Key("claim", f"{home}|{format_yuan(receipt.amount)}|{paper.fund.year}", document)


def _region_keys(graph: Graph) -> Iterator[Key]:
    located = {edge.source for edge in graph.edges if edge.type == "located_in"}
    for node in graph.nodes:
        for fact in node.facts if node.type == "Region" else ():
            if fact.name in ("name", "surfaces"):
                yield Key("region", str(fact.value), node.id)
    for edge in graph.edges:
        if edge.type == "allocates" and edge.target not in located and not edge.target.startswith("region:"):
            name = facts_to_props(edge.facts).get("region")
            if name:
                yield Key("asks", str(name), edge.target)
