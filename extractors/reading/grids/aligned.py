"""Tables without ruling lines, or with horizontal ones only: rows whose pieces stand below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractors.reading.grids.filling import Block, block_to_sketch
from extractors.reading.grids.gaps import (
    Interval,
    Row,
    cut_at_columns,
    cut_at_edges,
    cut_names,
    cut_rows,
    has_gap,
    is_figure,
    river_of,
    rows_to_columns,
    shared_edges,
    touched,
)
from extractors.reading.grids.likely import is_table
from extractors.reading.grids.table import Sketch
from extractors.reading.page.sheet import Strip, Stroke

_STEP = 3.4  # font sizes between two rows of a table
_TIGHT = 1.7  # font sizes between two lines of one cell
_CLOSE = 1.1  # font sizes between lines that stand beside each other
_LEAST = 3  # rows with figures
_BETWEEN = 40  # lines without figures in a row inside a table
_HEADER = 12  # lines of a header
_WIDER = 4  # font sizes by which an outer column may be wider on the next page
_ODD = 0.34  # of the rows may have a piece over several columns
_SPAN = 0.7  # of the width of a table that a rule of it covers
_PROSE = regex.compile(r"[。；：，！？;!?]$|[。；！？]")
_STOP = regex.compile(
    r"单\s*位\s*[:：]|^附\s*[件表]|^[（(]?续\s*表|^(?:注|备\s*注|说\s*明|资料来源|数据来源)\s*\d?[:：]"
)
_TITLE = regex.compile(
    r"(?:表|清单|明细|情况|名单|一览|目录)\s*[0-9一二三四五六七八九十]{0,3}(?:[（(][^（）()]{1,40}[)）])?$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The aligned tables of a page and the lines outside them."""

    sketches: tuple[Sketch, ...]
    rest: tuple[Strip, ...]


def find_aligned(strips: Sequence[Strip], flat: Sequence[Stroke], above: Sketch | None = None) -> Found:
    """Give the tables whose columns are seen by gaps; `above` is one that the page before ends with."""
    if above is None and sum(has_gap(strip) for strip in strips) < _LEAST:
        return Found((), tuple(strips))
    rows = cut_rows(strips)
    edges = shared_edges([row for row in rows if row.is_figures])
    rows = [cut_at_edges(row, edges) for row in rows] if edges else rows
    first = _goes_on(rows, above, flat) if above is not None else None
    blocks = [] if first is None else [first]
    blocks += _between_rules(rows, blocks[-1].end if blocks else 0, flat)
    taken = {at for block in blocks for at in block.places}
    for at, last in _stretches(rows, taken):
        begin = max((block.end for block in blocks if block.end <= at), default=0)
        if (block := _block(rows, range(at, last + 1), begin, flat)) is not None and not taken & block.places:
            blocks.append(block)
    if not blocks:
        return Found((), tuple(strips))
    held = {id(row.strip) for block in blocks for row in block.rows}
    return Found(tuple(map(block_to_sketch, blocks)), tuple(strip for strip in strips if id(strip) not in held))


def _goes_on(rows: Sequence[Row], above: Sketch, flat: Sequence[Stroke]) -> Block | None:
    """Give the rows at the top of a page that stand in the columns of the table that ended the page before."""
    columns = tuple(pairwise(above.xs))
    start = next((at for at, row in enumerate(rows) if row.is_figures), 0)
    rows = [cut_names(row) if at < start else row for at, row in enumerate(rows)]
    count = 0
    while count < len(rows) and _stands_in(rows[count], columns):
        if count and rows[count].base - rows[count - 1].base > _STEP * rows[count].size:
            break
        count += 1
    while count > 1 and len(rows[count - 1].pieces) < 2 and not _is_next_line(rows[count - 2], rows[count - 1]):
        count -= 1
    held = tuple(rows[:count])
    if not held or not (any(row.is_figures for row in held) or _rules(held, columns, flat)):
        return None
    first = next((at for at, row in enumerate(held) if row.is_figures), 0)
    if not any(2 * len(row.pieces) > len(columns) for row in held[:first]):
        first = 0  # no header: lines of a name that begins above its figures
    return Block(held, first, columns, _rules(held, columns, flat), end=count, xs=above.xs)


def _is_next_line(above: Row, below: Row) -> bool:
    """Say whether two lines are as near as those of one cell."""
    return below.base - above.base <= _TIGHT * below.size


