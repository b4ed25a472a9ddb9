"""How sure the characters of a scan are: what two readings say of each, as one probability.

The first reader's score alone tells one wrong character in three; that a second one, of other weights, reads the same
tells most of the rest. The model is logistic, one a kind of character, and is data: models/surety.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, log
from pathlib import Path

import regex

from extractors.document import Document, Line
from extractors.errors import MissingModelError
from extractors.text import fold

MODEL = "surety/1/model.json"
FEATURES = ("score", "agrees", "differs", "mute", "around")
KINDS = ("figure", "mark", "han", "other")
_LEAST = 1e-4
_DISPUTED = 0.9
_HAN = regex.compile(r"\p{Han}")

Weights = dict[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Heard:
    """A character of a scan: `kind` is one of KINDS, `features` stand in the order of FEATURES."""

    kind: str
    features: tuple[float, ...]


def settle_scores(document: Document, models: Path) -> Document:
    """Give the document with a probability as the score of every character that was read twice.

    Raises:
        MissingModelError: the models folder has no weights for this.

    """
    if not any(line.seconds for line in document.lines):
        return document
    weights = load_weights(models / MODEL)
    return replace(document, lines=tuple(_settle(document.text, line, weights) for line in document.lines))


def _settle(text: str, line: Line, weights: Weights) -> Line:
    if not line.seconds:
        return line
    heard = hear_line(text[line.span.start : line.span.end], line)
    return replace(line, scores=tuple(round(probability(each, weights), 4) for each in heard))


def hear_line(text: str, line: Line) -> tuple[Heard, ...]:
    """Give the features of the characters of a line that was read twice."""
    signs = [_compare(char, score, second) for char, score, second in zip(text, line.scores, line.seconds, strict=True)]
    differing = [differs for _, _, differs, _ in signs]
    return tuple(
        Heard(kind_of(char), (*sign, _around(differing, at)))
        for at, (char, sign) in enumerate(zip(fold(text), signs, strict=True))
    )


def kind_of(char: str) -> str:
    """Give the kind of a folded character; marks are those that stand in figures."""
    if char.isdigit():
        return "figure"
    if char in ".,":
        return "mark"
    return "han" if _HAN.match(char) else "other"


def differs(char: str, second: tuple[str, float]) -> bool:
    """Say whether a second reading has something else."""
    return bool(second[0]) and fold(second[0]) != fold(char)


def _compare(char: str, score: float, second: tuple[str, float]) -> tuple[float, float, float, float]:
    said, sure = second
    if not said:
        return logit(score), 0.0, 0.0, 1.0
    if differs(char, second):
        return logit(score), 0.0, 1.0, 0.0
    return logit(score), logit(sure), 0.0, 0.0


def _around(differing: Sequence[float], at: int) -> float:
    """Give the share of differing characters among the four on either side."""
    near = [*differing[max(at - 4, 0) : at], *differing[at + 1 : at + 5]]
    return sum(near) / len(near) if near else 0.0


def probability(heard: Heard, weights: Weights) -> float:
    """Give how likely a character is right; a figure on which the readings differ is never sure."""
    bias, *each = weights[heard.kind]
    total = bias + sum(weight * value for weight, value in zip(each, heard.features, strict=True))
    share = 1 / (1 + exp(-max(min(total, 30.0), -30.0)))
    disputed = heard.kind == "figure" and heard.features[FEATURES.index("differs")]
    return min(share, _DISPUTED) if disputed else share


def logit(share: float) -> float:
    """Give the log odds of a share, cut off where shares are no longer told apart."""
    share = min(max(share, _LEAST), 1 - _LEAST)
    return log(share / (1 - share))


@lru_cache(maxsize=2)
def load_weights(path: Path) -> Weights:
    """Read the weights: for each kind the bias and a weight a feature.

    Raises:
        MissingModelError: they are not there or are none.

    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        found = {kind: tuple(float(value) for value in data["weights"][kind]) for kind in KINDS}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MissingModelError(
            f"{path}: the model is not there; restore it from the repository or run flows.train_surety"
        ) from error
    if any(len(values) != len(FEATURES) + 1 for values in found.values()):
        raise MissingModelError(f"{path}: the model has other features; restore it from the repository")
    return found
