"""Blocks one under another, page after page, with page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.typeset.blocks import (
    LEADING,
    PITCH,
    SIZE,
    Block,
    Break,
    Foot,
    Gap,
    Issuers,
    Line,
    Pair,
    Paragraph,
    Signature,
)
from flows.typeset.fonts import Face
from flows.typeset.grid import Grid, Piece, draw_piece, fit_grid, row_heights, split_rows
from flows.typeset.seal import seal_marks
from flows.typeset.sheet import RED, Paper, Rule, Run, Sheet
from flows.typeset.wrap import measure, wrap


@dataclass(slots=True)
class Flow:
    """The pages made so far."""

    faces: dict[str, Face]
    paper: Paper
    sheets: list[Sheet]

    @property
    def sheet(self) -> Sheet:
        """The page being filled."""
        return self.sheets[-1]

    def turn(self, paper: Paper | None = None) -> None:
        """Begin a new page."""
        self.paper = paper or self.paper
        self.sheets.append(Sheet(self.paper, self.paper.top))

    def need(self, height: float) -> None:
        """Begin a new page when the height does not fit on this one."""
        if self.sheet.y + height > self.paper.bottom + 0.5 and self.sheet.y > self.paper.top:
            self.turn()


def lay_out(blocks: Iterable[Block], faces: dict[str, Face], *, paper: Paper) -> list[Sheet]:
    """Set the blocks on pages."""
    flow = Flow(faces, paper, [Sheet(paper, paper.top)])
    for block in blocks:
        _set(flow, block)
    return flow.sheets


def _set(flow: Flow, block: Block) -> None:
    match block:
        case Paragraph():
            _paragraph(flow, block)
        case Pair():
            _pair(flow, block)
        case Line():
            _line(flow, block)
        case Gap():
            flow.sheet.y += block.height if block.always or flow.sheet.y > flow.paper.top else 0
        case Break():
            flow.turn(block.paper)
        case Signature():
            _signature(flow, block)
        case Issuers():
            _issuers(flow, block)
        case Foot():
            _foot(flow, block.blocks)
        case Grid():
            _grid(flow, block)


def paragraph_lines(block: Paragraph, face: Face, width: float) -> list[tuple[str, float]]:
    """Break a paragraph into lines, each with the points by which it is indented."""
    spacing = PITCH * block.size / SIZE
    em = block.size + spacing
    if block.align == "fill":
        return [(block.text, block.first * em)]
    room = width - (block.hang + block.inset) * em
    first = (block.first - block.hang) * em
    lines = wrap(block.text, face, size=block.size, width=room, first=first, spacing=spacing)
    return [(line, (block.hang if number else block.first) * em) for number, line in enumerate(lines)]


def _paragraph(flow: Flow, block: Paragraph) -> None:
    flow.sheet.y += block.before
    lines = paragraph_lines(block, flow.faces[block.face], flow.paper.measure)
    for number, line in enumerate(lines):
        flow.need(block.leading)
        last = number == len(lines) - 1
        full = block.align == "fill" or (block.align == "justify" and not last)
        flow.sheet.marks += _set_line(flow, block, line, full=full)
        flow.sheet.y += block.leading


def _set_line(flow: Flow, block: Paragraph, line: tuple[str, float], *, full: bool) -> list[Run]:
    text, indent = line
    if not text.strip():
        return []
    face, em = flow.faces[block.face], block.size + PITCH * block.size / SIZE
    spacing = em - block.size if block.align in ("justify", "left", "fill") else 0.0
    room = flow.paper.measure - indent - block.inset * em
    spare = room - measure(text, face, size=block.size, spacing=spacing)
    if full and len(text) > 1:
        spacing += spare / (len(text) - 1)
    x = flow.paper.left + indent + {"center": spare / 2, "right": spare}.get(block.align, 0.0)
    baseline = _baseline(flow.sheet.y, block.leading, block.size)
    return [Run(x, baseline, text, block.size, block.face, spacing, block.color, block.weight)]


def _baseline(y: float, leading: float, size: float) -> float:
    return y + (leading - size) / 2 + 0.86 * size


def _pair(flow: Flow, block: Pair) -> None:
    flow.need(block.leading)
    baseline = _baseline(flow.sheet.y, block.leading, block.size)
    right = flow.paper.right - block.inset - measure(block.right, flow.faces["song"], size=block.size)
    places = ((flow.paper.left + block.inset, block.left), (right, block.right))
    flow.sheet.marks += [Run(x, baseline, text, block.size) for x, text in places if text]
    flow.sheet.y += block.leading


def _line(flow: Flow, block: Line) -> None:
    flow.need(block.above)
    y = flow.sheet.y + block.above
    flow.sheet.marks.append(Rule(flow.paper.left, y, flow.paper.right, y, block.width, block.color))
    flow.sheet.y = y + block.below


def _signature(flow: Flow, block: Signature) -> None:
    """Set names and date four characters from the right edge; the longer decides where the middle is."""
    flow.need(LEADING * (len(block.names) + 2))
    face = flow.faces["song"]
    widest = max(measure(text, face, size=SIZE) for text in (*block.names, block.date))
    middle = flow.paper.right - 4 * SIZE - widest / 2
    seal_y = flow.sheet.y + LEADING * (len(block.names) + 0.3)
    for text in (*block.names, block.date):
        x = middle - measure(text, face, size=SIZE) / 2
        flow.sheet.marks.append(Run(x, _baseline(flow.sheet.y, LEADING, SIZE), text, SIZE))
        flow.sheet.y += LEADING
    if block.seal:
        flow.sheet.marks += seal_marks(block.seal, face, x=middle, y=seal_y)


def _issuers(flow: Flow, block: Issuers) -> None:
    names = [name for name in block.names if name]
    size = min(36.0, 0.94 * flow.paper.measure / (max(len(name) for name in names) + len(block.suffix) + 0.5))
    leading, wide = size * 1.3, max(len(name) for name in names) * size
    left = flow.paper.left + (flow.paper.measure - wide - (len(block.suffix) + 0.5) * size) / 2
    middle = flow.sheet.y + (len(names) - 1) * leading / 2
    for name in names:
        spacing = (wide - len(name) * size) / max(len(name) - 1, 1)
        run = Run(left, _baseline(flow.sheet.y, leading, size), name, size, spacing=spacing, color=RED, weight=1.2)
        flow.sheet.marks.append(run)
        flow.sheet.y += leading
    x, baseline = left + wide + size / 2, _baseline(middle, leading, size)
    flow.sheet.marks.append(Run(x, baseline, block.suffix, size, color=RED, weight=1.2))


def _grid(flow: Flow, grid: Grid) -> None:
    grid = fit_grid(grid, flow.faces, flow.paper.bottom - flow.sheet.y)
    heights = row_heights(grid, flow.faces)
    if flow.sheet.y + sum(heights[: grid.header_rows + 1]) > flow.paper.bottom:
        flow.turn()
    first = flow.paper.bottom - flow.sheet.y
    pieces = split_rows(heights, first=first, room=flow.paper.depth, header_rows=grid.header_rows)
    for number, rows in enumerate(pieces):
        if number:
            flow.turn()
            _draw(flow, grid, range(grid.header_rows), heights)
        _draw(flow, grid, rows, heights)


def _draw(flow: Flow, grid: Grid, rows: range, heights: tuple[float, ...]) -> None:
    left = flow.paper.left + (flow.paper.measure - sum(grid.widths)) / 2
    draw_piece(flow.sheet, Piece(grid, rows, flow.sheet.y, left, heights), flow.faces)
    flow.sheet.y += sum(heights[rows.start : rows.stop])


def _foot(flow: Flow, blocks: Sequence[Block]) -> None:
    trial = Flow(flow.faces, flow.paper, [Sheet(flow.paper, flow.paper.top)])
    for block in blocks:
        _set(trial, block)
    height = trial.sheet.y - flow.paper.top
    flow.need(height)
    flow.sheet.y = flow.paper.bottom - height
    for block in blocks:
        _set(flow, block)
