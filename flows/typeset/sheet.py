"""A printed page as a list of marks: text runs, rules, circles, stars. Points, origin top left."""

from __future__ import annotations

from dataclasses import dataclass, field

MM = 72 / 25.4
BLACK = (0.0, 0.0, 0.0)
RED = (0.86, 0.07, 0.07)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters set on one baseline; `spacing` is added after each, `weight` thickens the strokes (points).

    `turn` turns the run round its start, in degrees, clockwise. `ink` says that what lies below shows through.
    """

    x: float
    baseline: float
    text: str
    size: float
    face: str = "song"
    spacing: float = 0.0
    color: tuple[float, float, float] = BLACK
    weight: float = 0.0
    turn: float = 0.0
    ink: bool = False


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
class Ring:
    """A circle with a five-pointed star in the middle: the body of a seal; what lies below shows through."""

    x: float
    y: float
    radius: float
    star: float
    width: float = 2.6
    color: tuple[float, float, float] = RED


@dataclass(frozen=True, slots=True)
class Paper:
    """The page size and the type area in points (GB/T 9704-2012: A4, 156 mm x 225 mm, 37 mm top, 28 mm left)."""

    width: float = 210 * MM
    height: float = 297 * MM
    left: float = 28 * MM
    top: float = 37 * MM
    measure: float = 156 * MM
    depth: float = 225 * MM
    number_below: float = 9.2 * MM  # from the type area to the foot of the page number

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
    marks: list[Run | Rule | Ring] = field(default_factory=list)
