"""Clauses of an indicator's cell: cut at commas, semicolons and item numbers; titles and remarks blanked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import regex

from extractors.values.unit import UNIT


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause at `start..end` of the folded cell; `text` is as long, with 《titles》 and remarks made blank."""

    start: int
    end: int
    text: str
    says_something: bool
    either: bool = False
    doubt: str | None = None


_NUMBERED = r"(?:(?:指标|目标)\d{1,2}[.、:]|[1-9]\d?[.、](?=[\u4e00-\u9fff《≥≤]))(?!\d)"
_COUNT = "[一二三四五六七八九十]"
_ITEM = rf"(?:{_NUMBERED}|\(\d{{1,2}}\)|[①-⑳]|{_COUNT}{{1,2}}、(?!{_COUNT})|(?:指标|目标)值?:|其中:)"
_BRACKETED = r"(?<=[\u4e00-\u9fff%;。,])(?=\(\d{1,2}\)[\u4e00-\u9fff])"
_NEXT_ITEM = rf"{_BRACKETED}|(?<=[\u4e00-\u9fff%);。])(?=\d{{1,2}}[.、](?=[\u4e00-\u9fff]))"
_MARK = regex.compile(rf"(?<!\d),|,(?!\d{{3}}(?!\d))|[;。!?]|{_NEXT_ITEM}|^(?={_ITEM})")
_BRACKETED_ITEM = regex.compile(_BRACKETED)
_LEAD = regex.compile(_ITEM)
_TITLE = regex.compile(
    r"《[^《》]{1,80}》|〈[^〈〉]{1,80}〉|[“\"][^”\"]{0,40}[\d一二三四五六七八九十][^”\"]{0,40}[”\"]"
)
_REMARK = regex.compile(r"\([^()]{1,60}\)")
_UNIT_ONLY = regex.compile(rf"\((?:单位:?)?{UNIT}\)|(?<=\d)\([\u4e00-\u9fff]{{1,4}}\)")
_KEPT = regex.compile(r"\(不?含[本数级]{0,2}\)|\((?:每|各|[≥≤<>=])|\(及")
_SAME_FIGURE = regex.compile(r"\(不?含\d")
_CONTEXT = regex.compile(
    r"(?:根据|按照|按(?![时期月年季质量需规日])|依据|通过|为|围绕|在|对|以|由|随着|其中|截至|截止|力争|预计|到|全年|年内|分别$)"
)
_EITHER = regex.compile(r"或者?(?!等于)")


def split_clauses(folded: str) -> list[Clause]:
    """Give the clauses of a folded cell in order, without those that are empty."""
    hidden = _TITLE.sub(_blank_title, folded)
    hidden, doubt = _hide_remarks(hidden)
    edges = [0]
    for mark in _MARK.finditer(hidden):
        edges += [mark.end()]
    edges.append(len(hidden))
    clauses = []
    for start, end in pairwise(edges):
        while end > start and hidden[end - 1] in ",;。!?、.:":
            end -= 1
        lead = _LEAD.match(hidden, start, end)
        start = lead.end() if lead and lead.end() < end else start
        if end > start:
            clauses.append(_clause(folded, hidden, start, end))
    return [*clauses[:-1], _doubted(clauses[-1], doubt)] if clauses else []


def _blank_title(match: regex.Match[str]) -> str:
    return match[0][0] + " " * (len(match[0]) - 2) + match[0][-1]


def _hide_remarks(text: str) -> tuple[str, str | None]:
    """Make remarks in brackets blank, save those that hold a unit or a bound."""
    doubt = None
    for match in _REMARK.finditer(text):
        kept = _UNIT_ONLY.fullmatch(text, match.start(), match.end()) or _KEPT.match(match[0])
        if kept or match.start() == 0 or _BRACKETED_ITEM.match(text, match.start()):
            continue
        if regex.search(r"(?<![A-Za-z\d])\d", match[0]) and not _SAME_FIGURE.match(match[0]):
            doubt = "a figure in brackets is left out"
        text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return text, doubt


def _clause(folded: str, hidden: str, start: int, end: int) -> Clause:
    text = hidden[start:end]
    words = len(regex.findall(r"[\u4e00-\u9fff]", folded[start:end])) >= 2 and not _CONTEXT.match(text)
    return Clause(start, end, text, words, bool(_EITHER.match(text)))


def _doubted(clause: Clause, doubt: str | None) -> Clause:
    return Clause(clause.start, clause.end, clause.text, clause.says_something, clause.either, doubt)
