"""Brackets of titles in titles, 《关于印发〈…〉的通知》: by two readings of each, and by what they must enclose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.document import Box
from extractors.reading.scans.brackets import put_char
from extractors.reading.scans.ocr import OcrLine
from extractors.text import fold

_OPEN, _CLOSE = "《〈<", "》〉>"
_ANGLES = frozenset("<>〈〉")
_LISTED = "、，,；;和及与》"
_LOOK = 40  # lines above among which the one before is looked for
_NEAR = 1.2  # heights of a line between two lines that follow each other
_LONGEST = 200  # characters of a title
_DOUBT = "a bracket of a title was misread"


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket: `line` and `at` say where it stands, `place` counts characters from the front of all lines."""

    line: int
    at: int
    char: str
    place: int
    listed: bool  # stands right behind another title


@dataclass(frozen=True, slots=True)
class Pair:
    """A title's brackets; `inner` says that it stands in another title, `lost` that one bracket in it has no other."""

    first: Bracket
    last: Bracket
    inner: bool
    lost: bool = False


def settle_titles(lines: Sequence[OcrLine]) -> list[OcrLine]:
    """Give the lines with the brackets of inner titles as one of their readings has them; 〈〉 if one has an angle.

    A round bracket that encloses nothing otherwise is taken for that of a title; where it cannot be, the line is in
    doubt.
    """
    settled = list(lines)
    for chain in _chains(lines):
        for pair in _pairs(list(_brackets(lines, chain))):
            if pair.lost:
                settled[pair.first.line] = replace(settled[pair.first.line], doubt=_DOUBT)
            if pair.inner:
                _settle(settled, pair)
    return settled


def _settle(lines: list[OcrLine], pair: Pair) -> None:
    ends = pair.first, pair.last
    heard = {char for end in ends for char in _readings(lines[end.line], end.at)}
    for end, char in zip(ends, "〈〉" if heard & _ANGLES else "《》", strict=True):
        if fold(end.char) != char:
            lines[end.line] = put_char(lines[end.line], end.at, char)


def _readings(line: OcrLine, at: int) -> Iterator[str]:
    yield fold(line.text[at])
    if line.seconds:
        yield fold(line.seconds[at][0])


# -------------------------------------------------------------------------------------- lines that go on


def _chains(lines: Sequence[OcrLine]) -> list[list[int]]:
    """Give the lines that follow each other, as the lines of a paragraph or a cell do."""
    order = sorted(range(len(lines)), key=lambda at: (lines[at].box.top, lines[at].box.left))
    chains: list[list[int]] = []
    of_line: dict[int, list[int]] = {}
    for place, at in enumerate(order):
        above = reversed(order[max(place - _LOOK, 0) : place])
        before = next((other for other in above if _follows(lines[other].box, lines[at].box)), None)
        chain = of_line.get(before) if before is not None else None
        if chain is None or chain[-1] != before:
            chain = []
            chains.append(chain)
        chain.append(at)
        of_line[at] = chain
    return chains


def _follows(above: Box, below: Box) -> bool:
    """Say whether a line stands right below another, as the next line of a paragraph or a cell does."""
    high = above.bottom - above.top
    across = min(above.right, below.right) - max(above.left, below.left)
    return 0 < below.top - above.top < (1 + _NEAR) * high and across > 0.5 * min(
        above.right - above.left, below.right - below.left
    )


# ------------------------------------------------------------------------------------------------- pairs


def _brackets(lines: Sequence[OcrLine], chain: Sequence[int]) -> Iterator[Bracket]:
    passed = 0
    for number in chain:
        text = fold(lines[number].text)
        for at, char in enumerate(text):
            if char in "《〈<》〉>()":
                yield Bracket(number, at, char, passed + at, text[at - 1 : at] in (*_LISTED,))
        passed += len(text)


def _pairs(brackets: Sequence[Bracket]) -> Iterator[Pair]:
    """Give the pairs of titles; round brackets count inside a title only, as a pair of their own or for one misread."""
    open_: list[Bracket] = []
    for number, bracket in enumerate(brackets):
        rest = brackets[number + 1 :]
        open_ = [each for each in open_ if bracket.place - each.place < _LONGEST]
        if bracket.char in "《〈" or (bracket.char in "<(" and open_):
            open_ = [] if bracket.listed and bracket.char in "《〈" else open_  # the end of the one before was lost
            open_.append(bracket)
        elif bracket.char in "》〉" or (bracket.char == ">" and len(open_) > 1):
            yield from _close(open_, bracket, closes_again=_closes(rest))
        elif bracket.char == ")" and open_:
            if open_[-1].char == "(":
                open_.pop()
            elif len(open_) > 1 and _closes(rest):
                yield Pair(open_.pop(), bracket, True)


def _close(open_: list[Bracket], last: Bracket, *, closes_again: bool) -> Iterator[Pair]:
    """Give the pair that ends with a bracket; a round one that was not closed is its other, or stays in doubt."""
    lost = False
    while open_ and open_[-1].char == "(" and not (closes_again and len(open_) > 1):
        open_.pop()
        lost = True
    if open_:
        first = open_.pop()
        yield Pair(first, last, any(each.char in _OPEN for each in open_), lost)


def _closes(rest: Sequence[Bracket]) -> bool:
    """Say whether the next bracket of a title closes one."""
    return next((each.char in _CLOSE for each in rest if each.char not in "()"), False)
