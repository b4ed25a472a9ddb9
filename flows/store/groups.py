"""Flows of money and promises, concluded group by group of what hangs together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson

from extractors.graph import Graph, extend
from extractors.linking.archive import ACROSS, follow
from extractors.linking.ruling import Ruling, decided_values
from flows.store.conclusions import IN_CONCLUSION, LINKS, Row, find_same_edges, forget, read_bodies, to_rows
from flows.store.database import Database
from flows.store.neighbours import find_group, find_held, find_origins
from flows.store.parsing import WANTED, to_graph, with_stubs

WANTED_IDS = tuple(f"{kind}:" for kind in sorted(WANTED))
# Indicators, and what they concern, are most of an archive and stand in the edges that set or report them.
_SPEAKING = (
    "kind = 'nodes' AND (id < 'ind:' OR id >= 'ind;') OR kind = 'edges' AND (id < 'concerns:' OR id >= 'concerns;')"
)
Each = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""Gives what a function makes of each of some things, in their order: `map`, or one that has several processes."""


@dataclass(frozen=True, slots=True)
class Group:
    """What hangs together, under the name of its first contribution: records as bytes."""

    owner: str
    nodes: list[bytes]
    edges: list[bytes]
    sources: list[bytes]


def conclude_links(database: Database, origins: set[str], ruling: Ruling, gone: set[str], each: Each) -> set[str]:
    """Conclude flows and promises of contributions, one group that hangs together after the other; give all of them."""
    done: set[str] = set()
    for rows in each(partial(_follow_group, ruling), _find_groups(database, origins, gone, done)):
        database.put(IN_CONCLUSION, rows)
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
    forget(database, LINKS, owners)
    database.drop("cluster", "owner", owners)
    return members | origins


def _follow_group(ruling: Ruling, group: Group) -> list[Row]:
    """Give the flows and promises of a group; needs no store."""
    parts = ([orjson.loads(body) for body in bodies] for bodies in (group.nodes, group.edges, group.sources))
    graph = with_stubs(to_graph(*parts))
    if ruling.values:
        graph = extend(graph, decided_values(graph, ruling))
    kept = follow(graph, ruling)
    rows = [to_rows(LINKS, [group.owner], "edges", Graph(edges=(edge,))) for edge in kept.edges if edge.type in ACROSS]
    rows += [to_rows(LINKS, [group.owner], "checks", Graph(checks=(check,))) for check in kept.checks]
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
    ids |= find_same_edges(database, find_group(database, held.union(key for key, _ in spoken)))
    question = "SELECT node FROM reach WHERE kind = 'region' AND key IN ({})"
    named = {row[0] for row in database.ask_each(question, _asked(database, origins))}
    sources = database.ask_each("SELECT body FROM item WHERE kind = 'sources' AND origin IN ({})", origins)
    return Group(
        min(origins),
        [*regions, *(body for _, body in spoken), *read_bodies(database, "nodes", held | named)],
        edges + read_bodies(database, "edges", ids),
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
