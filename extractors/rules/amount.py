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
_WORD = regex.compile(r"\p{Han}|%")
_UNIT = r"(?P<unit>万亿元|亿元|千万元|百万元|万元|千元|元)"
_LABEL_UNIT = regex.compile(rf"[(\[]\s*(?:单位\s*:?\s*)?(?:人民币)?\s*{_UNIT}\s*[)\]]|单位\s*:\s*(?:人民币)?\s*{_UNIT}")
_CAPTION_UNIT = regex.compile(rf"(?:^|[^\w]|单位|人民币|\b)\s*{_UNIT}")
_MONEY = regex.compile(
    r"金额|资金|预算|决算|收入|支出|合计|小计|总计|补助|补贴|奖励|奖补|拨款|经费|安排数|下达|投资|[费款额价]|执行数|结余|结转|基金|税|本级|财政|到位数|支付|余额"
)
_OTHER = regex.compile(
    r"编码|代码|序号|编号|科目|年份|^(?:预算)?年度$|比例|比率|占比|同比|增幅|增速|进度(?!款)|率|[%‰]|(?<!质)量(?!化)|人数|个数|面积|电话(?!费)|日期|时间|备注|名称|文号|百分比|比重"
    r"|得分|分值|分数|权重|户数|件数|家数|次数|辆数|排名|页码|(?<!高)标准|人次|行次|栏次|型号|规格|指标值|完成值|元\s*/|^(?:类|款|项|目|节)$"
    r"|[(](?:个|人|户|件|次|家|亩|吨|台|套|辆|名|场|期|篇|项|处|座|批次|人次|公里|公顷|平方米|立方米)[)]"
)
_FORM_LABEL = regex.compile(r"(?:资金|金额|总额|拨款|经费|预算数?|合计|小计)(?:\([^()]*\))?\s*:?$")


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

    columns: dict[int, list[tuple[int, bool, str]]]  # row, header or not, words
    rows: dict[int, list[tuple[int, str]]]  # column after the last, words

    def above(self, cell: Cell) -> list[tuple[bool, str]]:
        """Give the words nearest above a cell, then those of the header above it; a header is marked."""
        found = sorted((label for label in self.columns.get(cell.column, ()) if label[0] < cell.row), reverse=True)
        return [(header, text) for at, (_, header, text) in enumerate(found) if header or at == 0]

    def left(self, cell: Cell) -> list[tuple[bool, str]]:
        """Give the words left of a cell, nearest first; those right beside it are marked."""
        found = sorted((label for label in self.rows.get(cell.row, ()) if label[0] <= cell.column), reverse=True)
        return [(after == cell.column, text) for after, text in found]


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
        unit = _unit_of((text for _, text in (*above, *left)), caption["unit"] if caption else None)
        if unit is not None and _is_money(above, left, decimals=cell.column in written):
            yield _cell_to_mention(document, cell, unit)


def _read_labels(texts: dict[Cell, str]) -> _Labels:
    labels = _Labels({}, {})
    for cell, text in texts.items():
        if not _WORD.search(text):
            continue
        for column in range(cell.column, cell.column + cell.column_span):
            labels.columns.setdefault(column, []).append((cell.row, cell.header, text))
        for row in range(cell.row, cell.row + cell.row_span):
            labels.rows.setdefault(row, []).append((cell.column + cell.column_span, text))
    return labels


def _unit_of(labels: Iterable[str], caption: str | None) -> str | None:
    for text in labels:
        match = _LABEL_UNIT.search(text)
        if match:
            return next(unit for unit in match.captures("unit") if unit)
    return caption


def _is_money(above: list[tuple[bool, str]], left: list[tuple[bool, str]], *, decimals: bool) -> bool:
    """Say whether a figure is money: by its header, then by the label of a form beside it, then by what is above."""
    if any(_is_other(text) for header, text in above if header):
        return False
    if left and left[0][0] and _FORM_LABEL.search(left[0][1]):
        return True
    if any(_is_other(text) for _, text in above):
        return False
    if any(_MONEY.search(text) or _LABEL_UNIT.search(text) for _, text in above):
        return True
    if left and (_LABEL_UNIT.search(left[0][1]) or (not above and _MONEY.search(left[0][1]))):
        return not _OTHER.search(left[0][1])
    return decimals


def _is_other(label: str) -> bool:
    return _OTHER.search(label) is not None and not _LABEL_UNIT.search(label)


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
