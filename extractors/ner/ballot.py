"""Rules and character model together: each name with the chance that it is right, as both see it.

The chance is calibrated on lines that neither was made for (`flows.train_vote`). Of names that cross, the likelier one
stays, whole; a name that only the model sees must be likely enough.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from pathlib import Path

import numpy as np

from extractors.errors import MissingModelError
from extractors.ner.charmodel import ADVICE, Opinion
from extractors.ner.found import Name
from extractors.ner.open_names import COUNTED, MASKED, PRONOUNS, VAGUE
from extractors.ner.tags import TAGS
from extractors.ner.tokens import Tokens, Words

Bars = Callable[[int, int], bool]
ORGANISATION = "organisation"
BEGIN = TAGS.index("B-organisation")
OWN = frozenset({"group", "ellipsis", "section", "short"})  # what they say is more than what is printed: the rules' own
LEXICAL = frozenset({"region", "level", "zone", "central", "branch", "known", "bare"})
DOUBT_ALONE = "only the model sees this name"
DOUBT_RULE = "the model does not see this name"
DOUBT_SPAN = "rules and model part this name differently"
FEATURES = (
    "rule",
    "lexical",
    "own",
    "model",
    "model_crosses",
    "rule_crosses",
    "support",
    "begin",
    "end",
    "outside",
    "short",
)
FLOOR = 1e-4
BASE = 2.0  # so that every name that stands counts for something


@dataclass(frozen=True, slots=True)
class Scale:
    """How the voices count: a weight a feature (logistic).

    A name of the model alone is left out below `least`, one of the rules below `barred`; any below `sure` is doubtful.
    """

    bias: float
    weights: tuple[float, ...]
    least: float
    sure: float
    barred: float

    def chance(self, features: Sequence[float]) -> float:
        """Give the chance that a name is right."""
        total = self.bias + sum(weight * value for weight, value in zip(self.weights, features, strict=True))
        return 1 / (1 + exp(-max(min(total, 30.0), -30.0)))


def read_scale(path: Path) -> Scale:
    """Read how the voices count.

    Raises:
        MissingModelError: the file is not there or not one.

    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        weights = tuple(float(data["weights"][name]) for name in FEATURES)
        return Scale(float(data["bias"]), weights, float(data["least"]), float(data["sure"]), float(data["barred"]))
    except OSError as error:
        raise MissingModelError(f"{path}: how rules and model count is not there; {ADVICE}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise MissingModelError(f"{path}: how rules and model count is damaged; {ADVICE}") from error


def bar_words(text: str, tokens: Tokens, words: Words) -> Bars:
    """Give what says whether the lexicons bar a range from being a name: a generic, a part of a longer word, masked."""

    def bars(start: int, end: int) -> bool:
        said = text[start:end]
        return (
            said in words.generics
            or said.startswith(VAGUE)
            or said[0] in PRONOUNS
            or COUNTED.match(said) is not None
            or MASKED.search(said) is not None
            or said.count("(") != said.count(")")
            or (said.find("、") > 0 and "(" not in said)
            or _is_place(tokens, start, end)
            or words.opener(text, start, end) > 0
            or any(stop[0] == start for stop in tokens.stops_between(start, start + 1))
            or words.breaks(text, tokens, start, end)
        )

    return bars


def _is_place(tokens: Tokens, start: int, end: int) -> bool:
    """Say whether a range is a place and nothing more."""
    region = tokens.region_at(start)
    return region is not None and region[1] >= end


def candidates(names: Sequence[Name], opinion: Opinion, bars: Bars) -> list[tuple[Name, tuple[float, ...]]]:
    """Give every name that rules or model see, with its features; `bars` says what the model may not name."""
    ruled = {(name.start, name.end): name for name in names}
    said = ((start, end) for start, end, kind in opinion.names if kind == ORGANISATION)
    seen = [span for span in said if span in ruled or not bars(*span)]
    by_rules, by_model = sorted(ruled), sorted(seen)
    held = frozenset(seen)
    found = []
    for span in sorted(held.union(ruled)):
        name = ruled.get(span) or Name(*span, "model", 0.0, place_end=span[0])
        found.append(
            (name, _features(name, opinion, span in held, (_crosses(span, by_model), _crosses(span, by_rules))))
        )
    return found


def _crosses(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Say whether one of the others, which are apart and in text order, shares characters with a span but is not it."""
    at = bisect_left(others, span)
    near = others[max(at - 1, 0) : at + 2]
    return any(one != span and one[0] < span[1] and span[0] < one[1] for one in near)


def _features(name: Name, opinion: Opinion, seen: bool, crossed: tuple[bool, bool]) -> tuple[float, ...]:
    chances = np.maximum(opinion.chances[name.start : name.end], FLOOR)
    size = name.end - name.start
    inner = chances[1:-1, BEGIN + 1] if size > 2 else np.ones(1)
    begin, end = (chances[0, BEGIN], chances[-1, BEGIN + 2]) if size > 1 else (chances[0, BEGIN + 3],) * 2
    ruled = name.rule != "model"
    return (
        float(ruled),
        float(name.rule in LEXICAL),
        float(name.rule in OWN),
        float(seen),
        float(crossed[0]),
        float(crossed[1]),
        float(np.log(inner).mean()),
        log(begin),
        log(end),
        float(np.log(chances[:, 0]).mean()) / -log(FLOOR),
        float(size < 4),
    )


def vote(names: Sequence[Name], opinion: Opinion, scale: Scale, bars: Bars) -> tuple[Name, ...]:
    """Give the names that stand, in text order and apart from each other."""
    rated = [(name, scale.chance(features)) for name, features in candidates(names, opinion, bars)]
    standing = [(name, score) for name, score in rated if _stands(name, score, scale)]
    kept: list[Name] = []
    for cluster in _clusters(standing):
        kept += _settle(cluster, scale)
    return tuple(kept)


def _stands(name: Name, score: float, scale: Scale) -> bool:
    return name.rule in OWN or score >= (scale.least if name.rule == "model" else scale.barred)


def _clusters(rated: Sequence[tuple[Name, float]]) -> Iterator[list[tuple[Name, float]]]:
    """Give the names in groups that share no character; `rated` is in text order."""
    group: list[tuple[Name, float]] = []
    end = 0
    for name, score in rated:
        if group and name.start >= end:
            yield group
            group = []
        group.append((name, score))
        end = max(end, name.end) if len(group) > 1 else name.end
    if group:
        yield group


def _settle(cluster: Sequence[tuple[Name, float]], scale: Scale) -> list[Name]:
    """Give those of the names that are apart and together speak most for being right, in text order."""
    best: list[tuple[float, list[Name]]] = [(0.0, [])]
    ordered = sorted(cluster, key=lambda item: (item[0].end, item[0].start))
    for at, (name, score) in enumerate(ordered):
        before = max((rank + 1 for rank in range(at) if ordered[rank][0].end <= name.start), default=0)
        doubt = _doubt(name, score, scale, contested=len(cluster) > 1)
        taken = replace(name, score=round(score, 4), doubt=name.doubt or doubt)
        weight = best[before][0] + _weight(name, score)
        best.append(max(best[at], (weight, [*best[before][1], taken]), key=lambda item: item[0]))
    return best[-1][1]


def _weight(name: Name, score: float) -> float:
    """Give how much speaks for a name; what the rules alone can say goes before everything."""
    sure = min(max(score, 0.01), 0.99)
    return (100.0 if name.rule in OWN else 0.0) + log(sure / (1 - sure)) + BASE


def _doubt(name: Name, score: float, scale: Scale, *, contested: bool) -> str:
    if score >= scale.sure or name.rule in OWN:
        return ""
    if contested:
        return DOUBT_SPAN
    return DOUBT_ALONE if name.rule == "model" else DOUBT_RULE
