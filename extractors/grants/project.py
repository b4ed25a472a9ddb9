"""The project that a sentence is about: the head of its item (1.…项目 100 万，) or a name in front of the verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.document import Span
from extractors.grants.grant import to_yuan
from extractors.grants.runs import Run
from extractors.grants.words import NO_PROJECT, NUMBERING, PROJECT_BEHIND, PROJECT_LEAD, PROJECT_TAIL
from extractors.mention import Mention

_CLAUSE = regex.compile(r"[,。;:]\s*")
_OPEN = regex.compile(r"\s*[(\[]?\s*(?:资金|金额|预算|安排(?:资金)?|共计?|合计|总?额度?为?|补助)?\s*$")
_LEAD = regex.compile(r"^\s*(?:(?:20)?\d{2}年度?|安排|实施|开展|用于|关于)*\s*")
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the front of an item: the project's name, and its sum; the name may be missing."""

    name: Span | None
    amount: Mention


def find_head(
    folded: str, sentence: Span, amounts: Sequence[Mention], runs: Sequence[Run], before: int | None = None
) -> Head | None:
    """Give the nearest head in front of a place, or the first of a sentence."""
    limit = sentence.end if before is None else before
    earlier = [item for item in amounts if item.span.end <= limit and to_yuan(item) is not None]
    for amount in earlier[:1] if before is None else reversed(earlier):
        start = _clause_start(folded, sentence, amount)
        name = _name(folded, start, amount, numbered=NUMBERING.match(folded, sentence.start) is not None)
        if any(start < run.end and run.start < amount.span.start for run in runs) and not _is_inside(runs, name):
            continue
        if name is not None or _is_whole(folded, amount):
            return Head(name, amount)
    return None


def _is_inside(runs: Sequence[Run], name: Span | None) -> bool:
    """Say whether each list of names beside a head is a part of its name (韶关市证券化筹备工作)."""
    return name is not None and not any(run.end == name.end for run in runs)


def _is_whole(folded: str, amount: Mention) -> bool:
    """Say whether what follows an amount parts it: 安排资金200万元，其中."""
    return regex.match(r"\s*[,。;:(]\s*其中", folded, pos=amount.span.end) is not None


def _clause_start(folded: str, sentence: Span, amount: Mention) -> int:
    numbering = NUMBERING.match(folded, sentence.start, sentence.end)
    start = numbering.end() if numbering else sentence.start
    for clause in _CLAUSE.finditer(folded, start, amount.span.start):
        start = clause.end()
    return start


def _name(folded: str, start: int, amount: Mention, *, numbered: bool) -> Span | None:
    text = folded[start : amount.span.start]
    end = _OPEN.search(text)
    text = text[: end.start()] if end else text
    text = text.rstrip(" (:")
    lead = _LEAD.match(text)
    name = text[lead.end() :] if lead else text
    if not SHORTEST < len(name) <= 60 or NO_PROJECT.search(name):
        return None
    if not PROJECT_TAIL.search(name):
        return None
    begin = start + (lead.end() if lead else 0)
    return Span(begin, begin + len(name))


def find_project_behind(folded: str, sentence: Span, run: Run) -> Span | None:
    """Give the project that a list of names carries out: 由A承担…项目."""
    match = PROJECT_BEHIND.match(folded, run.end, sentence.end)
    return Span(*match.span("name")) if match else None


def find_project(folded: str, passage: Span, sentence: Span, run: Run) -> Span | None:
    """Give the project that a sentence, or the item it stands in, names in front of the list of names."""
    for span in dict.fromkeys((sentence, passage)):
        numbering = NUMBERING.match(folded, span.start, span.end)
        starts = [numbering.end() if numbering else span.start]
        starts += [clause.end() for clause in _CLAUSE.finditer(folded, span.start, min(run.start, span.end))]
        for start in reversed(starts):
            match = PROJECT_LEAD.match(folded, start, min(run.start, span.end))
            if match and not NO_PROJECT.search(match["name"]):
                return Span(*match.span("name"))
    return None
