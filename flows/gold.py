"""Gold, as people wrote it: lines of one kind, and whole documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from extractors.document import PART_NAMES
from extractors.errors import GoldError
from extractors.mention import MENTION_KINDS
from flows.gold_rows import ROW_KINDS, GoldRows, read_rows

CITATION = "citation"
PARTS = "parts"
ROLE = "role"
CARRIER = "carrier"
GRANTS = "prose_allocation"
VALUES = ("document_type", "target", "table_columns", GRANTS)
KINDS = (*MENTION_KINDS, CITATION)
Pairs = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class GoldLine:
    """A text with its mentions, (raw, value) in text order; `where` is file and line.

    `issuer` and `year` are those of the document that it stands in; `genre` is the sort of text. The line breaks of a
    `wrapped` text are those of print, inside a paragraph or cell; of another, they part rows and paragraphs.
    """

    where: str
    text: str
    mentions: Pairs
    issuer: str | None = None
    known: bool = False
    year: int | None = None
    genre: str | None = None
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class GoldParts:
    """A small document with its parts by GB/T 9704."""

    where: str
    text: str
    parts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A whole document; `mentions` by kind, `edges` and `nodes` as they stand in the file.

    `ignore` are surfaces by kind that readers disagree on: found or not, they do not count.
    """

    where: str
    file: Path
    parts: dict[str, Any] = field(default_factory=dict)
    mentions: dict[str, Pairs] = field(default_factory=dict)
    ignore: dict[str, list[str]] = field(default_factory=dict)
    edges: tuple[dict[str, Any], ...] = ()
    nodes: tuple[dict[str, Any], ...] = ()
    rows: dict[str, GoldRows] = field(default_factory=dict)


def read_lines(folder: Path) -> dict[str, tuple[GoldLine, ...]]:
    """Give the gold lines by kind of mention, and those of citations.

    Raises:
        GoldError: a file breaks the rules, or there is no gold at all.

    """
    files = sorted(folder.glob("*.jsonl"))
    if not files and not (folder / "documents").is_dir():
        raise GoldError(f"{folder}: no gold there; give a folder with <kind>.jsonl or documents/*.json")
    return {path.stem: tuple(_read_line(*item) for item in _rows(path)) for path in files if path.stem in KINDS}


def list_others(folder: Path) -> list[str]:
    """Give the gold files that are not scored here."""
    return [
        path.name for path in sorted(folder.glob("*.jsonl")) if path.stem not in (*KINDS, *VALUES, PARTS, ROLE, CARRIER)
    ]


def read_values(folder: Path) -> dict[str, Iterator[tuple[str, dict[str, Any]]]]:
    """Give the lines of gold that are one value each, by kind, with their places."""
    files = ((kind, folder / f"{kind}.jsonl") for kind in VALUES)
    return {kind: _rows(path) for kind, path in files if path.exists()}


def read_parts(folder: Path) -> tuple[GoldParts, ...]:
    """Give the small documents with their parts.

    Raises:
        GoldError: the file breaks the rules.

    """
    path = folder / f"{PARTS}.jsonl"
    return tuple(_read_part(*item) for item in _rows(path)) if path.exists() else ()


def read_documents(folder: Path) -> tuple[GoldDocument, ...]:
    """Give the whole documents; each as a PDF and, where there is one, as a text file.

    Raises:
        GoldError: a file breaks the rules, or its document is not there.

    """
    return tuple(
        item for path in sorted((folder / "documents").glob("*.json")) for item in _read_document(path, folder)
    )


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            where = f"{path.name}:{number}"
            yield where, _parse(line.encode(), where)


def _parse(data: bytes, where: str) -> dict[str, Any]:
    try:
        value = orjson.loads(data)
    except ValueError as error:
        raise GoldError(f"{where}: not JSON ({error}); mend the line") from error
    if not isinstance(value, dict):
        raise GoldError(f"{where}: not a JSON object; write one object a line")
    return value


def _read_line(where: str, row: dict[str, Any]) -> GoldLine:
    text = row.get("text")
    if not isinstance(text, str):
        raise GoldError(f'{where}: no "text"; give the text of the line')
    mentions = _pairs(row.get("mentions"), where)
    at = 0
    for raw, _ in mentions:
        found = text.find(raw, at)
        if not raw or found < 0:
            raise GoldError(f"{where}: {raw!r} is not in the text, or not in this order; copy the exact slice")
        at = found + 1  # a title inside a title begins after its outer one, and may end with it
    more = {key: row[key] for key in ("issuer", "year", "genre", "wrapped") if key in row}
    return GoldLine(where, text, mentions, known="xfail" in row, **more)


def _pairs(value: object, where: str) -> Pairs:
    """Give (raw, value) pairs; a third element is a count."""
    if not isinstance(value, list):
        raise GoldError(f'{where}: no "mentions"; give a list of [raw, value], an empty one if there are none')
    pairs: list[tuple[str, Any]] = []
    for item in value:
        if not isinstance(item, list) or len(item) not in (2, 3) or not isinstance(item[0], str):
            raise GoldError(f"{where}: {item!r} is not [raw, value] or [raw, value, count]")
        pairs += [(item[0], item[1])] * (item[2] if len(item) == 3 else 1)
    return tuple(pairs)


def _read_part(where: str, row: dict[str, Any]) -> GoldParts:
    text, parts = row.get("text"), row.get("parts")
    if not isinstance(text, str) or not isinstance(parts, dict):
        raise GoldError(f'{where}: needs "text" and "parts"')
    _check_parts(parts, where)
    return GoldParts(where, text, parts)


def _check_parts(parts: dict[str, Any], where: str) -> None:
    if unknown := sorted(set(parts) - set(PART_NAMES)):
        raise GoldError(f"{where}: no such part: {', '.join(unknown)}; there are {', '.join(PART_NAMES)}")


def _read_document(path: Path, folder: Path) -> Iterator[GoldDocument]:
    where = f"documents/{path.name}"
    row = _parse(path.read_bytes(), where)
    parts, mentions = row.get("parts", {}), row.get("mentions", {})
    if not isinstance(parts, dict) or not isinstance(mentions, dict):
        raise GoldError(f'{where}: "parts" and "mentions" are objects')
    _check_parts(parts, where)
    if unknown := sorted(set(mentions) - set(MENTION_KINDS)):
        raise GoldError(f"{where}: no such kind: {', '.join(unknown)}; there are {', '.join(MENTION_KINDS)}")
    read = {kind: _pairs(value, f"{where}: {kind}") for kind, value in mentions.items()}
    edges, nodes = (_records(row.get(key, []), f"{where}: {key}") for key in ("edges", "nodes"))
    rows = {kind: read_rows(row[kind], f"{where}: {kind}") for kind in ROW_KINDS if kind in row}
    for key in ("file", "text_file"):
        if name := row.get(key):
            file = folder.parent / str(name)
            if not file.is_file():
                raise GoldError(f"{where}: {file} is not there; mend {key!r}, or make the file")
            yield GoldDocument(where, file, parts, read, row.get("ignore", {}), edges, nodes, rows)


def _records(value: object, where: str) -> tuple[dict[str, Any], ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise GoldError(f"{where}: not a list of objects")
    return tuple(value)
