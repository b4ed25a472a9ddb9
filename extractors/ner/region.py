"""Regions (行政区划) by gazetteer: the places that stand alone, not inside the name of an organisation.

A chain of places (广东省韶关市) is one mention of the last of them. Until `resolve` gives the full name, the value is
what is printed, without white space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import regex

from extractors.document import Document
from extractors.mention import Mention
from extractors.ner.organisation import Names, Reading
from extractors.ner.place import place_before
from extractors.ner.tokens import Found, Tokens, Words

BY = "ner.region"
LISTED = 12
HAN = regex.compile(r"\p{Han}")
ROAD = regex.compile(
    r"(?:[东西南北中]{0,2}(?:路|街|大道|大街|村|镇|乡|桥|站|话|菜|人(?!民|才|大|均|力|口|社)|籍|牌|号|湾(?!区)|湖|河|山|江))"
)
FULL_THEN = regex.compile(r"[场值价]")
SAFE_AFTER = regex.compile(
    r"小计|合计|本级|市本级|财政|人民|境内|范围|全[市县区]|等|共|为|的|各|下|第|辖|级|分|、|和|与|及|在|是|有"
)
SAFE_BEFORE = frozenset("、和与及对在向由为至到从是往")


@dataclass(frozen=True, slots=True)
class Regions:
    """The extractor of regions."""

    names: Names
    kind: str = "region"

    def extract(self, document: Document) -> Iterable[Mention]:
        """Give the regions in text order."""
        reading = self.names.read(document)
        text = reading.compact.text
        for start, end, score in find_regions(reading, self.names.words):
            yield Mention(self.kind, reading.compact.span(start, end), text[start:end], f"{BY}.gazetteer", score)


def find_regions(reading: Reading, words: Words) -> Iterator[tuple[int, int, float]]:
    """Give start, end and score of every place that stands alone."""
    taken = [(name.start, name.end) for name in reading.names]
    at = 0
    for start, end, score in _chains(reading, words):
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at == len(taken) or end <= taken[at][0]:
            yield start, end, score


def _chains(reading: Reading, words: Words) -> Iterator[tuple[int, int, float]]:
    """Join places that stand one inside the other."""
    text, tokens = reading.compact.text, reading.tokens
    last = -1
    pending: tuple[int, int, float] | None = None
    trapped = {at for trap in tokens.traps for at in range(trap[0], trap[1])}
    for region in _leftmost([found for found in tokens.regions if not _inside(found, trapped)]):
        chained = pending is not None and pending[1] == region[0] and region[0] not in tokens.gaps
        score = _score(reading, region, words, chained=chained)
        if region[0] < last or not score:
            continue
        last = region[1]
        if pending is not None and chained and place_before(text, tokens, last).start <= pending[0]:
            pending = pending[0], last, min(score, pending[2])
            continue
        if pending is not None:
            yield pending
        pending = region[0], last, score
    if pending is not None:
        yield pending


def _inside(region: Found, trapped: set[int]) -> bool:
    """Say whether a place's name is only part of other words (普通化 is not 通化)."""
    return region[0] in trapped and all(at in trapped for at in range(region[0], region[1]))


def _leftmost(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for item in sorted(found, key=lambda item: (item[0], -item[1])):
        if not kept or item[0] >= kept[-1][1]:
            kept.append(item)
    return kept


def _score(reading: Reading, region: Found, words: Words, *, chained: bool) -> float:
    text, tokens = reading.compact.text, reading.tokens
    start, end, ways = region
    surface, kinds = text[start:end], {kind for _, kind in ways}
    if not chained and surface in words.ambiguous:
        return 0.85 if kinds != {"stem"} and _is_meant(text, tokens, words, region) else 0.0
    if "full" in kinds:
        if FULL_THEN.match(text, end) and surface.endswith("市"):
            return 0.0
        if text.startswith("级", end) and surface.endswith("县"):
            return 0.0
        listed = _beside(text, tokens, words, start, -1)
        return _full_score(text, start, end, chained=chained or listed)
    if "short" not in kinds or ROAD.match(text, end) or _inside_word(text, start):
        return 0.0
    return 0.0 if _pattern(words.after_other).match(text, end) else 0.9


@cache
def _pattern(alternatives: str) -> regex.Pattern[str]:
    return regex.compile(alternatives)


def _is_meant(text: str, tokens: Tokens, words: Words, region: Found) -> bool:
    """Say whether a name that is a common word too (白银, 城关区) means the place here."""
    start, end, ways = region
    full = end - start > 2 and any(kind == "full" for _, kind in ways)
    if full and _apart(text, tokens, start, end):
        return True
    if _pattern(words.after_place).match(text, end) and not HAN.match(text[max(0, start - 1) : start]):
        return True
    return _beside(text, tokens, words, start, -1) or _beside(text, tokens, words, end, 1)


def _beside(text: str, tokens: Tokens, words: Words, at: int, step: int) -> bool:
    """Say whether the list that ends or goes on here names a place that is nothing else (兰州、白银、张掖)."""
    for _ in range(LISTED):
        join = at - 1 if step < 0 else at
        if text[join : join + 1] not in ("、", "和", "与", "及") or join <= 0:
            return False
        region = tokens.region_before(join) if step < 0 else tokens.region_at(join + 1)
        if region is None or all(kind == "stem" for _, kind in region[2]):
            return False
        if text[region[0] : region[1]] not in words.ambiguous:
            return True
        at = region[0] if step < 0 else region[1]
    return False


def _full_score(text: str, start: int, end: int, *, chained: bool) -> float:
    if end - start > 2 or chained:
        return 0.97
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    clear = (not HAN.match(before) or before in SAFE_BEFORE) and (not HAN.match(after) or SAFE_AFTER.match(text, end))
    return 0.9 if clear else 0.0


def _apart(text: str, tokens: Tokens, start: int, end: int) -> bool:
    """Say whether a name stands by itself, as in a cell or a list."""
    left = start in tokens.gaps or not HAN.match(text[max(0, start - 1) : start])
    return left and (end in tokens.gaps or not HAN.match(text[end : end + 1]))


def _inside_word(text: str, start: int) -> bool:
    return text[max(0, start - 1) : start] in ("孙", "大", "小") and start > 0
