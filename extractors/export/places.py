"""Where a span stands, as every output says it: page, boxes, lines, and what lies on further pages."""

from __future__ import annotations

from typing import Any

from extractors.document import Box, Document, Span


def box_to_json(box: Box) -> list[float]:
    """Give left, top, right, bottom in points, to a hundredth."""
    return [round(side, 2) + 0.0 for side in (box.left, box.top, box.right, box.bottom)]


def place_to_json(document: Document, span: Span) -> dict[str, Any]:
    """Give the text and the place of a span; `more` only where it runs over pages."""
    first, *rest = document.locate(span) or [None]
    more = [{"page": place.page, "boxes": [box_to_json(box) for box in place.boxes]} for place in rest if place]
    return {
        "text": document.quote(span),
        "start": span.start,
        "end": span.end,
        "page": first.page if first else None,
        "boxes": [box_to_json(box) for box in first.boxes] if first else [],
        "lines": list(first.lines) if first else [],
    } | ({"more": more} if more else {})


def doubt_to_json(doubt: str | None) -> dict[str, Any]:
    """Give the mark of doubt, or nothing."""
    return {"doubtful": True, "why": doubt} if doubt else {}
