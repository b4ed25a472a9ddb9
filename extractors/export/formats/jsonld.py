"""A graph as JSON-LD: nodes, relations and facts, each derived from its evidence in the terms of PROV-O.

Source: PROV-O, https://www.w3.org/TR/prov-o/.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import orjson
import regex

from extractors.export.formats.plain import batches
from extractors.export.formats.records import Files, Record, Records

CONTEXT = "context.jsonld"
_KEPT = regex.compile(r"[^A-Za-z0-9\-._~:/!$&'()*+,;=@\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF\U00010000-\U000EFFFD]")


def records_to_jsonld(records: Records) -> Files:
    """Give graph.jsonld, which holds its context itself, and the context as a file of its own."""
    context = (files("extractors.export.formats") / CONTEXT).read_bytes()
    yield CONTEXT, iter([context])
    yield "graph.jsonld", _to_chunks(records, orjson.loads(context)["@context"])


def _to_chunks(records: Records, context: Any) -> Iterator[bytes]:
    yield b'{"@context":' + orjson.dumps(context, option=orjson.OPT_SORT_KEYS) + b',\n"@graph":[\n'
    first = True
    for batch in batches(_items(records)):
        lines = b",\n".join(orjson.dumps(item, option=orjson.OPT_SORT_KEYS) for item in batch)
        yield lines if first else b",\n" + lines
        first = False
    yield b"\n]}\n"


def _items(records: Records) -> Iterator[Record]:
    yield from map(_source, records.read("sources"))
    yield from map(_evidence, records.read("evidence"))
    yield from map(_node, records.read("nodes"))
    yield from map(_edge, records.read("edges"))
    yield from map(_check, records.read("checks"))


def to_iri(key: str) -> str:
    """Give the IRI of an id: what an IRI cannot hold is percent-encoded."""
    return "urn:gongwen:" + _KEPT.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), key)


def _iris(keys: list[str]) -> list[str]:
    return [to_iri(key) for key in keys]


def _source(item: Record) -> Record:
    return {
        "@id": to_iri(item["id"]),
        "@type": ["Source", "Entity"],
        "label": item["name"],
        "pages": len(item["pages"]),
    }


def _evidence(item: Record) -> Record:
    source = str(item["source"])
    return {
        "@id": to_iri(item["id"]),
        "@type": ["Evidence", "Entity"],
        "quote": item["quote"],
        "page": item["page"],
        "boxes": item["boxes"],
        "start": item["start"],
        "end": item["end"],
        "score": item["score"],
        "quotedFrom": to_iri(source if source.startswith("src:") else f"src:{source}"),
        "attributedTo": to_iri(f"by:{item['by']}"),
    } | ({"cell": item["cell"]} if item["cell"] else {})


def _node(item: Record) -> Record:
    status = {"status": item["status"]} if item.get("status") else {}
    return _said(item) | {"@type": [item["type"], "Entity"], "label": item["label"], **status}


def _edge(item: Record) -> Record:
    ends = {"relation": item["type"], "from": to_iri(item["from"]), "to": to_iri(item["to"])}
    return _said(item) | {"@type": ["Relation", "Entity"], "basis": item["basis"], "score": item["score"], **ends}


def _said(item: Record) -> dict[str, Any]:
    """Give what nodes and edges share: the best values, every fact with what it is derived from, doubts."""
    doubts = {"doubt": item["doubts"]} if item.get("doubts") else {}
    people = sorted({said["by"] for said in item["props"].get("decisions", ())})
    decided = {"attributedTo": [to_iri(f"person:{name}") for name in people]} if people else {}
    return {
        "@id": to_iri(item["id"]),
        "id": item["id"],
        "props": item["props"],
        "derivedFrom": _iris(item["evidence"]),
        "fact": [
            {"name": fact["name"], "value": fact["value"], "derivedFrom": _iris(fact["evidence"])}
            for fact in item["facts"]
        ],
        **doubts,
        **decided,
    }


def _check(item: Record) -> Record:
    told = {name: item[name] for name in ("rule", "verdict", "message", "expected", "found") if item[name] is not None}
    about = {"about": _iris(item["about"]), "derivedFrom": _iris(item["evidence"])}
    return {"@id": to_iri(item["id"]), "@type": ["Check", "Entity"], **told, **about}
