"""Page numbers and running headers."""

from __future__ import annotations

from collections.abc import Sequence

from flows.typeset.fonts import Face
from flows.typeset.sheet import MM, Run, Sheet
from flows.typeset.wrap import measure

STYLES = {
    "dash": "— {number} —",  # GB/T 9704-2012: outside
    "plain": "{number}",  # in the middle
    "hyphen": "- {number} -",
    "count": "第 {number} 页 共 {count} 页",
    "none": "",
}


def number_pages(sheets: Sequence[Sheet], face: Face, *, style: str = "dash", first: bool = True) -> None:
    """Set the page numbers: `— 1 —` right on odd pages and left on even ones, other styles in the middle."""
    for number, sheet in enumerate(sheets, start=1):
        text = STYLES[style].format(number=number, count=len(sheets))
        if not text or (number == 1 and not first):
            continue
        size = 14.0 if style == "dash" else 10.5
        paper, width = sheet.paper, measure(text, face, size=size)
        outside = paper.right - 14.0 - width if number % 2 else paper.left + 14.0
        x = outside if style == "dash" else (paper.width - width) / 2
        sheet.marks.append(Run(x, paper.bottom + paper.number_below, text, size))


def head_pages(sheets: Sequence[Sheet], face: Face, text: str) -> None:
    """Set a running header in the middle of every page, above the type area."""
    size = 9.0
    for sheet in sheets if text else ():
        x = (sheet.paper.width - measure(text, face, size=size)) / 2
        sheet.marks.insert(0, Run(x, sheet.paper.top - 8 * MM, text, size))
