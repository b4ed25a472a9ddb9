"""Records as JSON Lines and as flat CSV files, one file a kind."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from extractors.export.formats.records import KINDS, Files, Record, Records
from extractors.export.tables import FORMULA

COLUMNS: dict[str, tuple[str, ...]] = {
    "sources": ("id", "name", "names", "pages"),
    "nodes": ("id", "type", "label", "status", "doubtful", "why", "props", "facts", "evidence"),
    "edges": (
        *("id", "type", "from", "to", "basis", "score", "doubtful", "why"),
        *("amount_cny", "props", "facts", "evidence"),
    ),
    "evidence": (
        *("id", "source", "page", "boxes", "lines", "start", "end", "quote"),
        *("table", "row", "column", "by", "score", "more"),
    ),
    "checks": ("id", "rule", "verdict", "message", "expected", "found", "evidence", "about"),
}
CHUNK = 2_000  # rows


def records_to_jsonl(records: Records) -> Files:
    """Give one file a kind, each record on a line as graph.json has it."""
    for kind in KINDS:
        yield f"{kind}.jsonl", _to_lines(records.read(kind))


def _to_lines(items: Iterable[Record]) -> Iterator[bytes]:
    options = orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    for batch in batches(items):
        yield b"".join(orjson.dumps(item, option=options) for item in batch)


def batches(items: Iterable[Record], size: int = CHUNK) -> Iterator[list[Record]]:
    """Give items in lists of at most so many."""
    batch: list[Record] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def record_to_row(kind: str, item: Record) -> dict[str, Any]:
    """Give a record as the columns of its kind; what is not said is null."""
    row = {name: item.get(name) for name in COLUMNS[kind]}
    if kind == "evidence":
        row |= item["cell"] or {}
    if kind == "edges":
        row["amount_cny"] = item["props"].get("amount_cny")
    if "doubtful" in row:
        row["doubtful"] = bool(row["doubtful"])
    return row


def records_to_csv(records: Records) -> Files:
    """Give one file a kind: UTF-8 with a byte order mark, lists and props as JSON; a formula gets an apostrophe."""
    for kind in KINDS:
        yield f"{kind}.csv", _to_csv(kind, records.read(kind))


def _to_csv(kind: str, items: Iterable[Record]) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf" + _rows([COLUMNS[kind]])
    for batch in batches(items):
        rows = (record_to_row(kind, item) for item in batch)
        yield _rows([_cell(row[name]) for name in COLUMNS[kind]] for row in rows)


def _rows(rows: Iterable[Iterable[str]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = value if isinstance(value, str) else orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    return f"'{text}" if FORMULA.match(text) else text
