"""Brackets of a year in 发文字号, which are misread more often than anything else."""

from __future__ import annotations

from dataclasses import replace

import regex

from extractors.reading.scans.agreement import Echo
from extractors.reading.scans.ocr import OcrLine
from extractors.text import CLOSE, OPEN, fold

_YEAR = regex.compile(r"(?P<open>[(\[【{〔])(?:19|20)\d\d(?P<close>[)\]】}〕])(?=\s*\d|\s*$)")
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
                line = put_char(line, at, char) if said[at] != char else line
    return line


def put_char(line: OcrLine, at: int, char: str) -> OcrLine:
    """Give a line with another character at a place; what the first reading had takes the place of the echo."""
    echo: Echo = (line.text[at], line.scores[at] if line.scores else line.score)
    seconds = (*line.seconds[:at], echo, *line.seconds[at + 1 :]) if line.seconds else ()
    return replace(line, text=line.text[:at] + char + line.text[at + 1 :], seconds=seconds)
