"""Whether aligned rows are a table and no list, form, chart or table of contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from extractors.reading.grids.filling import Block
from extractors.reading.grids.gaps import is_figure, touched
from extractors.reading.page.sheet import Strip

_LABEL = regex.compile(r"[:：]$")
_ITEM = regex.compile(r"[（(]?\d{1,2}[)）.、．]?|\d{1,2}(?:\.\d{1,2}){1,3}")
_PAGES = regex.compile(r"页\s*[码次数]")


def is_table(block: Block) -> bool:
    """Say whether the lines of a block are a table by what stands in its columns."""
    rows = [row for row in block.rows[block.body :] if row.is_figures]
    cells: list[list[Strip]] = [[] for _ in block.columns]
    for row in rows:
        for piece in row.pieces:
            cells[touched(piece, block.columns)[0]].append(piece)
    lonely = sum(len(column) < 2 for column in cells)
    if lonely and (not block.body or len(cells) - lonely < 2):
        return False
    figures = [at for at, column in enumerate(cells) if _share(column) > 0.6]
    if not any(figures) or 2 * sum(map(len, cells)) < len(rows) * len(cells):
        return False
    if 2 * sum(bool(_LABEL.search(piece.text)) for piece in cells[0]) >= len(cells[0]):
        return False
    if _are_contents(block, cells[-1]):
        return False
    return len(cells) > 2 or _is_pair_table(block, cells)


def _share(column: Sequence[Strip]) -> float:
    return sum(is_figure(piece.text) for piece in column) / max(len(column), 1)


def _are_contents(block: Block, last: Sequence[Strip]) -> bool:
    """Say whether the last column holds page numbers: small, rising, and nothing above says what they are."""
    header = "".join(row.strip.text for row in block.rows[: block.body])
    pages = [int(piece.text) for piece in last if piece.text.isdigit() and len(piece.text) < 4]
    rising = len(pages) > 0.7 * len(last) and pages == sorted(pages)
    return bool(_PAGES.search(header)) or (rising and not header)


def _is_pair_table(block: Block, cells: Sequence[Sequence[Strip]]) -> bool:
    """Say whether two columns are a table: names and figures on one edge, under a header or between rules."""
    edges = [Counter(round(piece.box.right / 3) for piece in cells[1])]
    edges.append(Counter(round(piece.box.left / 3) for piece in cells[1]))
    even = max(max(edge.values()) for edge in edges) * 2 >= len(cells[1])
    items = sum(bool(_ITEM.fullmatch(piece.text)) for piece in cells[0])
    return even and items * 2 < len(cells[0]) and (block.body > 0 or len(block.rules) > 1)
