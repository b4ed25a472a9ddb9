"""The role of a table by a classifier over headings and title, asked only where the rules are silent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractors.linear import load_linear

VERSION = "1"
LEAST = 0.5
BY_MODEL = f"table_role-{VERSION}"


def table_to_words(title: str, headings: Sequence[str], kinds: Sequence[str]) -> tuple[str, ...]:
    """Give the features of a table: pairs of characters of its headings and title, kinds of its columns."""
    words: list[str] = []
    for heading in headings:
        words += [f"h:{pair}" for pair in _pairs(heading.rpartition("/")[2])]
    words += [f"t:{pair}" for pair in _pairs(title)]
    words += [f"k:{kind}" for kind in sorted(set(kinds))]
    return tuple(words)


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


def predict_role(models: Path, words: Sequence[str]) -> tuple[str, float] | None:
    """Give the likeliest role with its probability; None below the threshold."""
    role, score, known = load_linear(models / f"table_role/{VERSION}/model.json").predict(words)
    return (role, round(score, 3)) if known and score >= LEAST else None
