"""Every document number of a text, in text order."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.values.number.bracketed import find_bracketed
from extractors.values.number.code import find_code, is_beginning
from extractors.values.number.decree import find_decrees
from extractors.values.number.digits import full_year, plain_digits
from extractors.values.number.match import Compact, NumberMatch, compact_text
from extractors.values.number.tail import YEAR_FIRST
from extractors.values.number.vocabulary import CENTRAL

_COURT = regex.compile(r"法|[民刑行商知执破赔]\p{Han}{0,3}?(?:初|终|再|申|监|提|执|破|复|抗|特|辖|催|仲)")


def find_numbers(text: str) -> Iterator[NumberMatch]:
    """Give the document numbers of a text in text order; none overlaps another."""
    compact = compact_text(text)
    found = [*find_bracketed(compact), *find_decrees(compact), *_find_year_first(compact)]
    end = 0
    for match in sorted(found, key=lambda match: (match.start, -match.end, -match.score)):
        if match.start >= end:
            yield match
            end = match.end


def _find_year_first(text: Compact) -> Iterator[NumberMatch]:
    """Give the old numbers that begin with the year: (86)财税字122号; the value keeps that order."""
    for found in YEAR_FIRST.finditer(text.text):
        code, at = found["code"], found.start()
        known = code.endswith("字") or (len(found["year"]) == 2 and is_beginning(code)) or code.startswith(CENTRAL)
        if not known or _COURT.search(code) or find_code(text, at)[0] < at:
            continue
        year, sequence = plain_digits(found["year"]), plain_digits(found["sequence"])
        yield NumberMatch(
            text.start(at),
            text.end(found.end()),
            f"〔{year}〕{code}{sequence}号",
            0.9,
            prefix=code,
            year=full_year(year),
            sequence=sequence,
        )
