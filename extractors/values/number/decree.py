"""Orders and announcements (令, 公告, 通告): a body, its genre and 第N号, in any order."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.values.number.digits import plain_digits, plain_sequence
from extractors.values.number.match import Compact, NumberMatch
from extractors.values.number.prefix import find_body

_GENRE = "令|公告|通告"
_NUMERAL = r"[0-9OoQ○〇]{1,5}|[一二三四五六七八九十百零〇○]{1,7}"
_YEAR = r"(?:(?P<year>(?:19|20)[0-9]{2})年)?"
FORWARD = regex.compile(
    rf"(?P<genre>{_GENRE})(?P<open>[(〔\[【])?{_YEAR}(?:第)?(?P<sequence>{_NUMERAL})[号號](?(open)[)〕\]】])"
)
REVERSED = regex.compile(rf"{_YEAR}(?:第)?(?P<sequence>{_NUMERAL})[号號](?P<genre>{_GENRE})(?![一-龥]{{0,2}}[牌栏板])")
MORE = regex.compile(rf"[、,和及]{_YEAR}第?(?P<sequence>{_NUMERAL})[号號](?P<ending>令|公告|通告)?")


def find_decrees(text: Compact) -> Iterator[NumberMatch]:
    """Give the numbers of orders and announcements, and those that a list adds to them."""
    for pattern in (FORWARD, REVERSED):
        for found in pattern.finditer(text.text):
            yield from _decree(text, found, forward=pattern is FORWARD)


def _decree(text: Compact, found: regex.Match[str], *, forward: bool) -> Iterator[NumberMatch]:
    """Give one number with its body, then what its list adds."""
    genre = found["genre"]
    start, bodies = find_body(text, found.start())
    if not bodies and not _stands_alone(text.text, found, forward=forward):
        return
    prefix = "、".join(bodies) + genre
    doubt = None if bodies else "no issuing body stands before it"
    score = 0.97 if bodies else 0.5
    yield _match(text, start, found, prefix, doubt, score)
    at = found.end()
    while more := MORE.match(text.text, at):
        yield _match(text, more.start() + 1, more, prefix, doubt, 0.92 if bodies else 0.5)
        at = more.end()


def _match(
    text: Compact, start: int, found: regex.Match[str], prefix: str, doubt: str | None, score: float
) -> NumberMatch:
    sequence = plain_sequence(found["sequence"])
    year = plain_digits(found["year"]) if found["year"] else None
    value = f"{prefix}{year}年第{sequence}号" if year else f"{prefix}第{sequence}号"
    return NumberMatch(
        text.start(start), text.end(found.end()), value, score, doubt, prefix=prefix, year=year, sequence=sequence
    )


def _stands_alone(text: str, found: regex.Match[str], *, forward: bool) -> bool:
    """Say whether a genre and number without a body are a number nevertheless: nothing is glued to their left."""
    before = text[found.start() - 1 : found.start()]
    return forward and not regex.match(r"[\p{Han}\w]", before)
