"""A table in sections: heads with the rows below them; a form above has none. Halves side by side are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import regex

from extractors.document import Cell
from extractors.tables.figure import parse_figure
from extractors.tables.grid import Grid

_LEVEL = regex.compile(r"(?:一级|二级|三级|绩效)指标(?:名称|内容)?|指标名称|指标内容")
_VALUE = regex.compile(
    r".{0,14}(?:指标|目标|预期|实现|完成|计划)值.{0,12}|.{0,6}完成情况|权重|分值|得分|.{0,4}三级指标.{0,4}"
)
_ASIDE = regex.compile(
    r"\(?(?:[\p{Han}]{0,6})(?:单位|部门)(?:名称)?(?:\(.{1,6}\))?[:：].*|\(?(?:金额)?单位[:：(].*|公开\d{1,2}表|.{0,40}表(?:\(.{1,30}\))?|\(\d{4}年度?\)|\d{4}年度?|附[件表]\d*.{0,4}"
)
_NAME = regex.compile(
    r"^(?:序号|编号|备注|地区|市县|区县|县区|单位|项目|科目|类|款|项|年度|年份|合计|小计|预算数|决算数)$"
    r"|名称(?:\(.{1,10}\))?$|编码$|代码$|单位(?:\(.{1,8}\))?$|金额|资金|经费|预算|决算|收入|支出|补助|[率数额](?:\(.{1,8}\))?$"
)
_INDEX = regex.compile(
    r"\d{1,2}|[一二三四五六七八九十]{1,3}|[甲乙丙丁]|栏次|行次|[A-Z]|[\dA-Z]{1,2}=[\dA-Z+\-*/()=.…~]+"
)
_WIDE = 24  # characters; a head over the whole table that is longer is its title
_FIRST = 4  # rows among which an unmarked head is looked for
_CODED = regex.compile(r"编码|代码|序号|科目|行次|^[类款项]$")
_OPPOSED = (
    regex.compile(r".{0,8}收入.{0,4}|.{0,6}来源.{0,4}|.{0,4}资产.{0,2}"),
    regex.compile(r".{0,8}支出.{0,4}|.{0,6}(?:运用|使用|去向|支出).{0,4}|.{0,4}负债.{0,8}"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of a table under one set of heads: `heads` gives the head cells of each column from top to bottom."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    heads: dict[int, tuple[Cell, ...]]
    names: dict[int, tuple[str, ...]]

    def heading(self, column: int) -> str:
        """Give the header path of a column."""
        return "/".join(self.names.get(column, ()))


def grid_to_sections(grid: Grid) -> tuple[tuple[int, ...], tuple[Section, ...]]:
    """Give the rows that stand above any heads (a form), and the sections below."""
    inner = [row for row in grid.rows if _is_indicator_head(grid, row)]
    starts: list[tuple[tuple[int, ...], int]] = []
    if grid.header:
        header = _with_second_row(grid)
        starts.append((header, header[-1]))
    heads = [_deep_head(grid, row) for row in inner if not grid.header or row > grid.header[-1]]
    starts += [(head, head[-1]) for head in heads]
    if not starts and (unmarked := _unmarked_head(grid)) is not None:
        starts.append(((unmarked,), unmarked))
    if not starts:
        return grid.rows, ()
    form = tuple(row for row in grid.rows if row < starts[0][0][0])
    sections = []
    for at, (header, last) in enumerate(starts):
        end = starts[at + 1][0][0] if at + 1 < len(starts) else max((*grid.rows, last)) + 1
        rows = tuple(row for row in grid.rows if last < row < end)
        sections.append(_section(grid, header, rows))
    return form, tuple(sections)


def _with_second_row(grid: Grid) -> tuple[int, ...]:
    """Give the header with the row below it where that divides its columns: words over figures, beside blank labels."""
    row = next((row for row in grid.rows if row > grid.header[-1]), None)
    if row is None:
        return grid.header
    filled = [column for column in grid.columns if grid.text(row, column)]
    texts = [grid.text(row, column) for column in filled]
    if len(filled) < 2 or filled[0] == grid.columns[0] or any(len(text) > _WIDE for text in texts):
        return grid.header
    below = [other for other in grid.rows if other > row]
    told = [sum(parse_figure(grid.text(other, column)) is not None for other in below) for column in filled]
    words = all(parse_figure(text) is None for text in texts)
    return (*grid.header, row) if words and below and min(told) * 2 > len(below) else grid.header


def _unmarked_head(grid: Grid) -> int | None:
    """Give a row among the first that names columns of figures, where no row is marked as a head."""
    for at, row in enumerate(grid.rows[:_FIRST]):
        cells = [cell for cell in grid.starts(row) if grid.text(row, cell.column)]
        texts = [grid.text(row, cell.column) for cell in cells]
        named = [text for text in texts if _NAME.search(text)]
        if len(named) < 2 or len(named) * 5 < len(texts) * 3 or any(parse_figure(text) is not None for text in texts):
            continue
        below = grid.rows[at + 1 :]
        figures = [sum(parse_figure(grid.text(other, cell.column)) is not None for other in below) for cell in cells]
        if len(below) > 1 and max(figures) * 2 > len(below):
            return row
    return None


def _is_indicator_head(grid: Grid, row: int) -> bool:
    """Say whether a row of the body is the head of an indicator table: 一级指标 | 二级指标 | 三级指标 | 指标值."""
    texts = [grid.text(cell.row, cell.column) for cell in grid.starts(row)]
    levels = {text for text in texts if _LEVEL.fullmatch(text)}
    values = {text for text in texts if _VALUE.fullmatch(text)} - levels
    return len(levels) >= 2 or bool(levels and values and len(texts) > 2)


def _deep_head(grid: Grid, row: int) -> tuple[int, ...]:
    """Give the rows of an indicator head: as deep as its levels where 指标值 is divided below (实施期, 年度)."""
    cells = grid.starts(row)
    depths = {cell.row_span for cell in cells if _LEVEL.fullmatch(grid.text(row, cell.column))}
    divided = any(cell.row_span == 1 and cell.column_span > 1 for cell in cells)
    deep = next(iter(depths)) if len(depths) == 1 and divided else 1
    return tuple(range(row, row + deep)) if deep in (2, 3) else (row,)


def _section(grid: Grid, header: tuple[int, ...], rows: tuple[int, ...]) -> Section:
    kept = [row for row in header if not _is_aside(grid, row)] or list(header)
    heads: dict[int, tuple[Cell, ...]] = {}
    names: dict[int, tuple[str, ...]] = {}
    for column in grid.columns:
        cells = [cell for at in range(len(kept)) if (cell := _head(grid, kept[at:], column)) is not None]
        unique = tuple(dict.fromkeys(cells))
        heads[column] = unique
        names[column] = tuple(grid.text(cell.row, cell.column) for cell in unique)
    return Section(rows, grid.columns, heads, names)


def _head(grid: Grid, rows: list[int], column: int) -> Cell | None:
    """Give the head of a column in a row; a blank over a name goes on from the group on the left (text tables)."""
    row, below = rows[0], rows[1:]
    if grid.text(row, column):
        return grid.cell(row, column)
    left = column - 1
    if not any(grid.text(other, column) for other in below) or grid.cell(row, column) is None:
        return None
    divided = any(grid.text(other, left) for other in below if grid.cell(other, left) != grid.cell(row, left))
    return _head(grid, rows, left) if divided else None


def _is_aside(grid: Grid, row: int) -> bool:
    """Say whether a header row names no column: the title, the unit, numbers of columns (栏次 1 2 3=1+2)."""
    texts = [text for cell in grid.starts(row) if (text := grid.text(cell.row, cell.column))]
    if len(texts) > 2 and all(_INDEX.fullmatch(text) for text in texts):
        return True
    wide = len(texts) <= 2 and len(grid.columns) > 2
    return wide and all(_ASIDE.fullmatch(text) or len(text) > _WIDE for text in texts)


def split_halves(grid: Grid, section: Section) -> tuple[Section, ...]:
    """Give the section, or its halves where the heads begin again after figures (收入 | 支出)."""
    numeric = {column for column in section.columns if _is_numeric(grid, section, column)}
    cuts = [at for at in range(1, len(section.columns)) if _begins_again(section, numeric, at)]
    if not cuts:
        return (section,)
    edges = [0, *cuts, len(section.columns)]
    return tuple(
        Section(section.rows, section.columns[low:high], section.heads, section.names) for low, high in pairwise(edges)
    )


def _is_numeric(grid: Grid, section: Section, column: int) -> bool:
    texts = [grid.text(row, column) for row in section.rows if grid.own(row, column)]
    filled = [text for text in texts if text]
    figures = sum(parse_figure(text) is not None for text in filled)
    return figures * 2 > len(filled) if filled else _leaf(section, column) in {"决算数", "预算数", "金额", "合计"}


def _leaf(section: Section, column: int) -> str:
    names = section.names.get(column, ())
    return names[-1] if names else ""


def _begins_again(section: Section, numeric: set[int], at: int) -> bool:
    """Say whether a half begins at a column: words after figures, under the head that the first half begins with."""
    columns = section.columns
    here, before = columns[at], columns[at - 1]
    if before not in numeric or not any(column in numeric for column in columns[at:]):
        return False
    first = next((column for column in columns[:at] if _leaf(section, column)), columns[0])
    leaf = _leaf(section, here)
    if here in numeric and not _CODED.search(leaf):
        return False
    if leaf and leaf == _leaf(section, first):
        return True
    tops = [(section.names.get(column) or ("",))[0] for column in (first, here)]
    left, right = _OPPOSED
    return tops[0] != tops[1] and bool(left.fullmatch(tops[0]) and right.fullmatch(tops[1]))
