"""Seals (印章) and watermarks: text that runs around or aslant, and what lies inside a seal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.document import Box
from extractors.reading.page.sheet import Run, Sheet, Strip
from extractors.reading.page.strips import runs_to_strips

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
    upright = {strip: run for run in sheet.runs if _is_red(run) for strip in runs_to_strips([run], sheet.number)}
    red = [strip for strip in (*sheet.aslant, *sheet.odd, *upright) if strip.red and len(strip.text) <= _SHORT]
    seals = [group for group in _cluster(red) if sum(strip in sheet.aslant for strip in group) >= _LEAST]
    boxes = [_around(group) for group in seals]
    seals = [[*group, *_inside(upright, group, box)] for group, box in zip(seals, boxes, strict=True)]
    held = {strip for group in seals for strip in group}
    marks = [Mark(tuple(group), "seal") for group in seals]
    marks += [Mark((strip,), "page_header") for strip in sheet.aslant if strip not in held]
    marks += [Mark(group, "seal") for group in sheet.seals]
    gone = {id(run) for strip, run in upright.items() if strip in held}
    rest = replace(
        sheet,
        runs=tuple(run for run in sheet.runs if id(run) not in gone),
        odd=tuple(strip for strip in sheet.odd if strip not in held),
        aslant=(),
    )
    return tuple(marks), rest


def _is_red(run: Run) -> bool:
    return all(glyph.red for glyph in run if not glyph.char.isspace())


def _inside(upright: Iterable[Strip], group: Sequence[Strip], box: Box) -> list[Strip]:
    """Give the red lines that lie inside a seal."""
    return [
        strip
        for strip in upright
        if strip not in group
        and box.left <= strip.box.left
        and strip.box.right <= box.right
        and box.top <= strip.base <= box.bottom + strip.size
    ]


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
