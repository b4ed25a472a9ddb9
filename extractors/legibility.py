"""How well what is said can be read on a scan, and what follows for mentions, parts and edges.

The engine's score of a character says little of one wrong character in ten, so that a low one is taken seriously: a
value with a character below `_SURE` is doubtful.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from extractors.document import Document, Line, Span
from extractors.graph import Edge, Graph
from extractors.mention import Mention

_SURE = 0.98
_YEAR = regex.compile(
    r"[〔\[(（【{](?:19|20)\d\d[〕\])）】}]"
)  # its brackets are often misread and never change a number


def read_score(document: Document, span: Span) -> float:
    """Give how sure the least sure character of a span is; marks count only within figures. 1 for text that is text."""
    places = (at for line in document.lines_of(span) if line.scores for at in _places(line, span))
    return min((score for at, score in places if _counts(document.text, at)), default=1.0)


def read_doubt(document: Document, span: Span) -> str | None:
    """Give why a span may be misread, or None."""
    doubts = [line.doubt for line in document.lines_of(span) if line.doubt]
    score = read_score(document, span)
    if score < _SURE:
        doubts.append(f"hard to read on the scan ({score:.2f})")
    return "; ".join(dict.fromkeys(doubts)) or None


def weigh_document(document: Document) -> Document:
    """Give the document with parts no surer than their reading."""
    if not _is_scanned(document):
        return document
    parts = (
        replace(
            part,
            score=_lower(part.score, document, part.span),
            doubt=_unite(part.doubt, read_doubt(document, part.span)),
        )
        if part.span
        else part
        for part in document.parts
    )
    return replace(document, parts=tuple(parts))


def weigh_mentions(document: Document, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Give the mentions, none surer than its reading."""
    scanned = _is_scanned(document)
    for mention in mentions:
        if not scanned:
            yield mention
            continue
        doubt = _unite(mention.doubt, read_doubt(document, mention.span))
        yield replace(mention, score=_lower(mention.score, document, mention.span), doubt=doubt)


def weigh_graph(document: Document, graph: Graph) -> Graph:
    """Give the graph of the document with evidence no surer than its reading; edges drawn from cells follow."""
    if not _is_scanned(document):
        return graph
    spans = {item.id: Span(item.start, item.end) for item in graph.evidence}
    evidence = tuple(replace(item, score=_lower(item.score, document, spans[item.id])) for item in graph.evidence)
    cells = {item.id: read_doubt(document, spans[item.id]) for item in graph.evidence if item.cell}
    edges = tuple(_weigh_edge(edge, cells) for edge in graph.edges)
    return replace(graph, evidence=evidence, edges=edges)


def _weigh_edge(edge: Edge, cells: dict[str, str | None]) -> Edge:
    """Doubt an edge when a cell that it was read from is doubtful."""
    doubts = {doubt for item in edge.evidence if (doubt := cells.get(item))}
    if not doubts:
        return edge
    return replace(edge, score=min(edge.score, 0.5), doubts=tuple(sorted({*edge.doubts, *doubts})))


def _is_scanned(document: Document) -> bool:
    return any(page.route == "ocr" for page in document.pages)


def _lower(score: float, document: Document, span: Span) -> float:
    return round(min(score, read_score(document, span)), 4)


def _unite(*doubts: str | None) -> str | None:
    return "; ".join(dict.fromkeys(doubt for doubt in doubts if doubt)) or None


def _places(line: Line, span: Span) -> Iterator[tuple[int, float]]:
    """Give the characters of a span on a line, each with its score."""
    for at in range(max(line.span.start, span.start), min(line.span.end, span.end)):
        yield at, line.scores[at - line.span.start]


def _counts(text: str, at: int) -> bool:
    """Say whether a character can change a value: letters and figures, and marks beside a figure."""
    if text[at].isalnum():
        return True
    near = text[max(at - 1, 0) : at + 2]
    if text[at].isspace() or not any(char.isdigit() for char in near):
        return False
    return not _YEAR.match(text, at) and not _YEAR.match(text, max(at - 5, 0), at + 1)
