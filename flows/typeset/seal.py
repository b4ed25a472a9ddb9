"""A red seal with the name of a body round a star, as it lies over a signature."""

from __future__ import annotations

from math import cos, radians, sin

from flows.typeset.fonts import Face
from flows.typeset.sheet import RED, Ring, Run

RADIUS = 59.5  # a seal of 42 mm
SIZE = 17.0


def seal_marks(text: str, face: Face, *, x: float, y: float) -> list[Run | Ring]:
    """Draw a seal round the point given; the text runs clockwise over the top."""
    step = min(300.0 / max(len(text), 1), 26.0)
    start = -step * (len(text) - 1) / 2
    letters = [_letter(character, face, start + step * number, (x, y)) for number, character in enumerate(text)]
    return [Ring(x, y, RADIUS, 15.0), *letters]


def _letter(character: str, face: Face, angle: float, centre: tuple[float, float]) -> Run:
    """Set one character with its foot towards the centre, `angle` degrees clockwise from the top."""
    turn = radians(angle)
    foot, half = RADIUS - SIZE - 3.5, face.width(character) * SIZE / 2
    x = centre[0] + foot * sin(turn) - half * cos(turn)
    baseline = centre[1] - foot * cos(turn) - half * sin(turn)
    return Run(x, baseline, character, SIZE, color=RED, turn=angle, ink=True)
