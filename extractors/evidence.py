"""A span and its places as an evidence record."""

from __future__ import annotations

from extractors.document import Box, Document, Place, Span
from extractors.graph import Evidence
from extractors.mention import Mention

Rectangle = tuple[float, float, float, float]


def span_to_evidence(document: Document, span: Span, by: str, score: float = 1.0) -> Evidence:
    """Give the evidence of a span: its first page in full, further pages in `more`; boxes rounded to 0.01 point."""
    first, *rest = document.locate(span) or (Place(1, (), ()),)
    found = document.cell_at(span)
    return Evidence(
        id=f"ev:{document.source}:{span.start}-{span.end}:{by}",
        source=f"src:{document.source}",
        page=first.page,
        boxes=_boxes_to_rectangles(first.boxes),
        lines=first.lines,
        start=span.start,
        end=span.end,
        quote=document.quote(span),
        by=by,
        score=score,
        cell=(found[0].id, found[1].row, found[1].column) if found else None,
        more=tuple((place.page, _boxes_to_rectangles(place.boxes)) for place in rest),
    )


def mention_to_evidence(document: Document, mention: Mention) -> Evidence:
    """Give the evidence of a mention."""
    return span_to_evidence(document, mention.span, mention.by, mention.score)


def _boxes_to_rectangles(boxes: tuple[Box, ...]) -> tuple[Rectangle, ...]:
    return tuple((round(box.left, 2), round(box.top, 2), round(box.right, 2), round(box.bottom, 2)) for box in boxes)
