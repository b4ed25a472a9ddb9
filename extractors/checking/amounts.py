"""An amount printed twice, in figures and in capital numerals (大写, 小写)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

import regex

from extractors.checking.finding import Finding
from extractors.document import Document
from extractors.mention import Mention
from extractors.text import fold
from extractors.values.money import Money

_CAPITAL = regex.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟零圆整正]")
_BETWEEN = regex.compile(r"[\s()\[\]:;,，、。¥]*(?:(?:人民币|大写|小写|即|计|金额|为|RMB|元)[\s()\[\]:;,，、¥]*){0,5}")


def check_written_amounts(document: Document, mentions: Iterable[Mention]) -> Iterator[Finding]:
    """Say whether capital numerals and figures that stand side by side are one amount."""
    amounts = sorted((mention for mention in mentions if mention.kind == "amount"), key=lambda mention: mention.span)
    for one, other in pairwise(amounts):
        if _is_written_twice(document, one, other):
            yield _compare(document, one, other)


def _is_written_twice(document: Document, one: Mention, other: Mention) -> bool:
    gap = document.text[one.span.end : max(other.span.start, one.span.end)]
    if len(gap) > 20 or "\n" in gap or not _BETWEEN.fullmatch(fold(gap)):
        return False
    written = [_capitals(document.quote(mention.span)) for mention in (one, other)]
    return written[0] != written[1]


def _capitals(surface: str) -> bool:
    return len(_CAPITAL.findall(surface)) > 1 and not regex.search(r"\d", fold(surface))


def _compare(document: Document, one: Mention, other: Mention) -> Finding:
    first, second = (mention.value.cny if isinstance(mention.value, Money) else None for mention in (one, other))
    known = first is not None and second is not None
    good = known and Decimal(first or 0) == Decimal(second or 0)
    quotes = f"{document.quote(one.span)} and {document.quote(other.span)}"
    return Finding(
        "amount_written",
        f"{one.span.start}-{other.span.end}",
        ("pass" if good else "fail") if known else "unknown",
        f"{quotes} are printed as one amount" + ("" if good else " and differ, or one cannot be read"),
        expected=first,
        found=second,
        spans=(one.span, other.span),
    )
