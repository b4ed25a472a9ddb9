"""A seal as ink: a ring, a star and the name of a body, pressed onto a page so that print shows through."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any

import numpy as np
import pymupdf

from flows.typeset.scanning.picture import Light, clouds

MM = 72 / 25.4
INK = np.array([0.02, 0.88, 0.84], dtype=np.float32)  # what vermilion takes of red, green, blue
FONT = "china-s"


@dataclass(frozen=True, slots=True)
class Seal:
    """A round seal; its middle in points from the top left of the page, or None for over the date of signature.

    `darkness` is the share of light that full ink takes, `radius` is in millimetres, `turn` in degrees.
    """

    text: str
    middle: tuple[float, float] | None = None
    radius: float = 21.0
    darkness: float = 0.9
    star: bool = True
    turn: float = 0.0
    seed: int = 0


def press_seal(page: Light, seal: Seal, middle: tuple[float, float], dpi: int) -> Light:
    """Give the page with a seal on it: ink takes light from what is below, it hides nothing."""
    ink = _ink(seal, dpi)
    top, left = (round(at * dpi / 72) - ink.shape[0] // 2 for at in (middle[1], middle[0]))
    rows = slice(max(top, 0), min(top + ink.shape[0], page.shape[0]))
    columns = slice(max(left, 0), min(left + ink.shape[1], page.shape[1]))
    part = ink[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    pressed = page.copy()
    pressed[rows, columns] *= 1 - part[:, :, None] * seal.darkness * INK
    return pressed


def _ink(seal: Seal, dpi: int) -> Any:
    """Give how much ink lies where, 0 to 1, in a square about the seal: uneven, with bare spots."""
    size = 2 * seal.radius * MM + 12
    with pymupdf.open() as file:
        page = file.new_page(width=size, height=size)
        _draw(page, seal, size / 2)
        drawn = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
    full = 1 - np.frombuffer(drawn.samples, dtype=np.uint8).reshape(drawn.height, drawn.width) / 255
    rng = np.random.default_rng((seal.seed, len(seal.text)))
    uneven = 0.85 + 0.2 * clouds(rng, drawn.height, drawn.width, dpi // 5)
    spots = clouds(rng, drawn.height, drawn.width, max(dpi // 60, 2)) < -1.7
    return (full * np.clip(uneven, 0.3, 1.0) * np.where(spots, 0.35, 1.0)).astype(np.float32)


def _draw(page: Any, seal: Seal, middle: float) -> None:
    radius = seal.radius * MM
    page.draw_circle((middle, middle), radius, width=radius * 0.045)
    if seal.star:
        points = [
            (middle + share * sin(radians(36 * at)), middle - share * cos(radians(36 * at)))
            for at in range(10)
            for share in [radius * (0.27, 0.103)[at % 2]]
        ]
        page.draw_polyline(points, closePath=True, fill=(0, 0, 0), width=0)
    size = radius * min(0.3, 4.6 / max(len(seal.text), 1))
    step = min(300 / max(len(seal.text), 1), 30)
    for at, letter in enumerate(seal.text):
        _letter(page, letter, size, radius, middle, seal.turn + step * (at - (len(seal.text) - 1) / 2))


def _letter(page: Any, letter: str, size: float, radius: float, middle: float, angle: float) -> None:
    """Set one character with its foot towards the middle, `angle` degrees clockwise from the top."""
    foot = pymupdf.Point(middle - size / 2, middle - radius * 0.9 + size * 0.88)
    turn = pymupdf.Matrix(-angle)
    page.insert_text(foot, letter, fontname=FONT, fontsize=size, morph=(pymupdf.Point(middle, middle), turn))
