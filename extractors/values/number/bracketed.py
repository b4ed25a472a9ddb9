"""Numbers of the common form: 代字, year in brackets, sequence; whole, damaged, masked and in lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from extractors.values.number.bodies import certainty, find_bodies
from extractors.values.number.code import find_code, is_beginning
from extractors.values.number.digits import full_year, plain_digits, plain_sequence
from extractors.values.number.match import Compact, NumberMatch
from extractors.values.number.tail import MORE, TAILS, Tail
from extractors.values.number.vocabulary import BODIES, GENRES

_WIDE = str.maketrans("()", "（）")
_JOINTS = ("、", "和", "及", "与", "以及", ",", ";")
_GENRE = regex.compile("(?:" + "|".join(GENRES) + ")$")
_GENRE_BEHIND = regex.compile("令|公告|通告")
_COURT = regex.compile(r"法\p{Han}{0,3}?[民刑行商知执破赔]\p{Han}{0,3}?(?:初|终|再|申|监|提|执|破|复|抗|特|辖)")
_CERTIFICATE = regex.compile(r"(?:证|国用|集用|准字|械注[准进许])$")
_NAME_AT_END = regex.compile(r"(?:[部局厅署院省市县区]|\p{Han}{3}[委会]|政府)$")


def find_bracketed(text: Compact) -> Iterator[NumberMatch]:
    """Give the numbers in which the year stands between 代字 and sequence, and the lists behind them."""
    floor = 0
    last: NumberMatch | None = None
    for tail, found in _tails(text):
        match = _number(text, tail, found, floor) if found.start() >= floor else None
        if match is None:
            continue
        if not match.prefix and last is not None and text.text[floor : found.start()] in _JOINTS:
            match = _in_list(match, last.prefix)
        yield match
        last, floor = match, found.end()
        for more, end in _more(text, match, found.end()):
            yield more
            floor = end


def _tails(text: Compact) -> list[tuple[Tail, regex.Match[str]]]:
    """Give the right parts of numbers in text order, the least damaged reading of each place."""
    tails: dict[int, tuple[Tail, regex.Match[str]]] = {}
    for tail in TAILS:
        for found in tail.pattern.finditer(text.text):
            if not _is_range(found["sequence"]):
                tails.setdefault(found.start("year"), (tail, found))
    return [tails[year] for year in sorted(tails)]


def _is_range(sequence: str) -> bool:
    """Say whether 228-230 are two numbers; 228-1 is one."""
    first, dash, second = sequence.partition("-")
    return bool(dash) and int(second) > int(first)


def _prefix(text: Compact, end: int, floor: int) -> tuple[int, str, str | None]:
    """Give where the prefix that ends at `end` begins, the prefix itself, and what is doubtful about it."""
    start, doubt = find_code(text, end, floor)
    code = text.text[start:end].translate(_WIDE)
    genre = _GENRE.search(text.text, max(floor, end - 12), end)
    if genre is None:
        return start, code, doubt
    begin, bodies = find_bodies(text, genre.start(), floor)
    if bodies:
        return begin, "、".join(bodies) + genre.group(), certainty(bodies)[1]
    if len(genre.group()) > 1 and (doubt or not is_beginning(code)):
        return begin, genre.group(), certainty(())[1]
    return start, code, doubt


def _number(text: Compact, tail: Tail, found: regex.Match[str], floor: int) -> NumberMatch | None:
    """Give the number of a right part with the prefix before it; None where it is not a document number."""
    start, prefix, uncertain = _prefix(text, found.start(), floor)
    if not _plausible(prefix, strict=tail.strict, whole=not tail.doubt):
        return None
    end = found.end()
    behind = _GENRE_BEHIND.match(text.text, end)
    if behind and (prefix in BODIES or _NAME_AT_END.search(prefix)):  # 证监会〔2020〕17号公告
        prefix, end = prefix + behind.group(), behind.end()
    why = [doubt for doubt in (tail.doubt, uncertain, None if prefix else "nothing says whose number it is") if doubt]
    match = NumberMatch(
        text.start(start),
        text.end(end),
        None,
        round(tail.score - (0.2 if uncertain or not prefix else 0), 2),
        "; ".join(why) or None,
        prefix=prefix,
    )
    if tail.masked and not (found["year"].isdigit() and found["sequence"].isdigit()):
        return match
    return _filled(match, found)


def _filled(match: NumberMatch, found: regex.Match[str]) -> NumberMatch:
    """Give the match with its parts and its value; a year of two digits stays so in the value."""
    printed = full_year(found["year"]) if len(found["year"]) == 4 else found["year"]
    sequence = plain_sequence(found["sequence"])
    value = f"{match.prefix}〔{printed}〕{sequence}号"
    return replace(match, value=value, year=full_year(found["year"]), sequence=sequence)


def _plausible(prefix: str, *, strict: bool, whole: bool) -> bool:
    """Say whether a prefix makes a number of a right part; court cases and certificates are other kinds."""
    if _COURT.search(prefix) or _CERTIFICATE.search(prefix):
        return False
    if strict:
        return is_beginning(prefix) and not _NAME_AT_END.search(prefix) and not _GENRE.search(prefix)
    return bool(prefix) or whole


def _in_list(match: NumberMatch, prefix: str) -> NumberMatch:
    """Give a number without a prefix the one of the number before it: 粤财工〔2020〕1号、〔2021〕2号."""
    value = f"{prefix}{match.value}" if match.value else None
    return replace(match, value=value, prefix=prefix, score=0.9, doubt=None)


def _more(text: Compact, first: NumberMatch, at: int) -> Iterator[tuple[NumberMatch, int]]:
    """Give the further sequence numbers of a list that leaves out the shared part, each with where it ends."""
    pending: list[tuple[NumberMatch, int]] = []
    while first.value and (found := MORE.match(text.text, at)):
        at = found.end()
        sequence = plain_digits(found["sequence"])
        value = f"{first.prefix}〔{first.year}〕{sequence}号"
        start, end = text.start(found.start("body")), text.end(at)
        score = min(first.score, 0.93)
        pending.append((replace(first, start=start, end=end, value=value, score=score, sequence=sequence), at))
        if found["ending"]:
            yield from pending
            pending = []
