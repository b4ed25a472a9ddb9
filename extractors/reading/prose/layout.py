"""Printed lines → paragraphs in reading order."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.reading.page.sheet import Strip
from extractors.reading.prose.margins import Margins, align

_MARKER = regex.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|第[一二三四五六七八九十百\d]{1,5}[章节条编部][ \u3000]?|\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]"
    r"|附\s*(?:件|表)\s*\d{0,2}\s*(?:[:：]|$)|[-—–•●■◆]\s?"
)
_NUMBERED = regex.compile(r"(?:附\s*件\s*[:：]\s*)?(?:\d{1,2}[、.．]|[（(]\d{1,2}[）)])?\s*")
_TOKEN = regex.compile(r"[《（〔“‘「『【(\[]*(?:[A-Za-z0-9.,%]+|.)[，。、；：！？》）〕”’」』】)\],.;:!?%]*")
_DONE = regex.compile(r"[。！？；：!?;:][”’」』）)]?$")
_MOST = 0.6  # of the width: a line of prose that was broken early is longer
_LEADERS = regex.compile(r"(?:…{3,}|[.．·]{5,}|_{5,})\s*[-—]?\d{0,3}[-—]?$")
_UNIT = regex.compile(r"(?:金额)?单位\s*[:：]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as its printed lines, which may stand on two pages."""

    strips: tuple[Strip, ...]
    align: str = "left"
    rule_above: bool = False
    rule_below: bool = False


def strips_to_paragraphs(strips: Sequence[Strip], margins: Margins, *, indents: bool) -> list[Paragraph]:
    """Join the lines of one column, given in reading order."""
    pitch = _pitch(strips)
    groups: list[list[Strip]] = []
    for strip in strips:
        if groups and _continues(groups[-1], strip, margins, pitch=pitch, indents=indents):
            groups[-1].append(strip)
        else:
            groups.append([strip])
    return [Paragraph(tuple(group), align(group[0], margins)) for group in groups]


def uses_indents(strips: Sequence[Strip], margins: Margins) -> bool:
    """Say whether paragraphs begin with two empty characters here."""
    inset = sum(1 for strip in strips if abs(strip.box.left - margins.left - 2 * strip.size) < 0.6 * strip.size)
    flush = sum(1 for strip in strips if abs(strip.box.left - margins.left) < 0.6 * strip.size)
    return inset > 0 and flush > 0


def _pitch(strips: Sequence[Strip]) -> float:
    """Give the usual distance of two base lines."""
    steps = sorted(
        below.base - above.base
        for above, below in itertools.pairwise(strips)
        if 0 < below.base - above.base < 4 * below.size
    )
    return steps[len(steps) // 2] if steps else 0.0


def _continues(group: list[Strip], strip: Strip, margins: Margins, *, pitch: float, indents: bool) -> bool:
    """Say whether a line goes on with the paragraph above it on the same page."""
    last = group[-1]
    step = strip.base - last.base
    if step > 1.6 * max(pitch, 1.2 * strip.size):
        return False
    if not _alike(last, strip) or last.red or strip.red:
        return False
    if _UNIT.match(strip.text) or _UNIT.search(last.text):
        return False
    item = len(group) == 1 and _MARKER.match(last.text) and is_full(last, strip, margins)
    where = align(strip, margins), "left" if item else align(last, margins)
    titles = [
        place == "center" or _is_balanced(line, margins) for place, line in zip(where, (strip, last), strict=True)
    ]
    if all(titles) and "center" in where:
        return _title_goes_on(last, strip)
    if "right" in where or "center" in where[1:] or (where[0] == "center" and _is_display(strip, margins)):
        return False
    return goes_on(group, strip, margins, indents=indents)


def _alike(last: Strip, strip: Strip) -> bool:
    return abs(last.size - strip.size) <= 0.12 * max(last.size, strip.size)


def _is_display(strip: Strip, margins: Margins) -> bool:
    return strip.size > 1.1 * margins.size or strip.bold


def _is_balanced(strip: Strip, margins: Margins) -> bool:
    """Say whether a line that fills the width may be a centred one: a title that is broken where it is full."""
    off = abs(strip.box.left + strip.box.right - margins.width) / 2
    return off < 0.5 * strip.size and not _DONE.search(strip.text) and _is_display(strip, margins)


def _title_goes_on(last: Strip, strip: Strip) -> bool:
    """Say whether a centred line goes on with the centred line above it."""
    if last.bold != strip.bold or _MARKER.match(strip.text):
        return False
    return not (strip.text[0] in "（(—-" and strip.text[-1] in "）)—-")


def goes_on(group: Sequence[Strip], strip: Strip, margins: Margins, *, indents: bool) -> bool:
    """Say by the shapes of two lines whether the lower goes on with the upper; they may stand on two pages."""
    last = group[-1]
    if _LEADERS.search(last.text):
        return False
    marked, done = bool(_MARKER.match(strip.text)), bool(_DONE.search(last.text))
    if strip.box.left - margins.left < 1.2 * strip.size:
        return _goes_on_flush(group, strip, margins, indents=indents, new=marked and done)
    return not marked and is_full(last, strip, margins) and _hangs(group, strip, indents=indents)


def _goes_on_flush(group: Sequence[Strip], strip: Strip, margins: Margins, *, indents: bool, new: bool) -> bool:
    """Say whether a line that begins at the margin goes on; `new` says that a sentence ended and an item begins."""
    first, last = group[0], group[-1]
    began_inset = indents and 1.2 * first.size < first.box.left - margins.left < 6 * first.size
    if not is_full(last, strip, margins):
        wide = last.box.right - margins.left > _MOST * (margins.right - margins.left)
        return began_inset and wide and not _DONE.search(last.text) and not _MARKER.match(strip.text)
    if new:
        return False
    return began_inset or not (_MARKER.match(strip.text) or (indents and _DONE.search(last.text)))


def _hangs(group: Sequence[Strip], strip: Strip, *, indents: bool) -> bool:
    """Say whether an inset line is aligned with the text of its paragraph: a hanging or an inset paragraph."""
    first = group[0]
    if len(group) > 1 and abs(group[-1].box.left - strip.box.left) < 0.6 * strip.size:
        return True
    mark = _NUMBERED.match(first.text)
    end = mark.end() if mark else 0
    if 0 < end < len(first.stops) and abs(first.stops[end] - strip.box.left) < 0.8 * strip.size:
        return True
    same = abs(first.box.left - strip.box.left) < 0.6 * strip.size
    return same and not indents and not _DONE.search(group[-1].text)


def is_full(last: Strip, strip: Strip, margins: Margins) -> bool:
    """Say whether the first word of the lower line had no room at the end of the upper one."""
    token = _TOKEN.match(strip.text)
    end = min(token.end() if token else 1, len(strip.text))
    width = strip.stops[end] - strip.stops[0] if strip.stops else strip.size
    return last.box.right + width + 0.6 * strip.size > margins.right
