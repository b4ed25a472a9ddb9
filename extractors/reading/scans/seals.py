"""Seals (印章) on a scanned page: where they are, what stands under them, what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from extractors.document import Box
from extractors.reading.scans.ocr import OcrLine, PageReader, Pixels
from extractors.reading.scans.picture import redness, to_grey

_INCH = 25.4  # millimetres
_SMALLEST, _LARGEST = 14.0, 26.0  # millimetres of radius: a round seal of an office has 19 to 22.5
_RED = 40  # grey steps that seal ink is redder than grey
_BESIDE = 2.5  # radii from the middle of a seal to the ends of a date that it lies on
_ROUND = 0.75  # of the rim that has ink
_SURE, _UNSURE = 0.98, 0.9  # scores of characters
_UNDER = "under a seal"


@dataclass(frozen=True, slots=True)
class Seal:
    """A round seal in pixels; `red` says that its ink can be told from that of the text; `line` is what it says."""

    x: float
    y: float
    radius: float
    red: bool
    line: OcrLine | None = None

    @property
    def box(self) -> Box:
        """Give the square around it."""
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


def find_seals(pixels: Pixels, dpi: float) -> tuple[Seal, ...]:
    """Give the round seals, red ones by their colour, those of a grey scan by their rim."""
    red = (redness(pixels) > _RED).astype(np.uint8) * 255
    colourful = tuple(replace(seal, red=True) for seal in _circles(red, dpi))
    if colourful:
        return colourful
    grey = to_grey(pixels)
    return tuple(_circles((grey < np.median(grey) - 25).astype(np.uint8) * 255, dpi))


def _circles(ink: Any, dpi: float) -> Iterator[Seal]:
    """Give the circles of the size of a seal that are drawn nearly all round."""
    scale = 75 / dpi
    small = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    radii = [int(value / _INCH * 75) for value in (_SMALLEST, _LARGEST)]
    if np.count_nonzero(small > 60) < 4 * radii[0]:
        return
    found = cv2.HoughCircles(
        cv2.GaussianBlur(small, (3, 3), 0),
        cv2.HOUGH_GRADIENT,
        dp=1.5,
        minDist=radii[0] * 2,
        param1=120,
        param2=28,
        minRadius=radii[0],
        maxRadius=radii[1],
    )
    for x, y, radius in [] if found is None else sorted(map(tuple, found[0].tolist())):
        if _rim(small, x, y, radius) >= _ROUND:
            yield Seal(x / scale, y / scale, radius / scale, False)


def _rim(ink: Any, x: float, y: float, radius: float) -> float:
    """Give the share of directions in which ink lies at the rim of a circle."""
    angles = np.linspace(0, 2 * np.pi, 180, endpoint=False)
    hit = np.zeros(len(angles), dtype=bool)
    for step in (-1, 0, 1):
        columns = np.clip(np.round(x + (radius + step) * np.cos(angles)).astype(int), 0, ink.shape[1] - 1)
        rows = np.clip(np.round(y + (radius + step) * np.sin(angles)).astype(int), 0, ink.shape[0] - 1)
        hit |= ink[rows, columns] > 60
    return float(hit.mean())


def read_under(
    pixels: Pixels, lines: Sequence[OcrLine], seals: Sequence[Seal], reader: PageReader
) -> tuple[tuple[OcrLine, ...], tuple[Seal, ...]]:
    """Give the lines with those under seals read where the ink of the seal vanishes, and the seals with their text.

    Raises:
        OcrError: the engine fails.

    """
    read: list[Seal] = []
    for seal in seals:
        covered = [line for line in lines if _is_under(line, seal)]
        rest = [line for line in lines if not _is_under(line, seal)]
        if seal.red:
            lines = (*rest, *_read_again(pixels, covered, seal, reader))
            read.append(replace(seal, line=_read_ring(pixels, seal, reader)))
        else:
            lines = (*rest, *(replace(line, doubt=_UNDER) for line in covered))
            read.append(seal)
    return tuple(lines), tuple(read)


def _is_under(line: OcrLine, seal: Seal) -> bool:
    """Say whether a good part of a line lies in the circle."""
    box, inner = line.box, seal.box
    across = min(box.right, inner.right) - max(box.left, inner.left)
    middle = (box.top + box.bottom) / 2
    return across > 0.3 * (box.bottom - box.top) and inner.top <= middle <= inner.bottom


def _read_again(pixels: Pixels, covered: Sequence[OcrLine], seal: Seal, reader: PageReader) -> Iterator[OcrLine]:
    """Read the place of a seal in red light, in which its ink is white; both readings count."""
    around = seal.radius * _BESIDE  # a line that was not seen at all may stick out on either side
    wide = Box(max(seal.x - around, 0), seal.box.top, min(seal.x + around, pixels.shape[1]), seal.box.bottom)
    boxes = [wide, *(line.box for line in covered)]
    margin = seal.radius / 6
    left, top = (
        int(max(min(edges) - margin, 0)) for edges in zip(*((box.left, box.top) for box in boxes), strict=True)
    )
    right, bottom = (
        int(max(edges) + margin) for edges in zip(*((box.right, box.bottom) for box in boxes), strict=True)
    )
    light = _without_ink(pixels[top:bottom, left:right])
    for line in (_shift(line, left, top) for line in reader.read_page(light)):
        if _is_under(line, seal) or any(_share(line.box, other.box) > 0.3 for other in covered):
            yield replace(line, doubt=_compare(line, covered))


def _without_ink(pixels: Pixels) -> Pixels:
    """Give a place in red light, stretched so that the ink of the seal is as white as paper."""
    light = pixels[:, :, 0].astype(np.float32)
    ink = light[(redness(pixels) > _RED) & (light > 120)]
    black, white = float(np.percentile(light, 0.5)), float(np.percentile(ink, 10)) if ink.size else 255.0
    stretched = np.clip((light - black) / max(white - black, 1.0), 0, 1) * 255
    return np.ascontiguousarray(np.dstack([stretched.astype(np.uint8)] * 3))


def _compare(line: OcrLine, covered: Sequence[OcrLine]) -> str:
    """Give what the first reading says against the second, if it is not plainly the worse one."""
    other = max(covered, key=lambda item: _share(line.box, item.box), default=None)
    if other is None or _share(line.box, other.box) < 0.3 or _plain(other) == _plain(line):
        return ""
    if min(other.scores, default=0.0) < _UNSURE and min(line.scores, default=0.0) >= _SURE:
        return ""
    return f"{_UNDER}, where it also reads {other.text}"


def _plain(line: OcrLine) -> str:
    return "".join(line.text.split())


def _share(one: Box, other: Box) -> float:
    """Give how much of the smaller box lies in the other."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    least = min((box.right - box.left) * (box.bottom - box.top) for box in (one, other))
    return max(across, 0) * max(down, 0) / least if least else 0.0


