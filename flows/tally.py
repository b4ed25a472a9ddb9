"""Found against wanted, as multisets: precision, recall, F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, how many too many, how many missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Add up."""
        return Tally(self.right + other.right, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """Give the share of what was found that is right; nothing found, no figure."""
        return _share(self.right, self.right + self.extra)

    @property
    def recall(self) -> float | None:
        """Give the share of what was wanted that was found; nothing wanted, no figure."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """Give the harmonic mean of the two."""
        return _share(2 * self.right, 2 * self.right + self.extra + self.missed)

    def to_json(self) -> dict[str, float | int | None]:
        """Give counts and figures."""
        counts = {"right": self.right, "extra": self.extra, "missed": self.missed}
        return counts | {"precision": self.precision, "recall": self.recall, "f1": self.f1}


NOTHING = Tally()


def tally(wanted: Iterable[Hashable], found: Iterable[Hashable]) -> Tally:
    """Compare two multisets."""
    one, other = Counter(iter(wanted)), Counter(iter(found))
    right = (one & other).total()
    return Tally(right, other.total() - right, one.total() - right)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
