"""What stands on a page and is no part of the text: page numbers, running headers and footers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from extractors.reading.page.sheet import Sheet, Strip

_NUMBER = regex.compile(
    r"[-—–－―\s·.]{0,8}(?P<number>\d{1,4})[-—–－―\s·.]{0,8}"
    r"|第\s*(?P<number>\d{1,4})\s*页\s*[,，/／]?\s*(?:[(（]?\s*共\s*\d{1,4}\s*页\s*[)）]?)?"
    r"|(?P<number>\d{1,4})\s*[/／]\s*\d{1,4}"
    r"|(?:Page|P\.?)\s*(?P<number>\d{1,4})(?:\s*of\s*\d{1,4})?"
)
_CAPTION = regex.compile(r"单位\s*[:：]|附\s*[件表]|续表|^[表图]\s*\d")
_INSIDE = regex.compile(r"第\s*\d{1,4}\s*页|共\s*\d{1,4}\s*页|\d{1,4}\s*[/／]\s*\d{1,4}|[-—–]\s*\d{1,4}\s*[-—–]")
_BAND = 0.09  # of the height of the page


def find_furniture(pages: Sequence[tuple[Sheet, Sequence[Strip]]]) -> dict[Strip, str]:
    """Give the role of every line that is furniture; the lines of a page come from top to bottom."""
    numbers = _page_numbers(pages)
    roles = {strip: "page_number" for strip in numbers}
    for foot in (False, True):
        for strip in _repeated(pages, roles, foot=foot):
            roles[strip] = "page_footer" if foot else "page_header"
    return roles


def _page_numbers(pages: Sequence[tuple[Sheet, Sequence[Strip]]]) -> list[Strip]:
    """Give the page numbers: a bare number counts only where it runs along with the pages."""
    found = [(sheet.number, strip, value) for sheet, strips in pages for strip, value in _number_lines(sheet, strips)]
    steps = Counter(value - page for page, _, value in found)
    return [
        strip for page, strip, value in found if not strip.text.isdigit() or steps[value - page] > 1 or value == page
    ]


def _number_lines(sheet: Sheet, strips: Sequence[Strip]) -> list[tuple[Strip, int]]:
    ends = [*strips[:1], *strips[-2:]]
    found = []
    for strip in dict.fromkeys(ends):
        match = _NUMBER.fullmatch(strip.text.strip())
        if match and (strip.box.top > 0.85 * sheet.height or strip.box.bottom < 0.1 * sheet.height):
            found.append((strip, int(match["number"])))
    return found


def _repeated(pages: Sequence[tuple[Sheet, Sequence[Strip]]], known: dict[Strip, str], *, foot: bool) -> list[Strip]:
    """Give the outermost lines that stand at the same place, in the same words, on most pages."""
    found: list[Strip] = []
    while True:
        ends = [strip for sheet, strips in pages if (strip := _outermost(sheet, strips, {*known, *found}, foot=foot))]
        counts = Counter(_key(strip) for strip in ends)
        often = {key for key, count in counts.items() if count >= max(2, len(pages) // 3)}
        more = [strip for strip in ends if _key(strip) in often]
        if not more:
            return found
        found.extend(more)


def _key(strip: Strip) -> tuple[str, int]:
    """Give what makes two running lines the same: the words but for the number of the page, and the height."""
    return _INSIDE.sub("#", strip.text), round(strip.base / 4)


def _outermost(sheet: Sheet, strips: Sequence[Strip], known: set[Strip], *, foot: bool) -> Strip | None:
    """Give the highest or lowest line that is not furniture yet, if it stands in the margin."""
    rest = [strip for strip in strips if strip not in known]
    if len(rest) < 2:
        return None
    strip = rest[-1 if foot else 0]
    inside = strip.box.top > (1 - _BAND) * sheet.height if foot else strip.box.bottom < _BAND * sheet.height
    return strip if inside and not _CAPTION.search(strip.text) else None
