"""A printed page as a list of marks: text runs and rules. Points, origin top left."""

from __future__ import annotations

from dataclasses import dataclass, field

MM = 72 / 25.4
BLACK = (0.0, 0.0, 0.0)
RED = (0.86, 0.07, 0.07)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters set on one baseline; `spacing` is added after each, `weight` thickens the strokes (points)."""

    x: float
    baseline: float
    text: str
    size: float
    face: str = "song"
    spacing: float = 0.0
    color: tuple[float, float, float] = BLACK
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.6
    color: tuple[float, float, float] = BLACK


@dataclass(frozen=True, slots=True)
class Paper:
    """The page size and the type area in points (GB/T 9704-2012: A4, 156 mm x 225 mm, 37 mm top, 28 mm left)."""

    width: float = 210 * MM
    height: float = 297 * MM
    left: float = 28 * MM
    top: float = 37 * MM
    measure: float = 156 * MM
    depth: float = 225 * MM

    @property
    def bottom(self) -> float:
        """The lower edge of the type area."""
        return self.top + self.depth

    @property
    def right(self) -> float:
        """The right edge of the type area."""
        return self.left + self.measure


@dataclass(slots=True)
class Sheet:
    """One page while it is being filled; `y` is where the next line begins."""

    paper: Paper
    y: float
    marks: list[Run | Rule] = field(default_factory=list)
