"""Gives the passages of a document their roles and the document its parts and type."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extractors.document import Document
from extractors.reading.parts import find_parts
from extractors.reading.parts.kind import find_type
from extractors.reading.passage import Passage


def name_document(document: Document, passages: tuple[Passage, ...], models: Path | None) -> Document:
    """Give the document with its blocks and parts."""
    blocks, parts = find_parts(document.text, passages, document.tables)
    kind = find_type(document.text, blocks, parts, models)
    return replace(document, blocks=blocks, parts=(*parts, kind) if kind else parts)
