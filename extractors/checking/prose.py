"""Amounts and percentages of running text in the order they stand, with the precision they are printed to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.document import Document, Span
from extractors.mention import Mention
from extractors.text import fold
from extractors.values.money import Money

_OUTSIDE = frozenset(
    {"table", "page_header", "page_footer", "page_number", "repeated_header", "recipients", "attachments", "imprint"}
)
_FIGURE = regex.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
_PERCENT = regex.compile(r"(?<![\d.,])(?P<figure>\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?:%|个百分点)")
_LABEL = regex.compile(r"[^,，。;；:：、!?！？\n]*$")
_WHITE = regex.compile(r"\s+")

REACH = 400  # characters: what stands further off belongs to another sentence


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of prose in yuan; `step` is one unit of its last printed digit, `before` the clause in front of it."""

    span: Span
    value: Decimal
    step: Decimal
    unit: str
    before: str
    money: Money

    @property
    def plain(self) -> bool:
        """Whether it is the amount of a whole thing: not for each, no limit, no estimate."""
        return self.money.per is None and self.money.qualifier in (None, "total")


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage in percent; `step` is one unit of its last printed digit."""

    span: Span
    value: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with what it counts; `text` is folded and of the same length as the span."""

    span: Span
    text: str
    amounts: tuple[Amount, ...]
    percents: tuple[Percent, ...]

    def around(self, start: int, end: int) -> tuple[Amount, ...]:
        """Give the amounts that stand within reach of a range."""
        first = bisect_left(self.amounts, start - REACH, key=_start)
        last = bisect_right(self.amounts, end + REACH, key=_start)
        return self.amounts[first:last]

    def between(self, start: int, end: int) -> str:
        """Give the text between two offsets of the document, white space out."""
        return _WHITE.sub("", self.text[start - self.span.start : end - self.span.start])


def _start(amount: Amount) -> int:
    return amount.span.start


def read_paragraphs(document: Document, mentions: Iterable[Mention]) -> tuple[Paragraph, ...]:
    """Give the paragraphs of running text that hold an amount or a percentage, in text order."""
    amounts = sorted((item for item in mentions if item.kind == "amount"), key=lambda item: item.span)
    found = []
    at = 0
    for block in sorted(document.blocks, key=lambda block: block.span):
        while at < len(amounts) and amounts[at].span.start < block.span.start:
            at += 1
        inside = []
        while at < len(amounts) and amounts[at].span.start < block.span.end:
            inside.append(amounts[at])
            at += 1
        if block.role not in _OUTSIDE:
            found.append(_paragraph(document, block.span, inside))
    return tuple(each for each in found if each.amounts or each.percents)


def _paragraph(document: Document, span: Span, mentions: Iterable[Mention]) -> Paragraph:
    text = fold(document.text[span.start : span.end])
    return Paragraph(span, text, tuple(_amounts(text, span, mentions)), tuple(_percents(text, span)))


def _amounts(text: str, span: Span, mentions: Iterable[Mention]) -> Iterator[Amount]:
    last = 0
    for mention in mentions:
        start, end = mention.span.start - span.start, mention.span.end - span.start
        if isinstance(mention.value, Money) and mention.value.cny is not None:
            value, surface = Decimal(mention.value.cny), _WHITE.sub("", text[start:end])
            label = _LABEL.search(text[max(last, start - 80) : start])
            before = _WHITE.sub("", label[0]) if label else ""
            yield Amount(mention.span, value, _step(surface, value), _unit(surface), before, mention.value)
        last = end


def _percents(text: str, span: Span) -> Iterator[Percent]:
    for match in _PERCENT.finditer(text):
        value = Decimal(match["figure"].replace(",", ""))
        place = Span(span.start + match.start(), span.start + match.end())
        yield Percent(place, value, Decimal(1).scaleb(int(value.as_tuple().exponent)))


def _step(surface: str, value: Decimal) -> Decimal:
    """Give one unit of the last printed digit in yuan; Chinese numerals are exact."""
    figure = _FIGURE.search(surface)
    if figure is None:
        return Decimal("0.01")
    printed = Decimal(figure[0].replace(",", ""))
    scale = value / printed if printed else Decimal(10000 if "万" in surface else 1)
    return abs(scale).scaleb(-len(figure["decimals"] or ""))


def _unit(surface: str) -> str:
    """Give the unit as printed (万元, 亿, 元)."""
    return _FIGURE.sub("", surface).lstrip("¥")


def agree(printed: Decimal, step: Decimal, exact: Decimal, other: Decimal = Decimal(0)) -> str | None:
    """Say how two figures of one thing agree: `exact`, `rounded` or `cut` to what is printed; None if they do not.

    `step` and `other` are one unit of the last printed digit of either.
    """
    apart = abs(printed - exact)
    if apart == 0:
        return "exact"
    if apart <= (step + other) / 2:
        return "rounded"
    beyond = abs(exact) - abs(printed) if step >= other else abs(printed) - abs(exact)
    return "cut" if 0 < beyond < max(step, other) else None


def in_words(value: Decimal) -> str:
    """Give an amount for people: 万元 from ten thousand on, exact."""
    if abs(value) >= 10000:
        return f"{_plain(value / 10000)}万元"
    return f"{_plain(value)}元"


def _plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
