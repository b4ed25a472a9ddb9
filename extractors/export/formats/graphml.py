"""A graph as GraphML, for Gephi, Cytoscape, yEd and networkx."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

import orjson
import regex

from extractors.export.formats.plain import CHUNK, batches
from extractors.export.formats.records import Files, Record, Records, record_to_place

TYPES = {"score": "double", "doubtful": "boolean"}
NODE = ("type", "label", "status", "doubtful", "why", "props", "evidence")
EDGE = ("type", "label", "basis", "score", "doubtful", "why", "amount_cny", "props", "evidence")
_FORBIDDEN = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def records_to_graphml(records: Records) -> Files:
    """Give graph.graphml: nodes and edges with their props and evidence (file, page, boxes, quote) as JSON."""
    yield "graph.graphml", _to_chunks(records)


def _to_chunks(records: Records) -> Iterator[bytes]:
    file = io.StringIO()
    xml = XMLGenerator(file, "utf-8", short_empty_elements=True)
    xml.startDocument()
    _open(xml, "graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for side, names in (("node", NODE), ("edge", EDGE)):
        for name in names:
            kind = TYPES.get(name, "string")
            _open(xml, "key", {"id": f"{side}-{name}", "for": side, "attr.name": name, "attr.type": kind})
            xml.endElement("key")
    _open(xml, "graph", {"id": "gongwen", "edgedefault": "directed"})
    for batch in batches(records.read("nodes"), CHUNK):
        for item in batch:
            _write(xml, "node", {"id": item["id"]}, _values(item, NODE, records))
        yield _take(file)
    for batch in batches(records.read("edges"), CHUNK):
        for item in batch:
            ends = {"id": item["id"], "source": item["from"], "target": item["to"]}
            _write(xml, "edge", ends, _values(item, EDGE, records))
        yield _take(file)
    xml.endElement("graph")
    xml.endElement("graphml")
    xml.endDocument()
    yield _take(file)


def _values(item: Record, names: tuple[str, ...], records: Records) -> Iterator[tuple[str, str]]:
    """Give the attributes that an item has, in the order of the keys."""
    props = item["props"]
    places = [record_to_place(place) for place in records.find(item["evidence"])]
    known = {**item, "amount_cny": props.get("amount_cny"), "props": _to_json(props), "evidence": _to_json(places)}
    known["label"] = item.get("label", item["type"])
    for name in names:
        value = known.get(name)
        if value is not None:
            yield name, str(value).lower() if isinstance(value, bool) else str(value)


def _to_json(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _write(xml: XMLGenerator, side: str, attributes: Mapping[str, str], values: Iterator[tuple[str, str]]) -> None:
    _open(xml, side, attributes)
    for name, text in values:
        _open(xml, "data", {"key": f"{side}-{name}"})
        xml.characters(_allowed(text))
        xml.endElement("data")
    xml.endElement(side)
    xml.ignorableWhitespace("\n")


def _allowed(text: str) -> str:
    """Give a text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _open(xml: XMLGenerator, name: str, attributes: Mapping[str, str]) -> None:
    xml.startElement(name, AttributesImpl({key: _allowed(text) for key, text in attributes.items()}))


def _take(file: io.StringIO) -> bytes:
    text = file.getvalue()
    file.seek(0)
    file.truncate()
    return text.encode()
