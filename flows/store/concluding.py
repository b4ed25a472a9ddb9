"""What a change touches is concluded anew: documents that may be the same, then flows and promises, then decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any

import orjson

from extractors.decision import Decision
from extractors.graph import Graph, extend
from extractors.graph_json import graph_to_json
from extractors.linking.archive import ACROSS, NUMBER_VARIANTS, find_same, follow
from extractors.linking.ids import edge_id
from extractors.linking.ruling import FULFILS, PASSES_ON, Ruling, check_decisions, decided_values, rule
from flows.store.database import Database
from flows.store.neighbours import find_group, find_held, find_holders, find_mates, find_origins
from flows.store.parsing import WANTED, to_graph, with_stubs

SAME, LINKS, DECIDED = 1, 2, 3  # stages
WANTED_IDS = tuple(f"{kind}:" for kind in sorted(WANTED))
# Indicators, and what they concern, are most of an archive and stand in the edges that set or report them.
_SPEAKING = (
    "kind = 'nodes' AND (id < 'ind:' OR id >= 'ind;') OR kind = 'edges' AND (id < 'concerns:' OR id >= 'concerns;')"
)
_IN = "INSERT INTO conclusion VALUES (?, ?, ?, ?, ?, ?)"
Row = tuple[int, str, str, str, str, bytes]
Each = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""Gives what a function makes of each of some things, in their order: `map`, or one that has several processes."""


@dataclass(slots=True)
class Changed:
    """What was touched: documents by node, contributions that came, `gone` those that went.

    `located` and `named` are the places of bodies and the names of regions that came, so that each is looked up once.
    """

    nodes: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    located: set[tuple[str, str]] = field(default_factory=set)
    named: set[tuple[str, str]] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.nodes or self.origins or self.gone)


@dataclass(frozen=True, slots=True)
class Group:
    """What hangs together, under the name of its first contribution: records as bytes."""

    owner: str
    nodes: list[bytes]
    edges: list[bytes]
    sources: list[bytes]


def conclude_changes(database: Database, changed: Changed, decisions: Sequence[Decision], each: Each) -> int:
    """Conclude anew what was touched; give the number of contributions whose flows were concluded."""
    ruling = rule(decisions)
    told = [pair for _, pair in ruling.pairs]
    near = find_mates(database, find_mates(database, changed.nodes, told), told)
    groups = find_group(database, near)
    _conclude_same(database, near, ruling)
    groups |= find_group(database, near)
    origins = changed.origins | find_holders(database, groups)
    origins = _conclude_links(database, origins, ruling, changed.gone, each)
    _conclude_decisions(database, ruling)
    return len(origins - changed.gone)


# ------------------------------------------------------------------------------------------ the same


def _conclude_same(database: Database, near: set[str], ruling: Ruling) -> None:
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
    old = _forget(database, SAME, near)
    database.put(_IN, rows)
    _index_same(database, old, found, marks)


def _read_documents(database: Database, ids: set[str]) -> Graph:
    """Give documents whole, with who issued them and whom they cite."""
    items = _items(database, "nodes", ids)
    who = database.ask_each("SELECT node FROM reach WHERE kind = 'puts_away' AND key IN ({})", ids)
    tails = ids | {row[0] for row in who}
    rows = database.ask_each("SELECT id FROM edge WHERE type IN ('issued_by', 'cites') AND tail IN ({})", tails)
    return to_graph(items, _items(database, "edges", {row[0] for row in rows}))


def _same_to_rows(found: Graph) -> list[Row]:
    rows: list[Row] = []
    for node in found.nodes:
        values = [str(fact.value) for fact in node.facts if fact.name == NUMBER_VARIANTS]
        rows += _rows(SAME, (node.id, *(f"doc:{value}" for value in values)), "nodes", Graph(nodes=(node,)))
    for edge in found.edges:
        rows += _rows(SAME, (edge.source, edge.target), "edges", Graph(edges=(edge,)))
    for check in found.checks:
        rows += _rows(SAME, check.about, "checks", Graph(checks=(check,)))
    return rows


