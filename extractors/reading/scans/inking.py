"""How a recognised line is printed: the edges of its ink, its colour, the size of its characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import regex

from extractors.document import Box
from extractors.reading.scans.ocr import OcrLine, Pixels
from extractors.reading.scans.picture import redness, to_grey

_RED = 50  # grey steps that the red of an ink is above its green and blue
_SAME = 0.12  # sizes this near, as a share, are one
_HIGH = 1.06  # font size by the height of the ink of Chinese characters
_HIGH_LATIN = 1.4  # by that of figures
_WIDE = regex.compile(r"[\p{Han}，。、；：（）《》〔〕“”]")


@dataclass(frozen=True, slots=True)
class Inked:
    """A line with the box of its ink and its font size, in pixels, and whether it is red."""

    line: OcrLine
    box: Box
    size: float
    red: bool


def ink_lines(lines: Sequence[OcrLine], pixels: Pixels) -> tuple[Inked, ...]:
    """Give the looks of lines; sizes that are nearly the same are the same."""
    grey = to_grey(pixels)
    paper, black = np.median(grey), np.percentile(grey, 0.5)
    ink = grey < paper - 0.35 * (paper - black)
    redder = redness(pixels)
    boxes = [_tighten(line, ink) for line in lines]
    sizes = _settle([_size(line, box) for line, box in zip(lines, boxes, strict=True)], lines)
    reds = [_is_red(box, ink, redder) for box in boxes]
    return tuple(Inked(*looks) for looks in zip(lines, boxes, sizes, reds, strict=True))


def _tighten(line: OcrLine, ink: Any) -> Box:
    """Give the box of the ink in the box of a line; full-width marks at its ends keep their empty half."""
    box = line.box
    left, top, right, bottom = (max(round(edge), 0) for edge in (box.left, box.top, box.right, box.bottom))
    inside = ink[top:bottom, left:right]
    trim = (bottom - top) // 6
    columns = np.flatnonzero(inside[trim : len(inside) - trim].any(axis=0))
    rows = np.flatnonzero(inside.any(axis=1))
    if not len(columns) or not len(rows):
        return box
    return Box(left + float(columns[0]), top + float(rows[0]), left + float(columns[-1]) + 1, top + float(rows[-1]) + 1)


def _size(line: OcrLine, box: Box) -> float:
    """Give the font size by the distance of Chinese characters, or by the height of the line."""
    wide = [bool(_WIDE.match(char)) for char in line.text]
    high = (box.bottom - box.top) * (_HIGH if any(wide) else _HIGH_LATIN)
    if not line.stops:
        return box.right - box.left
    steps = [
        line.stops[at + 2] + line.stops[at + 1] - line.stops[at + 1] - line.stops[at]
        for at, (one, other) in enumerate(pairwise(wide))
        if one and other
    ]
    pitch = sum(steps) / len(steps) / 2 if len(steps) > 3 else high
    return min(pitch, high * 1.2)


def _settle(sizes: Sequence[float], lines: Sequence[OcrLine]) -> list[float]:
    """Give every line the size of the longest line that is nearly as large."""
    anchors: list[float] = []
    settled = [0.0] * len(sizes)
    order = sorted(range(len(sizes)), key=lambda at: (-len(lines[at].text), at))
    for at in order:
        near = [anchor for anchor in anchors if abs(anchor - sizes[at]) <= _SAME * anchor]
        if not near:
            anchors.append(sizes[at])
        settled[at] = min(near, key=lambda anchor: abs(anchor - sizes[at])) if near else sizes[at]
    return settled


def _is_red(box: Box, ink: Any, redder: Any) -> bool:
    rows, columns = slice(int(box.top), int(box.bottom)), slice(int(box.left), int(box.right))
    shades = redder[rows, columns][ink[rows, columns]]
    return bool(shades.size and np.median(shades) > _RED)
