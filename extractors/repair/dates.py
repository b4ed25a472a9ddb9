"""成文日期 of a scan against 印发日期 and the year of 发文字号.

A date that cannot be is doubtful or, where a second reading has one that can, repaired.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import regex

from extractors.document import Document, Part, Repair, Span
from extractors.text import fold
from extractors.values.date import find_dates

BY = "repair.dates-1"
CHECK = "date_reconciled"
LATE = 60  # days between the signature and the print, which are weeks at most
_DAY = len("2020-12-30")
_YEAR = regex.compile(r"[〔\[(]\s*(?P<year>(?:19|20)\d{2})\s*[〕\])]|(?P<year>(?:19|20)\d{2})年第")


def mend_dates(document: Document) -> Document:
    """Give a document whose 成文日期, where it was recognised, can be true or is marked."""
    signed = document.part("date")
    if signed is None or signed.span is None or not any(line.scores for line in document.lines_of(signed.span)):
        return document
    why = _objection(document, signed.value)
    if why is None:
        return document
    other = _second_reading(document, signed.span)
    value = _parse(other)
    if value is not None and _objection(document, value) is None:
        reason = f"read as {signed.value}: {why}; a second reading has {value}, which can be"
        repair = Repair(signed.span, other, BY, reason, CHECK)
        document = replace(document, repairs=(*document.repairs, repair))
        return _with_date(document, signed, replace(signed, value=value, score=min(signed.score, 0.6), doubt=reason))
    doubt = "; ".join(filter(None, (signed.doubt, why)))
    return _with_date(document, signed, replace(signed, score=min(signed.score, 0.5), doubt=doubt))


def _with_date(document: Document, old: Part, new: Part) -> Document:
    return replace(document, parts=tuple(new if part is old else part for part in document.parts))


def _objection(document: Document, value: str) -> str | None:
    """Give why a document cannot be of a date, or is hardly."""
    if len(value) < _DAY:
        return "its day was not read"
    printed, number = document.part("printed_date"), document.part("number")
    if printed and len(printed.value) == _DAY:
        days = (date.fromisoformat(printed.value) - date.fromisoformat(value)).days
        if days < 0:
            return f"it was printed before, on {printed.value}"
        if days > LATE:
            return f"it was printed {days} days later, on {printed.value}"
    year = _YEAR.search(fold(number.value)) if number else None
    if year and not int(year["year"]) <= int(value[:4]) <= int(year["year"]) + 1:
        return f"its number is of {year['year']}"
    return None


def _second_reading(document: Document, span: Span) -> str:
    """Give a span as the second reading has it, where that is as long."""
    said = list(document.text[span.start : span.end])
    for line in document.lines_of(span):
        for at in range(max(line.span.start, span.start), min(line.span.end, span.end)) if line.seconds else ():
            echo = line.seconds[at - line.span.start][0]
            said[at - span.start] = echo if len(echo) == 1 and not echo.isspace() else said[at - span.start]
    return "".join(said)


def _parse(text: str) -> str | None:
    found = [match.value for match in find_dates(text) if match.value]
    return str(found[0]) if len(found) == 1 and len(str(found[0])) == _DAY else None