def _rows(stage: int, owners: Iterable[str], kind: str, graph: Graph) -> list[Row]:
    """Give a conclusion as rows, one an owner."""
    (item,) = graph_to_json(graph, {})[kind]
    body = orjson.dumps(item, option=orjson.OPT_SORT_KEYS)
    mark = sha256(body).hexdigest()[:32]
    return [(stage, owner, kind, item["id"], mark, body) for owner in dict.fromkeys(owners)]


def _forget(database: Database, stage: int, owners: Iterable[str]) -> set[tuple[str, str, str]]:
    """Take away the conclusions of some owners; give what they were: kind, id, mark."""
    question = f"SELECT DISTINCT kind, id, mark FROM conclusion WHERE stage = {stage} AND owner IN ({{}})"
    old = set(database.ask_each(question, owners))
    database.put(f"DELETE FROM conclusion WHERE stage = {stage} AND kind = ? AND id = ? AND mark = ?", sorted(old))
    return old


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


# --------------------------------------------------------------------------------------------- links


def _conclude_links(database: Database, origins: set[str], ruling: Ruling, gone: set[str], each: Each) -> set[str]:
    """Conclude flows and promises of contributions, one group that hangs together after the other; give all of them."""
    done: set[str] = set()
    for rows in each(partial(_follow_group, ruling), _find_groups(database, origins, gone, done)):
        database.put(_IN, rows)
    return done


def _find_groups(database: Database, origins: set[str], gone: set[str], done: set[str]) -> Iterator[Group]:
    """Give the groups that contributions are in, each with what it rests on, and note who is in one.

    What hung together before and does no more is given too, part by part.
    """
    left = _dissolve(database, origins | gone) - gone
    while left:
        group = find_origins(database, [min(left)])
        left = (left | _dissolve(database, group)) - group - gone
        done |= group
        database.put("INSERT INTO cluster VALUES (?, ?)", [(origin, min(group)) for origin in sorted(group)])
        yield _read_group(database, group)


def _dissolve(database: Database, origins: set[str]) -> set[str]:
    """Forget what was concluded of the groups that some contributions were in; give all that were in these."""
    owners = {row[0] for row in database.ask_each("SELECT owner FROM cluster WHERE origin IN ({})", origins)}
    members = {row[0] for row in database.ask_each("SELECT origin FROM cluster WHERE owner IN ({})", owners)}
    _forget(database, LINKS, owners)
    database.drop("cluster", "owner", owners)
    return members | origins


def _follow_group(ruling: Ruling, group: Group) -> list[Row]:
    """Give the flows and promises of a group; needs no store."""
    parts = ([orjson.loads(body) for body in bodies] for bodies in (group.nodes, group.edges, group.sources))
    graph = with_stubs(to_graph(*parts))
    if ruling.values:
        graph = extend(graph, decided_values(graph, ruling))
    kept = follow(graph, ruling)
    rows = [_rows(LINKS, [group.owner], "edges", Graph(edges=(edge,))) for edge in kept.edges if edge.type in ACROSS]
    rows += [_rows(LINKS, [group.owner], "checks", Graph(checks=(check,))) for check in kept.checks]
    return [row for each in rows for row in each]


def _read_group(database: Database, origins: set[str]) -> Group:
    """Give what flows and promises of contributions rest on: documents, regions, and the edges that speak of them."""
    held = find_group(database, find_held(database, origins))
    question = f"SELECT kind, id, body FROM item WHERE ({_SPEAKING}) AND origin IN ({{}})"
    own = list(database.ask_each(question, origins))
    spoken = [(key, body) for kind, key, body in own if kind == "nodes" and key.startswith("doc:") and key not in held]
    regions = [body for kind, key, body in own if kind == "nodes" and key.startswith("region:")]
    edges = [body for kind, key, body in own if kind == "edges" and key.startswith(WANTED_IDS)]
    ids = _edges_beside(database, origins, held)
    ids -= {key for kind, key, _ in own if kind == "edges"}
    ids |= _same(database, find_group(database, held.union(key for key, _ in spoken)))
    question = "SELECT node FROM reach WHERE kind = 'region' AND key IN ({})"
    named = {row[0] for row in database.ask_each(question, _asked(database, origins))}
    sources = database.ask_each("SELECT body FROM item WHERE kind = 'sources' AND origin IN ({})", origins)
    return Group(
        min(origins),
        [*regions, *(body for _, body in spoken), *_bodies(database, "nodes", held | named)],
        edges + _bodies(database, "edges", ids),
        [row[0] for row in sources],
    )


