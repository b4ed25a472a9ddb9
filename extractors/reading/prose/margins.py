"""Where the text of a page begins and ends, left and right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.reading.page.sheet import Strip

_NEAR = 4.0  # points
_MANY = 6  # wide lines that tell a page's own margins
_WIDE = 0.6  # of the page


class Margins(NamedTuple):
    """The left and right edge of the text area, the width of the page, and the usual font size."""

    left: float
    right: float
    width: float
    size: float = 16.0


def find_margins(strips: Sequence[Strip], alike: Iterable[Strip], width: float) -> Margins:
    """Give the margins of a page by its own lines, or, where these are few, by those of all pages alike."""
    wide = [strip for strip in strips if strip.box.right - strip.box.left > _WIDE * width]
    pool = list(strips) if len(wide) >= _MANY else list(alike)
    if not pool:
        return Margins(0.0, width, width)
    few = max(2, len(wide if len(wide) >= _MANY else pool) // 7)
    left = _shared(sorted(strip.box.left for strip in pool), few)
    right = _shared(sorted(-strip.box.right for strip in pool), few)
    enough = sum(1 for strip in pool if abs(strip.box.right + right) < 2 * _NEAR) >= 3
    return Margins(left, -right if enough else max(-right, width - left), width, _usual_size(pool))


def _usual_size(pool: Sequence[Strip]) -> float:
    """Give the font size of most characters."""
    sizes: Counter[float] = Counter()
    for strip in pool:
        sizes[round(strip.size * 2) / 2] += len(strip.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _shared(edges: list[float], few: int) -> float:
    """Give the outermost edge that a few lines share, or the outermost."""
    for at, edge in enumerate(edges[: 1 - few]):
        if edges[at + few - 1] - edge < _NEAR:
            return edge
    return edges[0]


def align(strip: Strip, margins: Margins) -> str:
    """Give left, center or right."""
    left, right = strip.box.left - margins.left, margins.right - strip.box.right
    if left < min(1.2 * strip.size, 14) or strip.box.right - strip.box.left > 0.95 * (margins.right - margins.left):
        return "left"
    middle = (strip.box.left + strip.box.right) / 2
    off = min(abs(middle - margins.width / 2), abs(middle - (margins.left + margins.right) / 2))
    exact = abs(left - 2 * strip.size) < 4 or (off > 3 and 1.7 * strip.size < left < 3 * strip.size)
    begins = exact and abs(left - right) > 0.5 * strip.size
    if off < max(0.75 * strip.size, 6) and not begins:
        return "center"
    return "right" if left > 0.35 * (margins.right - margins.left) and right < 0.3 * left else "left"
