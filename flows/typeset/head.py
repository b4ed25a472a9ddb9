"""版头: what stands above the title, in the layouts of a 文件, a 信函, a 令 and a 纪要."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from flows.typeset.blocks import LEADING, SIZE, Block, Gap, Issuers, Line, Pair, Paragraph
from flows.typeset.fonts import Face
from flows.typeset.sheet import MM, RED, Paper

NUMBER = regex.compile(
    r"(?:\S{0,20}?\s*[〔﹝\[［（(【]\s*\d{4}\s*[〕﹞\]］）)】]\s*第?\s*\d{1,5}\s*[号期]"
    r"|(?:\d{4}\s*年\s*)?第\s*[\d〇一二三四五六七八九十百]{1,6}\s*[号期])"
)
MARK = regex.compile(r"(?:特|加|平)\s*[急提]|(?:绝\s*密|机\s*密|秘\s*密)(?:★.*)?|\d{6}")
SIGNER = regex.compile(r"签发人[：:].*")
DATED = regex.compile(r"(?P<body>\S{2,40})\s+(?P<date>\d{4}年\d{1,2}月\d{1,2}日)")


def head_to_blocks(lines: Sequence[str], face: Face, *, style: str) -> Iterator[Block]:
    """Set the lines above the title; the last is the number, or holds it beside 签发人."""
    marks = [line for line in lines if MARK.fullmatch(line)]
    signers = [line for line in lines if SIGNER.fullmatch(line)]
    numbers = [line for line in lines if NUMBER.fullmatch(line)]
    dated = [match.groups() for match in map(DATED.fullmatch, lines) if match]
    issuers = [line for line in lines if line not in (*marks, *signers, *numbers) and not DATED.fullmatch(line)]
    if style == "letter":
        yield from _letter(marks, issuers, numbers)
        return
    yield from (Paragraph(mark, align="left", face="hei") for mark in marks)
    # GB/T 9704-2012, 7.2.4: the name begins 35 mm below the edge of the type area
    yield Gap(max(35 * MM - len(marks) * LEADING, 0), always=True)
    yield from _issuers(issuers)
    yield Gap(LEADING)
    yield from _number(numbers, signers)
    yield from (Pair(body, date, size=SIZE, leading=LEADING) for body, date in dated)
    if not any(issuer.endswith("令") for issuer in issuers):
        yield Line(width=1.4, color=RED, above=4 * MM - 6, below=0)
    yield Gap(LEADING * 1.4)


def _issuers(issuers: Sequence[str]) -> Iterator[Block]:
    if len(issuers) > 1 and issuers[-1].endswith("文件"):
        yield Issuers((*issuers[:-1], issuers[-1].removesuffix("文件")), "文件")
        return
    widest = max((len(issuer) for issuer in issuers), default=1)
    size = min(46.0, 0.84 * Paper().measure / widest)
    for issuer in issuers:
        yield Paragraph(issuer, align="center", size=size, leading=size * 1.25, color=RED, weight=1.3)


def _number(numbers: Sequence[str], signers: Sequence[str]) -> Iterator[Block]:
    """Set the number in the middle; beside 签发人 it goes to the left."""
    for number in numbers:
        if signers:
            yield Pair(number, signers[0], size=SIZE, leading=LEADING)
        else:
            yield Paragraph(number, align="center")
    yield from (Pair("", signer, size=SIZE, leading=LEADING) for signer in signers[1:])


def _letter(marks: Sequence[str], issuers: Sequence[str], numbers: Sequence[str]) -> Iterator[Block]:
    """信函格式: the name without 文件, a double red rule, the number under it at the right."""
    yield from _issuers(issuers)
    yield Line(width=2.2, color=RED, above=4 * MM, below=2.4)
    yield Line(width=0.7, color=RED, above=0, below=2)
    left = [*marks, *[""] * len(numbers)]
    for number, mark in zip(numbers, left, strict=False):
        yield Pair(mark, number, size=SIZE, inset=0, leading=LEADING)
    yield from (Paragraph(mark, align="left", face="hei") for mark in marks[len(numbers) :])
    yield Gap(LEADING)
