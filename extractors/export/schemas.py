"""The JSON Schemas (2020-12) of the outputs and of decisions, as they are shipped."""

from __future__ import annotations

from importlib.resources import files

SCHEMAS = ("graph", "document", "decision")


def read_schema(name: str) -> bytes:
    """Give the schema of graph.json (`graph`), of documents/*.json (`document`) or of a line of decisions.jsonl."""
    if name not in SCHEMAS:
        raise ValueError(f"{name}: no such schema; there are {', '.join(SCHEMAS)}")
    return (files("extractors.export") / f"{name}.schema.json").read_bytes()