def _asked(database: Database, origins: set[str]) -> set[str]:
    """Give the names of regions by which alone payees are known to lie somewhere."""
    rows = database.ask_each("SELECT key FROM reach WHERE kind = 'asks' AND origin IN ({})", origins)
    return {row[0] for row in rows}


def _edges_beside(database: Database, origins: set[str], held: set[str]) -> set[str]:
    """Give the edges that others tell of documents, and where all bodies and regions lie, outwards."""
    question = "SELECT id, head FROM edge WHERE type IN ('cites', 'forwards', 'issued_by') AND tail IN ({})"
    told = list(database.ask_each(question, held))
    question = "SELECT head FROM edge WHERE type IN ('allocates', 'issued_by', 'located_in') AND origin IN ({})"
    new = {row[1] for row in told} | {row[0] for row in database.ask_each(question, origins)}
    ids = {row[0] for row in told}
    seen: set[str] = set()
    while new:
        seen |= new
        rows = list(database.ask_each("SELECT id, head FROM edge WHERE type = 'located_in' AND tail IN ({})", new))
        ids.update(row[0] for row in rows)
        new = {row[1] for row in rows} - seen
    return ids


def _same(database: Database, documents: Iterable[str]) -> set[str]:
    """Give the edges between documents that are the same."""
    return {
        row[0] for row in database.ask_each("SELECT id FROM edge WHERE type = 'same_as' AND tail IN ({})", documents)
    }


def _items(database: Database, kind: str, ids: Iterable[str]) -> list[Any]:
    """Give everything that is said, and that documents alone conclude, under some ids."""
    return [orjson.loads(body) for body in _bodies(database, kind, ids)]


def _bodies(database: Database, kind: str, ids: Iterable[str]) -> list[bytes]:
    ids = set(ids)
    rows = list(database.ask_each(f"SELECT body FROM item WHERE kind = '{kind}' AND id IN ({{}})", ids))
    if kind == "edges":
        question = f"SELECT DISTINCT body, id FROM conclusion WHERE stage = {SAME} AND kind = 'edges' AND id IN ({{}})"
        rows += [row[:1] for row in database.ask_each(question, ids)]
    return [bytes(row[0]) for row in rows]


# ----------------------------------------------------------------------------------------- decisions


def _conclude_decisions(database: Database, ruling: Ruling) -> None:
    """Conclude the values that people decided, and report the decisions that fit nothing."""
    for (body,) in database.ask(f"SELECT owner FROM conclusion WHERE stage = {DECIDED} LIMIT 1"):
        database.drop("conclusion", "owner", [body])
    if not ruling.pairs and not ruling.values:
        return
    graph = _read_decided(database, ruling)
    values = decided_values(graph, ruling)
    rows = [row for node in values.nodes for row in _rows(DECIDED, ["*"], "nodes", Graph(nodes=(node,)))]
    rows += [row for edge in values.edges for row in _rows(DECIDED, ["*"], "edges", Graph(edges=(edge,)))]
    for check in check_decisions(graph, ruling):
        rows += _rows(DECIDED, ["*"], "checks", Graph(checks=(check,)))
    database.put(_IN, rows)


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
    edges = _items(database, "edges", ids | _same(database, group)) + concluded
    return to_graph(_items(database, "nodes", ids), edges)
