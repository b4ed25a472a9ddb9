"""Forms: labels with their values beside or below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractors.document import Cell, Document, Table
from extractors.tables.figure import parse_figure
from extractors.tables.grid import Grid, table_to_grid
from extractors.tables.section import grid_to_sections
from extractors.tables.sheet import Field

_KNOWN = regex.compile(
    r"(?:.{0,8}(?:项目|资金|专项|政策|工程|课题)(?:名称|编码|编号|代码|类型|性质|等级|类别|属性|总额|需求|来源|期限|周期|"
    r"负责人|概况|概述|内容|简介|总投资|实施内容|用途|起止时间|总目标|绩效目标|支出方向)(?:及代码|及编码)?"
    r"|.{0,8}(?:主管|实施|承担|申报|填报|预算|牵头|使用|责任|编制|地方主管|建设|用款|项目|财政)(?:部门|单位|部门\(单位\))(?:名称|编码|及代码|及编码|\(盖章\))?"
    r"|(?:预算|评价|申报|项目|所属)?年[度份]|(?:实施|项目|评价|绩效|执行|建设)?(?:期限|周期|期|时段|时间|地点)"
    r"|支出内容|政策依据|立项依据|设立依据|实施依据|设立必要性|可行性|必要性"
    r"|(?:总体|年度|中期|中长期|长期|实施期|年度总体|当年|项目)(?:绩效)?(?:总体)?目标|年初设定目标|预期目标|实际完成情况|目标完成情况|年度总体目标完成情况"
    r"|(?:计划)?(?:开始|完成|结束|起始|终止|填表|填报)(?:日期|时间)|联系人|联系电话|联系方式|电话|手机|填表人|审核人|负责人|经办人"
    r"|.{0,12}(?:资金|经费|投资|预算|拨款|补助)(?:总额|金额|合计|申请总额|预算数|执行数|需求)?|其他资金|其它资金|自筹资金|自有资金"
    r"|其中:?.{0,14}|上年结转(?:资金)?|结转资金|财政拨款|年初预算数|全年预算数|全年执行数|预算数|执行数|执行率|分值|得分|总分|自评得分|等级|等次"
    r"|索引号|(?:发布|印发|制发|公开|生成|制定|发文)(?:机构|机关|单位|部门|日期|时间)|发文字号|文号|成文日期|发布日期|发布时间|发文日期|公开日期|主题词|主题分类|标题|名称|信息名称|有效性|体裁分类|组配分类"
    r"|公开方式|公开类别|关键词|生成日期|信息来源|来源|废止日期|有效期|法定代表人|部门名称|部门\(单位\)名称|单位\(部门\)名称|统一社会信用代码|地址|单位地址|开户银行|银行账号|账号|备注|单位名称|姓名|性别|职务|职称)"
)
_HEAD = regex.compile(
    r"(?:年初|全年|调整后?|调整|年度|本年|当年|实际)*(?:预算|执行|支出|到位|下达|计划|完成)(?:数|金额|资金)?(?:\([A-Z]\))?"
    r"|(?:预算|资金)?(?:执行|到位|完成|支出)率(?:\([^()]{1,8}\))?|分值|得分|自评得分|权重"
)
_FIGURE = regex.compile(r"[-—/*]{1,3}|-?[\d,]+(?:\.\d+)?\s*[%％分]?")
_LABEL_LIKE = regex.compile(r"[\p{Han}()（）、:：\s]{2,12}")
_UNIT_TAIL = regex.compile(
    r"\((?:(?:[^()]{0,6}[:：])?(?:万|亿|千|百万)?元|(?:\d{4}年?度?(?:[-~至]+(?:\d{4}年?度?)?)?))\)"
)
_TRIM = regex.compile(r"^[\s·•*]+|[\s:：]+$")
_FUND_NAME = regex.compile(r".{4,}(?:资金|经费|补助|投资|预算|拨款|基金)")
_NAMING = regex.compile(r"(?:名称|部门|单位|年度|编码|代码|依据|内容)$")
_LEVELS = regex.compile(r"绩效指标|[一二三]级指标")


def read_fields(document: Document, table: Table) -> tuple[Field, ...]:
    """Give the labels of a form with their values, in reading order; of a mixed table those above the indicators."""
    grid = table_to_grid(document, table)
    form, _ = grid_to_sections(grid)
    return rows_to_fields(grid, form)


def rows_to_fields(grid: Grid, rows: Sequence[int]) -> tuple[Field, ...]:
    """Give the labels of some rows with their values, in reading order."""
    return tuple(_fields(grid, rows))


def _fields(grid: Grid, rows: Sequence[int]) -> Iterator[Field]:
    done: set[int] = set()
    for at, row in enumerate(rows):
        if row in done:
            continue
        cells = [cell for cell in grid.starts(row) if grid.text(cell.row, cell.column)]
        heads = [cell for cell in cells if _HEAD.fullmatch(label_name(grid.text(cell.row, cell.column)))]
        if len(heads) > 1:
            block = list(_block(grid, heads, rows[at + 1 :]))
            done |= {field.value.row for field in block}
            yield from block
            if block:
                continue
        labels = len(cells) > 1 and all(_is_known(grid, cell) for cell in cells) and not _names(grid, cells)
        if labels and at + 1 < len(rows):
            below = list(_from_below(grid, cells, rows[at + 1]))
            if below:
                done.add(rows[at + 1])
                yield from below
                continue
        yield from _beside(grid, grid.starts(row))


def _block(grid: Grid, heads: Sequence[Cell], below: Sequence[int]) -> Iterator[Field]:
    """Give the fields of rows below a row of heads: 年度资金总额/全年预算数."""
    first = min(head.column for head in heads)
    for row in below:
        values = [(head, cell) for head in heads if (cell := grid.own(row, head.column)) is not None]
        names = [cell for cell in grid.starts(row) if cell.column < first and grid.text(row, cell.column)]
        figures = [cell for _, cell in values if _FIGURE.fullmatch(grid.text(row, cell.column))]
        if not figures or not names:
            return
        label = label_name(grid.text(row, names[-1].column))
        for head, cell in values:
            yield Field(f"{label}/{label_name(grid.text(head.row, head.column))}", names[-1], cell)


def _names(grid: Grid, cells: Sequence[Cell]) -> bool:
    """Say whether a row of what look like labels is a name and its value: 专项名称 | 农村危房改造补助资金."""
    texts = [label_name(grid.text(cell.row, cell.column)) for cell in cells]
    return any(one.endswith("名称") and _FUND_NAME.fullmatch(two) for one, two in pairwise(texts))


def _is_known(grid: Grid, cell: Cell) -> bool:
    text = label_name(grid.text(cell.row, cell.column))
    return len(text) <= 20 and _KNOWN.fullmatch(text) is not None


def label_name(text: str) -> str:
    """Give a label without colon and unit: 项目资金（万元）： is 项目资金."""
    return _TRIM.sub("", _UNIT_TAIL.sub("", text))


def _from_below(grid: Grid, cells: Sequence[Cell], below: int) -> Iterator[Field]:
    """Give the values below a row of labels."""
    values = [cell for cell in grid.starts(below) if grid.text(cell.row, cell.column)]
    if any(_is_known(grid, cell) for cell in values):
        return
    for label in cells:
        value = next((cell for cell in values if cell.column == label.column), None)
        if value is not None:
            yield _field(grid, label, value)


def _are_pairs(grid: Grid, cells: Sequence[Cell]) -> bool:
    """Say whether a row is label, value, label, value: words at every other place, one of them known."""
    labels = cells[::2]
    texts = [grid.text(cell.row, cell.column) for cell in labels]
    known = any(_is_known(grid, cell) for cell in labels)
    return len(cells) % 2 == 0 and known and all(_LABEL_LIKE.fullmatch(text) for text in texts)


def _beside(grid: Grid, cells: Sequence[Cell]) -> Iterator[Field]:
    """Give the pairs of a row: a label and the cell right of it; a label before a label is the head of a group."""
    if _are_pairs(grid, cells) and not any(_is_known(grid, cell) for cell in cells[1::2]):
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            yield _field(grid, label, value)
        return
    at = 0
    while at + 1 < len(cells):
        label, value = cells[at], cells[at + 1]
        group = at + 2 < len(cells) and _is_group(grid, label, value, cells[at + 2])
        if group or not _is_label(grid, label, value):
            at += 1
        else:
            yield _field(grid, label, value)
            at += 2


def _is_group(grid: Grid, label: Cell, value: Cell, behind: Cell) -> bool:
    """Say whether a label is the head of a group (项目资金 | 年度资金总额 | 12), no name (项目名称 | 某补助资金)."""
    named = _NAMING.search(label_name(grid.text(label.row, label.column)))
    said = grid.text(behind.row, behind.column)
    return not named and bool(said) and _is_known(grid, value) and _is_pair(grid, value, behind)


def _is_pair(grid: Grid, label: Cell, value: Cell) -> bool:
    """Say whether the second of two labels has a value of its own."""
    return not _is_known(grid, value) or label.row_span < value.row_span or not grid.text(label.row, label.column)


def _is_label(grid: Grid, label: Cell, value: Cell) -> bool:
    text = grid.text(label.row, label.column)
    if not text or parse_figure(text) is not None or _LEVELS.fullmatch(text):
        return False
    beside = grid.text(value.row, value.column)
    return _is_known(grid, label) or (len(text) <= 16 and parse_figure(beside) is not None) or text[-1] in ":："


def _field(grid: Grid, label: Cell, value: Cell) -> Field:
    return Field(label_name(grid.text(label.row, label.column)), label, value)
