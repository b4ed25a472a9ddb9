"""The characters of a PDF page, cleaned: what is printed, once, healed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from extractors.document import Box
from extractors.reading.page.sheet import Glyph, Run, Strip
from extractors.reading.page.turning import apply, quarter
from extractors.text import heal

_BOLD = 16  # flag of a span in PyMuPDF
_PAINTED = 16 | 32  # char_flags: filled, stroked
_FAKE_SPACE = 1.0  # a space that was guessed from a gap counts when the gap is this wide, in font sizes
_BAND = 24.0  # points: characters are looked up by bands of the page
_SAME_PLACE = 0.15  # two equal characters this near, in font sizes, are one printed twice


Seen = dict[tuple[str, int], list[tuple[float, float]]]


class Shares(NamedTuple):
    """How many characters a page has, how many of them cannot be text, how many are invisible."""

    total: int
    bad: int
    hidden: int


class Print(NamedTuple):
    """What is printed on a page: runs left to right, lines straight up or down or upside-down, lines aslant."""

    runs: tuple[Run, ...]
    odd: tuple[Strip, ...]
    aslant: tuple[Strip, ...]


def page_to_print(lines: Sequence[dict[str, Any]], matrix: Any, area: Box, page: int, *, hidden: bool) -> Print:
    """Give what is printed, in the frame of the matrix; `hidden` says that invisible text counts."""
    seen: Seen = {}
    runs: list[Run] = []
    others: tuple[list[Strip], list[Strip]] = ([], [])
    for line in lines:
        glyphs = tuple(_line_glyphs(line, matrix, area, hidden))
        turn = quarter(line["dir"], matrix)
        if turn == 0 and not line["wmode"]:
            runs.extend(_split(_once(glyphs, seen)))
        elif any(not glyph.char.isspace() and glyph.char != "\0" for glyph in glyphs):
            others[turn < 0].append(_odd_strip(glyphs, page))
    return Print(tuple(runs), tuple(others[0]), tuple(others[1]))


def count_characters(lines: Sequence[dict[str, Any]]) -> Shares:
    """Give what the characters of a page are like."""
    count = bad = hidden = 0
    for line in lines:
        for span in line["spans"]:
            chars = [char["c"] for char in span["chars"] if not char["c"].isspace()]
            count += len(chars)
            bad += sum(1 for char in chars if is_bad(char))
            hidden += len(chars) if _is_hidden(span) else 0
    return Shares(count, bad, hidden)


def is_bad(char: str) -> bool:
    """Say whether a character cannot be text: control, replacement, private use, unassigned."""
    code = ord(char)
    return code < 32 or 0x7F <= code < 0xA0 or char == "\ufffd" or 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def _is_hidden(span: dict[str, Any]) -> bool:
    return not span.get("alpha", 255) or not span.get("char_flags", 16) & _PAINTED


def _line_glyphs(line: dict[str, Any], matrix: Any, area: Box, keep_hidden: bool) -> Iterator[Glyph]:
    plain = matrix.b == 0 and matrix.a == 1
    for span in line["spans"]:
        if _is_hidden(span) and not keep_hidden:
            continue
        size, bold, red = span["size"], _is_bold(span), _is_red(span["color"])
        for char in span["chars"]:
            mark = char["c"]
            if (is_bad(mark) and not 0xE000 <= ord(mark) <= 0xF8FF) or mark in "\u200b\ufeff":
                continue
            left, top, right, bottom = char["bbox"]
            base = char["origin"][1]
            if not plain:
                left, top, right, bottom, base = _turn_box(char, matrix)
            if char["synthetic"] and right - left < size * _FAKE_SPACE:
                mark = "\0"  # decided by its neighbours
            if -1 <= (left + right) / 2 <= area.right + 1 and -1 <= (top + bottom) / 2 <= area.bottom + 1:
                yield Glyph(heal(mark), left, right, top, bottom, base, size, bold, red)


def _turn_box(char: dict[str, Any], matrix: Any) -> tuple[float, float, float, float, float]:
    left, top, right, bottom = char["bbox"]
    xs, ys = zip(*(apply(matrix, x, y) for x, y in ((left, top), (right, bottom))), strict=True)
    return min(xs), min(ys), max(xs), max(ys), apply(matrix, *char["origin"])[1]


def _is_bold(span: dict[str, Any]) -> bool:
    """Say whether a font is bold, or is made so by drawing its outline too."""
    drawn = span.get("char_flags", 16) & _PAINTED
    return bool(span["flags"] & _BOLD or "bold" in span["font"].lower() or drawn == _PAINTED)


def _is_red(color: int) -> bool:
    red, green, blue = color >> 16 & 255, color >> 8 & 255, color & 255
    return red >= 150 and green < red * 0.4 and blue < red * 0.4


def _once(glyphs: Run, seen: Seen) -> Run:
    """Leave out a character that stands already at this place: bold and shadow are made by printing twice."""
    kept = []
    for glyph in glyphs:
        if glyph.char > " ":
            if _is_seen(glyph, seen):
                continue
            seen.setdefault((glyph.char, int(glyph.base // _BAND)), []).append((glyph.left, glyph.base))
        kept.append(glyph)
    return tuple(kept)


def _is_seen(glyph: Glyph, seen: Seen) -> bool:
    near = _SAME_PLACE * glyph.size
    bands = {int((glyph.base - near) // _BAND), int((glyph.base + near) // _BAND)}
    return any(
        abs(glyph.left - left) <= near and abs(glyph.base - base) <= near
        for band in bands
        for left, base in seen.get((glyph.char, band), ())
    )


def _split(glyphs: Run) -> Iterator[Run]:
    """Cut a line where it jumps back, and settle the guessed spaces."""
    start = 0
    for at in range(1, len(glyphs)):
        if glyphs[at].left < glyphs[at - 1].left - glyphs[at].size:
            yield from _settle(glyphs[start:at])
            start = at
    yield from _settle(glyphs[start:])


def _settle(glyphs: Run) -> Iterator[Run]:
    kept: list[Glyph] = []
    for at, glyph in enumerate(glyphs):
        if glyph.char != "\0":
            kept.append(glyph)
        elif kept and at + 1 < len(glyphs) and _is_latin(kept[-1].char) and _is_latin(glyphs[at + 1].char):
            kept.append(glyph._replace(char=" "))
    if any(not glyph.char.isspace() for glyph in kept):
        yield tuple(kept)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _odd_strip(glyphs: Run, page: int) -> Strip:
    """Give a line that runs otherwise than left to right: a box, no stops."""
    box = Box(
        min(glyph.left for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
    )
    first = glyphs[0]
    text = "".join(glyph.char for glyph in glyphs).replace("\0", "").strip()
    return Strip(text, (), box, page, first.base, first.size, first.bold, first.red)
