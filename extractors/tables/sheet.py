"""What a table says: the seam between those who read tables and those who use them.

A `Sheet` is a view of one `Table`: every column with its heading and kind, every row with its place in the tree of
totals, the role of the whole. It holds no text of its own; cells stay the cells of the table.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Cell, Span, Table

SHEET_ROLES = (
    "allocation",  # 分配表: money to regions or units
    "targets",  # 绩效目标表
    "results",  # 自评表: expected and actual side by side
    "budget",  # 预算 / 决算 by code or by item
    "form",  # labels and values side by side, no header row
    "other",
)
COLUMN_KINDS = (
    "serial",  # 序号
    "region",  # 地区
    "region_code",  # 地区编码: the finance system's code, not GB/T 2260
    "payee",  # 单位, 地区（单位）, 承担单位
    "project",  # 项目名称
    "subject",  # 功能分类科目: code and name in one
    "subject_code",  # 科目编码, 类, 款, 项
    "subject_name",  # 科目名称
    "money",
    "share",  # 率, 比例, %
    "count",
    "number",  # 文号
    "level1",  # 一级指标
    "level2",
    "level3",
    "target",  # 指标值, 年度指标值, 预期值
    "actual",  # 实现值, 实际完成值
    "score",  # 分值, 得分
    "remark",  # 备注
    "text",
)
ROW_RANKS = (
    "leaf",
    "part",  # 其中: a part of the row above, never added beside it
    "subtotal",  # 小计, or a row that others nest in (类 over 款)
    "total",  # 合计, 总计
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `heading` is its header path from top to bottom, joined by `/`, white space out.

    `unit` is the money unit that governs it (`元`, `万元`, …), `unit_span` where that is printed; both null where none
    is stated.
    """

    number: int
    heading: str
    kind: str
    unit: str | None = None
    unit_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the body: `number` as in `Cell.row`; `parent` is the number of the row it is added up in.

    `level` counts from 0 for the outermost total. `code` is its classification code, joined (2010301), or empty.
    """

    number: int
    label: str
    rank: str
    level: int = 0
    parent: int | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one table says. `by` names the rule or the model that told the role; `score` is its probability.

    `rows` is the tree in reading order; a table whose halves stand side by side (收入 | 支出) gives one sheet a half.
    """

    table: Table
    role: str
    by: str
    score: float
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""

    def column(self, kind: str) -> Column | None:
        """Give the first column of a kind."""
        return next((column for column in self.columns if column.kind == kind), None)

    def columns_of(self, kind: str) -> tuple[Column, ...]:
        """Give all columns of a kind."""
        return tuple(column for column in self.columns if column.kind == kind)

    def children(self, row: int) -> tuple[Row, ...]:
        """Give the rows that are added up in a row."""
        return tuple(each for each in self.rows if each.parent == row)


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its value in a form (项目名称 | 老旧小区改造), as cells of the table."""

    name: str
    label: Cell
    value: Cell
