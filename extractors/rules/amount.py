"""Amounts (金额): those printed with a unit anywhere, and bare figures of table cells whose unit stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex

from extractors.document import Cell, Document, Span, Table
from extractors.mention import Mention
from extractors.rules.fencing import crosses, fence
from extractors.text import fold
from extractors.values.money import Money, find_amounts, format_yuan
from extractors.values.numeral import parse_numeral

kind = "amount"
BY = "rule:amount/1"
BY_CELL = "rule:amount.cell/1"

_FIGURE = regex.compile(r"-?(?:\d{1,3}(?:,\s?\d{3})+|\d+)(?:\.\d+)?")
_UNIT = r"(?P<unit>万亿元|亿元|千万元|百万元|万元|千元|元)"
_LABEL_UNIT = regex.compile(rf"[(\[]\s*(?:单位\s*:?\s*)?(?:人民币)?\s*{_UNIT}\s*[)\]]|单位\s*:\s*(?:人民币)?\s*{_UNIT}")
_CAPTION_UNIT = regex.compile(rf"(?:^|[^\w]|单位|人民币|\b)\s*{_UNIT}")
_MONEY = regex.compile(
    r"金额|资金|预算|决算|收入|支出|合计|小计|总计|补助|补贴|奖励|奖补|拨款|经费|安排数|下达|投资|[费款额价]|执行数|结余|结转|基金|税|本级|财政|到位数|支付|余额"
)
_OTHER = regex.compile(
    r"编码|代码|序号|编号|科目|年份|年度$|比例|比率|率|[%‰]|数量|人数|个数|面积|电话|日期|时间|备注|名称|文号|百分比|比重|得分|分值|分数|权重|户数|件数|家数|次数"
    r"|排名|页码|标准|人次|行次|栏次|型号|规格|[(](?:个|人|户|件|次|家|亩|吨|台|套|公里|平方米)[)]|类|款$|项$"
)


def extract(document: Document) -> Iterator[Mention]:
    """Give the amounts in text order."""
    mentions = [*_find_printed(document), *(mention for table in document.tables for mention in _find_bare(document, table))]
    yield from sorted(mentions, key=lambda mention: mention.span)


def _find_printed(document: Document) -> Iterator[Mention]:
    for match in find_amounts(fence(document)):
        span, score, doubt = Span(match.start, match.end), match.score, match.doubt
        if crosses(document, span):
            score, doubt = min(score, 0.6), doubt or "over two paragraphs"
        yield Mention(kind, span, match.value, BY, score, doubt)


def _find_bare(document: Document, table: Table) -> Iterator[Mention]:
    """Find the bare figures in the money columns of a table."""
    texts = {cell: fold(document.text[cell.span.start : cell.span.end]).strip() for cell in table.cells}
    caption = _CAPTION_UNIT.search(fold(table.unit_text)) if table.unit_text else None
    printed = {column: _has_decimals(table, texts, column) for column in {cell.column for cell in table.cells}}
    for cell in table.cells:
        if cell.header or not _FIGURE.fullmatch(texts[cell]):
            continue
        labels = _labels_of(cell, table, texts)
        unit = _unit_of(labels, caption["unit"] if caption else None)
        if unit is None or not _is_money(labels, decimals=printed[cell.column]):
            continue
        yield _cell_to_mention(document, cell, unit)


def _labels_of(cell: Cell, table: Table, texts: dict[Cell, str]) -> tuple[list[str], list[str]]:
    """Give the words above a cell, nearest first, and the words left of it."""
    above, left = [], []
    for other in table.cells:
        text = texts[other]
        if not text or _FIGURE.fullmatch(text):
            continue
        in_column = other.column <= cell.column < other.column + other.column_span
        in_row = other.row <= cell.row < other.row + other.row_span
        if in_column and other.row < cell.row and (other.header or other.row_span + other.row == cell.row):
            above.append((other.row, text))
        elif in_row and other.column < cell.column:
            left.append((other.column, text))
    return [text for _, text in sorted(above, reverse=True)], [text for _, text in sorted(left, reverse=True)]


def _unit_of(labels: tuple[list[str], list[str]], caption: str | None) -> str | None:
    for text in (*labels[0], *labels[1]):
        match = _LABEL_UNIT.search(text)
        if match:
            return next(unit for unit in match.captures("unit") if unit)
    return caption


def _is_money(labels: tuple[list[str], list[str]], *, decimals: bool) -> bool:
    above, left = labels
    if any(_OTHER.search(text) and not _LABEL_UNIT.search(text) for text in above):
        return False
    if any(_MONEY.search(text) or _LABEL_UNIT.search(text) for text in above):
        return True
    if not above and left:
        return bool(_MONEY.search(left[0]) or _LABEL_UNIT.search(left[0])) and not _OTHER.search(left[0])
    return decimals


def _has_decimals(table: Table, texts: dict[Cell, str], column: int) -> bool:
    """Say whether every figure of a column is written like money: 1,200 or 12.50."""
    figures = [texts[cell] for cell in table.cells if cell.column == column and _FIGURE.fullmatch(texts[cell])]
    return bool(figures) and all("," in figure or "." in figure for figure in figures)


def _cell_to_mention(document: Document, cell: Cell, unit: str) -> Mention:
    raw = document.text[cell.span.start : cell.span.end]
    start = cell.span.start + len(raw) - len(raw.lstrip())
    figure = "".join(fold(raw).split())
    scale = parse_numeral("一" + unit.removesuffix("元")) if unit != "元" else Decimal(1)
    sign = -1 if figure.startswith("-") else 1
    value = Money(cny=format_yuan(parse_numeral(figure.removeprefix("-")) * scale * sign))
    return Mention(kind, Span(start, cell.span.start + len(raw.rstrip())), value, BY_CELL, 0.95)
