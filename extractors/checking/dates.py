"""Dates that must agree: 成文日期, 印发日期 and the year of 发文字号."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.checking.finding import Finding
from extractors.document import Document, Part
from extractors.text import fold

_YEAR = regex.compile(r"[〔\[(]\s*(?P<year>(?:19|20)\d{2})\s*[〕\])]|(?P<year>(?:19|20)\d{2})年第")
APART = 1  # years that a number and a date may lie apart: a document numbered in December is dated in January


def check_dates(document: Document) -> Iterator[Finding]:
    """Say whether a scan is dated at all, a document before it is printed, and in the year of its number."""
    date, printed = document.part("date"), document.part("printed_date")
    sealed = next((block.span for block in document.blocks if block.role == "seal"), None)
    if date is None and sealed and any(page.route == "ocr" for page in document.pages):
        yield Finding(
            "date_read", "date", "fail", "it bears a seal, but no date of signature was read", spans=(sealed,)
        )
    if date and printed and min(len(date.value), len(printed.value)) == len("2020-12-30"):
        yield _order(date, printed)
    number = document.part("number")
    dated = date or printed
    year = _YEAR.search(fold(number.value)) if number else None
    if number and dated and year and dated.value[:4].isdigit():
        yield _year(number, dated, year["year"])


def _order(date: Part, printed: Part) -> Finding:
    good = date.value <= printed.value
    return Finding(
        "date_order",
        "date",
        "pass" if good else "fail",
        f"dated {date.value} and printed {printed.value}"
        + ("" if good else ": one of the two is misread or misprinted"),
        expected=f"<= {printed.value}",
        found=date.value,
        spans=tuple(part.span for part in (date, printed) if part.span),
    )


def _year(number: Part, dated: Part, year: str) -> Finding:
    good = abs(int(year) - int(dated.value[:4])) <= APART
    return Finding(
        "number_year",
        "number",
        "pass" if good else "unknown",
        f"{number.value} is of {year} and the document is dated {dated.value}",
        expected=year,
        found=dated.value[:4],
        spans=tuple(part.span for part in (number, dated) if part.span),
    )
