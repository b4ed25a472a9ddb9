"""Targets with results and the verdict that follows from how they were made."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import regex

from flows.typeset.archive.banks import Measure
from flows.typeset.archive.plan import Goal

MET, MISSED = "met", "missed"
_COUNT = regex.compile(r"(?P<count>[1-9]\d*|0)(?!\d|年)\p{Han}+")
MISS = 0.15
REWORDED = 0.4
WORDS = (("逐步提升", "有所提升"), ("持续改善", "得到改善"), ("稳步提高", "稳步提高"), ("不断增强", "明显增强"))


def make_goals(random: Random, measures: Sequence[Measure], year: int) -> tuple[Goal, ...]:
    """Give a goal for most of the measures, in their order."""
    kept = [measure for measure in measures if random.random() < 0.85] or list(measures)
    return tuple(_goal(random, measure, year) for measure in kept)


def _goal(random: Random, measure: Measure, year: int) -> Goal:
    missed = random.random() < MISS and measure.kind != "words"
    target, actual = MAKERS[measure.kind](random, measure, missed, year)
    said = measure.again if random.random() < REWORDED else measure.name
    verdict = MISSED if missed else MET
    done = "100%" if verdict == MET else completion(target, actual)
    return Goal(measure.level1, measure.level2, measure.name, target, said, actual, verdict, completion=done)


def completion(target: str, actual: str) -> str:
    """Give a count as a share of its target; what is no count is given no figure."""
    goal, done = _COUNT.search(target), _COUNT.fullmatch(actual)
    return f"{int(done['count']) / int(goal['count']) * 100:.1f}%" if goal and done else "/"


def _count(random: Random, measure: Measure, missed: bool, year: int) -> tuple[str, str]:
    goal, unit = random.randint(measure.low, measure.high), measure.counts
    done = max(goal * random.randint(50, 80) // 100, 0) if missed else goal * random.randint(100, 130) // 100
    return random.choice(
        (f"≥{goal}{unit}", f"不少于{goal}{unit}", f"{goal}{unit}", f"至少{goal}{unit}")
    ), f"{done}{unit}"


def _share(random: Random, measure: Measure, missed: bool, year: int) -> tuple[str, str]:
    goal = random.randint(measure.low, measure.high)
    done = goal - random.randint(2, 9) if missed else min(100, goal + random.randint(0, 5))
    return random.choice((f"≥{goal}%", f"不低于{goal}%", f"{goal}%以上")), f"{done}%"


def _cap(random: Random, measure: Measure, missed: bool, year: int) -> tuple[str, str]:
    goal, unit = random.randint(measure.low, measure.high), measure.counts
    done = goal + max(1, goal * random.randint(5, 20) // 100) if missed else goal * random.randint(80, 100) // 100
    return random.choice((f"≤{goal}{unit}", f"不高于{goal}{unit}", f"不超过{goal}{unit}")), f"{done}{unit}"


def _growth(random: Random, measure: Measure, missed: bool, year: int) -> tuple[str, str]:
    goal = random.randint(measure.low, measure.high)
    done = goal - random.randint(1, goal - 1) if missed else goal + random.randint(0, 6)
    return random.choice((f"增长{goal}%", f"增长{goal}%以上", f"不低于{goal}%增长")), f"增长{done}%"


def _deadline(random: Random, measure: Measure, missed: bool, year: int) -> tuple[str, str]:
    month = random.randint(9, 11)
    done = f"{year + 1}年{random.randint(1, 3)}月" if missed else f"{year}年{month - random.randint(0, 2)}月"
    return f"{year}年{month}月底前", random.choice((f"{done}完成", done))


def _words(random: Random, measure: Measure, missed: bool, year: int) -> tuple[str, str]:
    return random.choice(WORDS)


MAKERS = {
    "count": _count, "share": _share, "cap": _cap, "growth": _growth, "deadline": _deadline, "words": _words,
}  # fmt: skip
