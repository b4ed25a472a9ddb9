"""What is left of money: 结余 against the budget and the expenditure of the same sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractors.checking.finding import Finding
from extractors.checking.prose import Amount, Paragraph
from extractors.document import Document

_LEFT = regex.compile(r"(?:结余|结转结余|结转和结余|剩余|余额|未支出|尚未使用)(?:资金|金额|经费)?(?:为|是|共|约|:)?$")
_SPENT = regex.compile(r"支出|使用|执行|支付|拨付|报账")
_WHOLE = regex.compile(r"预算|到位|下达|安排|投入|拨款|收入|资金")
_OTHER = regex.compile(
    r"上年|去年|年初|以前|历年|累计|其中|收回|收缴|交回|退回|上缴|上交|调整|调剂|追加|追减|调减|核减|节约|待|质保|收入|含|未到位"
)
_ELSEWHERE = regex.compile(r"(?:上年|年初|以前年度|历年)[^，。；]{0,6}(?:结转|结余)|收回|追加|调[增减剂整]|上缴|退回")


def check_balances(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    """Give the check of every sentence of three amounts of which the last is what is left of the first."""
    for paragraph in paragraphs:
        for sentence in _sentences(paragraph):
            if len(sentence) == 3 and not _OTHER.search(_text(paragraph, sentence)):
                yield from _check(document, *sentence)


def _sentences(paragraph: Paragraph) -> Iterator[list[Amount]]:
    """Give the amounts of each sentence."""
    inside: list[Amount] = []
    for amount in paragraph.amounts:
        if inside and "。" in paragraph.between(inside[-1].span.end, amount.span.start):
            yield inside
            inside = []
        inside.append(amount)
    yield inside


def _text(paragraph: Paragraph, amounts: Sequence[Amount]) -> str:
    """Give the sentence around its amounts, from the full stop before to the one behind."""
    first, last = amounts[0].span.start - paragraph.span.start, amounts[-1].span.end - paragraph.span.start
    stop = paragraph.text.find("。", last)
    return paragraph.text[paragraph.text.rfind("。", 0, first) + 1 : stop if stop >= 0 else None]


def _check(document: Document, whole: Amount, spent: Amount, left: Amount) -> Iterator[Finding]:
    named = _WHOLE.search(whole.before) and not _SPENT.search(whole.before)
    if not (named and _SPENT.search(spent.before) and _LEFT.search(left.before)):
        return
    if not all(amount.plain for amount in (whole, spent, left)) or spent.value > whole.value:
        return
    expected = whole.value - spent.value
    apart = abs(expected - left.value)
    fits = apart <= (whole.step + spent.step + left.step) / 2
    elsewhere = _ELSEWHERE.search(document.text)  # money that came or went in another sentence
    quotes = [document.quote(amount.span) for amount in (whole, spent, left)]
    yield Finding(
        "balance",
        f"{left.span.start}",
        "pass" if fits else "unknown" if elsewhere else "fail",
        f"{quotes[0]} less {quotes[1]} are {expected:,}, {quotes[2]} is printed as what is left"
        + (f"; {apart:,} apart, as rounding does" if fits and apart else "")
        + (
            "; the document speaks of money carried over or taken back, so this is no proof"
            if not fits and elsewhere
            else ""
        ),
        expected=f"{expected:f}",
        found=f"{left.value:f}",
        spans=(left.span, whole.span, spent.span),
    )
