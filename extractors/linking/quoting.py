"""Facts quoted from a document: spans go in, the ids of their evidence come out, the records are kept."""

from __future__ import annotations

from collections.abc import Callable

from extractors.document import Document, Span
from extractors.evidence import span_to_evidence
from extractors.graph import Evidence

Cite = Callable[..., tuple[str, ...]]


def start_quoting(document: Document, by: str) -> tuple[Cite, dict[str, Evidence]]:
    """Give what cites spans of a document, and where it keeps the evidence, by id; empty spans say nothing."""
    kept: dict[str, Evidence] = {}

    def cite(*spans: Span | None) -> tuple[str, ...]:
        found = [span_to_evidence(document, span, by) for span in spans if span is not None and len(span)]
        kept.update({item.id: item for item in found})
        return tuple(item.id for item in found)

    return cite, kept
