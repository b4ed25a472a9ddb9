"""What is found by pattern: one module a kind, all of them in RULES."""

from __future__ import annotations

from pathlib import Path

from extractors.mention import Extractor
from extractors.rules import amount, date, doc_number, indicator, title

RULES: tuple[Extractor, ...] = (doc_number, title, amount, date)


def load_rules(models: Path) -> tuple[Extractor, ...]:
    """Give the rules with the models they need: amounts and indicators know the headings of tables."""
    return (doc_number, title, amount.Amounts(models), date, indicator.Indicators(models))
