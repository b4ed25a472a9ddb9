"""Which documents of a store are the same, concluded near a change."""

from __future__ import annotations

from extractors.graph import Graph, extend
from extractors.linking.archive import NUMBER_VARIANTS, find_same
from extractors.linking.ruling import Ruling, decided_values
from flows.store.conclusions import IN_CONCLUSION, SAME, Row, forget, read_items, to_rows
from flows.store.database import Database
from flows.store.neighbours import find_mates
from flows.store.parsing import to_graph

PART = 3_000  # documents that are concluded at a time


def conclude_same(database: Database, near: set[str], ruling: Ruling) -> None:
    """Conclude which documents are the same as one of some."""
    wanted = sorted(near)
    for at in range(0, len(wanted), PART):
        _conclude_part(database, set(wanted[at : at + PART]), ruling)


def _conclude_part(database: Database, near: set[str], ruling: Ruling) -> None:
    """Conclude which documents are the same as one of some.

    What is known of two rests on those that share a title or number with them, and on whom these are the same as.
    """
    told = [pair for _, pair in ruling.pairs]
    around = find_mates(database, find_mates(database, near, told), told)
    graph = _read_documents(database, around)
    found = find_same(extend(graph, decided_values(graph, ruling)), ruling)
    rows = [row for row in _same_to_rows(found) if row[1] in near]
    marks = {row[4] for row in rows}
    rows += [row for row in _same_to_rows(found) if row[4] in marks and row[1] not in near]
    old = forget(database, SAME, near)
    database.put(IN_CONCLUSION, rows)
    _index_same(database, old, found, marks)


def _read_documents(database: Database, ids: set[str]) -> Graph:
    """Give documents whole, with who issued them and whom they cite."""
    items = read_items(database, "nodes", ids)
    who = database.ask_each("SELECT node FROM reach WHERE kind = 'puts_away' AND key IN ({})", ids)
    tails = ids | {row[0] for row in who}
    rows = database.ask_each("SELECT id FROM edge WHERE type IN ('issued_by', 'cites') AND tail IN ({})", tails)
    return to_graph(items, read_items(database, "edges", {row[0] for row in rows}))


def _same_to_rows(found: Graph) -> list[Row]:
    rows: list[Row] = []
    for node in found.nodes:
        values = [str(fact.value) for fact in node.facts if fact.name == NUMBER_VARIANTS]
        rows += to_rows(SAME, (node.id, *(f"doc:{value}" for value in values)), "nodes", Graph(nodes=(node,)))
    for edge in found.edges:
        rows += to_rows(SAME, (edge.source, edge.target), "edges", Graph(edges=(edge,)))
    for check in found.checks:
        rows += to_rows(SAME, check.about, "checks", Graph(checks=(check,)))
    return rows


def _index_same(database: Database, old: set[tuple[str, str, str]], found: Graph, marks: set[str]) -> None:
    """Keep the edges between documents that are the same where they are looked up."""
    database.put(
        "DELETE FROM edge WHERE origin = '' AND tail = ? AND head = ?",
        [_same_ends(key) for kind, key, _ in sorted(old) if kind == "edges" and key.startswith("same_as:")],
    )
    kept = {row[3] for row in _same_to_rows(found) if row[4] in marks}
    rows = [(edge.type, edge.source, edge.target, "", edge.id) for edge in found.edges if edge.id in kept]
    database.put("INSERT INTO edge VALUES (?, ?, ?, ?, ?)", sorted(set(rows)))


def _same_ends(key: str) -> tuple[str, str]:
    tail, _, head = key.removeprefix("same_as:").partition(">")
    return tail, head