def _shift(line: OcrLine, x: float, y: float) -> OcrLine:
    box = line.box
    stops = tuple(stop + x for stop in line.stops)
    return replace(line, box=Box(box.left + x, box.top + y, box.right + x, box.bottom + y), stops=stops)


def _read_ring(pixels: Pixels, seal: Seal, reader: PageReader) -> OcrLine | None:
    """Read the text along the rim, which is unrolled to a line that begins and ends at the foot of the seal."""
    ink = 255 - np.clip(redness(pixels) * 2, 0, 255).astype(np.uint8)
    deep, around = int(seal.radius), int(2 * np.pi * seal.radius * 0.8)
    rolled = cv2.warpPolar(ink, (deep, around), (seal.x, seal.y), seal.radius, cv2.WARP_POLAR_LINEAR | cv2.INTER_LINEAR)
    foot = np.roll(rolled, -around // 4, axis=0)  # angles begin at the right and run clockwise
    strip = np.ascontiguousarray(np.rot90(foot)[int(deep * 0.06) : int(deep * 0.55)])
    found = reader.read_page(np.ascontiguousarray(np.dstack([np.pad(strip, 20, constant_values=255)] * 3)))
    best = max(found, key=lambda line: (len(line.text), line.score), default=None)
    return OcrLine(best.text, seal.box, best.score, (), best.scores) if best and best.score > _UNSURE else None
