"""Files for readers and machines: documents/*.json, CSV tables, the JSON Schemas of both outputs."""

from __future__ import annotations

from extractors.export.document import document_to_json
from extractors.export.money import AmountRow, amount_rows
from extractors.export.schemas import SCHEMAS, read_schema
from extractors.export.tables import graph_to_tables

__all__ = ["SCHEMAS", "AmountRow", "amount_rows", "document_to_json", "graph_to_tables", "read_schema"]
