"""Places on a page that was laid straight for reading, brought back to where they are printed."""

from __future__ import annotations

from math import cos, radians, sin

from extractors.document import Box
from extractors.reading.page.sheet import Sheet, Strip


def lean_back(box: Box, lean: float, width: float, height: float) -> Box:
    """Give the box around a box of a page that was turned by `lean` degrees against the clock about its middle."""
    corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    places = [point_back(x, y, lean, width, height) for x, y in corners]
    xs, ys = zip(*places, strict=True)
    return Box(round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))


def lean_stops(strip: Strip, sheet: Sheet) -> tuple[float, ...]:
    """Give the edges of the characters of a line, measured along its middle."""
    middle = (strip.box.top + strip.box.bottom) / 2
    return tuple(round(point_back(x, middle, sheet.lean, sheet.width, sheet.height)[0], 2) for x in strip.stops)


def point_back(x: float, y: float, lean: float, width: float, height: float) -> tuple[float, float]:
    """Give where a point of the straight page stands on the page."""
    across, down = x - width / 2, y - height / 2
    along, aside = cos(radians(lean)), sin(radians(lean))
    return width / 2 + along * across - aside * down, height / 2 + aside * across + along * down
