"""The left edge of a document number: where its 代字 begins."""

from __future__ import annotations

import regex

from extractors.values.number.match import Compact
from extractors.values.number.vocabulary import (
    BODIES,
    BODY_ENDINGS,
    BODY_LETTERS,
    CENTRAL,
    GENRES,
    PLACE_LETTERS,
    SHY_PLACES,
    SHY_WORDS,
    STOP_WORDS,
)

REACH = 40
LONGEST = 8

_LETTER = regex.compile(r"[\p{Han}A-Z]")
_STOP = regex.compile("|".join(sorted(STOP_WORDS, key=len, reverse=True)))
_GENRE = regex.compile("(?:" + "|".join(GENRES) + ")$")
_BODY = regex.compile(
    rf"(?:{'|'.join(BODIES)})|[\p{{Han}}]{{3,24}}?(?:{BODY_ENDINGS})(?!\p{{Han}}{{0,2}}(?:{BODY_ENDINGS}))"
)


def find_prefix(text: Compact, end: int, floor: int = 0) -> tuple[int, str | None]:
    """Give where the 代字 that ends at `end` begins, and what is doubtful about it; never before `floor`."""
    start = _run_start(text, end, floor)
    run = text.text[start:end]
    genre = _GENRE.search(run)
    if genre is not None:
        return start + body_start(run[: genre.start()]), None
    at = _code_start(run)
    if len(run) - at > LONGEST:
        inner = next((i for i in range(at + 1, len(run) - 1) if is_beginning(run[i:])), None)
        return start + (at if inner is None else inner), "the left edge of the number is uncertain"
    return start + at, None


def is_beginning(code: str, *, central: bool = True) -> bool:
    """Say whether a string begins as a 代字 begins: a place letter and a body letter, or a central 代字."""
    if len(code) < 2:
        return False
    if code[0] in PLACE_LETTERS and (code[1] in BODY_LETTERS or (code[1] in PLACE_LETTERS and len(code) > 2)):
        return True
    return code.startswith(CENTRAL) and (central or code[0] in "国中")


def body_start(run: str) -> int:
    """Give where the name of a body that ends a run begins, after words that are not part of it."""
    return _after_stops(run)


def _run_start(text: Compact, end: int, floor: int) -> int:
    """Give how far letters go to the left; white space ends the run unless it stands inside a 代字."""
    at = end
    while at > max(floor, end - REACH) and _LETTER.match(text.text, at - 1):
        if at < end and text.gap(at) and not _joins(text, at, end, floor):
            break
        at -= 1
    return at


def _joins(text: Compact, at: int, end: int, floor: int) -> bool:
    """Say whether the letters before a gap and those behind it are one 代字."""
    left = at
    while left > max(floor, at - 12) and _LETTER.match(text.text, left - 1):
        left -= 1
        if text.gap(left):
            break
    head, tail = text.text[left:at], text.text[at:end]
    head = head[_after_stops(head) :]
    if not head:
        return False
    if len(tail) == 1:
        return True
    return (is_beginning(head) and len(head) <= 5) or (len(head) == 1 and head in PLACE_LETTERS)


def _after_stops(run: str) -> int:
    """Give the place behind the last word that cannot be part of a 代字."""
    at = 0
    for stop in _STOP.finditer(run):
        at = stop.end()
    for i in range(len(run) - 2, at - 1, -1):
        rest = run[i + 1 :]
        if (run[i] in SHY_WORDS and is_beginning(rest)) or (run[i] in SHY_PLACES and is_beginning(rest, central=False)):
            return i + 1
    return at


def _code_start(run: str) -> int:
    """Give where the 代字 begins in a run of letters: behind stop words and names of bodies."""
    at = _after_stops(run)
    for body in _BODY.finditer(run, at):
        rest = run[body.end() :]
        if is_beginning(rest) or (len(body.group()) >= 4 and len(rest) >= 3):
            at = body.end()
    return at


_ENDS_AS_BODY = regex.compile(rf"(?:{'|'.join(BODIES)}|{BODY_ENDINGS})$")
_KNOWN_AT_END = regex.compile(rf"(?:中华人民共和国)?(?P<body>{'|'.join(BODIES)})$")
_NATION = "中华人民共和国"


def find_body(text: Compact, end: int) -> tuple[int, tuple[str, ...]]:
    """Give where the bodies that end at `end` begin, and their names; no names where there is no body."""
    start, bodies = end, list[str]()
    at = end
    while True:
        begin, names = _one_body(text, at)
        if not names:
            return start, tuple(bodies)
        bodies[:0] = names
        start = begin
        if (begin and text.text[begin - 1] in "、") or (begin and text.gap(begin)):
            at = begin - 1 if text.text[begin - 1] == "、" else begin
            continue
        return start, tuple(bodies)


def _one_body(text: Compact, end: int) -> tuple[int, list[str]]:
    """Give the body or the glued bodies that end at `end`, up to punctuation or white space."""
    at = end
    while at > max(0, end - REACH) and regex.match(r"\p{Han}", text.text[at - 1]):
        if at < end and text.gap(at) and _complete(text.text[at:end]):
            break
        at -= 1
    run = text.text[at:end]
    run_at = _after_stops(run)
    run, at = run[run_at:], at + run_at
    if not _ENDS_AS_BODY.search(run):
        return end, []
    return _split_bodies(run, at)


def _complete(name: str) -> bool:
    """Say whether a name ends and begins as the name of a body does."""
    return bool(regex.fullmatch(rf"(?:{_NATION})?(?:{'|'.join(BODIES)})", name)) or (
        bool(_ENDS_AS_BODY.search(name))
        and bool(regex.match(r"国家|中国|全国|最高|中央|[\p{Han}]{2,8}?(?:省|市|县|区|州|盟|旗|自治区)", name))
    )


def _split_bodies(run: str, at: int) -> tuple[int, list[str]]:
    """Give the bodies of a run: known ones that are glued together, or the one that it names."""
    bodies: list[str] = []
    end = len(run)
    while known := _KNOWN_AT_END.search(run, 0, end):
        bodies.insert(0, known["body"])
        end = known.start()
    if bodies:
        return at + end, bodies
    return at, [run.removeprefix(_NATION)]
