"""A page laid out: its lines in reading order between its tables, its furniture apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.reading.layout import Paragraph
from extractors.reading.margins import Margins
from extractors.reading.sheet import Sheet, Strip
from extractors.reading.table import Sketch


@dataclass(frozen=True, slots=True)
class Leaf:
    """The paragraphs and tables of a page in reading order, and its furniture with roles."""

    sheet: Sheet
    margins: Margins
    items: tuple[Paragraph | Sketch, ...]
    furniture: tuple[tuple[Strip, str], ...]
    indents: bool


def last_strip(items: Sequence[Paragraph | Sketch]) -> Strip | None:
    """Give the last line of a page if it is one of a paragraph."""
    return items[-1].strips[-1] if items and isinstance(items[-1], Paragraph) else None
