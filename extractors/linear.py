"""A linear text classifier as data: words, their weights and a bias a class, read from JSON.

It is trained by `flows.train` and applied here with plain arithmetic, so that nothing here needs scikit-learn.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, sqrt
from pathlib import Path

from extractors.errors import MissingModelError


@dataclass(frozen=True)
class LinearModel:
    """`weights` gives for each word its inverse document frequency and one weight a class, in the order of classes.

    `sharpness` scales the sums before they become probabilities (calibration).
    """

    version: str
    classes: tuple[str, ...]
    biases: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    sharpness: float

    def predict(self, words: Sequence[str]) -> tuple[str, float, int]:
        """Give the likeliest class, its probability, and how many different words were known."""
        counts = Counter(words)
        known = {
            word: (1 + log(count)) * self.weights[word][0] for word, count in counts.items() if word in self.weights
        }
        norm = sqrt(sum(value * value for value in known.values())) or 1.0
        sums = list(self.biases)
        for word, value in known.items():
            for at, weight in enumerate(self.weights[word][1:]):
                sums[at] += weight * value / norm
        top = max(sums)
        odds = [exp((value - top) * self.sharpness) for value in sums]
        best = sums.index(top)
        return self.classes[best], odds[best] / sum(odds), len(known)


@lru_cache(maxsize=4)
def load_linear(path: Path) -> LinearModel:
    """Read a model.

    Raises:
        MissingModelError: it is not there or not one.

    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return LinearModel(
            data["version"],
            tuple(data["classes"]),
            tuple(data["biases"]),
            {word: tuple(row) for word, row in data["weights"].items()},
            data["sharpness"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MissingModelError(
            f"{path}: the model is not there; restore it from the repository or run flows.train"
        ) from error
