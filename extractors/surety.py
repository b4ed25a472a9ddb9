"""How sure the characters of a scan are: what two readings say of each, as one probability.

The first reader's score alone tells one wrong character in three; that a second one, of other weights, reads the same
tells most of the rest. The model is logistic, one a kind of character, and is data: models/surety.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, log, sqrt
from pathlib import Path

import regex

from extractors.document import Document, Line
from extractors.errors import MissingModelError
from extractors.text import fold

MODEL = "surety/1/model.json"
FEATURES = ("score", "agrees", "differs", "mute", "around", "page")
KINDS = ("figure", "mark", "han", "other")
_LEAST = 1e-4
_DISPUTED = 0.9
_HAN = regex.compile(r"\p{Han}")

Weights = dict[str, tuple[float, ...]]
Echo = tuple[str, float]
Sign = tuple[float, float, float, float]
NOTHING = " "


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
    heard = dict(hear_document(document))
    settled = (
        replace(line, scores=tuple(round(probability(each, weights), 4) for each in heard[line]))
        if line in heard
        else line
        for line in document.lines
    )
    return replace(document, lines=tuple(settled))


def hear_document(document: Document) -> Iterator[tuple[Line, tuple[Heard, ...]]]:
    """Give the lines that were read twice, each with the features of its characters."""
    signs = {line: _compare_line(document, line) for line in document.lines if line.seconds}
    for page in document.pages:
        own = [line for line in signs if line.page == page.number]
        differing = [sign[2] for line in own for sign in signs[line]]
        share = sum(differing) / len(differing) if differing else 0.0
        for line in own:
            text = fold(document.text[line.span.start : line.span.end])
            yield line, _hear_line(text, signs[line], sqrt(share))


def _compare_line(document: Document, line: Line) -> list[Sign]:
    text = document.text[line.span.start : line.span.end]
    said = [_silence(text, at, second) for at, second in enumerate(line.seconds)]
    return [_compare(char, score, second) for char, score, second in zip(text, line.scores, said, strict=True)]


def _silence(text: str, at: int, second: Echo) -> Echo:
    """Give an echo, none where the second reading has one figure of two that are alike: it runs them into one."""
    twin = text[at] in (text[max(at - 1, 0) : at] + text[at + 1 : at + 2])
    return ("", 0.0) if twin and second[0] == NOTHING else second


def _hear_line(text: str, signs: Sequence[Sign], page: float) -> tuple[Heard, ...]:
    differing = [sign[2] for sign in signs]
    return tuple(
        Heard(kind_of(char), (*sign, _around(differing, at), page))
        for at, (char, sign) in enumerate(zip(text, signs, strict=True))
    )


def kind_of(char: str) -> str:
    """Give the kind of a folded character; marks are those that stand in figures."""
    if char.isdigit():
        return "figure"
    if char in ".,":
        return "mark"
    return "han" if _HAN.match(char) else "other"


def differs(char: str, second: Echo) -> bool:
    """Say whether a second reading has something else."""
    return bool(second[0]) and fold(second[0]) != fold(char)


def _compare(char: str, score: float, second: Echo) -> Sign:
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
