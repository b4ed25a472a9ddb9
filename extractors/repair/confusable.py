"""Characters of figures that are taken for one another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from extractors.lexicon import read_rows

Confusable = Mapping[str, frozenset[str]]


@lru_cache(maxsize=2)
def load_confusable(models: Path) -> Confusable:
    """Give for each character those that it may have been printed as, in both directions.

    Raises:
        MissingModelError: the lexicon is not there.

    """
    found: dict[str, set[str]] = {}
    for row in read_rows(models / "lexicons/confusable_figures.tsv"):
        found.setdefault(row["one"], set()).add(row["other"])
        found.setdefault(row["other"], set()).add(row["one"])
    return {char: frozenset(others) for char, others in found.items()}
