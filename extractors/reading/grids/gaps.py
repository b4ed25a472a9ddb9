"""Printed lines cut where a wide gap stands, and the columns that the pieces of several lines share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import regex

from extractors.document import Box
from extractors.reading.page.sheet import Strip

_WIDE = 0.95  # of the font size: a gap between two columns
_NARROW = 0.45  # of the font size: the same between two figures
_SEAM = 0.4  # of the font size: a narrow gap, where a column may begin if others begin there
_NAMES = 0.6  # of the font size: a gap between two names of a header
_OFTEN = 3  # rows whose pieces begin at one place
_MONEYS = 0.22  # of the font size: the same between two amounts, which no blank divides
_RIVER = 0.3  # of the font size: what is left of the gap between the widest texts of two columns
_FIGURE = regex.compile(r"[-+−(（]?[¥￥]?\d[\d,，]*(?:\.\d+)?[%％)）]?|[-—–－/／*]{1,3}|\*+")
_LEADERS = regex.compile(r"[.．·…⋯]{3,}|_{4,}|…{2,}|-{6,}")
_SPREAD = 2.3  # of the font size: the characters of a name that is spread (合　计) are nearer than this
_ALONE = regex.compile(r" ?\p{Han} \p{Han} ?")
_LEVELS = frozenset("类款项目是否")  # single characters that are each the name of a column
_MONEY = regex.compile(r"-?\d[\d,]*\.\d{2}")
_MONEY_END = regex.compile(r"\d\.\d{2}$")
_TOTALS = frozenset({"合计", "总计", "小计", "共计"})
_MARK = regex.compile(r"[-+−¥￥\d]")

Interval = tuple[float, float]


@dataclass(frozen=True)
class Row:
    """A printed line with its pieces from left to right; `cuts` are their places in its text."""

    strip: Strip
    cuts: tuple[tuple[int, int], ...]
    pieces: tuple[Strip, ...]

    @property
    def base(self) -> float:
        """The base line."""
        return self.strip.base

    @property
    def size(self) -> float:
        """The font size."""
        return self.strip.size

    @cached_property
    def is_figures(self) -> bool:
        """Say whether a figure stands right of another piece: a row of a table."""
        if len(self.pieces) < 2 or _LEADERS.search(self.strip.text):
            return False
        return any(is_figure(piece.text) and any(map(str.isdigit, piece.text)) for piece in self.pieces[1:])


def is_figure(text: str) -> bool:
    """Say whether a text is a figure or stands for one (—, /, a masked figure)."""
    return bool(_FIGURE.fullmatch(text.replace(" ", "")))


def cut_rows(strips: Iterable[Strip]) -> list[Row]:
    """Give the lines from top to bottom, each cut at its gaps."""
    ordered = sorted((strip for strip in strips if strip.stops), key=lambda strip: (strip.base, strip.box.left))
    return [_cut(strip) for strip in ordered]


def _cut(strip: Strip) -> Row:
    if " " not in strip.text:
        return Row(strip, ((0, len(strip.text)),), (strip,))
    gaps = [at for at, char in enumerate(strip.text) if char == " " and _is_gap(strip, at)]
    gaps = [at for at in gaps if not _is_spread(strip, at)]
    starts, ends = [0, *(at + 1 for at in gaps)], [*gaps, len(strip.text)]
    cuts = tuple(zip(starts, ends, strict=True))
    return Row(strip, cuts, tuple(part(strip, start, end) for start, end in cuts))


def has_gap(strip: Strip) -> bool:
    """Say whether a line has a gap as wide as between columns."""
    if " " not in strip.text or not strip.stops:
        return False
    return any(char == " " and _is_gap(strip, at) for at, char in enumerate(strip.text))


def _is_gap(strip: Strip, at: int) -> bool:
    """Say whether the space at a place is as wide as between columns."""
    wide = strip.stops[at + 1] - strip.stops[at]
    if wide >= _WIDE * strip.size:
        return True
    text = strip.text
    if not (text[at - 1].isdigit() or text[at - 1] in "%％—-") or not _MARK.match(text, at + 1):
        return False
    money = _MONEY_END.search(text[:at]) and _MONEY.match(text, at + 1)
    return wide >= (_MONEYS if money else _NARROW) * strip.size


def _is_spread(strip: Strip, at: int) -> bool:
    """Say whether a gap stands between two characters of a name that is spread over its column."""
    around = strip.text[max(at - 2, 0) : at + 3]
    if not _ALONE.fullmatch(around):
        return False
    wide = strip.stops[at + 1] - strip.stops[at]
    if around.replace(" ", "") in _TOTALS:
        return wide < 4 * _SPREAD * strip.size
    return wide < _SPREAD * strip.size and not set(around.split()) & _LEVELS


def part(strip: Strip, start: int, end: int) -> Strip:
    """Give a part of a line."""
    stops = strip.stops[start : end + 1]
    if end < len(strip.text) and strip.text[end] != " ":  # the next character begins later than this one ends
        width = _figure_width(strip) if strip.text[end - 1].isascii() else strip.size
        stops = (*stops[:-1], min(stops[-1], round(stops[-2] + width, 2)))
    box = Box(stops[0], strip.box.top, stops[-1], strip.box.bottom)
    return replace(
        strip,
        text=strip.text[start:end],
        stops=stops,
        box=box,
        scores=strip.scores[start:end],
        seconds=strip.seconds[start:end],
    )


def shared_edges(rows: Sequence[Row]) -> tuple[float, ...]:
    """Give where pieces begin after a narrow gap in several rows: the left edges of columns."""
    places = sorted(x for row in rows for _, x, _ in _narrow_gaps(row))
    near = 0.15 * min((row.size for row in rows), default=0.0)
    groups: list[list[float]] = []
    for place in places:
        if groups and place - groups[-1][0] <= 2 * near:
            groups[-1].append(place)
        else:
            groups.append([place])
    return tuple(sum(group) / len(group) for group in groups if len(group) >= _OFTEN)


def _narrow_gaps(row: Row) -> Iterator[tuple[int, float, float]]:
    """Give the gaps inside the pieces: the place of the character after it, its x, and the width in font sizes."""
    text, stops = row.strip.text, row.strip.stops
    narrow = _figure_width(row.strip)
    for start, end in row.cuts:
        for at in range(start + 1, end):
            before = text[at - 1]
            width = 0.0 if before == " " else narrow if before.isascii() else row.size
            if text[at] != " " and stops[at] - stops[at - 1] - width >= _SEAM * row.size:
                yield at, stops[at], (stops[at] - stops[at - 1] - width) / row.size


def _figure_width(strip: Strip) -> float:
    """Give how wide an ASCII character of a line is, as a rule."""
    text = strip.text
    steps = sorted(
        strip.stops[at + 1] - strip.stops[at]
        for at in range(len(text) - 1)
        if text[at].isascii() and text[at + 1].isascii() and " " not in text[at : at + 2]
    )
    return steps[len(steps) // 2] if steps else 0.6 * strip.size


def cut_at_edges(row: Row, edges: Sequence[float]) -> Row:
    """Give the row with the pieces cut that have a narrow gap before an edge, or before a figure that ends them."""
    near = 0.3 * row.size
    found = []
    for at, x, _ in _narrow_gaps(row):
        end = next(end for start, end in row.cuts if start < at < end)
        if any(abs(x - edge) <= near for edge in edges) or is_figure(row.strip.text[at:end]):
            found.append(at)
    return _cut_again(row, found)


def cut_names(row: Row) -> Row:
    """Give a line of a header with its names cut apart where they stand nearer than columns; spread ones are whole."""
    found = [at for at, _, gap in _narrow_gaps(row) if gap >= _NAMES and row.strip.text[at - 1] != " "]
    return row if 2 * len(found) >= len(row.strip.text) - 1 else _cut_again(row, found)


def cut_spread(row: Row, columns: Sequence[Interval]) -> Row:
    """Give the lowest line of a header with single characters apart that stand in two columns: no names are below."""
    found = [
        at + 1
        for piece, (start, end) in zip(row.pieces, row.cuts, strict=True)
        if len(set(touched(piece, columns))) > 1
        for at in range(start, end)
        if row.strip.text[at] == " " and _is_spread(row.strip, at)
    ]
    return _cut_again(row, found)


def cut_at_columns(row: Row, columns: Sequence[Interval]) -> Row:
    """Give the row with the pieces cut that run over two columns where the second begins (2010301 行政运行)."""
    found = [at for piece, cut in zip(row.pieces, row.cuts, strict=True) for at in _seams(row, piece, cut, columns)]
    return _cut_again(row, found)


def _cut_again(row: Row, found: Sequence[int]) -> Row:
    """Give the row cut before these places too."""
    if not found:
        return row
    strip = row.strip
    starts = sorted({*(start for start, _ in row.cuts), *found})
    stops = sorted({*(end for _, end in row.cuts), *found})
    cuts = []
    for start, end in zip(starts, stops, strict=True):
        while end > start and strip.text[end - 1] == " ":
            end -= 1
        cuts.append((start, end))
    return Row(strip, tuple(cuts), tuple(part(strip, start, end) for start, end in cuts))


def _seams(row: Row, piece: Strip, cut: tuple[int, int], columns: Sequence[Interval]) -> Iterator[int]:
    """Give the places of a line where a column begins inside a piece and the kind of character changes there."""
    first, last = touched(piece, columns)
    if first == last:
        return
    near, text, stops = 0.25 * piece.size, row.strip.text, row.strip.stops
    edges = [left for left, _ in columns[first + 1 : last + 1]]
    for at in range(cut[0] + 1, cut[1]):
        if text[at] == " " or not any(abs(stops[at] - edge) <= near for edge in edges):
            continue
        before = text[at - 1]
        if before == " " and _is_spread(row.strip, at - 1):
            continue
        apart = not before.isascii() and stops[at] - stops[at - 1] > 1.15 * piece.size
        if before == " " or apart or before.isdigit() != text[at].isdigit():
            yield at


def rows_to_columns(rows: Iterable[Row], river: float) -> list[Interval]:
    """Give what the ink of the rows covers, as intervals that are a river apart, from left to right."""
    inks = sorted((piece.box.left, piece.box.right) for row in rows for piece in row.pieces)
    columns: list[Interval] = []
    for left, right in inks:
        if columns and left - columns[-1][1] < river:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def river_of(rows: Sequence[Row]) -> float:
    """Give the least gap between the columns of rows."""
    return _RIVER * min(row.size for row in rows)


def touched(piece: Strip, columns: Sequence[Interval]) -> tuple[int, int]:
    """Give the first and the last column that a piece stands in; the nearest where it stands between two."""
    slack = 0.3 * piece.size
    over = [
        at
        for at, (left, right) in enumerate(columns)
        if piece.box.left < right - slack and piece.box.right > left + slack
    ]
    if over:
        return over[0], over[-1]
    box = piece.box
    nearest = min(range(len(columns)), key=lambda at: max(columns[at][0] - box.right, box.left - columns[at][1]))
    return nearest, nearest
