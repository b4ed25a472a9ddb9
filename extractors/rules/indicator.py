"""Indicators (绩效指标) where they are named: one mention a row of a sheet of targets or results.

An indicator is a row of a table and no pattern of words, so this rule reads tables, with the lexicon of their heads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.document import Document
from extractors.mention import Mention
from extractors.tables import read_sheets
from extractors.tables.goals import read_goals

BY = "indicator-1"
kind = "indicator"


@dataclass(frozen=True, slots=True)
class Indicators:
    """Finds indicators with the models of a folder."""

    models: Path
    kind: str = kind

    def extract(self, document: Document) -> Iterator[Mention]:
        """Give the names of the indicators in text order; `value` is the name without 指标9： before it."""
        goals = read_goals(document, read_sheets(document, self.models), self.models)
        found = [indicator for goal in goals for indicator in goal.indicators]
        named = {indicator.cell.span: indicator for indicator in found}
        for span in sorted(named):
            indicator = named[span]
            score = 0.6 if indicator.doubt else 0.96
            yield Mention(kind, span, indicator.name, BY, score, indicator.doubt)
