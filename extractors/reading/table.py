"""Ruled tables of a page."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Box
from extractors.reading.sheet import Run, Sheet


@dataclass(frozen=True, slots=True)
class Sketch:
    """A table on one page."""

    box: Box


def find_sketches(sheet: Sheet) -> tuple[tuple[Sketch, ...], tuple[Run, ...]]:
    """Give the tables from top to bottom, and the text outside them."""
    return (), sheet.runs
