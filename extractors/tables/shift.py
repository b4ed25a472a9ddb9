"""Rows of text tables that stand beside their heads: merged cells left nothing behind, so the row moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from extractors.document import Cell
from extractors.tables.grid import Grid
from extractors.tables.levels import Known, find_known, level_name

_FIGURE = regex.compile(r"\d")
DOUBT = "the row stands beside its heads"


@dataclass(frozen=True, slots=True)
class Moved:
    """The cells of a row that moved, by what they are; `values` are those behind the name, in order."""

    level1: Cell | None
    level2: Cell | None
    name: Cell | None
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """The columns that the heads give: levels, name, values from left to right; `headed` are all with a head."""

    level1: int | None
    level2: int | None
    name: int
    values: tuple[int, ...]
    headed: frozenset[int] = frozenset()


def find_moved_rows(grid: Grid, rows: Sequence[int], places: Places, levels: Sequence[Known]) -> dict[int, Moved]:
    """Give the rows that do not stand under their heads; none where merged cells are kept."""
    if any(cell.row_span > 1 or cell.column_span > 1 for cell in grid.table.cells) or not places.values:
        return {}
    found = ((row, _find_moved(grid, row, places, levels)) for row in rows)
    return {row: moved for row, moved in found if moved is not None}


def _find_moved(grid: Grid, row: int, places: Places, levels: Sequence[Known]) -> Moved | None:
    cells = [cell for cell in grid.starts(row) if grid.text(row, cell.column)]
    known = {cell.column: find_known(level_name(grid.text(row, cell.column)), levels) for cell in cells}
    if _is_answered(grid, row, places):
        known[places.name] = None
    said = [cell for cell in cells if known[cell.column] is None]
    if _stands(grid, row, places, known, said):
        return None
    first = next((cell for cell in cells if (each := known[cell.column]) and each.level == 1), None)
    second = next((cell for cell in cells if (each := known[cell.column]) and each.level == 2), None)
    name = said[0] if said else None
    if first is None and second is not None and _is_wide(second, name, known[second.column]):
        first = second
    return Moved(first, second, name, tuple(said[1 : len(places.values) + 1]))


def _is_answered(grid: Grid, row: int, places: Places) -> bool:
    """Say whether a figure stands right of the name's column: then 服务对象满意度 there is a name, and no level."""
    name = grid.text(row, places.name)
    return bool(name) and not name.endswith("指标") and bool(_FIGURE.search(grid.text(row, places.values[0])))


def _stands(grid: Grid, row: int, places: Places, known: Mapping[int, Known | None], said: Sequence[Cell]) -> bool:
    """Say whether every level, the name and the values stand where their heads are."""
    home = {0: (*range(places.name),), 1: (places.level1,), 2: (places.level2,)}
    for column, each in known.items():
        wide = each is not None and each.level == 2 and column == places.level1 and _is_satisfaction(each)
        if each is not None and column not in home[each.level] and not wide:
            return False
    if not said:
        return True
    named = bool(grid.text(row, places.name))
    if named and grid.text(row, places.values[-1]):
        return True
    nameless = said[0].column in places.values and all(cell.column in places.headed for cell in said)
    return all(cell.column >= places.name for cell in said) and (named or nameless)


def _is_satisfaction(known: Known) -> bool:
    """Say whether a 二级 stands for its 一级 too, as 服务对象满意度指标 does for 满意度指标."""
    return "满意度" in known.above


def _is_wide(level: Cell, name: Cell | None, known: Known | None) -> bool:
    return known is not None and _is_satisfaction(known) and name is not None and name.column - level.column > 1
