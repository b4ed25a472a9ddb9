"""Gold of single values: the type of a text, the target of an indicator's cell, the kind of a heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractors.errors import GoldError
from extractors.reading import read_bytes
from extractors.tables.column import heading_to_kind, load_headings
from extractors.text import fold
from extractors.values.target import parse_target, target_to_json
from flows.comparison import SURE, Comparison, Miss
from flows.tally import Tally

TYPE, TARGET, HEADING = "document_type", "target", "table_columns"
KEYS = {TYPE: ("text", "type"), TARGET: ("text", "target"), HEADING: ("heading", "kind")}
HINTS = ("name", "unit", "year", "actual")


def compare_values(kind: str, rows: Iterator[tuple[str, dict[str, Any]]], models: Path) -> Comparison:
    """Compare the values of a gold file, one a line.

    Raises:
        GoldError: a line lacks its text or its value.

    """
    total = Comparison()
    for where, row in rows:
        said, wanted = KEYS[kind]
        if not isinstance(row.get(said), str) or wanted not in row:
            raise GoldError(f'{where}: needs "{said}" and "{wanted}"')
        if kind == TARGET:
            total += _compare_target(where, row)
        else:
            total += (_compare_type if kind == TYPE else _compare_heading)(where, row, models)
    return total


def _compare_heading(where: str, row: Mapping[str, Any], models: Path) -> Comparison:
    """Compare the kind that a heading tells by itself; its cells may correct it, so an error is not silent."""
    headings = load_headings(models / "lexicons/table_columns.tsv")
    found = heading_to_kind((fold(row["heading"]),), headings)
    return _comparison(where, HEADING, row["heading"], (row["kind"], found), quiet=False)


def _compare_type(where: str, row: Mapping[str, Any], models: Path) -> Comparison:
    part = read_bytes(row["text"].encode(), "text.txt", models).part("type")
    found, wanted = part.value if part else None, row["type"]
    quiet = part is not None and not part.doubt and part.score >= SURE
    return _comparison(where, TYPE, row["text"], (wanted, found), quiet=quiet)


def _compare_target(where: str, row: Mapping[str, Any]) -> Comparison:
    target = parse_target(row["text"], **{key: row[key] for key in HINTS if key in row})
    found = _plain(target_to_json(target), row[TARGET])
    return _comparison(where, TARGET, row["text"], (row[TARGET], found), quiet=target.doubt is None)


def _plain(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Give a target as gold writes it: no reasons, and `text` or `doubtful` of a part only where gold has them."""
    kept = {
        key: value
        for key, value in found.items()
        if value is not None and key != "why" and (key != "text" or "text" in wanted)
    }
    if "parts" in kept:
        parts = [*wanted.get("parts", []), *[{}] * len(kept["parts"])]
        pairs = zip(kept["parts"], parts, strict=False)
        kept["parts"] = [
            {key: value for key, value in _plain(part, gold).items() if key != "doubtful"} for part, gold in pairs
        ]
    return kept


def _comparison(where: str, kind: str, text: str, values: tuple[Any, Any], *, quiet: bool) -> Comparison:
    """Give one line's comparison; a value that is not found is missed, a wrong one is missed and too much."""
    wanted, found = values
    if wanted == found:
        right = Tally(1, 0, 0)
        return Comparison(right, right)
    counts = Tally(0, int(found is not None), int(wanted is not None))
    misses = [Miss(where, kind, "missed", text, wanted)] if wanted is not None else []
    if found is not None:
        misses.append(Miss(where, kind, "extra", text, found, silent=quiet))
    return Comparison(counts, counts, tuple(misses))
