"""Conclusions as rows of a store, written, forgotten and read beside what documents tell."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import orjson

from extractors.graph import Graph
from extractors.graph_json import graph_to_json
from flows.store.database import Database

SAME, LINKS, DECIDED = 1, 2, 3  # stages
IN_CONCLUSION = "INSERT INTO conclusion VALUES (?, ?, ?, ?, ?, ?)"
Row = tuple[int, str, str, str, str, bytes]
"""Stage, owner, kind, id, mark, body: whoever owns a conclusion brings it down; `mark` is the same for all of one."""


def to_rows(stage: int, owners: Iterable[str], kind: str, graph: Graph) -> list[Row]:
    """Give a conclusion as rows, one an owner."""
    (item,) = graph_to_json(graph, {})[kind]
    body = orjson.dumps(item, option=orjson.OPT_SORT_KEYS)
    mark = sha256(body).hexdigest()[:32]
    return [(stage, owner, kind, item["id"], mark, body) for owner in dict.fromkeys(owners)]


def forget(database: Database, stage: int, owners: Iterable[str]) -> set[tuple[str, str, str]]:
    """Take away the conclusions of some owners; give what they were: kind, id, mark."""
    question = f"SELECT DISTINCT kind, id, mark FROM conclusion WHERE stage = {stage} AND owner IN ({{}})"
    old = set(database.ask_each(question, owners))
    database.put(f"DELETE FROM conclusion WHERE stage = {stage} AND kind = ? AND id = ? AND mark = ?", sorted(old))
    return old


def find_same_edges(database: Database, documents: Iterable[str]) -> set[str]:
    """Give the edges between documents that are the same."""
    return {
        row[0] for row in database.ask_each("SELECT id FROM edge WHERE type = 'same_as' AND tail IN ({})", documents)
    }


def read_items(database: Database, kind: str, ids: Iterable[str]) -> list[Any]:
    """Give everything that is said, and that documents alone conclude, under some ids."""
    return [orjson.loads(body) for body in read_bodies(database, kind, ids)]


def read_bodies(database: Database, kind: str, ids: Iterable[str]) -> list[bytes]:
    """Give the same as it is kept."""
    ids = set(ids)
    rows = list(database.ask_each(f"SELECT body FROM item WHERE kind = '{kind}' AND id IN ({{}})", ids))
    if kind == "edges":
        question = f"SELECT DISTINCT body, id FROM conclusion WHERE stage = {SAME} AND kind = 'edges' AND id IN ({{}})"
        rows += [row[:1] for row in database.ask_each(question, ids)]
    return [bytes(row[0]) for row in rows]