def _stands_in(row: Row, columns: Sequence[Interval]) -> bool:
    """Say whether every piece of a row lies in one column."""
    if _STOP.search(row.strip.text) or (len(row.pieces) < 2 and _PROSE.search(row.strip.text)):
        return False
    slack = 0.5 * row.size
    edges = [left for left, _ in columns] + [columns[-1][1]]
    if len(row.pieces) > 1:  # the first and the last column may be wider here
        edges[0], edges[-1] = edges[0] - _WIDER * row.size, edges[-1] + _WIDER * row.size
    return all(
        any(left - slack <= piece.box.left and piece.box.right <= right + slack for left, right in pairwise(edges))
        for piece in row.pieces
    )


def _between_rules(rows: Sequence[Row], start: int, flat: Sequence[Stroke]) -> list[Block]:
    """Give the tables between rules of one length, the first two of which stand above and below the header."""
    alike: dict[tuple[int, int], list[Stroke]] = {}
    for rule in flat:
        alike.setdefault((round(rule.start / 3), round(rule.end / 3)), []).append(rule)
    blocks = []
    for rules in alike.values():
        edges = [rule.at for rule in rules]
        inside = [at for at in range(start, len(rows)) if edges[0] < rows[at].base < edges[-1]]
        body = next((at for at in inside if len(edges) > 2 and rows[at].base > edges[1]), None)
        if body is None or inside[0] == body:
            continue
        block = _open_block(rows, range(inside[0], inside[-1] + 1), body, edges)
        if block is not None:
            blocks.append(block)
    return sorted(blocks, key=lambda block: block.end)


def _open_block(rows: Sequence[Row], span: range, body: int, edges: Sequence[float]) -> Block | None:
    """Give the table whose header is one line of names, each over one column of the lines below it."""
    held = rows[span.start : span.stop]
    full = [row for row in rows[body : span.stop] if len(row.pieces) > 1]
    header = [row for row in rows[span.start : body] if len(row.pieces) > 1]
    if len(full) < 2 or len(header) != 1 or any(_STOP.search(row.strip.text) for row in held):
        return None
    columns = rows_to_columns([*full, *header], river_of(held))
    if len(columns) != len(header[0].pieces) or any(_is_over(piece, columns) for row in held for piece in row.pieces):
        return None
    if header[0].is_figures or any(_PROSE.search(piece.text) for piece in header[0].pieces):
        return None
    columns = _widen(columns, held)
    return Block(tuple(held), body - span.start, tuple(columns), tuple(edges), end=span.stop)


def _stretches(rows: Sequence[Row], taken: set[int]) -> list[tuple[int, int]]:
    """Give the first and the last row with figures of every stretch that may be the body of a table."""
    found: list[tuple[int, int, int]] = []
    for at in range(len(rows)):
        if not rows[at].is_figures or at in taken:
            continue
        if found and _joins(rows, found[-1][1], at):
            found[-1] = (found[-1][0], at, found[-1][2] + 1)
        else:
            found.append((at, at, 1))
    return [(first, last) for first, last, count in found if count >= _LEAST]


def _joins(rows: Sequence[Row], last: int, at: int) -> bool:
    """Say whether a row with figures belongs with an earlier one: near, and nothing between but text of cells."""
    if at - last > _BETWEEN:
        return False
    if any(lower.base - upper.base > _STEP * lower.size for upper, lower in pairwise(rows[last : at + 1])):
        return False
    return not any(_divides(row, rows[last]) for row in rows[last + 1 : at])


def _divides(row: Row, above: Row) -> bool:
    """Say whether a line between two rows ends a table: prose, a caption, or the header of the next one."""
    text = row.strip.text
    if _STOP.search(text) or abs(row.size - above.size) > 0.1 * above.size:
        return True
    figures = [piece.box for piece in above.pieces[1:] if is_figure(piece.text)]
    names = [piece.box for piece in row.pieces]
    under = sum(any(name.left < box.right and box.left < name.right for name in names) for box in figures)
    if len(names) == 1:
        return bool(_TITLE.search(text) and len(text) > 2) or (len(text) > 40 and under > 0)
    return 2 * under >= len(figures) > 0


def _block(rows: Sequence[Row], span: range, begin: int, flat: Sequence[Stroke]) -> Block | None:
    """Give the table around a stretch of rows, or None if it is none."""
    rows = [cut_names(row) if begin <= at < span.start else row for at, row in enumerate(rows)]
    body = rows[span.start : span.stop]
    columns = _columns([row for row in body if row.is_figures])
    if columns is None:
        return None
    body = [cut_at_columns(row, columns) for row in body]
    columns = _widen(columns, body)
    first = _header_start(rows, span.start, begin, columns, flat)
    end = _body_end(rows, span.stop, columns)
    held = tuple(cut_at_columns(row, columns) for row in rows[first:end])
    block = Block(held, span.start - first, tuple(columns), _rules(held, columns, flat), end=end)
    return block if is_table(block) else None


