"""Titles (《…》): nested, broken over lines, with a bracket missing; and titles in quotation marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

import regex

from extractors.text import heal, squeeze
from extractors.values.number import find_numbers

LONGEST = 300
_GENRES = (
    "通知|意见|决定|办法|函|公告|通告|批复|报告|方案|规定|细则|规划|纲要|条例|法|决议|公报|通报|请示|议案|纪要|令"
    "|计划|指引|指南|目录|标准|要点|措施|制度|规则|规程|规范|协议|合同|预案|清单|说明|解释|答复"
)
_OPENS = {"《": "》", "≪": "≫", "«": "»", "〈": "〉", "＜": "＞", "<": ">"}
_MINOR = "〈＜<"  # they stand inside 《》, and mean a title by themselves only where they read as one
_NOT_CLOSED = "the closing 》 is missing"
_BRACKET = regex.compile("[《》≪≫«»〈〉＜＞<>]")
# Where a title whose 》 is missing must have ended at the latest.
_STOP = regex.compile(
    r"[。；！？》]|[、，]\s*(?=[《“])|\n\s*(?=[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、])"
)
_QUOTED = regex.compile(r"[“「『](?P<title>(?:[^“”「」『』。；《》]|《[^《》]{1,80}》){4,200}+)[”」』]")
_SUBJECT = regex.compile(
    r"\s*(?:[\p{Han}\s、]{2,40}?[部委局厅府院会办署]\s*)?(?:关于|转发|印发|批转|下达|提前下达|报送)"
)
_PAIR = regex.compile("《[^《》]*》")
_GENRE_AT_END = regex.compile(rf"(?:{_GENRES})\s*(?:[（(][^（）()]{{1,12}}[）)])?\s*$")
_GENRE_BEHIND = regex.compile(rf"\s*的\s*(?:{_GENRES})")
_HEADLESS = regex.compile(
    r"(?<=^|[。；，、：\n\s（(]|根据|按照|依据|执行|落实|印发|下达|参照|详见|[见和与及])(?:[\p{Han}]{2,16}[部委局厅府院会办署])?关于[^。；，《》]{4,150}$"
)


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A title at `text[start:end]`, brackets included; `value` is what stands in them, white space squeezed."""

    start: int
    end: int
    value: str
    score: float = 0.99
    doubt: str | None = None


def find_titles(text: str) -> Iterator[TitleMatch]:
    """Give the titles in text order, an outer one before those inside it."""
    found = _doubt_shared_ends(list(_bracketed(text)))
    starts, ends = _ends_before(found)
    quoted = (title for title in _quoted(text) if not _overlaps(title, starts, ends))
    yield from sorted((*found, *quoted), key=lambda title: (title.start, -title.end))


def _bracketed(text: str) -> Iterator[TitleMatch]:
    """Give the titles between brackets, those with one bracket missing marked as doubtful."""
    opened: list[int] = []
    for mark in _BRACKET.finditer(text):
        at = mark.start()
        if mark.group() in _OPENS:
            opened.append(at)
            continue
        minor = mark.group() in "〉＞>"
        while opened and not minor and not _may_close(text, opened[-1], at):
            yield from _unclosed(text, opened.pop())
        if opened and _may_close(text, opened[-1], at):
            yield from _whole(text, opened.pop(), at, nested=bool(opened))
        elif not minor:
            yield from _unopened(text, at)
    for at in opened:
        yield from _unclosed(text, at)


def _doubt_shared_ends(titles: list[TitleMatch]) -> list[TitleMatch]:
    """Mark a title whose 》 may be that of an unclosed one around it: 《关于印发《甲办法的通知》."""
    ends = {title.end for title in titles if title.doubt == _NOT_CLOSED}
    doubtful = [title.end in ends and title.doubt is None for title in titles]
    return [
        replace(title, score=0.6, doubt="one of two closing 》 is missing") if shared else title
        for title, shared in zip(titles, doubtful, strict=True)
    ]


def _may_close(text: str, start: int, end: int) -> bool:
    """Say whether a bracket belongs to the one opened last; a pair of another shape or a whole sentence is none."""
    inside = text[start + 1 : end]
    alike = _OPENS[text[start]] == text[end] or {text[start], text[end]} <= set("《》≪≫«»")
    return alike and len(inside) <= LONGEST and not regex.search(r"[。；]\s*\n|。.*。", inside)


def _whole(text: str, start: int, end: int, *, nested: bool) -> Iterator[TitleMatch]:
    value = _plain(text[start + 1 : end])
    if text[start] in _MINOR and not (nested or _SUBJECT.match(value) or _GENRE_AT_END.search(value)):
        return
    if regex.search(r"[\p{Han}A-Za-z]", value):
        yield TitleMatch(start, end + 1, value, 0.99 if text[start] == "《" else 0.95)


def _unclosed(text: str, start: int) -> Iterator[TitleMatch]:
    """Give a title whose closing bracket is missing: it ends before its number in brackets or with the sentence."""
    if text[start] in _MINOR:
        return
    printed = text[start + 1 : start + LONGEST]
    window = _PAIR.sub(lambda pair: "《" + "■" * (len(pair.group()) - 1), printed)
    ends = [stop.start() for stop in (_STOP.search(window),) if stop]
    ends += [number for number in (_number_in_brackets(window),) if number is not None]
    end = min(ends, default=len(window) if len(window) < LONGEST - 1 else 0)
    value = _plain(printed[:end])
    if len(value) >= 3 and value[0] != "《":
        stripped = len(printed[:end].rstrip())
        yield TitleMatch(start, start + 1 + stripped, value, 0.6, _NOT_CLOSED)


def _unopened(text: str, end: int) -> Iterator[TitleMatch]:
    """Give a title whose opening bracket is missing, where it begins with 关于."""
    if text[end] != "》":
        return
    first = max(0, end - LONGEST // 2)
    found = _HEADLESS.search(text[first:end])
    if found is not None:
        yield TitleMatch(first + found.start(), end + 1, _plain(found.group()), 0.5, "the opening 《 is missing")


def _plain(text: str) -> str:
    return squeeze(heal(text))


def _number_in_brackets(window: str) -> int | None:
    """Give where a document number in brackets follows a title."""
    for match in find_numbers(window) if regex.search("[号號]", window) else ():
        before = window[: match.start].rstrip()
        if before.endswith(("（", "(", "〔", "[")):
            return len(before) - 1
    return None


def _quoted(text: str) -> Iterator[TitleMatch]:
    """Give the titles in quotation marks: those that read as one and are said to be one."""
    for found in _QUOTED.finditer(text):
        value = _plain(found["title"])
        behind = text[found.end() : found.end() + 60]
        about = bool(_SUBJECT.match(value))
        whole = about and bool(_GENRE_AT_END.search(value))
        if whole or (about and _GENRE_BEHIND.match(behind)) or _number_in_brackets(behind[:60]) == 0:
            yield TitleMatch(
                found.start(), found.end(), value, 0.8 if whole else 0.6, None if whole else "in quotation marks"
            )


def _ends_before(titles: Iterable[TitleMatch]) -> tuple[list[int], list[int]]:
    """Give the starts of titles in order, and for each the furthest end up to there."""
    ordered = sorted(titles, key=lambda title: title.start)
    ends = accumulate((title.end for title in ordered), max)
    return [title.start for title in ordered], list(ends)


def _overlaps(title: TitleMatch, starts: list[int], ends: list[int]) -> bool:
    """Say whether a title shares a character with one of those before it or inside it."""
    at = bisect_left(starts, title.end)
    return at > 0 and ends[at - 1] > title.start
