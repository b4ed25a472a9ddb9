"""Where an open name begins: backwards from its ending to what cannot be part of it."""

from __future__ import annotations

import regex

from extractors.ner.tokens import Tokens, Words

REACH = 44
DELIMITERS = frozenset("，。；：、！？“”‘’《》〈〉「」『』【】〔〕[]{},;:!?\"'|/\\=<>·…—~+*#%&@$^_`\n")
BRACKET = regex.compile(r"\((?!(?:[一二三四五六七八九十\d]+|含|不含)\))[\p{Han}A-Za-z]{2,12}\)\Z")
CONJUNCTIONS = "和与及"
OPENERS = "和与及或由向对为在从给到以使令经被将把跟同等了的是请让因按并即"
NUMBERED = regex.compile(
    r"(?:\d+(?:\.\d+)?(?:年度?|月|日|家|个|所|名|户|万元|亿元|元|、|\.)*|第?[一二三四五六七八九十]+(?:家|个|所|户))+"
)
BEGINNINGS = ("中国", "国家", "多", "各", "数", "几", "两", "其")
ORGANISED = ("集团", "公司", "银行", "学院", "大学", "总局", "协会", "厂", "中心", "研究院", "医院")


def left_edge(text: str, tokens: Tokens, words: Words, end: int) -> int:
    """Give the offset where the name that ends in the word at `end` begins; `end` itself when nothing is left."""
    start = _delimited(text, tokens.gaps, end)
    start = _after_stops(text, tokens, start, end)
    start = _after_conjunctions(text, tokens, start, end)
    start = _at_region(text, tokens, start, end)
    return _without_openers(text, tokens, words, start, end)


def _delimited(text: str, gaps: frozenset[int], end: int) -> int:
    at, floor = end, max(0, end - REACH)
    while at > floor:
        char = text[at - 1]
        if at in gaps and not (text[at - 1].isascii() and char.isalpha()):
            return at
        if char == ")":
            bracket = BRACKET.search(text, max(0, at - 14), at)
            if bracket is None or bracket.start() <= floor or not text[bracket.start() - 1].isalnum():
                return at
            at = bracket.start()
        elif (
            char in DELIMITERS
            or char == "("
            or (char == "-" and not (text[at - 2 : at - 1].isascii() and text[at : at + 1].isascii()))
        ):
            return at
        else:
            at -= 1
    return at


def _after_stops(text: str, tokens: Tokens, start: int, end: int) -> int:
    for stop in reversed(tokens.stops_between(start, end)):
        if stop[1] <= end and not tokens.shielded(stop[0], stop[1]) and not _bracketed(text, start, stop[0]):
            return max(start, stop[1])
    return start


def _bracketed(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


def _after_conjunctions(text: str, tokens: Tokens, start: int, end: int) -> int:
    for at in range(end - 1, start, -1):
        if text[at] in CONJUNCTIONS and not tokens.shielded(at, at + 1) and not _bracketed(text, start, at):
            left_is_name = tokens.ends_name(at) or text[at - 1] == ")"
            if left_is_name or text[at] == "及" or tokens.region_at(at + 1) or text.startswith(BEGINNINGS, at + 1):
                return at + 1
    return start


def _at_region(text: str, tokens: Tokens, start: int, end: int) -> int:
    first = tokens.region_at(start)
    if first is not None or tokens.shielded(start, start + 1):
        return start
    for at in range(start + 1, end - 1):
        region = tokens.region_at(at)
        if region is None or _bracketed(text, start, at) or tokens.shielded(at, at + 1):
            continue
        pretext = text[start:at]
        full = any(kind == "full" for _, kind in region[2]) and region[1] - region[0] > 2
        if full and not pretext.endswith(ORGANISED):
            return at
        if not full and pretext[-1] in OPENERS:
            return at
    return start


def _without_openers(text: str, tokens: Tokens, words: Words, start: int, end: int) -> int:
    while start < end:
        number = NUMBERED.match(text, start, end)
        if number is not None and not text[number.end() : number.end() + 1].isascii():
            start = number.end()
        elif text[start] in OPENERS and not tokens.shielded(start, start + 1) and tokens.region_at(start) is None:
            start += 1
        elif (opener := words.opener(text, start, end)) and tokens.region_at(start) is None:
            start += opener
        else:
            return start
    return end
