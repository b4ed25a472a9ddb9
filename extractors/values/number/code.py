"""The left edge of a document number: where its 代字 (粤财工, 国办发) begins."""

from __future__ import annotations

import regex

from extractors.values.number.match import Compact
from extractors.values.number.vocabulary import (
    BODIES,
    BODY_LETTERS,
    CENTRAL,
    NOUNS,
    PLACE_LETTERS,
    SHY_PLACES,
    SHY_WORDS,
    STOP_WORDS,
)

REACH = 40
LONGEST = 8
_UNCERTAIN = "the left edge of the number is uncertain"
_ENDINGS = "函字发办文通"
_GENRE = frozenset(_ENDINGS + "规")
# 和 and 并 behind a reference are words, but for 和县 and 太原: no 代字 begins with 政 or 府.
_JOINS_TWO = regex.compile(r"[和并](?![政府])\p{Han}{2}")
# These at the beginning are words, but for 经信, 原政 (原阳), 自府 (自贡), 将政 (将乐).
_LEADING = ("经", "据", "原", "自", "将")
_TIED = ("开", "信", "济", "贸", "政", "府", "阳", "平", "州", "然", "贡", "财", "乐", "")
_NO_WORDS = ("经信", "经开", "经贸", "经发", "经管", "自然")
# No 代字 begins with these, so what stands before a gap belongs to it.
_NEVER_FIRST = frozenset("政府发函字规组委监人区")
_STEMS = ("工信部", "工信厅", "人社部", "人社厅", "国人部", "劳社部", "农业部", "农厅", "建设部")

# What an office does, which stands in a 代字 by two letters: 发改项目, 财预算.
_OFFICES = ("项目", "资金", "预算", "政策", "审核", "执行", "年度")

_BODIES = tuple(BODY_LETTERS)
_LETTER = regex.compile(r"[\p{Han}A-Z]")
_STOP = regex.compile("|".join((*NOUNS, *STOP_WORDS)) + "|第(?![一二三四五六七八九十]+届)")
# 宁财（农）指标: an office in brackets inside a 代字
_OFFICE = regex.compile(r"\(\p{Han}{1,3}\)$")
_FULL_NAME = regex.compile(
    f"(?:{'|'.join(BODIES)}|政府|办公厅|办公室|委员会|局|厅|部|院|署|银行|[省市县区]委|党委|管委会|中心|[支总大]队|小组|联席会议|指标"
    r"|^[^厅局部府委院]{2,6}[省市县区州旗]|纪委|监委|人大|政协|常委会|总?工会|妇联|残联|集团|公司|大学|学院)$"
)


def find_code(text: Compact, end: int, floor: int = 0) -> tuple[int, str | None]:
    """Give where the 代字 that ends at `end` begins, and what is doubtful about it; never before `floor`."""
    start = _run_start(text, end, floor)
    if _follows_reference(text, start) and _JOINS_TWO.match(text.text, start, end):
        start += 1
    start = skip_unit(text, start, end)
    run = text.text[start:end]
    at = _code_start(run)
    code = run[at:]
    if len(code) > LONGEST and _FULL_NAME.search(run.rstrip(_ENDINGS)) is None:
        inner = next((i for i in range(at + 1, len(run) - 1) if is_beginning(run[i:])), at)
        return start + inner, _UNCERTAIN
    cut = text.gap(start + at) and code[:1] in BODY_LETTERS and _LETTER.match(text.text, start + at - 1)
    if not is_beginning(code) and (cut or any(_is_name(code[:i]) for i in range(3, len(code) - 1))):
        return start + at, _UNCERTAIN
    return start + at, None


def _follows_reference(text: Compact, at: int) -> bool:
    """Say whether a title or a number ends here, so that 和 is a word, not the letter of a place."""
    return at > 0 and not text.gap(at) and text.text[at - 1] in "》〉)”」号號文件"


def is_beginning(code: str, *, central: bool = True) -> bool:
    """Say whether a string begins as a 代字 begins: a place letter and a body letter, or a central 代字."""
    if len(code) < 2:
        return False
    if code[0] in PLACE_LETTERS and (code[1] in BODY_LETTERS or (code[1] in PLACE_LETTERS and code[2:3] in _BODIES)):
        return True
    return code.startswith(CENTRAL) and (central or code[0] in "国中")


def _run_start(text: Compact, end: int, floor: int) -> int:
    """Give how far letters go to the left; white space ends the run unless it stands inside a 代字."""
    at = end
    while at > max(floor, end - REACH):
        if at < end and text.gap(at) and not _joins(text, at, end, floor):
            break
        if _LETTER.match(text.text, at - 1):
            at -= 1
        elif office := _office_before(text, at, floor):
            at = office
        else:
            break
    return at


