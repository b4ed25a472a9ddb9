"""A page laid out: its paragraphs and tables in reading order, its furniture apart."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.reading.grids.joining import Frame
from extractors.reading.page.sheet import Sheet, Strip
from extractors.reading.prose.layout import Paragraph
from extractors.reading.prose.margins import Margins

Item = Paragraph | Frame


@dataclass(frozen=True, slots=True)
class Aside:
    """Furniture: a line of its own, or the cells of a row that stood before, each as its lines."""

    pieces: tuple[tuple[Strip, ...], ...]
    role: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """The items of a page in reading order, and its furniture.

    What runs over pages is on the page where it begins; `indents` says that paragraphs begin with empty characters.
    """

    sheet: Sheet
    margins: Margins
    items: tuple[Item, ...]
    furniture: tuple[Aside, ...]
    indents: bool
