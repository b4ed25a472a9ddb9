"""Gold tables: the cells of a table as a person read them, with the file by its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from extractors.errors import GoldError

SUFFIXES = frozenset({".pdf", ".txt"})
LENGTH = 16  # hex digits of a source


@dataclass(frozen=True, slots=True, order=True)
class GoldCell:
    """A cell: its place, its size, whether it is a heading, its text without white space."""

    row: int
    column: int
    row_span: int
    column_span: int
    header: bool
    text: str


@dataclass(frozen=True, slots=True)
class GoldTable:
    """A table of the file whose SHA-256 begins with `source`; `page` is where it begins."""

    where: str
    source: str
    name: str
    page: int
    cells: tuple[GoldCell, ...]


def read_tables(folder: Path) -> tuple[GoldTable, ...]:
    """Give the gold tables of a gold folder.

    Raises:
        GoldError: a file breaks the rules.

    """
    return tuple(_read_table(path) for path in sorted((folder / "tables").glob("*.json")))


def _read_table(path: Path) -> GoldTable:
    where = f"tables/{path.name}"
    try:
        row: dict[str, Any] = orjson.loads(path.read_bytes())
        cells = tuple(sorted(_read_cell(cell) for cell in row["cells"]))
        table = GoldTable(where, str(row["source"]), str(row["name"]), int(row["page"]), cells)
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(
            f"{where}: {type(error).__name__} {error}; give source, name, page and cells"
            " [row, column, row_span, column_span, header, text]"
        ) from error
    if len(table.source) != LENGTH or not cells:
        raise GoldError(f"{where}: source is {LENGTH} hex digits, and there is at least one cell")
    return table


def _read_cell(cell: list[Any]) -> GoldCell:
    row, column, row_span, column_span, header, text = cell
    return GoldCell(int(row), int(column), int(row_span), int(column_span), bool(header), "".join(str(text).split()))


def find_sources(folders: Iterable[Path]) -> dict[str, Path]:
    """Give the files of some folders by source; of two copies the first by path."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in SUFFIXES and path.is_file():
                found.setdefault(hashlib.sha256(path.read_bytes()).hexdigest()[:LENGTH], path)
    return found
