"""Every document number of a text, in text order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from extractors.values.number.decree import find_decrees
from extractors.values.number.digits import full_year, plain_digits, plain_sequence
from extractors.values.number.match import Compact, NumberMatch, compact_text
from extractors.values.number.prefix import find_prefix, is_beginning
from extractors.values.number.tail import (
    LISTED,
    LOST_BOTH,
    LOST_CLOSE,
    LOST_OPEN,
    MASKED,
    MORE,
    NO_ENDING,
    WHOLE,
    YEAR_FIRST,
)

_BRACKETS_LOST = "a bracket is lost"
_NO_BRACKETS = "no brackets around the year"
_NO_PREFIX = "nothing says whose number it is"


def find_numbers(text: str) -> Iterator[NumberMatch]:
    """Give the document numbers of a text in text order; none overlaps another."""
    compact = compact_text(text)
    found = sorted(
        (*_bracketed(compact), *find_decrees(compact), *_year_first(compact)),
        key=lambda match: (match.start, -match.end),
    )
    end = 0
    for match in found:
        if match.start >= end:
            yield match
            end = match.end


def _bracketed(text: Compact) -> Iterator[NumberMatch]:
    """Give the numbers in which the year stands between 代字 and sequence, and the lists behind them."""
    floor = 0
    last: NumberMatch | None = None
    for found, score, doubt in _tails(text):
        if found.start() < floor:
            continue
        match = _number(text, found, floor, score, doubt)
        if match is None:
            continue
        if not match.prefix and last is not None and _continues(text, floor, found.start()):
            match = _with_prefix(match, last.prefix)
        yield match
        last, floor = match, found.end()
        for more in _more(text, match, floor):
            yield more[0]
            floor = more[1]


_DAMAGE = (
    (WHOLE, 0.99, None),
    (LISTED, 0.97, None),
    (LOST_CLOSE, 0.7, _BRACKETS_LOST),
    (LOST_OPEN, 0.75, _BRACKETS_LOST),
    (NO_ENDING, 0.75, "the 号 is missing"),
    (MASKED, 0.8, "year or sequence is not printed"),
    (LOST_BOTH, 0.6, _NO_BRACKETS),
)


def _tails(text: Compact) -> list[tuple[regex.Match[str], float, str | None]]:
    """Give the right parts of numbers in text order, the least damaged reading of each place first."""
    tails: dict[int, tuple[int, regex.Match[str], float, str | None]] = {}
    for rank, (pattern, score, doubt) in enumerate(_DAMAGE):
        for found in pattern.finditer(text.text):
            year = found.start("year")
            if year not in tails:
                tails[year] = (rank, found, score, doubt)
    return [(found, score, doubt) for _, (_, found, score, doubt) in sorted(tails.items())]


def _number(text: Compact, found: regex.Match[str], floor: int, score: float, doubt: str | None) -> NumberMatch | None:
    """Give the number of a right part with the 代字 before it; None where it is not a document number."""
    start, uncertain = find_prefix(text, found.start(), floor)
    prefix = text.text[start : found.start()]
    if not prefix and found.re is not WHOLE and found.re is not LISTED:
        return None
    if found.re in (LOST_BOTH, NO_ENDING) and not is_beginning(prefix):
        return None
    doubts = [why for why in (doubt, uncertain, None if prefix else _NO_PREFIX) if why]
    if uncertain or not prefix:
        score -= 0.3
    masked = found.re is MASKED and not (found["year"].isdigit() and found["sequence"].isdigit())
    year = None if masked else full_year(found["year"])
    sequence = None if masked else plain_sequence(found["sequence"])
    return NumberMatch(
        text.start(start),
        text.end(found.end()),
        None if masked else f"{prefix}〔{year}〕{sequence}号",
        round(score, 2),
        "; ".join(doubts) or None,
        prefix=prefix,
        year=year,
        sequence=sequence,
    )


def _continues(text: Compact, floor: int, start: int) -> bool:
    """Say whether a number goes on with a list: only a joining word stands between."""
    return text.text[floor:start] in ("、", "和", "及", "与", ",", "至", "-", "~")


def _with_prefix(match: NumberMatch, prefix: str) -> NumberMatch:
    return replace(match, value=f"{prefix}{match.value}" if match.value else None, prefix=prefix, score=0.9, doubt=None)


def _more(text: Compact, first: NumberMatch, at: int) -> Iterator[tuple[NumberMatch, int]]:
    """Give the further sequence numbers of a list that leaves out the shared part, each with where it ends."""
    pending: list[tuple[NumberMatch, int]] = []
    while first.value and (found := MORE.match(text.text, at)):
        at = found.end()
        sequence = plain_digits(found["sequence"])
        match = replace(
            first,
            start=text.start(found.start("body")),
            end=text.end(found.end()),
            value=f"{first.prefix}〔{first.year}〕{sequence}号",
            score=min(first.score, 0.93),
            sequence=sequence,
        )
        pending.append((match, at))
        if found["ending"]:
            yield from pending
            pending = []


_COURT = regex.compile(r"法|[民刑行商知执破赔](?:\p{Han})?[一二三四五]?(?:初|终|再|申|监|提|执|破|复|抗|特|辖|催|仲)")


def _year_first(text: Compact) -> Iterator[NumberMatch]:
    """Give the old numbers that begin with the year: (86)财税字122号."""
    for found in YEAR_FIRST.finditer(text.text):
        prefix = found["prefix"]
        old = prefix.endswith("字") or is_beginning(prefix)
        if not old or _COURT.search(prefix):
            continue
        start, _ = find_prefix(text, found.start(), 0)
        if start < found.start():
            continue
        year, sequence = full_year(found["year"]), plain_digits(found["sequence"])
        yield NumberMatch(
            text.start(found.start()),
            text.end(found.end()),
            f"〔{plain_digits(found['year'])}〕{prefix}{sequence}号",
            0.9,
            None,
            prefix=prefix,
            year=year,
            sequence=sequence,
        )
