"""Writes paragraphs and tables into one text, and keeps where every character came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import radians, tan

from extractors.document import Box, Line, Span
from extractors.reading.page.sheet import Sheet, Strip
from extractors.reading.page.turning import turn_back
from extractors.reading.prose.joints import joint
from extractors.reading.scans.leaning import lean_back, lean_stops


@dataclass(slots=True)
class Manuscript:
    """The text of a document as it grows."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    lines: list[Line] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)
    sheets: dict[int, Sheet] = field(default_factory=dict)

    def add(self, text: str) -> Span:
        """Write text that is printed nowhere, or whose lines are kept by the caller."""
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return Span(start, self.length)

    def begin(self, mark: str = "\n") -> None:
        """Write the mark between two passages, not before the first."""
        if self.length:
            self.add(mark)

    def add_strips(self, strips: Sequence[Strip], right: float | None = None) -> Span:
        """Write printed lines as one piece of text; `right` is where the lines of a table cell must end."""
        start = self.length
        before: Strip | None = None
        for strip in strips:
            if before is not None:
                self.add(joint(before.text, strip.text, full=right is None or _is_full(before, strip, right)))
            number = self.counts[strip.page] = self.counts.get(strip.page, 0) + 1
            self.lines.append(self._line(strip, self.add(strip.text), number))
            before = strip
        return Span(start, self.length)

    def _line(self, strip: Strip, span: Span, number: int) -> Line:
        sheet = self.sheets.get(strip.page)
        stops, lean = strip.stops, 0.0
        if sheet and sheet.turn:
            stops = ()
        elif sheet and sheet.lean:
            stops, lean = lean_stops(strip, sheet), tan(radians(sheet.lean))
        box = self.place(strip.box, strip.page)
        return Line(span, strip.page, number, box, stops, lean, strip.scores, strip.doubt, strip.seconds)

    def place(self, box: Box, page: int) -> Box:
        """Give a box as it stands on its page, which was perhaps turned for reading."""
        sheet = self.sheets.get(page)
        if sheet is None:
            return box
        straight = lean_back(box, sheet.lean, sheet.width, sheet.height) if sheet.lean else box
        return turn_back(straight, sheet.turn, sheet.width, sheet.height)

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.pieces)


def _is_full(before: Strip, strip: Strip, right: float) -> bool:
    """Say whether the first word of a line had no room on the line above it in a cell."""
    if not strip.stops or not before.stops:
        return True
    word = next((at for at, char in enumerate(strip.text) if char == " "), len(strip.text))
    left = min(before.box.left, strip.box.left)
    return left + (before.box.right - before.box.left) + strip.stops[word] - strip.stops[0] > right - 1


def cover(strips: Sequence[Strip]) -> Box:
    """Give the box around the lines of the first page that they stand on."""
    boxes = [strip.box for strip in strips if strip.page == strips[0].page]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
