"""The bodies before 令, 公告 and other genres: 财政部 国家档案局, 广东省人民政府, glued 财政部国家医保局."""

from __future__ import annotations

import regex

from extractors.values.number.code import after_stops, is_beginning, skip_unit
from extractors.values.number.match import Compact
from extractors.values.number.vocabulary import BODIES, BODY_ENDINGS, PROVINCES

REACH = 60
_NATION = "中华人民共和国"
_HAN = regex.compile(r"\p{Han}")
_KNOWN = "|".join(BODIES)
_ENDS = regex.compile(rf"(?:{_KNOWN}|{BODY_ENDINGS})$")
_KNOWN_AT_END = regex.compile(rf"(?:{_NATION})?(?P<body>{_KNOWN})$")
_WHOLE = regex.compile(rf"(?:{_NATION})?(?:{_KNOWN})")
_BEGINS = regex.compile(r"国家|中国|中华|全国|最高|中央|中共|\p{Han}{0,8}?(?:省|市|县|区|州|盟|旗)")
# 省政府令第300号: of which province, only the document can tell.
_VAGUE = regex.compile(r"[省市县区州旗部局委](?!场)|总局|总署|政府|人民政府|办公厅|常委会")
_PLACE_AT_END = regex.compile(rf"(?:{'|'.join(PROVINCES)}|[省市县区州盟旗])$")


def find_bodies(text: Compact, end: int, floor: int = 0) -> tuple[int, tuple[str, ...]]:
    """Give where the bodies that end at `end` begin, and their names; no names where there is no body."""
    start, at, bodies = end, end, list[str]()
    while True:
        begin, names = _bodies_before(text, at, floor)
        if not names:
            return start, tuple(bodies)
        start, bodies = begin, names + bodies
        if begin > floor and text.text[begin - 1] == "、":
            at = begin - 1
        elif begin > floor and text.gap(begin):
            at = begin
        else:
            return start, tuple(bodies)


def certainty(bodies: tuple[str, ...]) -> tuple[float, str | None]:
    """Give the score and the doubt that the naming of the bodies leaves."""
    if not bodies:
        return 0.5, "no issuing body stands before it"
    if any(_VAGUE.match(body) for body in bodies):
        return 0.8, "the body is not named in full"
    return 0.97, None


def _bodies_before(text: Compact, end: int, floor: int) -> tuple[int, list[str]]:
    """Give the body or the glued bodies that end at `end`, up to punctuation or white space."""
    at = end
    while at > max(floor, end - REACH) and _HAN.match(text.text, at - 1):
        if at < end and text.gap(at) and (text.text[at - 1] in "年月日" or _complete(text.text[at:end])):
            break
        at -= 1
    at = skip_unit(text, at, end)
    at += after_stops(text.text[at:end])
    run = text.text[at:end]
    if 2 <= len(run) <= 4 and run.endswith("府") and is_beginning(run):
        return at, [run]
    return _split(run, at) if _ENDS.search(run) else (end, [])


def _complete(name: str) -> bool:
    """Say whether a name begins and ends as the name of a body does."""
    return bool(_WHOLE.fullmatch(name)) or bool(_BEGINS.match(name) and _ENDS.search(name))


def _split(run: str, at: int) -> tuple[int, list[str]]:
    """Give the bodies of a run: known ones that are glued together, or the one that it names."""
    bodies: list[str] = []
    end = len(run)
    while known := _KNOWN_AT_END.search(run, 0, end):
        bodies.insert(0, known["body"])
        end = known.start()
    if not bodies:
        return at, [run.removeprefix(_NATION)]
    rest = run[:end]
    if _PLACE_AT_END.search(rest):  # 广东省国资委 is not 国资委
        return at, [rest + bodies[0], *bodies[1:]]
    if rest and _ENDS.search(rest):
        return at, [rest, *bodies]
    return at + end, bodies
