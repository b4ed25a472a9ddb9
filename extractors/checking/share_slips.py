"""Shares that lost their sign: an actual of 0.11 against a target of 增长10% is 11 %."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractors.checking.finding import Finding
from extractors.document import Document, Span
from extractors.tables import Sheet, table_to_grid
from extractors.text import fold

_TARGET = regex.compile(r"(?<![\d.])(?P<figure>\d{1,3}(?:\.\d+)?)\s*%")
_ACTUAL = regex.compile(r"(?P<figure>0\.\d{1,6}|1(?:\.\d{1,6})?)")
_IN_TEXT = regex.compile(
    r"(?:增长|提高|上升|下降|降低|减少|增加|不少于|不低于|不高于|达到?|≥|≤|>|<|=)\s*\d{1,3}(?:\.\d+)?\s*%(?:以[上下内])?"
    r"\s+(?P<actual>0\.\d{1,6})(?![\d%.])\s*(?:$|[\s,，。;；])",
    regex.M,
)
NEAR = Decimal(2)  # times the target or less: no other reading is left
FAR = Decimal(5)  # further off, another unit may be meant


def check_share_slips(document: Document, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Give the actual values that are bare decimals where the target is a percentage."""
    for sheet in sheets:
        target, actual = sheet.column("target"), sheet.column("actual")
        if target and actual:
            grid = table_to_grid(document, sheet.table)
            for row in sheet.rows:
                cells = [grid.own(row.number, column.number) for column in (target, actual)]
                texts = [grid.text(row.number, column.number) for column in (target, actual)]
                if cells[0] and cells[1]:
                    yield from _compare(document, texts[0], texts[1], (cells[0].span, cells[1].span))
    tables = [table.span for table in document.tables]
    for match in _IN_TEXT.finditer(fold(document.text)):
        target_span = Span(match.start(), match.start("actual") - 1)
        actual_span = Span(*match.span("actual"))
        if not any(span.covers(actual_span) for span in tables):
            yield from _compare(
                document, match[0][: len(target_span)].strip(), match["actual"], (target_span, actual_span)
            )


def _compare(document: Document, target: str, actual: str, spans: tuple[Span, Span]) -> Iterator[Finding]:
    wanted, printed = _TARGET.findall(target), _ACTUAL.fullmatch(actual)
    if len(wanted) != 1 or not printed:
        return
    share, goal = Decimal(printed["figure"]) * 100, Decimal(wanted[0])
    if not goal or (share == 100 and goal != 100):
        return
    times = max(share / goal, goal / share)
    if times > FAR:
        return
    meant = f"{share.normalize():f}%"
    yield Finding(
        "unit_slip",
        f"{spans[1].start}",
        "fail" if times <= NEAR else "unknown",
        f"{actual} is printed where {document.quote(spans[0]).strip()} was the target: {meant} may be meant",
        expected=meant,
        found=actual,
        spans=spans,
    )
