"""Allocations (资金分配): who is given how much, by the tables of a document and by its prose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.document import Document
from extractors.evidence import span_to_evidence
from extractors.grants.fund import FundName, find_fund
from extractors.graph import Edge, Fact, Graph, Node, facts_to_props, merge
from extractors.linking.identity import Identity
from extractors.linking.ids import edge_id
from extractors.linking.parties import Scene
from extractors.linking.payee import plain_name
from extractors.linking.prose_allocation import Giving, build_prose_allocations
from extractors.linking.table_allocation import build_table_allocations
from extractors.mention import Mention
from extractors.tables import Sheet
from extractors.values.money import format_yuan

BY = "allocation-1"


@dataclass(frozen=True, slots=True)
class Allocations:
    """The allocations of a document and the payees they name."""

    graph: Graph
    identities: tuple[Identity, ...]


def build_allocations(
    document: Document, mentions: Sequence[Mention], sheets: Sequence[Sheet], own: str, scene: Scene, issued: Graph
) -> Allocations:
    """Give the allocates, undertakes, funds and same_money_as edges of a document; `issued` holds who issued it."""
    giver, group = _giver(own, issued)
    fund = find_fund(document)
    giving = Giving(document, own, _name(document, own), giver, scene, fund)
    tables, named = build_table_allocations(mentions, sheets, giving)
    prose, said = build_prose_allocations(mentions, giving)
    graph = merge([tables, _repeated(prose, tables)])
    if not graph.edges:
        return Allocations(Graph(), ())
    graphs = [graph, group, _fund(document, fund, own, graph.nodes)] if fund else [graph, group]
    return Allocations(merge(graphs), (*named, *said))


def _repeated(prose: Graph, tables: Graph) -> Graph:
    """Give the prose with the table named in every edge that says again what a line of it, or all of them, say."""
    shown: dict[tuple[str, str], str] = {}
    sums: dict[str, Decimal] = {}
    for edge in tables.edges:
        props = facts_to_props(edge.facts)
        if edge.type == "allocates" and props.get("amount_cny"):
            shown.setdefault((edge.target, props["amount_cny"]), props["table"])
            sums[props["table"]] = sums.get(props["table"], Decimal(0)) + Decimal(props["amount_cny"])
    whole = {format_yuan(total): table for table, total in sorted(sums.items(), reverse=True)}
    return replace(prose, edges=tuple(_with_table(edge, shown, whole) for edge in prose.edges))


def _with_table(edge: Edge, shown: Mapping[tuple[str, str], str], whole: Mapping[str, str]) -> Edge:
    amount = facts_to_props(edge.facts).get("amount_cny")
    if edge.type != "allocates" or not amount:
        return edge
    table = shown.get((edge.target, amount))
    if table is None and amount in whole:
        plain = tuple(fact for fact in edge.facts if fact.name != "leaf")
        return replace(edge, facts=(*plain, Fact("leaf", False), Fact("same_money_as", whole[amount])))
    return replace(edge, facts=(*edge.facts, Fact("same_money_as", table))) if table else edge


def _name(document: Document, own: str) -> str:
    """Give what people call the document: its number, else its title, else its file."""
    title = document.part("title")
    return own.removeprefix("doc:") if own != f"doc:{document.source}" else title.value if title else document.name


def _giver(own: str, issued: Graph) -> tuple[str, Graph]:
    """Give the issuer; joint issuers as one group, so that no sum counts twice; the document where none is known."""
    issuers = sorted({edge.target for edge in issued.edges if edge.type == "issued_by" and edge.source == own})
    if len(issuers) < 2:
        return (issuers[0] if issuers else own), Graph()
    names = "、".join(issuer.removeprefix("org:") for issuer in issuers)
    facts = (Fact("name", names), *(Fact("members", issuer) for issuer in issuers))
    return f"group:-:{names}", Graph(nodes=(Node(f"group:-:{names}", "OrganisationGroup", facts),))


def _fund(document: Document, fund: FundName, own: str, nodes: Sequence[Node]) -> Graph:
    """Give the fund with an edge to the document and to every project that its money goes to."""
    items = (span_to_evidence(document, fund.span, BY),) if fund.span else ()
    ids = tuple(item.id for item in items)
    node_id = f"fund:{plain_name(fund.name)}"
    node = Node(node_id, "Fund", (Fact("name", fund.name, ids),), ids)
    funded = [own, *(node.id for node in nodes if node.type == "Project")]
    facts = (Fact("year", fund.year, ids),) if fund.year else ()
    edges = tuple(
        Edge(
            edge_id("funds", node_id, target),
            "funds",
            node_id,
            target,
            facts,
            ids,
            "observed" if target == own else "derived",
        )
        for target in funded
    )
    return Graph(nodes=(node,), edges=edges, evidence=items)
