"""Seals (印章) and watermarks: text that runs around or aslant, and what lies inside a seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.document import Box
from extractors.reading.sheet import Run, Sheet, Strip
from extractors.reading.strips import runs_to_strips

_APART = 30.0  # points between two characters of one seal
_LEAST = 3  # characters of a seal that stand aslant
_SHORT = 4  # characters that are drawn at once around a seal


@dataclass(frozen=True, slots=True)
class Mark:
    """A seal or a watermark as its pieces; `role` is that of its block."""

    strips: tuple[Strip, ...]
    role: str


def find_marks(sheet: Sheet) -> tuple[tuple[Mark, ...], Sheet]:
    """Give the marks of a page, and the page without them."""
    red = [strip for strip in (*sheet.aslant, *sheet.odd) if strip.red and len(strip.text) <= _SHORT]
    seals = [group for group in _cluster(red) if sum(strip in sheet.aslant for strip in group) >= _LEAST]
    held = {id(strip) for group in seals for strip in group}
    boxes = [_around(group) for group in seals]
    inside = [run for run in sheet.runs if any(_is_inside(run, box) for box in boxes)]
    marks = [Mark((*group, *_runs_in(inside, _around(group), sheet.number)), "seal") for group in seals]
    marks += [Mark((strip,), "page_header") for strip in sheet.aslant if id(strip) not in held]
    rest = replace(
        sheet,
        runs=tuple(run for run in sheet.runs if run not in inside),
        odd=tuple(strip for strip in sheet.odd if id(strip) not in held),
        aslant=(),
    )
    return tuple(marks), rest


def _runs_in(runs: Sequence[Run], box: Box, page: int) -> tuple[Strip, ...]:
    return runs_to_strips([run for run in runs if _is_inside(run, box)], page)


def _cluster(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Give the groups of lines that lie near each other, each in the order they were drawn."""
    groups: list[list[Strip]] = []
    for strip in strips:
        near = [group for group in groups if any(_is_near(strip.box, other.box) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), strip])
    return groups


def _is_near(box: Box, other: Box) -> bool:
    across = max(box.left, other.left) - min(box.right, other.right)
    down = max(box.top, other.top) - min(box.bottom, other.bottom)
    return max(across, down) < _APART


def _around(strips: Sequence[Strip]) -> Box:
    return Box(
        min(strip.box.left for strip in strips),
        min(strip.box.top for strip in strips),
        max(strip.box.right for strip in strips),
        max(strip.box.bottom for strip in strips),
    )


def _is_inside(run: Run, box: Box) -> bool:
    """Say whether a red run lies inside a seal; the text below it is black."""
    if not all(glyph.red for glyph in run if not glyph.char.isspace()):
        return False
    return box.left <= run[0].left and run[-1].right <= box.right and box.top <= run[0].base <= box.bottom + run[0].size
