"""`gongwen schema`: the JSON Schema of an output."""

from __future__ import annotations

from extractors.export.schemas import read_schema


def show_schema(name: str) -> str:
    """Give the schema of graph.json or documents/*.json as text."""
    return read_schema(name).decode()
