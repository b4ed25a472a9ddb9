"""How well what is said can be read on a scan, and what follows for mentions, parts and edges.

A character has the probability that two readings of it give (surety), or the score of the one that there was. A value
that is right with less than `_SURE` is doubtful, and so is one that was repaired.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from extractors.document import Document, Line, Span
from extractors.graph import Edge, Fact, Graph
from extractors.mention import Mention
from extractors.surety import differs
from extractors.text import fold

_SURE = 0.98
_MENDED, _PLAIN = 0.6, 0.89  # how sure a repaired value is at most; one that its groups tell, until a sum proves it
_SHOWN = 3  # characters on which two readings differ that are named
_GROUPED = regex.compile(r"\d{1,3}(?:,\d{3})+\.\d{2}|\d{1,3}(?:,\d{3}){2,}")
_FIGURE = regex.compile(r"[\d.,，]+")
_LONGEST = 24  # characters of a figure
_YEAR = regex.compile(
    r"[〔\[(（【{](?:19|20)\d\d[〕\])）】}]"
)  # its brackets are often misread and never change a number


def read_score(document: Document, span: Span) -> float:
    """Give how likely all characters of a span are right; marks count only within figures. 1 for text that is text.

    Scores of one reading alone are no probabilities: of them the lowest counts. A figure that a sum proves is right.
    """
    if document.is_proved(span):
        return 1.0
    single = whole = 1.0
    for line in document.lines_of(span):
        for at, score in _places(line, span) if line.scores else ():
            if not _counts(document.mended, at):
                continue
            if line.seconds:
                whole *= score
            else:
                single = min(single, score)
    mended = (_PLAIN if repair.plain else _MENDED for repair in document.repairs_of(span))
    return min(single * whole, *mended, 1.0)


def read_doubt(document: Document, span: Span) -> str | None:
    """Give why a span may be misread, or None."""
    doubts = [line.doubt for line in document.lines_of(span) if line.doubt]
    repairs = [repair.why for repair in document.repairs_of(span) if not (repair.plain and document.is_proved(span))]
    score = read_score(document, span)
    if score < _SURE and not repairs:
        doubts.append(f"hard to read on the scan ({score:.2f}{_other_reading(document, span)})")
    return "; ".join(dict.fromkeys([*doubts, *repairs])) or None


def _other_reading(document: Document, span: Span) -> str:
    """Give what a second reading has where it differs: `, or 8 for 3`."""
    found = [
        f"{said.strip() or 'nothing'} for {document.text[at]}"
        for line in document.lines_of(span)
        if line.seconds
        for at, _ in _places(line, span)
        if (said := line.seconds[at - line.span.start][0])
        and _counts(document.mended, at)
        and differs(document.text[at], line.seconds[at - line.span.start])
    ]
    return f", or {', '.join(found[:_SHOWN])}" if found else ""


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
    evidence = tuple(
        replace(item, score=_lower(item.score, document, spans[item.id]), quote=document.quote(spans[item.id]))
        for item in graph.evidence
    )
    cells = {item.id: read_doubt(document, spans[item.id]) for item in graph.evidence if item.cell}
    mended = {
        item.id: (f"check:{repair.check}:{document.source}:{repair.span.start}", document.quote(repair.span))
        for item in graph.evidence
        if item.cell
        for repair in document.repairs_of(spans[item.id])
        if not repair.plain
    }
    edges = tuple(_reconcile_edge(_weigh_edge(edge, cells), mended) for edge in graph.edges)
    return replace(graph, evidence=evidence, edges=edges)


def _weigh_edge(edge: Edge, cells: dict[str, str | None]) -> Edge:
    """Doubt an edge when a cell that it was read from is doubtful."""
    doubts = {doubt for item in edge.evidence if (doubt := cells.get(item))}
    if not doubts:
        return edge
    return replace(edge, score=min(edge.score, 0.5), doubts=tuple(sorted({*edge.doubts, *doubts})))


def _reconcile_edge(edge: Edge, mended: dict[str, tuple[str, str]]) -> Edge:
    """Give an edge whose figure was repaired by a check its basis, the check, and the figure as it was read."""
    facts = list(edge.facts)
    for at, fact in enumerate(facts):
        check = next((mended[item] for item in fact.evidence if item in mended), None)
        if fact.name == "printed" and check:
            facts[at] = replace(fact, value=check[1])
            facts.append(Fact("reconciled_by", check[0]))
    return edge if len(facts) == len(edge.facts) else replace(edge, facts=tuple(facts), basis="reconciled")


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
    if text[at] in ".,，" and _is_grouped(text, at):
        return False
    near = text[max(at - 1, 0) : at + 2]
    if text[at].isspace() or not any(char.isdigit() for char in near):
        return False
    return not _YEAR.match(text, at) and not _YEAR.match(text, max(at - 5, 0), at + 1)


def _is_grouped(text: str, at: int) -> bool:
    """Say whether a mark stands in a figure whose groups leave no other mark: 7,250,000.00."""
    start = max(at - _LONGEST, 0)
    found = (match for match in _FIGURE.finditer(text, start, at + _LONGEST) if match.start() <= at < match.end())
    return any(_GROUPED.fullmatch(fold(match[0])) for match in found)
