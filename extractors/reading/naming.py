"""Gives the passages of a document their roles and the document its parts and type."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extractors.document import Block, Document, Part, Table
from extractors.reading.passage import Passage

try:
    from extractors.reading.parts import find_parts
except ImportError:  # until it is there

    def find_parts(
        text: str, passages: tuple[Passage, ...], tables: tuple[Table, ...]
    ) -> tuple[tuple[Block, ...], tuple[Part, ...]]:
        """Give every passage as a paragraph."""
        return tuple(
            Block(item.span, item.furniture or ("table" if item.table else "paragraph"), item.page) for item in passages
        ), ()


try:
    from extractors.reading.kind import find_type
except ImportError:  # until it is there

    def find_type(text: str, blocks: tuple[Block, ...], parts: tuple[Part, ...], models: Path | None) -> Part | None:
        """Give no type."""
        return None


def name_document(document: Document, passages: tuple[Passage, ...], models: Path | None) -> Document:
    """Give the document with its blocks and parts."""
    blocks, parts = find_parts(document.text, passages, document.tables)
    kind = find_type(document.text, blocks, parts, models)
    return replace(document, blocks=blocks, parts=(*parts, kind) if kind else parts)
