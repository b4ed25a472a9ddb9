"""Brackets, which are misread more often than anything else: of a year in 发文字号, of a title in a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.document import Box
from extractors.reading.scans.agreement import Echo
from extractors.reading.scans.ocr import OcrLine
from extractors.text import CLOSE, OPEN, fold

_YEAR = regex.compile(r"(?P<open>[(\[【{〔])(?:19|20)\d\d(?P<close>[)\]】}〕])(?=\s*\d|\s*$)")
_INNER = {"《": "〈", "<": "〈", "〈": "〈", "》": "〉", ">": "〉", "〉": "〉"}
_LISTED = "、，,；;和及与》"
_LOOK = 40  # lines above among which the one before is looked for
_NEAR = 1.2  # heights of a line between two lines that follow each other
_PAIRS = frozenset({"()", "[]", "【】", "{}"})


def settle_brackets(line: OcrLine) -> OcrLine:
    """Give a line with 〔〕 around a year where one of four readings has one of them, or where the two do not match.

    What the first reading had takes the place of the echo.
    """
    said = fold(line.text)
    for match in _YEAR.finditer(said):
        places = match.start("open"), match.start("close")
        heard = {said[at] for at in places} | {fold(line.seconds[at][0]) for at in places if line.seconds}
        if {OPEN, CLOSE} & heard or match["open"] + match["close"] not in _PAIRS:
            for at, char in zip(places, (OPEN, CLOSE), strict=True):
                line = _put(line, at, char) if said[at] != char else line
    return line


def _put(line: OcrLine, at: int, char: str) -> OcrLine:
    echo: Echo = (line.text[at], line.scores[at] if line.scores else line.score)
    seconds = (*line.seconds[:at], echo, *line.seconds[at + 1 :]) if line.seconds else ()
    return replace(line, text=line.text[:at] + char + line.text[at + 1 :], seconds=seconds)


def settle_titles(lines: Sequence[OcrLine]) -> list[OcrLine]:
    """Give the lines with 〈〉 around a title that stands in another one: 《关于印发〈…〉的通知》.

    Source: GB/T 15834, 4.15.
    """
    order = sorted(range(len(lines)), key=lambda at: (lines[at].box.top, lines[at].box.left))
    settled = list(lines)
    for place, at in enumerate(order):
        above = [settled[other] for other in order[max(place - _LOOK, 0) : place]]
        before = next((line for line in reversed(above) if _follows(line.box, lines[at].box)), None)
        settled[at] = _settle_title(lines[at], _depth(before.text) if before else 0)
    return settled


def _follows(above: Box, below: Box) -> bool:
    """Say whether a line stands right below another, as the next line of a paragraph or a cell does."""
    high = above.bottom - above.top
    across = min(above.right, below.right) - max(above.left, below.left)
    return 0 < below.top - above.top < (1 + _NEAR) * high and across > 0.5 * min(
        above.right - above.left, below.right - below.left
    )


def _depth(text: str) -> int:
    """Give how many titles are open at the end of a line that begins outside all."""
    depth = 0
    for char in text:
        depth = max(depth + (char in "《〈") - (char in "》〉"), 0)
    return min(depth, 2)


def _settle_title(line: OcrLine, depth: int) -> OcrLine:
    """Give a line with the inner brackets of titles; `depth` titles are open where it begins."""
    for at, char in enumerate(line.text):
        if char in "《〈" or (char == "<" and depth):
            depth = 1 if at and line.text[at - 1] in _LISTED else depth + 1  # the end of the one before was lost
            line = _put(line, at, _INNER[char]) if depth > 1 and char != "〈" else line
        elif char in "》〉" or (char == ">" and depth > 1):
            line = _put(line, at, _INNER[char]) if depth > 1 and char != "〉" else line
            depth = max(depth - 1, 0)
    return line
