"""The node of the document that is held: what its own parts (发文字号, 标题, 成文日期, …) say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from extractors.annexes import Annex, find_annexes
from extractors.document import SINGLE_PARTS, Document, Page, Part, Span
from extractors.evidence import span_to_evidence
from extractors.graph import OWN, Edge, Evidence, Fact, Graph, Node, Source
from extractors.linking.copies import FINGERPRINT, document_to_fingerprint
from extractors.linking.ids import edge_id, number_to_id
from extractors.mention import Mention
from extractors.values.number import find_numbers

OWN_NUMBERS = ("number", "numbers")


def own_numbers(document: Document, mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Give the document's own numbers in canonical form, first the first."""
    inside = {mention.span: mention.value for mention in mentions if mention.kind == "doc_number"}
    found: dict[str, None] = {}
    for part in (part for name in OWN_NUMBERS for part in document.parts_of(name)):
        found |= dict.fromkeys(_part_to_numbers(part, inside))
    return tuple(found)


def _part_to_numbers(part: Part, inside: Mapping[Span, Any]) -> list[str]:
    read = [
        value
        for span, value in sorted(inside.items())
        if part.span is not None and part.span.covers(span) and isinstance(value, str)
    ]
    return read or [match.value for match in find_numbers(part.value) if match.value]


def document_to_id(document: Document, numbers: tuple[str, ...]) -> str:
    """Give the id of the held document: by its first number, or by its bytes."""
    return number_to_id(numbers[0]) if numbers else f"doc:{document.source}"


def document_to_source(document: Document) -> Source:
    """Give the source record with its pages."""
    return Source(f"src:{document.source}", (document.name,), tuple(_page_to_items(page) for page in document.pages))


def _page_to_items(page: Page) -> tuple[tuple[str, Any], ...]:
    items: dict[str, Any] = {
        "number": page.number,
        "width": round(page.width, 2),
        "height": round(page.height, 2),
        "route": page.route,
    }
    if page.unread:
        items["unread"] = True
    if page.why:
        items["why"] = page.why
    return tuple(items.items())


def build_held(document: Document, numbers: tuple[str, ...], mentions: Iterable[Mention]) -> Graph:
    """Give the node of the held document with a fact for each part, its attachments, and its source."""
    node_id = document_to_id(document, numbers)
    evidence = [_part_to_evidence(document, part) for part in document.parts]
    facts = [Fact("sources", f"src:{document.source}", (), OWN)]
    fingerprint = None if numbers else document_to_fingerprint(document)
    facts += [Fact(FINGERPRINT, fingerprint, (), OWN)] if fingerprint else []
    facts += [Fact("numbers", number, _numbers_evidence(document, evidence), OWN) for number in numbers]
    facts += [Fact("number", number, _numbers_evidence(document, evidence), OWN) for number in numbers[:1]]
    facts += [
        Fact(part.name, part.value, _ids(item), OWN)
        for part, item in zip(document.parts, evidence, strict=True)
        if part.name in SINGLE_PARTS and part.name != "number"
    ]
    own = [mention for mention in mentions if mention.kind == "doc_number" and mention.value in numbers]
    printed = [span_to_evidence(document, mention.span, mention.by, mention.score) for mention in own]
    facts += [Fact("numbers", mention.value, (item.id,), OWN) for mention, item in zip(own, printed, strict=True)]
    first = [item for mention, item in zip(own, printed, strict=True) if mention.value == numbers[0]]
    facts += [Fact("surfaces", item.quote, (item.id,), OWN) for item in first]
    doubts = tuple(f"{part.name}: {part.doubt}" for part in document.parts if part.doubt)
    said = tuple(sorted({item for fact in facts for item in fact.evidence}))
    held = Node(node_id, "Document", tuple(facts), said, "held", tuple(sorted(set(doubts))))
    annexes = _build_annexes(document, node_id)
    return Graph(
        sources=(document_to_source(document),),
        nodes=(held, *annexes.nodes),
        edges=annexes.edges,
        evidence=tuple(item for item in [*evidence, *printed] if item) + annexes.evidence,
    )


def _ids(item: Evidence | None) -> tuple[str, ...]:
    return (item.id,) if item else ()


def _numbers_evidence(document: Document, evidence: list[Evidence | None]) -> tuple[str, ...]:
    parts = zip(document.parts, evidence, strict=True)
    return tuple(item.id for part, item in parts if item and part.name in OWN_NUMBERS)


def _part_to_evidence(document: Document, part: Part) -> Evidence | None:
    """Give where a part is said; a part that was concluded (a type) rests on the title."""
    title = document.part("title")
    span = part.span or (title.span if title else None)
    return span_to_evidence(document, span, part.by, part.score) if span else None


def _build_annexes(document: Document, node_id: str) -> Graph:
    """Give a node for every attachment that 附件说明 lists, held where the annex itself is found."""
    graphs = [_annex_to_graph(document, node_id, annex) for annex in find_annexes(document)]
    return Graph(
        nodes=tuple(node for graph in graphs for node in graph.nodes),
        edges=tuple(edge for graph in graphs for edge in graph.edges),
        evidence=tuple(item for graph in graphs for item in graph.evidence),
    )


def _annex_to_graph(document: Document, node_id: str, annex: Annex) -> Graph:
    listed = [item for item in [_part_to_evidence(document, annex.part)] if item]
    place = [span_to_evidence(document, annex.place, "annex-1")] if annex.place else []
    here = tuple(item.id for item in listed)
    facts = [Fact("title", annex.title, here, OWN)] + [Fact("place", item.quote, (item.id,), OWN) for item in place]
    target = f"{node_id}/附件{annex.number}"
    said = tuple(sorted({item.id for item in (*listed, *place)}))
    node = Node(target, "Document", tuple(facts), said, "held" if place else "cited")
    edge = Edge(edge_id("attaches", node_id, target), "attaches", node_id, target, (), here)
    return Graph(nodes=(node,), edges=(edge,), evidence=(*listed, *place))
