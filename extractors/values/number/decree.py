"""Orders and announcements (令, 公告, 通告): bodies, a genre and 第N号, in any order."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.values.number.bodies import certainty, find_bodies
from extractors.values.number.digits import plain_sequence
from extractors.values.number.match import Compact, NumberMatch

_GENRE = "令|审计结果公告|公告|通告"
_NUMERAL = r"[0-9OoQ○〇]{1,5}|[一二三四五六七八九十百零〇○]{1,7}"
_YEAR = r"(?:(?P<year>(?:19|20)[0-9]{2})年)?"
_TERM = r"(?P<term>[(〔\[【][0-9一二三四五六七八九十]{1,3}届[)〕\]】])?"
FORWARD = regex.compile(
    rf"(?P<genre>{_GENRE}){_TERM}(?P<open>[(〔\[【])?{_YEAR}(?P<ordinal>第)?(?P<sequence>{_NUMERAL})[号號]"
    r"(?(open)[)〕\]】])"
)
REVERSED = regex.compile(rf"{_YEAR}(?P<ordinal>第)?(?P<sequence>{_NUMERAL})[号號](?P<genre>{_GENRE})(?![牌栏板])")
MORE = regex.compile(rf"[、和及与](?:(?P<year>(?:19|20)[0-9]{{2}})年第|第)?(?P<sequence>{_NUMERAL})[号號](?:{_GENRE})?")
_GLUED = regex.compile(r"[\p{Han}\w]")


def find_decrees(text: Compact) -> Iterator[NumberMatch]:
    """Give the numbers of orders and announcements, and those that a list adds to them."""
    for pattern in (FORWARD, REVERSED):
        for found in pattern.finditer(text.text):
            yield from _decrees(text, found)


def _decrees(text: Compact, found: regex.Match[str]) -> Iterator[NumberMatch]:
    """Give one number with its bodies, then what its list adds."""
    start, bodies = find_bodies(text, found.start())
    if not bodies and not _stands_alone(text, found):
        return
    score, doubt = certainty(bodies)
    term = found["term"] if found.re is FORWARD else None
    prefix = "、".join(bodies) + found["genre"] + (f"〔{term[1:-1]}〕" if term else "")
    yield _match(text, start, found, prefix, score, doubt)
    at = found.end()
    while more := MORE.match(text.text, at):
        yield _match(text, more.start() + 1, more, prefix, min(score, 0.92), doubt)
        at = more.end()


def _match(
    text: Compact, start: int, found: regex.Match[str], prefix: str, score: float, doubt: str | None
) -> NumberMatch:
    sequence, year = plain_sequence(found["sequence"]), found["year"]
    return NumberMatch(
        text.start(start),
        text.end(found.end()),
        f"{prefix}{year}年第{sequence}号" if year else f"{prefix}第{sequence}号",
        score,
        doubt,
        prefix=prefix,
        year=year,
        sequence=sequence,
    )


def _stands_alone(text: Compact, found: regex.Match[str]) -> bool:
    """Say whether 公告第八号 without a body is a number: nothing is glued to its left."""
    at = found.start()
    if found.re is not FORWARD or not found["ordinal"]:
        return False
    return at == 0 or text.gap(at) or not _GLUED.match(text.text, at - 1)
