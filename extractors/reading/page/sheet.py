"""A page before it is understood: its characters, its strokes, its printed lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from extractors.document import Box


class Glyph(NamedTuple):
    """A printed character: edges of its box, its base line, its font size and looks; page rotation applied.

    `score` says how sure the character is, `doubt` why its line is not, `second` what a second reading has there and
    how sure that is: all three are for scans.
    """

    char: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool
    red: bool
    score: float = 1.0
    doubt: str = ""
    second: tuple[str, float] = ("", 0.0)


class Stroke(NamedTuple):
    """A straight horizontal or vertical line on a page: `at` is its y or x, `start` and `end` the other axis."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Strip:
    """A printed line, or the part of one that lies in one table cell; `stops` and all after `red` as in `Line`."""

    text: str
    stops: tuple[float, ...]
    box: Box
    page: int
    base: float
    size: float
    bold: bool = False
    red: bool = False
    scores: tuple[float, ...] = ()
    doubt: str = ""
    seconds: tuple[tuple[str, float], ...] = ()


Run = tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was got from one page of a file.

    `runs` are pieces of text in the order they were drawn, left to right each; `odd` are lines that run in another
    direction, already as strips, `aslant` those that run neither across nor down; `flat` and `upright` are the ruling
    lines. Width, height and all places are those of the page after `turn` quarter turns to the right, and then `lean`
    degrees against the clock about the middle. `seals` are the lines that stand in a seal, a seal each.
    """

    number: int
    width: float
    height: float
    runs: tuple[Run, ...] = ()
    odd: tuple[Strip, ...] = ()
    aslant: tuple[Strip, ...] = ()
    flat: tuple[Stroke, ...] = ()
    upright: tuple[Stroke, ...] = ()
    route: str = "text"
    why: str | None = None
    unread: bool = False
    turn: int = 0
    lean: float = 0.0
    seals: tuple[tuple[Strip, ...], ...] = ()
