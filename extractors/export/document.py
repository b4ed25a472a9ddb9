"""A document with its mentions as documents/<source>.json has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractors.document import PLURAL_PARTS, SINGLE_PARTS, Block, Document, Page, Part, Span, Table
from extractors.export.money import CellAmounts, cell_amounts
from extractors.export.places import box_to_json, doubt_to_json, place_to_json
from extractors.graph import Graph
from extractors.graph_json import check_to_json
from extractors.mention import Mention, value_to_json

SCHEMA = "gongwen-document"
SCHEMA_VERSION = "1.0.0"


def document_to_json(
    document: Document, mentions: Sequence[Mention], graph: Graph, producer: dict[str, str]
) -> dict[str, Any]:
    """Give the whole document: source, text, parts, blocks, tables, mentions, checks (those of its own graph)."""
    amounts = cell_amounts(document, mentions)
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "producer": dict(producer),
        "source": _source_to_json(document, graph),
        "text": document.text,
        "parts": _parts_to_json(document),
        "blocks": [_block_to_json(document, block) for block in document.blocks],
        "tables": [_table_to_json(document, table, amounts) for table in document.tables],
        "mentions": [_mention_to_json(document, mention) for mention in mentions],
        "checks": [check_to_json(check) for check in graph.checks],
    }


def _source_to_json(document: Document, graph: Graph) -> dict[str, Any]:
    source_id = f"src:{document.source}"
    names = next((source.names for source in graph.sources if source.id == source_id), (document.name,))
    return {
        "id": source_id,
        "name": names[0],
        "names": list(names),
        "format": document.format,
        "pages": [page_to_json(page) for page in document.pages],
    }


def page_to_json(page: Page) -> dict[str, Any]:
    """Give a page; `why` only where there is something to say of its route."""
    return {
        "number": page.number,
        "width": round(page.width, 2),
        "height": round(page.height, 2),
        "route": page.route,
        "unread": page.unread,
    } | ({"why": page.why} if page.why else {})


def _parts_to_json(document: Document) -> dict[str, Any]:
    single = {name: _first(document, name) for name in SINGLE_PARTS}
    plural = {name: [_part_to_json(document, part) for part in document.parts_of(name)] for name in PLURAL_PARTS}
    return {**single, **plural}


def _first(document: Document, name: str) -> dict[str, Any] | None:
    part = document.part(name)
    return _part_to_json(document, part) if part else None


def _part_to_json(document: Document, part: Part) -> dict[str, Any]:
    nowhere: dict[str, Any] = {"text": None, "start": None, "end": None, "page": None, "boxes": [], "lines": []}
    place = place_to_json(document, part.span) if part.span else nowhere
    return {"value": part.value, **place, "by": part.by, "score": part.score, **doubt_to_json(part.doubt)}


def _block_to_json(document: Document, block: Block) -> dict[str, Any]:
    place = place_to_json(document, block.span)
    return {**place, "page": block.page, "role": block.role, "level": block.level}


def _table_to_json(document: Document, table: Table, amounts: CellAmounts) -> dict[str, Any]:
    cells = [
        {
            "row": cell.row,
            "column": cell.column,
            "row_span": cell.row_span,
            "column_span": cell.column_span,
            "header": cell.header,
            "text": document.quote(cell.span),
            "start": cell.span.start,
            "end": cell.span.end,
            "page": cell.page,
            "boxes": [box_to_json(cell.box)] if cell.box else [],
            **amounts.get((table.id, cell.row, cell.column), {}),
        }
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    ]
    return {
        "id": table.id,
        "title": _quote(document, table.title),
        "unit": table.unit_text or _quote(document, table.unit),
        "role": table.role,
        "pages": list(table.pages),
        "annex": table.annex,
        "start": table.span.start,
        "end": table.span.end,
        "cells": cells,
        **doubt_to_json(table.doubt),
    }


def _quote(document: Document, span: Span | None) -> str | None:
    return document.quote(span) if span else None


def _mention_to_json(document: Document, mention: Mention) -> dict[str, Any]:
    return {
        "kind": mention.kind,
        "value": value_to_json(mention.value),
        **place_to_json(document, mention.span),
        "by": mention.by,
        "score": mention.score,
        **doubt_to_json(mention.doubt),
    }
