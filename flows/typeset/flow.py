"""Blocks one under another, page after page: paragraphs, tables, rules, page numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flows.typeset.fonts import Face
from flows.typeset.grid import Grid, GridCell, Piece, draw_piece, fit_grid, row_heights, split_rows
from flows.typeset.sheet import BLACK, RED, Paper, Rule, Run, Sheet
from flows.typeset.wrap import measure, wrap

SIZE = 16.0  # 三号
LEADING = Paper().depth / 22
NUMBER_BASELINE = Paper().bottom + 26.0
PITCH = Paper().measure / 28 - SIZE  # 28 characters a line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text set as one paragraph; `\\n` breaks a line. `first` and `hang` are indents in characters.

    `align` is left, center, right, justify, or fill (one line, spread over the measure); `inset` narrows the right side, `before` leaves points above.
    """

    text: str
    align: str = "justify"
    size: float = SIZE
    leading: float = LEADING
    face: str = "song"
    first: float = 0.0
    hang: float = 0.0
    inset: float = 0.0
    before: float = 0.0
    color: tuple[float, float, float] = BLACK
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts on one line, the first at the left edge, the second at the right edge."""

    left: str
    right: str
    size: float = 14.0
    inset: float = 14.0
    leading: float = 24.0


@dataclass(frozen=True, slots=True)
class Line:
    """A rule over the whole measure, with space above and below."""

    width: float = 0.7
    color: tuple[float, float, float] = BLACK
    above: float = 4.0
    below: float = 4.0


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty space; lost at the top of a page unless `always`."""

    height: float
    always: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A new page; on other paper if given."""

    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Foot:
    """Blocks that stand at the foot of the page (版记)."""

    blocks: tuple[Paragraph | Pair | Line | Gap, ...]


Block = Paragraph | Pair | Line | Gap | Break | Foot | Grid


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


def lay_out(blocks: Iterable[Block], faces: dict[str, Face], *, paper: Paper, numbers: bool = True) -> list[Sheet]:
    """Set the blocks on pages and number the pages."""
    flow = Flow(faces, paper, [Sheet(paper, paper.top)])
    for block in blocks:
        _set(flow, block)
    if numbers:
        for number, sheet in enumerate(flow.sheets, start=1):
            _number(sheet, number, faces["song"])
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
        case Grid():
            _grid(flow, block)
        case Foot():
            _foot(flow, block)


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
    face, measure_ = flow.faces[block.face], flow.paper.measure
    flow.sheet.y += block.before
    lines = paragraph_lines(block, face, measure_)
    for number, (line, indent) in enumerate(lines):
        flow.need(block.leading)
        last = number == len(lines) - 1
        flow.sheet.marks += _set_line(flow, block, (line, indent), justify=block.align == "fill" or (block.align == "justify" and not last))
        flow.sheet.y += block.leading


def _set_line(flow: Flow, block: Paragraph, line: tuple[str, float], *, justify: bool) -> list[Run]:
    text, indent = line
    if not text.strip():
        return []
    face, em = flow.faces[block.face], block.size + PITCH * block.size / SIZE
    spacing = em - block.size if block.align in ("justify", "left", "fill") else 0.0
    room = flow.paper.measure - indent - block.inset * em
    spare = room - measure(text, face, size=block.size, spacing=spacing)
    if justify and len(text) > 1:
        spacing += spare / (len(text) - 1)
    x = flow.paper.left + indent + {"center": spare / 2, "right": spare}.get(block.align, 0.0)
    baseline = flow.sheet.y + (block.leading - block.size) / 2 + 0.86 * block.size
    return [Run(x, baseline, text, block.size, block.face, spacing, block.color, block.weight)]


def _pair(flow: Flow, block: Pair) -> None:
    flow.need(block.leading)
    face = flow.faces["song"]
    baseline = flow.sheet.y + (block.leading - block.size) / 2 + 0.86 * block.size
    right = flow.paper.right - block.inset - measure(block.right, face, size=block.size)
    flow.sheet.marks.append(Run(flow.paper.left + block.inset, baseline, block.left, block.size))
    flow.sheet.marks.append(Run(right, baseline, block.right, block.size))
    flow.sheet.y += block.leading


def _line(flow: Flow, block: Line) -> None:
    flow.need(block.above)
    y = flow.sheet.y + block.above
    flow.sheet.marks.append(Rule(flow.paper.left, y, flow.paper.right, y, block.width, block.color))
    flow.sheet.y = y + block.below


def _grid(flow: Flow, grid: Grid) -> None:
    grid = fit_grid(grid, flow.faces, flow.paper.bottom - flow.sheet.y)
    heights = row_heights(grid, flow.faces)
    if heights and flow.sheet.y + sum(heights[: grid.header_rows + 1]) > flow.paper.bottom:
        flow.turn()
    first = flow.paper.bottom - flow.sheet.y
    left = flow.paper.left + (flow.paper.measure - sum(grid.widths)) / 2
    pieces = split_rows(heights, first=first, room=flow.paper.depth, header_rows=grid.header_rows)
    for number, rows in enumerate(pieces):
        if number:
            flow.turn()
            _draw(flow, grid, range(grid.header_rows), (left, heights))
        _draw(flow, grid, rows, (left, heights))


def _draw(flow: Flow, grid: Grid, rows: range, place: tuple[float, tuple[float, ...]]) -> None:
    left, heights = place
    draw_piece(flow.sheet, Piece(grid, rows, flow.sheet.y, left, heights), flow.faces)
    flow.sheet.y += sum(heights[rows.start : rows.stop])


def _foot(flow: Flow, block: Foot) -> None:
    trial = Flow(flow.faces, flow.paper, [Sheet(flow.paper, flow.paper.top)])
    for part in block.blocks:
        _set(trial, part)
    height = trial.sheet.y - flow.paper.top
    flow.need(height)
    flow.sheet.y = flow.paper.bottom - height
    for part in block.blocks:
        _set(flow, part)


def _number(sheet: Sheet, number: int, face: Face) -> None:
    """Set the page number `— 1 —` outside: right on odd pages, left on even ones, 7 mm below the type area."""
    text, size, inset = f"— {number} —", 14.0, 14.0
    width = measure(text, face, size=size)
    x = sheet.paper.right - inset - width if number % 2 else sheet.paper.left + inset
    sheet.marks.append(Run(x, NUMBER_BASELINE, text, size))


__all__ = ["Block", "Break", "Foot", "Gap", "Grid", "GridCell", "Line", "Pair", "Paragraph", "RED", "lay_out"]
