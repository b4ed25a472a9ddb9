"""One item that stands in two sections with two amounts: shown side by side, never decided.

Labels are equal once numbering and verbs are left out; only whole amounts of items count (not for each, no changes, no
other years). A label with more than three amounts is no item but a heading of many (支出决算为).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractors.checking.finding import Finding
from extractors.checking.prose import REACH, Amount, Paragraph, in_words
from extractors.document import Block, Document
from extractors.text import fold

_LEAD = regex.compile(
    r"^(?:\(?[\d一二三四五六七八九十]{1,3}[.、)]|其中|另外?|同时|以及|和|及|与|用于|安排|下达|拨付|完成|共|开展|[“\"])+"
)
_TAIL = regex.compile(r"(?:总额|总计|合计|金额|共计|累计|安排|下达|拨付|投入|为|是|共|约|达|计|的|[”\"])+$")
_ITEM = regex.compile(
    r"\p{Han}{2,}(?:项目|资金|经费|补助|补贴|奖励|奖金|费|工程|计划|款|贷款|任务)(?:\([^()]*\))?(?:资金|经费)?$"
)
_OTHER = regex.compile(
    r"增加|减少|增长|下降|上年|去年|同比|比|较|超出|结余|剩余|节约|未|年初|预算|决算|执行数|调整|季度|月|日|申请|拟|计划投|总投资"
)
_SECTION = regex.compile(
    r"\s*(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}部分)"
)
_YEAR = regex.compile(r"(?P<year>(?:19|20)\d\d)年度?[,:]?$")
MOST = 3  # different amounts under one label


def check_same_items(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    """Give the items that two sections state with amounts of which neither holds those of the other."""
    starts = sorted(block.span.start for block in document.blocks if _opens(document, block))
    items: dict[str, dict[int, list[Amount]]] = {}
    for paragraph in paragraphs:
        for amount in paragraph.amounts:
            label = _label(amount)
            if label:
                places = items.setdefault(f"{label} {_year(paragraph, amount)}", {})
                places.setdefault(bisect_right(starts, amount.span.start), []).append(amount)
    for key, places in sorted(items.items()):
        values = {amount.value for group in places.values() for amount in group}
        if 1 < len(values) <= MOST and len(places) > 1:
            yield from _compare(document, key.partition(" ")[0], [places[at] for at in sorted(places)])


def _opens(document: Document, block: Block) -> bool:
    """Say whether a section begins here: 一、 and （一）, printed alone or before the text."""
    return bool(_SECTION.match(fold(document.text[block.span.start : block.span.start + 8])))


def _label(amount: Amount) -> str:
    """Give what an amount is of, where the clause before it is a name and no more."""
    label = _TAIL.sub("", _LEAD.sub("", amount.before))
    named = 4 <= len(label) <= 40 and _ITEM.search(label) and not _OTHER.search(label)
    return label if named and amount.plain else ""


def _year(paragraph: Paragraph, amount: Amount) -> str:
    """Give the year that stands right before the clause of the amount (2022年，贯标推进项目30万元)."""
    start = max(paragraph.span.start, amount.span.start - REACH)
    ahead = paragraph.between(start, amount.span.start).removesuffix(amount.before)
    year = _YEAR.search(ahead)
    return year["year"] if year else ""


def _compare(document: Document, label: str, groups: Sequence[Sequence[Amount]]) -> Iterator[Finding]:
    """Give one finding for the first two sections that contradict each other, the earlier ones taken together."""
    seen: list[Amount] = list(groups[0])
    for group in groups[1:]:
        one, other = ({amount.value for amount in side} for side in (seen, group))
        if not one <= other and not other <= one:
            yield _finding(document, label, seen, group)
            return
        if one & other:
            seen += group
        elif one | other != one:
            yield _finding(document, label, seen, group)
            return


def _finding(document: Document, label: str, before: Sequence[Amount], after: Sequence[Amount]) -> Finding:
    first, then = ([amount for amount in _distinct(side)] for side in (before, after))
    known = {amount.value for amount in first}
    new = next(amount for amount in then if amount.value not in known)
    total = sum((amount.value for amount in first), Decimal(0))
    summed = total == new.value and len(first) > 1
    said = " and ".join(document.quote(amount.span) for amount in first)
    return Finding(
        "same_item",
        f"{new.span.start}",
        "unknown",
        f"{label} is {said} in one place and {document.quote(new.span)} in another"
        + (f"; {in_words(total)} is the sum of the former" if summed else ""),
        expected="; ".join(f"{amount.value:.2f}" for amount in first),
        found=f"{new.value:.2f}",
        spans=tuple(sorted({*(amount.span for amount in first), new.span})),
    )


def _distinct(amounts: Sequence[Amount]) -> list[Amount]:
    return list({amount.value: amount for amount in reversed(amounts)}.values())[::-1]
