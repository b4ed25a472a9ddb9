"""一级 and 二级指标 of a row: as printed, from the merged cell, from the row above, or told by each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import regex

from extractors.document import Cell
from extractors.lexicon import read_rows
from extractors.tables.grid import Grid

_TAIL = regex.compile(r"[(\[]\d{1,3}(?:\.\d+)?(?:分|%)[)\]]$|\d{1,3}分$")
_LEAD = regex.compile(r"^(?:[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、](?=\p{Han}))")


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the lexicon: words for a level (0 is the label 绩效指标), and the level above that they tell."""

    pattern: regex.Pattern[str]
    level: int
    above: str
    also: str


@lru_cache(maxsize=4)
def load_levels(path: Path) -> tuple[Known, ...]:
    """Read the lexicon of levels.

    Raises:
        MissingModelError: the lexicon is not there.

    """
    return tuple(
        Known(
            regex.compile(rf"(?:{row['pattern']})(?:类)?(?:指标|目标)?"), int(row["level"]), row["above"], row["also"]
        )
        for row in read_rows(path)
    )


def find_known(text: str, levels: Sequence[Known]) -> Known | None:
    """Give what the lexicon knows of a text that is a level and nothing else; the last 指标 may be missing."""
    return next((known for known in levels if known.pattern.fullmatch(text)), None)


def level_name(text: str) -> str:
    """Give a level without its points and its numbering: 产出指标（50分） is 产出指标."""
    return _TAIL.sub("", _LEAD.sub("", text))


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a row: null where it is lost; `basis` is observed where its own or a merged cell says it."""

    text: str | None
    cell: Cell | None = None
    basis: str = "observed"
    doubt: str | None = None


NONE = Level(None)


@dataclass(frozen=True, slots=True)
class Levels:
    """一级 and 二级 of a row."""

    level1: Level = NONE
    level2: Level = NONE


@dataclass(frozen=True, slots=True)
class Pair:
    """The columns of 一级 and 二级, as far as there are any."""

    level1: int | None
    level2: int | None


def rows_to_levels(
    grid: Grid, rows: Sequence[int], pair: Pair, levels: Sequence[Known], moved: Mapping[int, Levels]
) -> dict[int, Levels]:
    """Give the levels of every row; `moved` are those that rows beside their heads print."""
    merged = {column: _is_merged(grid, rows, column) for column in (pair.level1, pair.level2) if column is not None}
    found: dict[int, Levels] = {}
    above: Levels | None = None
    for at, row in enumerate(rows):
        own = moved.get(row) or Levels(_read(grid, row, pair.level1), _read(grid, row, pair.level2))
        first, second = own.level1, own.level2
        turned = _turns(grid, rows[at - 1] if at else row, row)
        if above is not None and pair.level1 is not None and first.text is None:
            free = not merged[pair.level1] or turned
            first = _inherit(above.level1, first) if free else first
        if above is not None and pair.level2 is not None and second.text is None and not _is_new(first, above.level1):
            free = not merged[pair.level2] or turned
            second = _inherit(above.level2, second) if free else second
        first = _corrected(first, second, levels)
        found[row] = above = Levels(first, second)
    return dict(_settle(found, pair, levels))


def _corrected(first: Level, second: Level, levels: Sequence[Known]) -> Level:
    """Give 一级 as 二级 tells it where a row prints its own 二级."""
    known = find_known(second.text, levels) if second.text else None
    return _above(first, known, levels) if known is not None and known.above else first


def _read(grid: Grid, row: int, column: int | None) -> Level:
    if column is None:
        return NONE
    return Level(level_name(grid.text(row, column)) or None, grid.cell(row, column))


def _is_merged(grid: Grid, rows: Sequence[int], column: int) -> bool:
    """Say whether merged cells of a column are kept, so that a blank cell is blank."""
    return any((cell := grid.cell(row, column)) is not None and cell.row_span > 1 for row in rows)


def _turns(grid: Grid, before: int, row: int) -> bool:
    """Say whether a page ends between two rows: a merged cell may be cut there."""
    pages = [{cell.page for cell in grid.starts(each)} for each in (before, row)]
    return bool(pages[0] and pages[1]) and max(pages[0]) < min(pages[1])


def _is_new(level: Level, above: Level) -> bool:
    return level.basis == "observed" and level.text is not None and level.cell != above.cell


def _inherit(above: Level, own: Level) -> Level:
    return Level(above.text, above.cell, "derived") if above.text else own


def _settle(found: Mapping[int, Levels], pair: Pair, levels: Sequence[Known]) -> Iterator[tuple[int, Levels]]:
    told = _told_by_cell(found, levels)
    for row, each in found.items():
        first, second = each.level1, each.level2
        if first.text is None and first.cell is not None and (name := told.get(first.cell)):
            first = Level(name, None, "derived")
        if first.text is None and pair.level1 is not None:
            first = Level(None, None, "derived", "一级指标 is not printed")
        if second.text is None and pair.level2 is not None:
            second = _second_from_first(first, levels)
        yield row, Levels(first, second)


def _second_from_first(first: Level, levels: Sequence[Known]) -> Level:
    """Give 服务对象满意度指标 as 二级 too where it stands as 一级 alone."""
    known = find_known(first.text, levels) if first.text and first.basis == "observed" else None
    if known is not None and known.level == 2:
        return Level(first.text, first.cell, "derived")
    return Level(None, None, "derived", "二级指标 is not printed")


def _above(first: Level, known: Known, levels: Sequence[Known]) -> Level:
    """Give 一级 as 二级 tells it, where nothing is printed or the one above cannot be meant."""
    if first.text is None:
        return Level(known.above, first.cell, "derived")
    if _same(first.text, known.above) or _same(first.text, known.also):
        return first
    other = find_known(first.text, levels)
    if first.basis == "observed":
        return replace(first, doubt="二级指标 is of another 一级指标") if other and other.level == 1 else first
    return Level(known.above, None, "derived", f"not {first.text} from the row above")


def _same(one: str, other: str) -> bool:
    return bool(other) and (one.removesuffix("指标") == other.removesuffix("指标") or other.removesuffix("指标") in one)


def _told_by_cell(found: Mapping[int, Levels], levels: Sequence[Known]) -> dict[Cell, str]:
    """Give what the 二级 in the rows of one empty merged 一级 cell tell, where they agree."""
    told: dict[Cell, set[str]] = {}
    for each in found.values():
        known = find_known(each.level2.text, levels) if each.level2.text else None
        cell = each.level1.cell if each.level1.basis == "derived" else None
        if cell is not None and cell.row_span > 1 and known and known.above:
            told.setdefault(cell, set()).add(known.above)
    return {cell: min(names) for cell, names in told.items() if len(names) == 1}
