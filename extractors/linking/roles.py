"""The parts that labels give to bodies (承担单位：甲公司; 主管部门为某局): who undertakes, who applies, who supervises.

A label speaks of the bodies that follow it in its sentence, in the cell to its right, or in the cells below it where it
heads a column. Where no project is named, the document stands for what is undertaken, applied for or supervised.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import regex

from extractors.document import Cell, Document, Span, Table
from extractors.evidence import span_to_evidence
from extractors.graph import Edge, Fact, Graph, merge
from extractors.linking.ids import edge_id
from extractors.linking.parties import Meant
from extractors.text import fold, squeeze

BY = "roles-1"
SCORE = 0.9
TYPES = {"undertaker": "undertakes", "applicant": "applies_for", "supervisor": "supervised_by"}
FROM_DOCUMENT = frozenset({"supervised_by"})
JOINTS = frozenset({"、", "和", "与", "及", "以及", "/"})
_NOTE = r"(?:[^\S\n]*[(（][^()（）\n]{1,10}[)）])?"
_SAYS = r"[)）]?(?:[^\S\n]*(?:名称|分别)?[^\S\n]*(?:[:：]|为|是|包括)[^\S\n]*|[^\S\n]+)"


def build_labelled_roles(document: Document, own: str, meant: Mapping[Span, Meant], labels: Mapping[str, str]) -> Graph:
    """Give the undertakes, applies_for and supervised_by edges that labels say; `labels` is label → role."""
    spans = sorted(meant)
    graphs = []
    for label, printed in _labels(document, tuple(sorted(label for label, role in labels.items() if role))):
        role = labels[label]
        for span in _bodies(document, printed, spans):
            graphs.append(_edge(document, own, TYPES[role], meant[span], (printed, span)))
    return merge(graphs)


def _labels(document: Document, labels: tuple[str, ...]) -> Iterator[tuple[str, Span]]:
    for found in _pattern(labels).finditer(document.text):
        yield squeeze(found.group()), Span(*found.span())


@cache
def _pattern(labels: tuple[str, ...]) -> regex.Pattern[str]:
    longest = sorted(labels, key=lambda label: (-len(label), label))
    return regex.compile("|".join(r"\s*".join(map(regex.escape, label)) for label in longest))


def _bodies(document: Document, label: Span, spans: Sequence[Span]) -> list[Span]:
    """Give the spans of the bodies that a label speaks of."""
    found = document.cell_at(label)
    if found is None:
        return _behind(document, label, spans)
    table, cell = found
    if _only(document, cell, label):
        return [span for place in _cells_of(table, cell) for span in _inside(place.span, spans)]
    return [span for span in _behind(document, label, spans) if cell.span.covers(span)]


def _only(document: Document, cell: Cell, label: Span) -> bool:
    """Say whether a label is all that its cell says, but for a note: 申报单位（盖章）."""
    rest = document.text[cell.span.start : label.start] + document.text[label.end : cell.span.end]
    return bool(regex.fullmatch(r"(?:\([^()]{1,10}\))?名?称?(?:\([^()]{1,10}\))?:?", fold(squeeze(rest))))


def _cells_of(table: Table, label: Cell) -> list[Cell]:
    """Give the cell to the right of a label, or the column below it where its neighbour is a heading too."""
    right = next(
        (cell for cell in table.cells if cell.row == label.row and cell.column == label.column + label.column_span),
        None,
    )
    if not label.header or (right is not None and not right.header):
        return [right] if right is not None else []
    return [cell for cell in table.cells if cell.column == label.column and cell.row > label.row and not cell.header]


def _behind(document: Document, label: Span, spans: Sequence[Span]) -> list[Span]:
    """Give the bodies right behind a label, one joined to the next by 、 or 和."""
    says = regex.compile(_NOTE + _SAYS).match(document.text, label.end)
    if says is None:
        return []
    at = bisect_left(spans, Span(says.end(), says.end()))
    found: list[Span] = []
    for span in spans[at:]:
        between = squeeze(fold(document.text[found[-1].end : span.start])) if found else ""
        follows = between in JOINTS if found else span.start == says.end()
        if not follows:
            break
        found.append(span)
    return found


def _inside(cell: Span, spans: Sequence[Span]) -> list[Span]:
    at = bisect_left(spans, Span(cell.start, cell.start))
    found: list[Span] = []
    for span in spans[at:]:
        if span.start >= cell.end:
            break
        if cell.covers(span) and not any(other.covers(span) for other in found[-1:]):
            found.append(span)
    return found


def _edge(document: Document, own: str, kind: str, meant: Meant, places: tuple[Span, Span]) -> Graph:
    ends = (own, meant.party.id) if kind in FROM_DOCUMENT else (meant.party.id, own)
    items = tuple(span_to_evidence(document, span, BY, min(meant.score, SCORE)) for span in places)
    label = Fact("label", squeeze(document.quote(places[0])), (items[0].id,))
    ids = tuple(sorted(item.id for item in items))
    doubts = (meant.doubt,) if meant.doubt else ()
    edge = Edge(edge_id(kind, *ends), kind, *ends, (label,), ids, score=min(meant.score, SCORE), doubts=doubts)
    return Graph(edges=(edge,), evidence=items)
