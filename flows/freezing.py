"""Results as JSON and back: field by field as they are, for our own eyes; graph.json is for others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from extractors.export import AmountRow
from extractors.graph import Check, Edge, Evidence, Fact, Graph, Node, Source
from extractors.values.money import Money


@dataclass(frozen=True, slots=True)
class Result:
    """What a document adds to the archive: its own graph, its rows of amounts."""

    graph: Graph
    amounts: tuple[AmountRow, ...]


def freeze(result: Result) -> bytes:
    """Give a result as JSON: tuples as lists, the fields of each thing by their names."""
    return orjson.dumps(result)


def thaw(data: bytes) -> Result:
    """Give a result back.

    Raises:
        ValueError, KeyError, TypeError: it is none, or of another making.

    """
    said = orjson.loads(data)
    graph = said["graph"]
    return Result(
        Graph(
            tuple(Source(item["id"], tuple(item["names"]), _pages(item["pages"])) for item in graph["sources"]),
            tuple(_linked(Node, item) for item in graph["nodes"]),
            tuple(_linked(Edge, item) for item in graph["edges"]),
            tuple(_evidence(item) for item in graph["evidence"]),
            tuple(Check(**item | _strings(item, "evidence", "about")) for item in graph["checks"]),
        ),
        tuple(AmountRow(**item | {"money": Money(**item["money"])}) for item in said["amounts"]),
    )


def _pages(pages: Iterable[Iterable[Iterable[Any]]]) -> tuple[tuple[tuple[str, Any], ...], ...]:
    return tuple(tuple((name, value) for name, value in page) for page in pages)


def _strings(item: Mapping[str, Any], *names: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(item[name]) for name in names}


def _linked(kind: type[Any], item: Mapping[str, Any]) -> Any:
    """Give a node or an edge."""
    facts = tuple(Fact(fact["name"], fact["value"], tuple(fact["evidence"]), fact["weight"]) for fact in item["facts"])
    return kind(**{**item, "facts": facts, **_strings(item, "evidence", "doubts")})


def _evidence(item: dict[str, Any]) -> Evidence:
    cell = item["cell"]
    places = {
        "boxes": _boxes(item["boxes"]),
        "lines": tuple(item["lines"]),
        "cell": tuple(cell) if cell else None,
        "more": tuple((page, _boxes(boxes)) for page, boxes in item["more"]),
    }
    return Evidence(**item | places)


def _boxes(boxes: Iterable[Iterable[float]]) -> tuple[Any, ...]:
    return tuple(tuple(box) for box in boxes)
