"""Amounts (金额): those printed with a unit anywhere, and bare figures of table cells whose unit stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.document import Cell, Document, Span, Table
from extractors.mention import Mention
from extractors.rules.fencing import crosses, fence
from extractors.text import fold
from extractors.values.money import Money, find_amounts, format_yuan
from extractors.values.numeral import parse_numeral

kind = "amount"
BY = "rules.amount"
BY_CELL = "rules.amount.cell"

_FIGURE = regex.compile(r"-?(?:\d{1,3}(?:,\s?\d{3})+|\d+)(?:\.\d+)?")
_UNIT = r"(?P<unit>万亿元|亿元|千万元|百万元|万元|千元|元)"
_LABEL_UNIT = regex.compile(rf"[(\[]\s*(?:单位\s*:?\s*)?(?:人民币)?\s*{_UNIT}\s*[)\]]|单位\s*:\s*(?:人民币)?\s*{_UNIT}")
_CAPTION_UNIT = regex.compile(rf"(?:^|[^\w]|单位|人民币|\b)\s*{_UNIT}")
_MONEY = regex.compile(
    r"金额|资金|预算|决算|收入|支出|合计|小计|总计|补助|补贴|奖励|奖补|拨款|经费|安排数|下达|投资|[费款额价]|执行数|结余|结转|基金|税|本级|财政|到位数|支付|余额"
)
_OTHER = regex.compile(
    r"编码|代码|序号|编号|科目|年份|年度$|比例|比率|率|[%‰]|数量|人数|个数|面积|电话|日期|时间|备注|名称|文号|百分比|比重|得分|分值|分数|权重|户数|件数|家数|次数"
    r"|排名|页码|标准|人次|行次|栏次|型号|规格|[(](?:个|人|户|件|次|家|亩|吨|台|套|公里|平方米)[)]|^(?:类|款|项|目|节)$"
)


def extract(document: Document) -> Iterator[Mention]:
    """Give the amounts in text order."""
    mentions = [
        *_find_printed(document),
        *(mention for table in document.tables for mention in _find_bare(document, table)),
    ]
    yield from sorted(mentions, key=lambda mention: mention.span)


def _find_printed(document: Document) -> Iterator[Mention]:
    for match in find_amounts(fence(document)):
        span, score, doubt = Span(match.start, match.end), match.score, match.doubt
        if crosses(document, span):
            score, doubt = min(score, 0.6), doubt or "over two paragraphs"
        yield Mention(kind, span, match.value, BY, score, doubt)


@dataclass(frozen=True, slots=True)
class _Labels:
    """The cells of a table with words in them, by every column and row that they span."""

    columns: dict[int, list[tuple[int, int, str]]]  # first row, row after the last (none for a header), words
    rows: dict[int, list[tuple[int, str]]]  # column, words

    def above(self, cell: Cell) -> list[str]:
        """Give the words of the header above a cell, and of the cell right above it, nearest first."""
        found = [
            (row, text)
            for row, after, text in self.columns.get(cell.column, ())
            if row < cell.row and after in (_HEADER, cell.row)
        ]
        return [text for _, text in sorted(found, reverse=True)]

    def left(self, cell: Cell) -> list[str]:
        """Give the words left of a cell, nearest first."""
        return [text for column, text in sorted(self.rows.get(cell.row, ()), reverse=True) if column < cell.column]


_HEADER = -1


def _find_bare(document: Document, table: Table) -> Iterator[Mention]:
    """Find the bare figures in the money columns of a table."""
    texts = {cell: fold(document.text[cell.span.start : cell.span.end]).strip() for cell in table.cells}
    caption = _CAPTION_UNIT.search(fold(table.unit_text)) if table.unit_text else None
    labels = _read_labels(texts)
    written = _columns_with_decimals(texts)
    for cell, text in texts.items():
        if cell.header or not _FIGURE.fullmatch(text):
            continue
        above, left = labels.above(cell), labels.left(cell)
        unit = _unit_of((*above, *left), caption["unit"] if caption else None)
        if unit is not None and _is_money(above, left, decimals=cell.column in written):
            yield _cell_to_mention(document, cell, unit)


def _read_labels(texts: dict[Cell, str]) -> _Labels:
    labels = _Labels({}, {})
    for cell, text in texts.items():
        if not text or _FIGURE.fullmatch(text):
            continue
        after = _HEADER if cell.header else cell.row + cell.row_span
        for column in range(cell.column, cell.column + cell.column_span):
            labels.columns.setdefault(column, []).append((cell.row, after, text))
        for row in range(cell.row, cell.row + cell.row_span):
            labels.rows.setdefault(row, []).append((cell.column, text))
    return labels


def _unit_of(labels: Iterable[str], caption: str | None) -> str | None:
    for text in labels:
        match = _LABEL_UNIT.search(text)
        if match:
            return next(unit for unit in match.captures("unit") if unit)
    return caption


def _is_money(above: list[str], left: list[str], *, decimals: bool) -> bool:
    if any(_OTHER.search(text) and not _LABEL_UNIT.search(text) for text in above):
        return False
    if any(_MONEY.search(text) or _LABEL_UNIT.search(text) for text in above):
        return True
    if not above and left:
        return bool(_MONEY.search(left[0]) or _LABEL_UNIT.search(left[0])) and not _OTHER.search(left[0])
    return decimals


def _columns_with_decimals(texts: dict[Cell, str]) -> set[int]:
    """Give the columns whose every figure is written like money: 1,200 or 12.50."""
    figures = [(cell.column, text) for cell, text in texts.items() if _FIGURE.fullmatch(text)]
    return {column for column, _ in figures} - {column for column, text in figures if not {",", "."} & set(text)}


def _cell_to_mention(document: Document, cell: Cell, unit: str) -> Mention:
    raw = document.text[cell.span.start : cell.span.end]
    start = cell.span.start + len(raw) - len(raw.lstrip())
    figure = "".join(fold(raw).split())
    scale = parse_numeral("一" + unit.removesuffix("元")) if unit != "元" else Decimal(1)
    sign = -1 if figure.startswith("-") else 1
    value = Money(cny=format_yuan(parse_numeral(figure.removeprefix("-")) * scale * sign))
    return Mention(kind, Span(start, cell.span.start + len(raw.rstrip())), value, BY_CELL, 0.95)
