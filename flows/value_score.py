"""Gold of single values: the type of a text, the target of an indicator's cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractors.errors import GoldError
from extractors.reading import read_bytes
from extractors.values.target import parse_target, target_to_json
from flows.comparison import SURE, Comparison, Miss
from flows.tally import Tally

TYPE, TARGET = "document_type", "target"
HINTS = ("name", "unit", "year", "actual")


def compare_values(kind: str, rows: Iterator[tuple[str, dict[str, Any]]], models: Path) -> Comparison:
    """Compare the values of a gold file, one a line.

    Raises:
        GoldError: a line lacks its text or its value.

    """
    total = Comparison()
    for where, row in rows:
        key = "type" if kind == TYPE else TARGET
        if not isinstance(row.get("text"), str) or key not in row:
            raise GoldError(f'{where}: needs "text" and "{key}"')
        total += _compare_type(where, row, models) if kind == TYPE else _compare_target(where, row)
    return total


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
