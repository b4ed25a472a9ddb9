"""What is found by pattern: one module a kind, all of them in RULES."""

from __future__ import annotations

from extractors.mention import Extractor
from extractors.rules import amount, date, doc_number, title

RULES: tuple[Extractor, ...] = (doc_number, title, amount, date)
