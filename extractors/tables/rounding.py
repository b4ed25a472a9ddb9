"""How far a sum may be off because its figures are rounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.tables.figure import Figure

_SPREAD = Decimal("0.866")  # three standard deviations of a rounding error, in units of the last place


@dataclass(frozen=True, slots=True)
class Slack:
    """`likely` is what rounding does, `possible` the most it can do, `place` the last place printed (0.01).

    `seen` says that the figures show that they are rounded: they have decimals of a large unit, or mixed places.
    """

    likely: Decimal
    possible: Decimal
    place: Decimal
    seen: bool


def figures_to_slack(figures: Sequence[Figure], unit: str | None) -> Slack:
    """Give the slack of a sum of figures, its printed total among them.

    Yuan and fen are exact unless figures of one sum have different places; a zero is exact.
    """
    places = [_places(figure.text) for figure in figures if figure.value]
    if not places:
        return Slack(Decimal(0), Decimal(0), Decimal(1), seen=False)
    coarse, fine = min(places), max(places)
    place = Decimal(1).scaleb(-coarse)
    mixed = coarse < fine
    exact = unit == "元" and (coarse >= 2 or not mixed)
    if exact and coarse:
        return Slack(Decimal(0), Decimal(0), place, seen=False)
    rounded = [Decimal(1).scaleb(-each) for each in places]
    possible = sum(rounded, Decimal(0)) / 2
    likely = _SPREAD * place * Decimal(len(places)).sqrt()
    return Slack(min(likely, possible), possible, place, seen=mixed or (coarse > 0 and not exact))


def _places(text: str) -> int:
    return len(text.rstrip(")").partition(".")[2])


def adds_up(total: Figure, parts: Sequence[Figure], unit: str | None) -> bool:
    """Say whether figures add up to a total, but for what rounding does."""
    if total.value is None:
        return True
    apart = abs(sum((part.value for part in parts if part.value is not None), Decimal(0)) - total.value)
    slack = figures_to_slack([total, *parts], unit)
    return not apart or (slack.seen and apart <= slack.likely)