def _columns(rows: Sequence[Row]) -> list[Interval] | None:
    """Give the most columns that some rows show and that most rows agree with; None where there are none."""
    river = river_of(rows)
    for count in sorted({len(row.pieces) for row in rows}, reverse=True):
        core = [row for row in rows if len(row.pieces) >= count]
        columns = rows_to_columns(core, river)
        if len(core) < 2 or len(columns) < count:
            continue
        cut = [cut_at_columns(row, columns) for row in rows]
        odd = sum(any(_is_over(piece, columns) for piece in row.pieces) for row in cut)
        if odd <= _ODD * len(rows):
            return columns
    return None


def _is_over(piece: Strip, columns: Sequence[Interval]) -> bool:
    first, last = touched(piece, columns)
    return first < last


def _widen(columns: list[Interval], rows: Sequence[Row]) -> list[Interval]:
    """Give the columns with all that stands in one of them, as long as they stay apart."""
    wider = list(columns)
    for row in rows:
        for piece in row.pieces:
            first, last = touched(piece, columns)
            left, right = min(wider[first][0], piece.box.left), max(wider[first][1], piece.box.right)
            before = wider[first - 1][1] if first else float("-inf")
            after = wider[first + 1][0] if first + 1 < len(wider) else float("inf")
            if first == last and before < left and right < after:
                wider[first] = left, right
    return wider


def _rules(rows: Sequence[Row], columns: Sequence[Interval], flat: Sequence[Stroke]) -> tuple[float, ...]:
    """Give the y of the horizontal rules that run through or along a table."""
    left, right = columns[0][0], columns[-1][1]
    reach = 1.6 * rows[0].size
    top, bottom = rows[0].base - rows[0].size - reach, rows[-1].base + reach
    return tuple(
        rule.at
        for rule in flat
        if top <= rule.at <= bottom and min(rule.end, right) - max(rule.start, left) > _SPAN * (right - left)
    )


def _header_start(
    rows: Sequence[Row], first: int, begin: int, columns: Sequence[Interval], flat: Sequence[Stroke]
) -> int:
    """Give the row that the header begins with; `first` where there is none."""
    at = first
    while at > max(begin, first - _HEADER) and _is_header_line(rows[at - 1], rows[at], columns):
        at -= 1
    while at < first and len(rows[at].pieces) < 2 and not _is_lid(rows[at:first], columns, flat):
        at += 1
    return at if any(len(row.pieces) > 1 for row in rows[at:first]) else first


def _is_header_line(row: Row, below: Row, columns: Sequence[Interval]) -> bool:
    text = row.strip.text
    if below.base - row.base > _STEP * row.size or abs(row.size - below.size) > 0.15 * below.size:
        return False
    if _STOP.search(text) or _PROSE.search(text) or len(text) > 40 * len(columns):
        return False
    if len(row.pieces) == 1 and (_TITLE.search(text) or touched(row.pieces[0], columns) == (0, len(columns) - 1)):
        return False
    return all(len(piece.text) <= 30 for piece in row.pieces)


def _is_lid(header: Sequence[Row], columns: Sequence[Interval], flat: Sequence[Stroke]) -> bool:
    """Say whether the single piece at the top belongs to the header: it is level with it, or names some columns."""
    row, *lower = header
    if not lower:
        return False
    if lower[0].base - row.base <= _CLOSE * row.size:
        return True
    if len(columns) > 2 and any(at < row.base - 0.5 * row.size for at in _rules(header[:2], columns, flat)):
        return True
    first, last = touched(row.pieces[0], columns)
    held = [{touched(piece, columns)[0] for piece in line.pieces} for line in lower]
    return first > 0 and not held[0] & {*range(first, last + 1)} and any(first in columns for columns in held[1:])


def _body_end(rows: Sequence[Row], end: int, columns: Sequence[Interval]) -> int:
    """Give the end of the body with the lines below that go on with the text of a cell."""
    while end < len(rows):
        row, last = rows[end], rows[end - 1]
        text = row.strip.text
        if not _is_next_line(last, row) or _STOP.search(text) or _PROSE.search(text):
            break
        if any(_is_over(piece, columns) for piece in row.pieces) or abs(row.size - last.size) > 0.1 * last.size:
            break
        if not all(_is_full(piece, columns) for piece in last.pieces if _shares(piece, row, columns)):
            break
        end += 1
    return end


def _shares(piece: Strip, row: Row, columns: Sequence[Interval]) -> bool:
    return touched(piece, columns) in {touched(other, columns) for other in row.pieces}


def _is_full(piece: Strip, columns: Sequence[Interval]) -> bool:
    return piece.box.right > columns[touched(piece, columns)[1]][1] - 1.3 * piece.size
