"""Rules and character model together: each name with the chance that it is right, as both see it.

The chance is calibrated on lines that neither was made for (`flows.train_vote`). Of names that cross, the likelier one
stays, whole; a name that only the model sees must be likely enough.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import exp, log
from pathlib import Path

import numpy as np
import regex

from extractors.errors import MissingModelError
from extractors.ner.charmodel import ADVICE, Opinion
from extractors.ner.found import Name
from extractors.ner.open_names import COUNTED, MASKED, PRONOUNS, VAGUE
from extractors.ner.place import level_at
from extractors.ner.signs import ENDS
from extractors.ner.tags import TAGS
from extractors.ner.tokens import DEPARTMENT, SUFFIX, Tokens, Words
from extractors.words import cut_words

ORGANISATION = "organisation"
BEGIN = TAGS.index("B-organisation")
OWN = frozenset({"group", "ellipsis", "section", "short"})  # what they say is more than what is printed: the rules' own
LEXICAL = frozenset({"region", "level", "zone", "central", "branch", "known", "bare"})
DOUBT_ALONE = "only the model sees this name"
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
    "no_ending",
    "cuts_word",
)
BOUNDS = ("least", "sure", "barred", "most")
CLASSES_OF_THINGS = ("单位", "部门", "企业", "机构", "人员", "项目", "工程", "资金")
AMONG = regex.compile(r"各|(?<![高中初平特同])等")
ENDING = regex.compile(r"(?:石化|石油|重工|股份|集团|[办院团站队所局厅矿厂馆组社委校店行])\Z")
FLOOR = 1e-4
REACH = 40
BASE, LEAST_WEIGHT = 2.0, 0.01  # so that every name that stands counts for something


@dataclass(frozen=True, slots=True)
class Scale:
    """How the voices count: a weight a feature (logistic).

    A name of the model alone is left out below `least`, one of the rules below `barred`; any below `sure` is doubtful.
    No chance is above `most`, the share that is right of the surest names on lines that no rule was made for.
    """

    bias: float
    weights: tuple[float, ...]
    least: float
    sure: float
    barred: float
    most: float = 1.0

    def chance(self, features: Sequence[float]) -> float:
        """Give the chance that a name is right."""
        total = self.bias + sum(weight * value for weight, value in zip(self.weights, features, strict=True))
        return min(1 / (1 + exp(-max(min(total, 30.0), -30.0))), self.most)


def read_scale(path: Path) -> Scale:
    """Read how the voices count.

    Raises:
        MissingModelError: the file is not there or not one.

    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        weights = tuple(float(data["weights"][name]) for name in FEATURES)
        return Scale(float(data["bias"]), weights, *(float(data[name]) for name in BOUNDS))
    except OSError as error:
        raise MissingModelError(f"{path}: how rules and model count is not there; {ADVICE}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise MissingModelError(f"{path}: how rules and model count is damaged; {ADVICE}") from error


@dataclass(frozen=True, slots=True)
class Sight:
    """The text that is read, with what the lexicons know of it."""

    text: str
    tokens: Tokens
    words: Words

    def bars(self, start: int, end: int) -> bool:
        """Say whether the lexicons bar a range from being a name: a generic, a part of a longer word, masked."""
        said = self.text[start:end]
        return (
            said in self.words.generics
            or said.startswith(VAGUE)
            or said[0] in PRONOUNS
            or COUNTED.match(said) is not None
            or MASKED.search(said) is not None
            or said.count("(") != said.count(")")
            or said.endswith(CLASSES_OF_THINGS)
            or AMONG.search(said) is not None
            or (said.find("、") > 0 and "(" not in said)
            or not (self.tokens.ends_name(end) or ENDING.search(said))
            or (said.endswith("中心") and not self._is_placed(start))
            or self._is_part(start, end)
            or self._is_odd(start, end)
        )

    def _is_never(self, start: int, end: int) -> bool:
        known = self.words.automaton.get(self.text[max(start, 0) : end], None)
        return known is not None and any(kind == SUFFIX and value[1] == "never" for kind, value in known[1])

    def _is_placed(self, start: int) -> bool:
        """Say whether a place stands at the head: 服务中心 alone, with whatever words, is a project or a class."""
        return self.tokens.region_at(start) is not None or level_at(self.text, self.tokens, start)

    def _is_part(self, start: int, end: int) -> bool:
        """Say whether a range is a bare ending (办事处), or stands in a list of divisions (第一师、第四师财政局)."""
        known = self.words.automaton.get(self.text[start:end], None)
        bare = known is not None and any(kind in (SUFFIX, DEPARTMENT) for kind, _ in known[1])
        bare = bare or any(self._is_never(end - size, end) for size in (2, 3, 4))
        listed = self.text.endswith("师、", 0, start) or self.text.startswith("、第", end)
        return bare or (listed and self.text.startswith("第", start))

    def _is_odd(self, start: int, end: int) -> bool:
        return (
            self._is_place(start, end)
            or self.words.opener(self.text, start, end) > 0
            or any(stop[0] == start for stop in self.tokens.stops_between(start, start + 1))
            or self.words.breaks(self.text, self.tokens, start, end)
        )

    def _is_place(self, start: int, end: int) -> bool:
        """Say whether a range is a place, with no more than one word behind it that ends no name (韶关市任务)."""
        at, full = start, False
        while at < end and (region := self.tokens.region_at(at)) is not None:
            at, full = region[1], any(kind == "full" for _, kind in region[2])
        if at >= end or not full:
            return at >= end
        return not self.tokens.ends_name(end) and len(cut_words(self.text[at:end])) == 1

    def cuts(self, start: int, end: int) -> bool:
        """Say whether a range begins or ends inside a word of the sentence, as jieba parts it."""
        first = max(self.text.rfind(mark, 0, start) for mark in ENDS) + 1
        last = min((at for mark in ENDS if (at := self.text.find(mark, end, end + REACH)) >= 0), default=end + REACH)
        edges = set(accumulate(map(len, cut_words(self.text[max(first, start - REACH) : last]))))
        shift = max(first, start - REACH)
        return not {start - shift, end - shift} <= edges | {0}


def candidates(names: Sequence[Name], opinion: Opinion, sight: Sight) -> list[tuple[Name, tuple[float, ...]]]:
    """Give every name that rules or model see, with its features."""
    ruled = {(name.start, name.end): name for name in names}
    said = ((start, end) for start, end, kind in opinion.names if kind == ORGANISATION)
    seen = [span for span in said if span in ruled or not sight.bars(*span)]
    by_rules, by_model = sorted(ruled), sorted(seen)
    held = frozenset(seen)
    found = []
    for span in sorted(held.union(ruled)):
        name = ruled.get(span) or Name(*span, "model", 0.0, place_end=span[0])
        crossed = _crosses(span, by_model), _crosses(span, by_rules)
        found.append((name, _features(name, opinion, sight, (span in held, *crossed))))
    return found


def _crosses(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Say whether one of the others, which are apart and in text order, shares characters with a span but is not it."""
    at = bisect_left(others, span)
    near = others[max(at - 1, 0) : at + 2]
    return any(one != span and one[0] < span[1] and span[0] < one[1] for one in near)


def _features(name: Name, opinion: Opinion, sight: Sight, seen: tuple[bool, bool, bool]) -> tuple[float, ...]:
    chances = np.maximum(opinion.chances[name.start : name.end], FLOOR)
    size = name.end - name.start
    inner = chances[1:-1, BEGIN + 1] if size > 2 else np.ones(1)
    begin, end = (chances[0, BEGIN], chances[-1, BEGIN + 2]) if size > 1 else (chances[0, BEGIN + 3],) * 2
    ruled = name.rule != "model"
    return (
        float(ruled),
        float(name.rule in LEXICAL),
        float(name.rule in OWN),
        *map(float, seen),
        float(np.log(inner).mean()),
        log(begin),
        log(end),
        float(np.log(chances[:, 0]).mean()) / -log(FLOOR),
        float(size < 4),
        float(not ruled and not sight.tokens.ends_name(name.end)),
        float(not ruled and sight.cuts(name.start, name.end)),
    )


def vote(names: Sequence[Name], opinion: Opinion, scale: Scale, sight: Sight) -> tuple[Name, ...]:
    """Give the names that stand, in text order and apart from each other."""
    rated = [(name, scale.chance(features)) for name, features in candidates(names, opinion, sight)]
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
    return (100.0 if name.rule in OWN else 0.0) + max(log(sure / (1 - sure)) + BASE, LEAST_WEIGHT)


def _doubt(name: Name, score: float, scale: Scale, *, contested: bool) -> str:
    """Give what speaks against a name of the model; those of the rules are mended and doubted by what follows."""
    if name.rule != "model" or score >= scale.sure:
        return ""
    return DOUBT_SPAN if contested else DOUBT_ALONE
