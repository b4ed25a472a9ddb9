"""A name as it was found, in offsets of the compact text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A range with what it says in full: `said` fills in what the text leaves out (a place, a body).

    `place` is the place that an ellipsis takes from its list.
    `rule` names the kind of pattern; `place_end` is where the place ends and the body begins, `start` without a place.
    `doubt` says in a few words what speaks against it.
    """

    start: int
    end: int
    rule: str
    score: float
    said: str = ""
    place_end: int = 0
    place: str = ""
    codes: tuple[str, ...] = ()
    doubt: str = ""
