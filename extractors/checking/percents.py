"""Shares of one whole, given as percentages: 占55.10%、占44.90% add up to 100 where their amounts add up to the whole.

Tolerance: half a unit of the last digit for each share.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractors.checking.finding import Finding
from extractors.checking.prose import Amount, Paragraph, Percent
from extractors.document import Document, Span

_SHARE = regex.compile(r"[,(]?(?:约)?占(?:比|总额|总数|全部|合计)?(?:的|为|约)?")
_OPENER = regex.compile(r"[,。;:]?(?:其中[:,]?|主要用于以下方面[:,]?|主要包括[:,]?|包括[:,]?|具体如下[:,]?)")
FEWEST = 2
EARLIER = 100  # amounts in front of a paragraph that may be the whole of its shares
NEAR = 30  # characters between an amount and its share


def check_percents(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    """Say whether the shares of a list, each behind its amount, add up to 100 %."""
    earlier: list[Amount] = []
    for paragraph in paragraphs:
        for whole, parts in _lists(paragraph):
            if len(parts) >= FEWEST:
                yield from _add_up(document, whole, parts)
        yield from _without_whole(document, paragraph, earlier)
        earlier = [*earlier, *paragraph.amounts][-EARLIER:]


def _without_whole(document: Document, paragraph: Paragraph, earlier: Sequence[Amount]) -> Iterator[Finding]:
    """Give the check of a paragraph of shares whose whole stands paragraphs before: what its amounts add up to.

    All shares but one must be of that whole: the list may be a part of something larger.
    """
    shares = dict(_shares(paragraph))
    if len(shares) < 3 or len(shares) != len(paragraph.amounts):
        return
    parts = [(amount, shares[amount.span]) for amount in paragraph.amounts]
    total = sum((amount.value for amount, _ in parts), Decimal(0))
    whole = next((amount for amount in reversed(earlier) if amount.plain and amount.value == total > 0), None)
    if whole is not None and sum(_is_share(amount, share, whole) for amount, share in parts) >= len(parts) - 1:
        yield from _add_up(document, whole, parts)


def _is_share(amount: Amount, share: Percent, whole: Amount) -> bool:
    return abs(amount.value / whole.value * 100 - share.value) <= 2 * share.step


def _lists(paragraph: Paragraph) -> Iterator[tuple[Amount, list[tuple[Amount, Percent]]]]:
    """Give every amount behind which a list begins, with the amounts of the list that have a share."""
    shares = dict(_shares(paragraph))
    whole: Amount | None = None
    parts: list[tuple[Amount, Percent]] = []
    for at, amount in enumerate(paragraph.amounts):
        following = paragraph.amounts[at + 1].span.start if at + 1 < len(paragraph.amounts) else paragraph.span.end
        share = shares.get(amount.span)
        if share and whole:
            parts.append((amount, share))
        gap = paragraph.between(share.span.end if share else amount.span.end, following)
        if not share and _OPENER.match(gap):
            if whole:
                yield whole, parts
            whole, parts = amount, []
        elif "。" in gap and whole:
            yield whole, parts
            whole, parts = None, []
    if whole:
        yield whole, parts


def _shares(paragraph: Paragraph) -> Iterator[tuple[Span, Percent]]:
    starts = [each.span.start for each in paragraph.percents]
    for amount in paragraph.amounts:
        at = bisect_left(starts, amount.span.end)
        after = paragraph.percents[at] if at < len(starts) and starts[at] - amount.span.end < NEAR else None
        if after and _SHARE.fullmatch(paragraph.between(amount.span.end, after.span.start)):
            yield amount.span, after


def _add_up(document: Document, whole: Amount, parts: Sequence[tuple[Amount, Percent]]) -> Iterator[Finding]:
    """Give the check; shares below 100 % of parts that are not the whole say nothing."""
    found = sum((share.value for _, share in parts), Decimal(0))
    slack = sum((share.step for _, share in parts), Decimal(0)) / 2
    apart = abs(sum((amount.value for amount, _ in parts), Decimal(0)) - whole.value)
    complete = apart <= whole.step + sum((amount.step for amount, _ in parts), Decimal(0)) / 2
    good = abs(found - 100) <= slack
    if not complete and (good or found <= 100 + slack):
        return
    yield Finding(
        "percent",
        f"{whole.span.start}",
        "pass" if good else "fail" if complete else "unknown",
        f"the {len(parts)} shares of {document.quote(whole.span)} add up to {found:f}%"
        + (" within rounding" if good and found != 100 else "")
        + ("" if complete else "; their amounts do not add up to it, so the list may hold more than its parts"),
        expected="100%",
        found=f"{found:f}%",
        spans=(whole.span, *(share.span for _, share in parts)),
    )
