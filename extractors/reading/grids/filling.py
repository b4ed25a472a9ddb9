"""Rows of pieces under known columns → the cells of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractors.document import Box
from extractors.reading.grids.gaps import Interval, Row, cut_spread, is_figure, part, touched
from extractors.reading.grids.table import Sketch, SketchCell
from extractors.reading.page.sheet import Strip

DOUBT = "its columns are seen by gaps: it has no lines between them"
_ITEM = regex.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)|其中|加[:：]|减[:：]"
)
_UNFINISHED = regex.compile(r"-?\d{1,3}(?:,\d{3})*(?:,\d{0,2}|,\d{3}\.\d?)|-?\d+[.,]")
_LINE = 1.7  # font sizes between two lines of one cell
_NEARLY = 1.15  # times as far is as near


Placed = tuple[int, int, Strip]  # a piece with its first and last column


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of an aligned table: those before `body` are its header.

    `rules` are the y of horizontal rules, `end` the place after its last line on the page; `xs` are the edges of
    columns where they are known from the page before.
    """

    rows: tuple[Row, ...]
    body: int
    columns: tuple[Interval, ...]
    rules: tuple[float, ...]
    end: int
    xs: tuple[float, ...] = ()

    @property
    def places(self) -> set[int]:
        """The places of its lines on the page."""
        return set(range(self.end - len(self.rows), self.end))


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell before it has a box: the rows and columns it covers, ends left out, and its lines."""

    top: int
    left: int
    bottom: int
    right: int
    strips: tuple[Strip, ...] = ()


def block_to_sketch(block: Block) -> Sketch:
    """Give the table of a block."""
    head, depth = _head(block)
    bands = _bands(block)
    slots = [*head, *(slot for at, band in enumerate(bands) for slot in _fill(band, depth + at, block.columns))]
    xs = block.xs or _edges(block.columns)
    ys = _heights(slots, depth + len(bands))
    page = block.rows[0].strip.page
    cells = [
        SketchCell(
            slot.top,
            slot.left,
            slot.bottom - slot.top,
            slot.right - slot.left,
            Box(xs[slot.left], ys[slot.top], xs[slot.right], ys[slot.bottom]),
            page,
            slot.strips,
        )
        for slot in sorted(slots, key=lambda slot: (slot.top, slot.left))
    ]
    return Sketch(page, Box(xs[0], ys[0], xs[-1], ys[-1]), xs, len(ys) - 1, tuple(cells), DOUBT)


def _edges(columns: Sequence[Interval]) -> tuple[float, ...]:
    inner = (round((left[1] + right[0]) / 2, 2) for left, right in pairwise(columns))
    return (round(columns[0][0], 2), *inner, round(columns[-1][1], 2))


def _heights(slots: Sequence[Slot], rows: int) -> tuple[float, ...]:
    """Give the edges of the rows: in the middle between the text of two rows."""
    tops, bottoms = [float("inf")] * rows, [0.0] * rows
    for slot in slots:
        for strip in slot.strips:
            tops[slot.top] = min(tops[slot.top], strip.box.top)
            bottoms[slot.bottom - 1] = max(bottoms[slot.bottom - 1], strip.box.bottom)
    edges = [min(tops)]
    for row in range(1, rows):
        edges.append((bottoms[row - 1] + min(tops[row:])) / 2 if bottoms[row - 1] else edges[-1])
    edges.append(max(bottoms))
    highest = edges[0]
    return tuple(round(highest := max(highest, edge), 2) for edge in edges)


def _head(block: Block) -> tuple[list[Slot], int]:
    """Give the cells of the header and its depth: one row, or two where names stand over groups of columns."""
    rows = block.rows[: block.body]
    if not rows:
        return [], 0
    rows = (*rows[:-1], cut_spread(rows[-1], block.columns))
    lines = [_place(row, block.columns) for row in rows]
    groups = _groups(lines, block.columns)
    held = {id(piece) for _, _, piece in groups}
    single = [(first, piece) for line in lines for first, _, piece in line if id(piece) not in held]
    return (_two_rows(groups, single, len(block.columns)), 2) if groups else (_one_row(single, len(block.columns)), 1)


def _place(row: Row, columns: Sequence[Interval]) -> list[Placed]:
    """Give the pieces of a line with their first and last column; as many as there are columns stand in order."""
    if len(row.pieces) == len(columns):
        return [(at, at, piece) for at, piece in enumerate(row.pieces)]
    return [(*touched(piece, columns), piece) for piece in row.pieces]


def _groups(lines: Sequence[Sequence[Placed]], columns: Sequence[Interval]) -> list[Placed]:
    """Give the names over groups of columns, each with the columns that it stands over the middle of.

    Names that cover two columns tell it; so do columns on both sides whose names stand in the lower half only.
    """
    placed = [place for line in lines for place in line]
    bases = [piece.base for _, _, piece in placed]
    floor = (min(bases) + max(bases)) / 2 + 0.35 * placed[0][2].size
    upper = [place for place in placed if place[0] < place[1] or place[2].base < floor - 0.7 * placed[0][2].size]
    names = [place for place in upper if place[0] < place[1] or _is_low(place, placed, floor)]
    free = {at for at in range(len(columns)) if _is_low((at, at, None), placed, floor)}
    found = []
    for first, last, piece in names:
        others = {at for start, end, other in names if other is not piece for at in range(start, end + 1)}
        start, end = _spread(piece, (first, last), free - others, columns)
        if start < end:
            found.append((start, end, piece))
    return found


def _is_low(place: tuple[int, int, Strip | None], placed: Sequence[Placed], floor: float) -> bool:
    """Say whether the names of a column, the piece itself left out, stand in the lower half of the header."""
    stack = [piece.base for first, _, piece in placed if first == place[0] and piece is not place[2]]
    return bool(stack) and sum(stack) / len(stack) > floor


def _spread(piece: Strip, held: tuple[int, int], free: set[int], columns: Sequence[Interval]) -> tuple[int, int]:
    """Give the columns around those held that a name stands nearest to the middle of; free ones may be added."""
    first, last = held
    starts, ends = [first], [last]
    while starts[-1] - 1 in free:
        starts.append(starts[-1] - 1)
    while ends[-1] + 1 in free:
        ends.append(ends[-1] + 1)
    middle = piece.box.left + piece.box.right
    ranges = [(start, end) for start in starts for end in ends]
    if first == last:  # one column of its own: it is a group only with neighbours on both sides
        ranges = [(start, end) for start, end in ranges if start < first and last < end] or [held]
    return min(ranges, key=lambda span: (abs(columns[span[0]][0] + columns[span[1]][1] - middle), span))


def _one_row(single: Sequence[tuple[int, Strip]], columns: int) -> list[Slot]:
    return [Slot(0, at, 1, at + 1, _strips(piece for column, piece in single if column == at)) for at in range(columns)]


def _two_rows(groups: Sequence[Placed], single: Sequence[tuple[int, Strip]], columns: int) -> list[Slot]:
    """Give the cells of a header whose first row names groups of columns."""
    slots: list[Slot] = []
    at = 0
    while at < columns:
        over = [group for group in groups if group[0] <= at <= group[1]]
        if not over:
            slots.append(Slot(0, at, 2, at + 1, _strips(piece for column, piece in single if column == at)))
            at += 1
            continue
        end = max(last for _, last, _ in over) + 1
        floor = max(piece.base for _, _, piece in over)
        inside = [(column, piece) for column, piece in single if at <= column < end]
        upper = [piece for _, piece in inside if piece.base <= floor]
        slots.append(Slot(0, at, 1, end, _strips((*(piece for _, _, piece in over), *upper))))
        for column in range(at, end):
            lower = (piece for place, piece in inside if place == column and piece.base > floor)
            slots.append(Slot(1, column, 2, column + 1, _strips(lower)))
        at = end
    return slots


def _strips(pieces: Iterable[Strip]) -> tuple[Strip, ...]:
    """Give the pieces of a cell line by line; those on one line stand as they came."""
    return tuple(sorted(pieces, key=lambda piece: (piece.base, piece.box.left)))


def _fill(band: Sequence[Row], row: int, columns: Sequence[Interval]) -> Iterator[Slot]:
    """Give the cells of a row: empty ones too, a piece over several columns as one cell."""
    places = [(*touched(piece, columns), piece) for line in band for piece in line.pieces]
    at = 0
    while at < len(columns):
        last = max((end for start, end, _ in places if start <= at <= end), default=at)
        while (more := max((end for start, end, _ in places if at <= start <= last), default=last)) > last:
            last = more
        pieces = [piece for start, _, piece in places if at <= start <= last]
        yield Slot(row, at, row + 1, last + 1, _joined(pieces, band))
        at = last + 1


def _joined(pieces: Sequence[Strip], band: Sequence[Row]) -> tuple[Strip, ...]:
    """Give the lines of a cell: pieces of one printed line are one again (合　计)."""
    lines = []
    for row in band:
        mine = [cut for cut, piece in zip(row.cuts, row.pieces, strict=True) if any(piece is held for held in pieces)]
        if mine:
            lines.append(part(row.strip, mine[0][0], mine[-1][1]))
    return tuple(lines)


def _bands(block: Block) -> list[list[Row]]:
    """Give the lines of the body row by row."""
    rows = block.rows[block.body :]
    ruled = [at for at in block.rules if rows[0].base < at < rows[-1].base]
    if len(ruled) >= 2 and len(ruled) + 2 > 0.8 * sum(row.is_figures for row in rows):
        return _bands_by_rules(rows, ruled)
    return _bands_by_figures(rows, block.columns)


def _bands_by_rules(rows: Sequence[Row], ruled: Sequence[float]) -> list[list[Row]]:
    bands: list[list[Row]] = [[] for _ in range(len(ruled) + 1)]
    for row in rows:
        bands[sum(at < row.base - 0.3 * row.size for at in ruled)].append(row)
    return [band for band in bands if band]


def _bands_by_figures(rows: Sequence[Row], columns: Sequence[Interval]) -> list[list[Row]]:
    """Give the rows: each line with figures is one, and the lines between two are divided where they are farthest."""
    heads = [at for at in range(len(rows)) if _is_head(rows, at, columns)]
    starts = [0, heads[0]] if heads and _are_rest(rows, heads) else [0]
    for above, below in pairwise(heads):
        steps = [rows[at + 1].base - rows[at].base for at in range(above, below)]
        widest = max(steps) / _NEARLY
        starts.append(above + 1 + max(at for at, step in enumerate(steps) if step >= widest))
    return [list(rows[start:end]) for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _are_rest(rows: Sequence[Row], heads: Sequence[int]) -> bool:
    """Say whether the lines before the first row are as far from it as rows are: the rest of a row cut by a page."""
    steps = [rows[below].base - rows[above].base for above, below in pairwise(heads) if below == above + 1]
    first = heads[0]
    return first > 0 and bool(steps) and rows[first].base - rows[first - 1].base > 0.95 * min(steps)


def _is_head(rows: Sequence[Row], at: int, columns: Sequence[Interval]) -> bool:
    """Say whether a line makes a row of its own: it has figures, begins an item or runs over columns."""
    row = rows[at]
    if row.is_figures:
        return not _ends_figure(rows, at, columns)
    if 2 * len(row.pieces) > len(columns) and not any(other.is_figures for other in rows):
        return True
    first, last = touched(row.pieces[0], columns)
    if first == 0 and _ITEM.match(row.pieces[0].text):
        return True
    return at > 0 and len(row.pieces) == 1 and first < last


def _ends_figure(rows: Sequence[Row], at: int, columns: Sequence[Interval]) -> bool:
    """Say whether a line has only the rest of figures that broke off on a line right above."""
    near = [row for row in rows[max(at - 3, 0) : at] if rows[at].base - row.base < _LINE * row.size]
    over = {touched(piece, columns): piece.text for row in near for piece in row.pieces}
    tops = [over.get(touched(piece, columns), "") for piece in rows[at].pieces if is_figure(piece.text)]
    return bool(tops) and all(_UNFINISHED.fullmatch(text) for text in tops)
