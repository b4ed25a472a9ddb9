"""A store read as a whole, sorted by id, a record at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge as merge_sorted
from itertools import groupby
from typing import Any

import orjson

from extractors.export.formats import Records
from extractors.graph import merge
from extractors.graph_json import KINDS, graph_to_json, records_to_graph
from flows.store.database import Database


def stream_records(database: Database, kind: str) -> Iterator[Any]:
    """Give the records of a kind as graph.json has them: what several say of one id is united."""
    said = database.stream(f"SELECT id, body FROM item WHERE kind = '{kind}' ORDER BY id")
    concluded = database.stream(
        f"SELECT DISTINCT id, mark, body FROM conclusion WHERE kind = '{kind}' ORDER BY id, mark"
    )
    rows = merge_sorted(said, ((row[0], row[2]) for row in concluded), key=lambda row: row[0])
    for _, group in groupby(rows, key=lambda row: row[0]):
        yield _unite(kind, [bytes(row[1]) for row in group])


def _unite(kind: str, bodies: Sequence[bytes]) -> Any:
    """Give what several records of one id tell together."""
    different = list(dict.fromkeys(bodies))
    if len(different) == 1:
        return orjson.loads(different[0])
    graph = merge([records_to_graph({kind: [orjson.loads(body) for body in different]})])
    (item,) = graph_to_json(graph, {})[kind]
    return item


def to_records(database: Database) -> Records:
    """Give a store as the exports read it."""
    return Records(lambda kind: stream_records(database, kind), lambda ids: list(_find(database, ids)))


def _find(database: Database, ids: Iterable[str]) -> Iterator[Any]:
    rows = database.ask_each("SELECT id, body FROM item WHERE kind = 'evidence' AND id IN ({})", ids)
    found: dict[str, list[bytes]] = {}
    for key, body in rows:
        found.setdefault(key, []).append(bytes(body))
    yield from (_unite("evidence", found[key]) for key in sorted(found))


def count_items(database: Database) -> dict[str, int]:
    """Give how many records of each kind a store holds."""
    told = "SELECT id FROM item WHERE kind = ? UNION SELECT id FROM conclusion WHERE kind = ?"
    question = f"SELECT count(*) FROM ({told}) AS told"
    return {kind: database.ask(question, (kind, kind))[0][0] for kind in KINDS}
