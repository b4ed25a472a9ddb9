"""What is found by pattern: one module a kind, all of them in RULES."""

from __future__ import annotations

from pathlib import Path

from extractors.mention import Extractor
from extractors.rules import amount, date, doc_number, title

RULES: tuple[Extractor, ...] = (doc_number, title, amount, date)


def load_rules(models: Path) -> tuple[Extractor, ...]:
    """Give the rules with the models that make them surer: amounts know the headings of tables."""
    return (doc_number, title, amount.Amounts(models), date)
