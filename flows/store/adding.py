"""Contributions go in and out of a store, and what they change is concluded anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson

from extractors.decision import Decision, decision_to_line, read_decisions
from extractors.graph_json import KINDS
from extractors.linking.reach import read_keys
from flows.store.concluding import Changed, conclude_changes
from flows.store.database import Database
from flows.store.groups import Each
from flows.store.neighbours import find_dependants, find_mates, find_origins
from flows.store.parsing import contribution_to_graph

INDEXED = frozenset({"allocates", "cites", "forwards", "issued_by", "located_in", "same_as"})
_SORTED = orjson.OPT_SORT_KEYS
_IN_ITEM = "INSERT INTO item VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
_IN_EDGE = "INSERT INTO edge VALUES (?, ?, ?, ?, ?)"
_IN_REACH = "INSERT INTO reach VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one document tells, or one run: `origin` names it by its content, `data` is a graph as graph.json has it.

    Nothing in it is concluded; `place` is where it was found.
    """

    origin: str
    place: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Growth:
    """What became of a change: contributions that came and went, and of how many the neighbourhood was concluded."""

    added: int
    removed: int
    concluded: int


@dataclass(frozen=True, slots=True)
class Rows:
    """A contribution as the rows of a store, with the documents it speaks of."""

    origin: str
    place: str
    items: list[tuple[str, str, str, bytes]]
    edges: list[tuple[str, ...]]
    keys: list[tuple[str, ...]]
    documents: list[str]


def itself(item: Any) -> Any:
    """Give what is there already."""
    return item


def grow(
    database: Database,
    new: Iterable[Any],
    gone: Sequence[str] = (),
    decisions: Sequence[Decision] = (),
    *,
    load: Callable[[Any], Contribution] = itself,
    each: Each = map,
) -> Growth:
    """Add and take away contributions, and conclude what that touches, with the decisions of people as they are now.

    `load` gives the contribution of a thing in `new`; `each` may do that, and more, in other processes.
    """
    with database.change():
        changed = Changed()
        before = _read_decisions(database)
        _note_decisions(database, changed, before, decisions)
        _remove(database, gone, changed, [frozenset(each.about) for each in (*before, *decisions)])
        added = 0
        for rows in each(partial(to_rows, load), new):
            _add(database, rows, changed)
            added += 1
        anew = bool(changed) or before != tuple(decisions)
        concluded = conclude_changes(database, changed, decisions, each) if anew else 0
        _keep_decisions(database, decisions)
    return Growth(added, len(gone), concluded)


def to_rows(load: Callable[[Any], Contribution], item: Any) -> Rows:
    """Give a contribution as rows; needs no store."""
    found = load(item)
    data, origin = found.data, found.origin
    links = [item for item in data["edges"] if item["type"] in INDEXED]
    return Rows(
        origin,
        found.place,
        [(kind, item["id"], origin, orjson.dumps(item, option=_SORTED)) for kind in KINDS for item in data[kind]],
        [(item["type"], item["from"], item["to"], origin, item["id"]) for item in links],
        [(key.kind, key.key, key.node, origin) for key in read_keys(contribution_to_graph(data))],
        [item["id"] for item in data["nodes"] if item["type"] == "Document"],
    )


def _add(database: Database, rows: Rows, changed: Changed) -> None:
    changed.nodes.update(rows.documents)
    changed.origins.add(rows.origin)
    located = {(row[1], row[2]) for row in rows.edges if row[0] == "located_in"}
    named = {(row[1], row[2]) for row in rows.keys if row[0] == "region"}
    changed.origins.update(find_dependants(database, located - changed.located, named - changed.named))
    changed.located |= located
    changed.named |= named
    database.put("INSERT INTO origin VALUES (?, ?)", [(rows.origin, rows.place)])
    database.put(_IN_ITEM, rows.items)
    database.put(_IN_EDGE, rows.edges)
    database.put(_IN_REACH, rows.keys)


def _remove(database: Database, gone: Sequence[str], changed: Changed, told: Sequence[frozenset[str]]) -> None:
    """Take contributions away; what hung together with them, or was `told` of them, is concluded anew."""
    if not gone:
        return
    rows = database.ask_each("SELECT id, origin FROM item WHERE kind = 'nodes' AND origin IN ({})", gone)
    nodes = {row[0] for row in rows if row[0].startswith("doc:")}
    changed.nodes.update(find_mates(database, find_mates(database, nodes, told), told))
    changed.origins.update(find_origins(database, set(gone)))
    for table in ("item", "edge", "reach", "origin"):
        database.drop(table, "origin", gone)
    changed.gone.update(gone)


def _note_decisions(database: Database, changed: Changed, before: Sequence[Decision], now: Sequence[Decision]) -> None:
    """Mark what is touched by decisions that came or went."""
    lines = [{decision_to_line(each): each for each in decisions} for decisions in (before, now)]
    different = [lines[0].get(line) or lines[1][line] for line in lines[0].keys() ^ lines[1].keys()]
    about = {key for each in different for key in each.about}
    changed.nodes.update(key for key in about if key.startswith("doc:"))
    rows = database.ask_each("SELECT DISTINCT origin FROM item WHERE kind IN ('nodes', 'edges') AND id IN ({})", about)
    changed.origins.update(row[0] for row in rows)


def _read_decisions(database: Database) -> tuple[Decision, ...]:
    rows = database.ask("SELECT value FROM setting WHERE name = 'decisions'")
    return read_decisions(rows[0][0].encode(), "the store") if rows else ()


def _keep_decisions(database: Database, decisions: Sequence[Decision]) -> None:
    database.drop("setting", "name", ["decisions"])
    text = b"".join(map(decision_to_line, decisions)).decode()
    database.put("INSERT INTO setting VALUES (?, ?)", [("decisions", text)])
