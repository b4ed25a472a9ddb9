"""Which rows of a table are its header."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

_FIGURE = regex.compile(r"[-+−]?[¥￥]?\d[\d,，.\s]*[%％]?|[-—–]+")
_INDEX = regex.compile(r"\d{1,2}|[一二三四五六七八九十]{1,3}|[甲乙丙丁]|栏次|行次|[A-Z]|\d{1,2}=[\d+\-*/()（）=]+")
_LONG = 30  # characters: no name of a column is longer


class Place(NamedTuple):
    """A cell as far as the search for a header needs it."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    bold: bool = False


def count_header_rows(cells: Sequence[Place], rows: int, columns: int) -> int:
    """Give how many of the first rows are the header; 0 where none is."""
    if rows < 2:
        return 0
    first = 0
    if (title := _row(cells, 0)) and len(title) == 1 and title[0].column_span == columns > 1:
        first = title[0].row_span
    count = _block(cells, first, columns)
    if not count:
        return 0
    end = first + count
    while end < rows - 1 and _is_numbering(_row(cells, end)):
        end += 1
    return end if end < rows else 0


def _row(cells: Sequence[Place], row: int) -> list[Place]:
    return [cell for cell in cells if cell.row == row]


def _block(cells: Sequence[Place], row: int, columns: int) -> int:
    """Give the depth of the header that begins at a row."""
    tops = _row(cells, row)
    said = [cell for cell in tops if cell.text]
    if len(said) < 2 or not _are_names(said) or _is_form(cells, tops, columns):
        return 0
    if 2 * sum(cell.column_span for cell in said) <= columns:
        return 0
    depth = max((cell.row_span for cell in said if cell.column_span < columns), default=1)
    if any(cell.column_span > 1 for cell in said):
        depth = max(depth, _grouped(cells, row, tops))
    block = [cell for cell in cells if row <= cell.row < row + depth and cell.text]
    return depth if _are_names(block) else min((cell.row_span for cell in said), default=1)


def _grouped(cells: Sequence[Place], row: int, tops: Sequence[Place]) -> int:
    """Give the depth of a header whose first row groups columns: the rows that divide the groups."""
    below = row + min(cell.row_span for cell in tops)
    names = [cell for cell in _row(cells, below) if cell.text]
    divided = any(
        top.column_span > 1 and sum(1 for name in names if top.column <= name.column < top.column + top.column_span) > 1
        for top in tops
    )
    if not divided or not _are_names(names):
        return 1
    deeper = 1
    if any(name.column_span > 1 for name in names):
        deeper = _grouped(cells, below, _row(cells, below))
    return below - row + max(deeper, min(name.row_span for name in names))


def _are_names(cells: Sequence[Place]) -> bool:
    return all(len(cell.text) <= _LONG and not _FIGURE.fullmatch(cell.text) for cell in cells)


def _is_form(cells: Sequence[Place], tops: Sequence[Place], columns: int) -> bool:
    """Say whether the row is a name with its value, as in a form: 项目名称 | …."""
    if columns < 3 or len(tops) != 2 or tops[0].row_span > 1 or tops[0].column_span >= tops[1].column_span:
        return False
    below = [cell for cell in _row(cells, tops[0].row + 1) if cell.column < tops[1].column]
    return len(below) < 2


def _is_numbering(cells: Sequence[Place]) -> bool:
    """Say whether a row numbers the columns: 栏次 | 1 | 2 | 3."""
    said = [cell.text for cell in cells if cell.text]
    figures = [int(text) for text in said if text.isdigit()]
    if len(said) < 3 or len(figures) < 2 or not all(_INDEX.fullmatch(text) for text in said):
        return False
    return figures == list(range(figures[0], figures[0] + len(figures))) and figures[0] in (0, 1)
