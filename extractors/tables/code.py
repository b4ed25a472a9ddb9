"""Classification codes of rows: 201, 20103, 2010301, joined in one column or split over 类, 款, 项."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.tables.grid import Grid
from extractors.tables.sheet import Column

_CODE = regex.compile(r"\d{1,9}")
_NOUGHTS = regex.compile(r"(?<=^\d{4})00$|(?<=^\d\d)0000$")
_LEADING = regex.compile(r"\[?(\d{3,9})\]?(?=\D|$)")


def row_codes(grid: Grid, rows: Sequence[int], columns: Sequence[Column]) -> dict[int, tuple[str, ...]]:
    """Give the code of each row as the pieces that are printed; a piece left blank before one is that of the row above.

    Only the first classification counts where there are two (功能科目 and 经济科目).
    """
    group = _first_group(columns)
    found: dict[int, tuple[str, ...]] = {}
    path: list[str] = []
    for row in rows:
        texts = [_piece(grid, row, column) for column in group]
        last = max((at for at, text in enumerate(texts) if text), default=-1)
        above = [*path, *[""] * len(texts)]
        path = [text or above[at] for at, text in enumerate(texts[: last + 1])] if last >= 0 else path
        found[row] = tuple(path) if last >= 0 else ()
    return found


def region_codes(grid: Grid, rows: Sequence[int], columns: Sequence[Column]) -> dict[int, tuple[str, ...]]:
    """Give the region code of each row as one piece, pairs of noughts at the end of six digits left out (430100)."""
    column = next((column.number for column in columns if column.kind == "region_code"), None)
    if column is None:
        return {}
    texts = {row: grid.text(row, column) for row in rows}
    return {row: (_NOUGHTS.sub("", text),) if _CODE.fullmatch(text) else () for row, text in texts.items()}


def _first_group(columns: Sequence[Column]) -> list[Column]:
    """Give the columns of the first classification: 类, 款 and 项 under one head, or one column."""
    coded = [column for column in columns if column.kind in {"subject_code", "subject"}]
    if not coded:
        return []
    first = coded[0]
    parent = first.heading.rpartition("/")[0]
    group = [first]
    for column in coded:
        beside = column.number == group[-1].number + 1 and column.kind == "subject_code" == first.kind
        same = column.heading == first.heading or (parent and column.heading.rpartition("/")[0] == parent)
        loose = len(column.heading.rpartition("/")[2]) == 1  # 类, 款, 项 without a common head
        if beside and (same or loose):
            group.append(column)
    return group


def _piece(grid: Grid, row: int, column: Column) -> str:
    text = grid.text(row, column.number)
    if column.kind == "subject":
        match = _LEADING.match(text)
        return match[1] if match else ""
    return text if _CODE.fullmatch(text) else ""


def codes_to_depths(codes: dict[int, tuple[str, ...]]) -> dict[int, int]:
    """Give the depth of each coded row, 1 outermost: by the pieces filled, or by the lengths of codes that nest.

    Empty where the codes do not nest.
    """
    filled = {row: pieces for row, pieces in codes.items() if pieces}
    if any(len(pieces) > 1 for pieces in filled.values()):
        return {row: len(pieces) for row, pieces in filled.items()}
    joined = {row: pieces[0] for row, pieces in filled.items()}
    lengths = sorted({len(code) for code in joined.values()})
    known = set(joined.values())
    longer = [code for code in joined.values() if len(code) > lengths[0]] if lengths else []
    nested = sum(any(code[:size] in known for size in lengths if size < len(code)) for code in longer)
    if len(lengths) < 2 or nested * 2 < len(longer):
        return {}
    return {row: lengths.index(len(code)) + 1 for row, code in joined.items()}
