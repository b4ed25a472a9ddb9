"""Passages as the finders of parts see them: folded, white space out, with the way back to the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from extractors.document import Part, Span
from extractors.reading.passage import Passage
from extractors.text import fold


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of text without the white space that Chinese does not have.

    `plain` is folded, for matching; `chars` is as printed, for values; `offsets` are the places in the text. All
    three have one length.
    """

    plain: str
    chars: str
    offsets: tuple[int, ...]

    def cut(self, start: int, end: int) -> Strip:
        """Give a part of the strip."""
        return Strip(self.plain[start:end], self.chars[start:end], self.offsets[start:end])

    def trim(self, marks: str) -> Strip:
        """Take these (folded) characters off both ends."""
        end = len(self.plain.rstrip(marks))
        start = end - len(self.plain[:end].lstrip(marks))
        return self.cut(start, end)

    @property
    def span(self) -> Span | None:
        """The span from the first character to the last; None when there is none."""
        return Span(self.offsets[0], self.offsets[-1] + 1) if self.offsets else None


# figures of a date or a number with spaces between them: 2 0 2 1 年 5 月
_DIGITS = r"\d(?:\s{0,2}\d){0,4}+"
_TORN = regex.compile(
    rf"{_DIGITS}\s{{0,3}}(?=[年月日号〕\])])|(?<=[〔\[(])\s?{_DIGITS}(?=\s?[〕\])])|(?<=[第〕\])])\s?{_DIGITS}(?=\s?[号章条])"
)


def strip_of(text: str, span: Span) -> Strip:
    """Give the strip of a span: white space stays only between two ASCII characters."""
    raw = text[span.start : span.end]
    folded = fold(raw)
    torn = {at for match in _TORN.finditer(folded) for at in range(*match.span())}
    kept: list[int] = []
    gap = False
    for at, char in enumerate(folded):
        if char.isspace():
            gap = True
            continue
        latin = gap and kept and char.isascii() and folded[kept[-1]].isascii() and at not in torn
        if latin and "\n" not in raw[kept[-1] : at]:
            kept.append(kept[-1] + 1)
        kept.append(at)
        gap = False
    return Strip(
        "".join(folded[at] for at in kept).replace("\t", " "),
        "".join(raw[at] for at in kept).replace("\t", " "),
        tuple(span.start + at for at in kept),
    )


def join(strips: Iterable[Strip]) -> Strip:
    """Give several strips as one."""
    held = tuple(strips)
    return Strip(
        "".join(strip.plain for strip in held),
        "".join(strip.chars for strip in held),
        tuple(offset for strip in held for offset in strip.offsets),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A passage with its strip; `index` counts the passages that are neither furniture nor seals."""

    index: int
    passage: Passage
    strip: Strip

    @property
    def plain(self) -> str:
        """The folded text; empty for a table, so that no pattern matches it."""
        return self.strip.plain

    @property
    def top(self) -> bool:
        """Say whether it begins a page after the first; unknown in a text file, which has one page."""
        return self.passage.order == 0 and self.passage.page > 1


def make_rows(text: str, passages: Iterable[Passage]) -> tuple[Row, ...]:
    """Give the rows of the passages that are text or tables, in order."""
    held = [passage for passage in passages if not passage.furniture]
    return tuple(
        Row(index, passage, strip_of(text, passage.span) if not passage.table else Strip("", "", ()))
        for index, passage in enumerate(held)
    )


@dataclass(frozen=True, slots=True)
class Zone:
    """What a finder has found: parts, and the roles of rows."""

    parts: tuple[Part, ...] = ()
    roles: tuple[tuple[int, str], ...] = ()

    def __add__(self, other: Zone) -> Zone:
        return Zone(self.parts + other.parts, self.roles + other.roles)


def part_of(name: str, strip: Strip, by: str, *, value: str | None = None, score: float = 0.98) -> Part:
    """Make a part of a strip; its value is the text as printed, healed, unless one is given."""
    return Part(name, strip.chars if value is None else value, strip.span, f"parts:{by}", score)
