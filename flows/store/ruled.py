"""What people decided, as far as a store holds what it is about."""

from __future__ import annotations

import orjson

from extractors.graph import Graph
from extractors.linking.ids import edge_id
from extractors.linking.ruling import FULFILS, PASSES_ON, Ruling, check_decisions, decided_values
from flows.store.conclusions import DECIDED, IN_CONCLUSION, LINKS, find_same_edges, read_items, to_rows
from flows.store.database import Database
from flows.store.neighbours import find_group
from flows.store.parsing import to_graph


def conclude_decisions(database: Database, ruling: Ruling) -> None:
    """Conclude the values that people decided, and report the decisions that fit nothing."""
    for (body,) in database.ask(f"SELECT owner FROM conclusion WHERE stage = {DECIDED} LIMIT 1"):
        database.drop("conclusion", "owner", [body])
    if not ruling.pairs and not ruling.values:
        return
    graph = _read_decided(database, ruling)
    values = decided_values(graph, ruling)
    rows = [row for node in values.nodes for row in to_rows(DECIDED, ["*"], "nodes", Graph(nodes=(node,)))]
    rows += [row for edge in values.edges for row in to_rows(DECIDED, ["*"], "edges", Graph(edges=(edge,)))]
    for check in check_decisions(graph, ruling):
        rows += to_rows(DECIDED, ["*"], "checks", Graph(checks=(check,)))
    database.put(IN_CONCLUSION, rows)


def _read_decided(database: Database, ruling: Ruling) -> Graph:
    """Give the nodes and edges that decisions are about, and how these are linked."""
    ids = {key for key, _ in ruling.values} | {key for _, pair in ruling.pairs for key in pair}
    group = find_group(database, ids)
    links = {
        edge_id(kind, *ends)
        for _, pair in ruling.pairs
        for kind in (FULFILS, PASSES_ON)
        for ends in (sorted(pair), sorted(pair, reverse=True))
    }
    question = f"SELECT body FROM conclusion WHERE stage = {LINKS} AND kind = 'edges' AND id IN ({{}})"
    concluded = [orjson.loads(row[0]) for row in database.ask_each(question, links | ids)]
    edges = read_items(database, "edges", ids | find_same_edges(database, group)) + concluded
    return to_graph(read_items(database, "nodes", ids), edges)
