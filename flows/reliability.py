"""What a score is worth: of all that was said with a score in a bin, how much is right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements whose score is above `low` and at most `high`: their number, mean score and share right."""

    low: float
    high: float
    count: int
    score: float
    right: float


def bin_scores(said: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Give the bins that hold any of the (score, right) pairs."""
    pairs = tuple(said)
    bins = []
    for low, high in pairwise(EDGES):
        inside = [pair for pair in pairs if low < pair[0] <= high or pair[0] == low == 0.0]
        if inside:
            score = sum(score for score, _ in inside) / len(inside)
            right = sum(right for _, right in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), round(score, 4), round(right, 4)))
    return tuple(bins)


def expected_error(bins: Iterable[Bin]) -> float | None:
    """Give the expected calibration error: the distance of score and share right, weighted by count."""
    bins = tuple(bins)
    count = sum(item.count for item in bins)
    return round(sum(item.count * abs(item.score - item.right) for item in bins) / count, 4) if count else None


def reliability_to_json(said: Iterable[tuple[float, bool]]) -> dict[str, Any]:
    """Give the bins and the expected calibration error."""
    bins = bin_scores(said)
    rows = [
        {"above": item.low, "to": item.high, "count": item.count, "mean_score": item.score, "right": item.right}
        for item in bins
    ]
    return {"bins": rows, "expected_calibration_error": expected_error(bins)}
