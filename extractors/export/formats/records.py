"""A graph as records of graph.json, one after another, from memory or from a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.graph import Graph
from extractors.graph_json import graph_to_json

Record = Mapping[str, Any]
Files = Iterator[tuple[str, Iterator[bytes]]]
"""Names of files with their bytes in chunks; each is to be read to its end before the next."""

KINDS = ("sources", "nodes", "edges", "evidence", "checks")


@dataclass(frozen=True, slots=True)
class Records:
    """Gives the records of a kind, sorted by id, anew at every call; `find` gives evidence by its ids."""

    read: Callable[[str], Iterable[Record]]
    find: Callable[[Sequence[str]], Sequence[Record]]


def graph_to_records(graph: Graph) -> Records:
    """Give the records of a graph in memory."""
    data = graph_to_json(graph, {})
    evidence = {item["id"]: item for item in data["evidence"]}
    return Records(lambda kind: data[kind], lambda ids: [evidence[key] for key in ids if key in evidence])


def record_to_place(item: Record) -> dict[str, Any]:
    """Give what people need of a piece of evidence: file, page, boxes, quote, and who read it."""
    return {key: item[key] for key in ("id", "source", "page", "boxes", "quote", "by", "score")}