def _office_before(text: Compact, at: int, floor: int) -> int | None:
    """Give where an office in brackets begins that stands inside a 代字."""
    if text.text[at - 1] != ")":
        return None
    office = _OFFICE.search(text.text, max(floor, at - 5), at)
    if office is None:
        return None
    head = regex.search(r"\p{Han}*$", text.text[max(floor, office.start() - 12) : office.start()])
    code = head.group()[after_stops(head.group()) :] if head else ""
    return office.start() if code in BODY_LETTERS or (is_beginning(code) and len(code) <= 4) else None


def _joins(text: Compact, at: int, end: int, floor: int) -> bool:
    """Say whether the letters before a gap and those behind it are one 代字."""
    left = at
    while left > max(floor, at - 12) and _LETTER.match(text.text, left - 1):
        left -= 1
        if text.gap(left):
            break
    left = skip_unit(text, left, at)
    begin = left + _code_start(text.text[left:end])
    head, tail = text.text[begin:at], text.text[at:end]
    if not head or len(tail) == 1:
        return bool(head)
    unbegun = tail[0] in _NEVER_FIRST and not is_beginning(tail)
    whole = len(head) == 1 and is_beginning(head + tail)
    return len(head) <= 5 and (unbegun or whole or is_beginning(head) or head in PLACE_LETTERS or head in BODY_LETTERS)


def after_stops(run: str) -> int:
    """Give the place behind the last word of a run that is part of no name and no 代字."""
    at = 0
    for stop in _STOP.finditer(run):
        if _inside_code(run, at, stop):
            continue
        at = stop.end()
        if stop.group() in NOUNS and _JOINS_TWO.match(run, at):
            at += 1
    if run[at : at + 1] in _LEADING and run[at + 1 : at + 2] not in _TIED:
        at += 1
    return at


def _inside_code(run: str, at: int, stop: regex.Match[str]) -> bool:
    """Say whether a word is a letter of a 代字 that began before it: 京劳社就发, 皖发改项目; not 苏财工及苏工信."""
    head, rest = run[at : stop.start()], run[stop.end() :]
    shy = len(stop.group()) == 1 or stop.group() in _OFFICES
    if not shy or len(head) > 5 or len(rest) > 3 or is_beginning(rest):
        return False
    # 祥农就发: of a place that is not known; nothing but 发, 函 is left behind the word
    small = (
        1 < len(head) <= 4 and head[1] in BODY_LETTERS and stop.group() not in "与及或的在等" and set(rest) <= _GENRE
    )
    return is_beginning(head) or small


def skip_unit(text: Compact, start: int, end: int) -> int:
    """Give the place behind the end of a date or count that stands before a run: 5月3日粤财工."""
    dated = 0 < start < end and text.text[start - 1].isdigit() and text.text[start] in "年月日号项条款次元页"
    return start + 1 if dated else start


def _code_start(run: str) -> int:
    """Give where the 代字 begins in a run of letters: behind stop words and full names of bodies."""
    first = _after_shy(run, after_stops(run))
    splits = [at for at in range(len(run) - 2, first + 1, -1) if _is_name(run[first:at])]
    known = next((at for at in splits if _begins_known(run[first:at], run[at:])), None)
    if known is not None:
        return known
    if _FULL_NAME.search(run.rstrip(_ENDINGS)):  # 韶关市财政局函: the body itself stands for its 代字
        return first
    return next((at for at in splits if _begins_likely(run[first:at], run[at:])), first)


def _after_shy(run: str, at: int) -> int:
    """Give the place behind a letter that is a word here, because a 代字 begins behind it: 和韶财工, 经粤府."""
    for i in range(len(run) - 3, at - 1, -1):
        rest = run[i + 1 :]
        if run[i] in SHY_WORDS and run[i : i + 2] not in _NO_WORDS and is_beginning(rest):
            return i + 1
        if run[i] in SHY_PLACES and is_beginning(rest, central=False):
            return i + 1
    return at


def _is_name(name: str) -> bool:
    """Say whether a run ends as the full name of a body or a place."""
    return not name.endswith(_STEMS) and _FULL_NAME.search(name) is not None


def _begins_known(name: str, code: str) -> bool:
    """Say whether a 代字 that is known begins behind a name; 原阳县 原政办: its letter is in the name."""
    return is_beginning(code) or (code[0] in name and code[1] in BODY_LETTERS)


def _begins_likely(name: str, code: str) -> bool:
    """Say whether what follows a name is likely to be the 代字 of some place."""
    full = len(name) >= 4 or (len(name) == 3 and name[0] in "省市县区")
    return full and (len(code) >= 3 or code[1] in BODY_LETTERS)
