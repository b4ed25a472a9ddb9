"""Years that must agree: of one fund wherever it is named, and of a document and its sheets.

A fund of two years is not a fault in itself, so a year that stands apart is unknown, with both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractors.checking.finding import Finding
from extractors.document import Document, Span
from extractors.tables import Sheet, read_fields
from extractors.text import fold

_FUND = regex.compile(
    r"(?P<year>(?:19|20)\d\d)\s*年\s*度?\s*(?P<name>[^\d,，。;；、:：《》“”\"()\n]{2,40}?(?:专项资金|补助资金|奖补资金|专项经费|扶持资金|发展资金|引导资金))"
)
_RANK = regex.compile(r"^(?:中央|国家|省级|市级|县级|区级|省|市|县|区|本级|财政)+")
_SPACE = regex.compile(r"\s+")
_TITLED = regex.compile(r"(?P<year>(?:19|20)\d\d)\s*年度?.{0,40}?(?:预算|决算|收支|资金|经费)")
_OF_BUDGET = regex.compile(r"预算年度|年度|实施年度|项目年度")
_YEAR = regex.compile(r"(?P<year>(?:19|20)\d\d)(?:年度?)?")
OFTEN = 3  # how often a year must stand before another one is odd


@dataclass(frozen=True, slots=True)
class Named:
    """A fund named with a year."""

    name: str
    year: str
    span: Span


def check_fund_years(document: Document) -> Iterator[Finding]:
    """Give, for a fund that is named often with one year, the few places where it has another."""
    funds: dict[str, list[Named]] = {}
    text = fold(document.text)
    for match in _FUND.finditer(text):
        if text.rfind("《", 0, match.start()) > text.rfind("》", 0, match.start()):
            continue  # a cited document may be of any year
        name = _RANK.sub("", _SPACE.sub("", match["name"]))
        if len(name) > len("专项资金"):
            funds.setdefault(name, []).append(Named(name, match["year"], Span(*match.span())))
    for _, places in sorted(funds.items()):
        years = Counter(place.year for place in places)
        year, often = max(years.items(), key=lambda item: (item[1], item[0]))
        rare = [place for place in places if place.year != year]
        if often >= OFTEN and len(rare) == 1 and often >= OFTEN * len(rare):
            first = next(place for place in places if place.year == year)
            yield from (_odd(document, place, first, often) for place in rare)


def _odd(document: Document, odd: Named, usual: Named, often: int) -> Finding:
    return Finding(
        "year",
        f"{odd.span.start}",
        "unknown",
        f"{document.quote(odd.span)} stands here, and {often} times the fund is of {usual.year}: "
        "another year's fund, or a slip",
        expected=usual.year,
        found=odd.year,
        spans=(odd.span, usual.span),
    )


def check_sheet_years(document: Document, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Compare the budget year of every sheet, in its title or in a field, with the year of the document's title."""
    title = document.part("title")
    named = _TITLED.search(fold(title.value)) if title else None
    if not title or not named or title.span is None:
        return
    for year, span in _sheet_years(document, sheets):
        good = year == named["year"]
        yield Finding(
            "year",
            f"{span.start}",
            "pass" if good else "unknown",
            f"the sheet is of {year} and the title of {named['year']}"
            + ("" if good else ": a sheet of another year, or a slip"),
            expected=named["year"],
            found=year,
            spans=(title.span, span),
        )


def _sheet_years(document: Document, sheets: Sequence[Sheet]) -> Iterator[tuple[str, Span]]:
    """Give the year of each table once: its title's, and those of its fields."""
    seen = set()
    for sheet in sheets:
        table = sheet.table
        if table.id in seen:
            continue
        seen.add(table.id)
        heading = _TITLED.match(fold(document.text[table.title.start : table.title.end])) if table.title else None
        if table.title and heading:
            yield heading["year"], table.title
        for field in read_fields(document, table):
            year = _YEAR.fullmatch(_SPACE.sub("", fold(document.quote(field.value.span))))
            if year and _OF_BUDGET.fullmatch(field.name):
                yield year["year"], field.value.span
