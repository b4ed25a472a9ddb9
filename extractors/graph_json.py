"""graph.json: the graph as JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from extractors.graph import (
    MULTIVALUED,
    OWN,
    SAID,
    Check,
    Edge,
    Evidence,
    Fact,
    Graph,
    Node,
    Source,
    facts_by_name,
    facts_to_props,
    label,
    merge,
)

SCHEMA = "gongwen-graph"
SCHEMA_VERSION = "1.0.0"
KINDS = ("sources", "nodes", "edges", "evidence", "checks")


def graph_to_json(graph: Graph, producer: Mapping[str, str]) -> dict[str, Any]:
    """Give the graph as graph.json has it."""
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "producer": dict(producer),
        "sources": [_source_to_json(source) for source in graph.sources],
        "nodes": [_node_to_json(node) for node in graph.nodes],
        "edges": [_edge_to_json(edge) for edge in graph.edges],
        "evidence": [evidence_to_json(item) for item in graph.evidence],
        "checks": [check_to_json(check) for check in graph.checks],
    }


def graph_to_bytes(graph: Graph, producer: Mapping[str, str]) -> bytes:
    """Give graph.json: UTF-8, keys sorted, two spaces of indentation, a line end at the end."""
    options = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(graph_to_json(graph, producer), option=options)


def _source_to_json(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.names[0],
        "names": list(source.names),
        "pages": [dict(page) for page in source.pages],
    }


def _facts_to_json(facts: tuple[Fact, ...]) -> dict[str, Any]:
    variants = {
        name: [{"value": fact.value, "evidence": list(fact.evidence)} for fact in group]
        for name, group in facts_by_name(facts).items()
        if len(group) > 1 and name not in MULTIVALUED
    }
    said = [
        {"name": fact.name, "value": fact.value, "evidence": list(fact.evidence), "own": fact.weight == OWN}
        for fact in facts
    ]
    return {"props": facts_to_props(facts), "facts": said} | ({"variants": variants} if variants else {})


def _doubts_to_json(doubts: tuple[str, ...]) -> dict[str, Any]:
    return {"doubtful": True, "why": "; ".join(doubts), "doubts": list(doubts)} if doubts else {}


def _node_to_json(node: Node) -> dict[str, Any]:
    status = {"status": node.status} if node.status else {}
    return {
        "id": node.id,
        "type": node.type,
        "label": label(node),
        "evidence": list(node.evidence),
        **_facts_to_json(node.facts),
        **status,
        **_doubts_to_json(node.doubts),
    }


def _edge_to_json(edge: Edge) -> dict[str, Any]:
    return {
        "id": edge.id,
        "type": edge.type,
        "from": edge.source,
        "to": edge.target,
        "evidence": list(edge.evidence),
        "basis": edge.basis,
        "score": edge.score,
        **_facts_to_json(edge.facts),
        **_doubts_to_json(edge.doubts),
    }


def evidence_to_json(item: Evidence) -> dict[str, Any]:
    """Give one evidence record; `more` holds what lies on further pages, `lines` the line numbers."""
    table, row, column = item.cell or ("", 0, 0)
    more = [{"page": page, "boxes": [list(box) for box in boxes]} for page, boxes in item.more]
    return {
        "id": item.id,
        "source": item.source,
        "page": item.page,
        "boxes": [list(box) for box in item.boxes],
        "lines": list(item.lines),
        "start": item.start,
        "end": item.end,
        "quote": item.quote,
        "cell": {"table": table, "row": row, "column": column} if item.cell else None,
        "by": item.by,
        "score": item.score,
    } | ({"more": more} if more else {})


def check_to_json(check: Check) -> dict[str, Any]:
    """Give one check record."""
    return {
        "id": check.id,
        "rule": check.rule,
        "verdict": check.verdict,
        "message": check.message,
        "expected": check.expected,
        "found": check.found,
        "evidence": list(check.evidence),
        "about": list(check.about),
    }


def graph_from_json(data: Mapping[str, Any]) -> Graph:
    """Read a graph back from graph.json.

    Raises:
        ValueError: it is not a gongwen graph, or of another major version.

    """
    version = str(data.get("schema_version", ""))
    if data.get("schema") != SCHEMA or version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise ValueError(f"not a {SCHEMA} of version {SCHEMA_VERSION.split('.')[0]}.x")
    return merge([records_to_graph({kind: data[kind] for kind in KINDS})])


def records_to_graph(data: Mapping[str, Any]) -> Graph:
    """Give the records of a graph as they stand, absent kinds empty: nothing is united or put into order."""
    return Graph(
        tuple(map(_source_from_json, data.get("sources", ()))),
        tuple(map(_node_from_json, data.get("nodes", ()))),
        tuple(map(_edge_from_json, data.get("edges", ()))),
        tuple(map(_evidence_from_json, data.get("evidence", ()))),
        tuple(map(_check_from_json, data.get("checks", ()))),
    )


def _check_from_json(item: Mapping[str, Any]) -> Check:
    return Check(**{**item, "evidence": tuple(item["evidence"]), "about": tuple(item["about"])})


def _facts_from_json(item: Mapping[str, Any]) -> tuple[Fact, ...]:
    return tuple(
        Fact(said["name"], said["value"], tuple(said["evidence"]), OWN if said["own"] else SAID)
        for said in item["facts"]
    )


def _doubts_from_json(item: Mapping[str, Any]) -> tuple[str, ...]:
    said = item.get("doubts") or str(item.get("why", "")).split("; ")  # early graphs have no list of them
    return tuple(said) if item.get("doubtful") else ()


def _source_from_json(item: Mapping[str, Any]) -> Source:
    return Source(item["id"], tuple(item["names"]), tuple(tuple(page.items()) for page in item["pages"]))


def _node_from_json(item: Mapping[str, Any]) -> Node:
    return Node(
        item["id"],
        item["type"],
        _facts_from_json(item),
        tuple(item["evidence"]),
        item.get("status"),
        _doubts_from_json(item),
    )


def _edge_from_json(item: Mapping[str, Any]) -> Edge:
    return Edge(
        item["id"],
        item["type"],
        item["from"],
        item["to"],
        _facts_from_json(item),
        tuple(item["evidence"]),
        item["basis"],
        item["score"],
        _doubts_from_json(item),
    )


def _evidence_from_json(item: Mapping[str, Any]) -> Evidence:
    cell = item["cell"]
    return Evidence(
        item["id"],
        item["source"],
        item["page"],
        tuple((box[0], box[1], box[2], box[3]) for box in item["boxes"]),
        tuple(item["lines"]),
        item["start"],
        item["end"],
        item["quote"],
        item["by"],
        item["score"],
        (cell["table"], cell["row"], cell["column"]) if cell else None,
        tuple(
            (part["page"], tuple((box[0], box[1], box[2], box[3]) for box in part["boxes"]))
            for part in item.get("more", ())
        ),
    )
