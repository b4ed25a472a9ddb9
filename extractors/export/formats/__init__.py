"""A whole graph in formats of other tools: each a stream of files in chunks, so that no archive is too large."""

from __future__ import annotations

from collections.abc import Callable

from extractors.export.formats.ftm import records_to_ftm
from extractors.export.formats.graphml import records_to_graphml
from extractors.export.formats.jsonld import records_to_jsonld
from extractors.export.formats.parquet import records_to_parquet
from extractors.export.formats.plain import records_to_csv, records_to_jsonl
from extractors.export.formats.records import Files, Records, graph_to_records

FORMATS: dict[str, Callable[[Records], Files]] = {
    "csv": records_to_csv,
    "ftm": records_to_ftm,
    "graphml": records_to_graphml,
    "jsonl": records_to_jsonl,
    "jsonld": records_to_jsonld,
    "parquet": records_to_parquet,
}

__all__ = ["FORMATS", "Files", "Records", "graph_to_records"]
