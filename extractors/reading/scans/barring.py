"""The ruling lines in the picture of a page that was laid straight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from extractors.reading.page.rules import strokes_to_rules
from extractors.reading.page.sheet import Stroke
from extractors.reading.scans.ocr import Pixels
from extractors.reading.scans.picture import to_grey

_BAR = 0.22  # inches: longer than the strokes of characters
_WIDE, _HIGH = 1.0, 0.4  # inches: what is smaller is no table
_ALONE = 1.5  # inches: a line that meets no other is a rule if it is as long
_THICK = 0.06  # inches: the shadow of the edge of the paper is thicker

Rules = tuple[tuple[Stroke, ...], tuple[Stroke, ...]]


def pixels_to_rules(pixels: Pixels, zoom: float) -> Rules:
    """Give the horizontal and the vertical rules in points; `zoom` is how many pixels a point is."""
    dpi = zoom * 72
    ink = _find_ink(pixels, dpi)
    flat, upright = _open(ink, dpi, upright=False), _open(ink, dpi, upright=True)
    frames = _find_frames(cv2.bitwise_or(flat, upright), dpi)
    strokes = [*_strokes(flat, frames, dpi, upright=False), *_strokes(upright, frames, dpi, upright=True)]
    return strokes_to_rules(
        stroke._replace(at=stroke.at / zoom, start=stroke.start / zoom, end=stroke.end / zoom) for stroke in strokes
    )


def _find_ink(pixels: Pixels, dpi: float) -> Any:
    """Give what is darker than its surroundings: white on black."""
    grey = cv2.GaussianBlur(to_grey(pixels), (0, 0), max(dpi / 250, 0.3))
    block = int(dpi / 8) | 1
    return cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, max(block, 3), 9)


def _open(ink: Any, dpi: float, *, upright: bool) -> Any:
    """Keep what is as long as a bar, and close its gaps."""
    long, half = max(int(_BAR * dpi), 3), max(int(_BAR * dpi / 2), 2)
    bar, mend = [np.ones((1, size), np.uint8) if not upright else np.ones((size, 1), np.uint8) for size in (long, half)]
    # a rule that is not quite level leaves its row of pixels: it is made thicker before bars are looked for
    thick = cv2.dilate(ink, np.ones((1, 3) if upright else (3, 1), np.uint8))
    return cv2.morphologyEx(cv2.morphologyEx(thick, cv2.MORPH_OPEN, bar), cv2.MORPH_CLOSE, mend)


def _find_frames(mask: Any, dpi: float) -> Any:
    """Give the lines that belong to something as large as a table."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    large = (stats[:, cv2.CC_STAT_WIDTH] > _WIDE * dpi) & (stats[:, cv2.CC_STAT_HEIGHT] > _HIGH * dpi)
    large[0] = False
    return large[labels]


def _strokes(mask: Any, frames: Any, dpi: float, *, upright: bool) -> Iterator[Stroke]:
    _, labels, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    framed = np.unique(labels[frames & (mask > 0)])
    held = np.zeros(len(stats), dtype=bool)
    held[framed] = True
    for at in range(1, len(stats)):
        left, top, width, height, area = (int(value) for value in stats[at])
        long, deep = (height, width) if upright else (width, height)
        if area / max(long, 1) > _THICK * dpi or not (held[at] or (not upright and long > _ALONE * dpi)):
            continue
        middle = float(centres[at][0 if upright else 1]) + 0.5
        start = top if upright else left
        if deep < 4 * _THICK * dpi:
            yield Stroke(upright, middle, float(start), float(start + long))
