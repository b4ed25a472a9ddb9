"""How alike two names of indicators are: the same row of a sheet is worded anew in the report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from extractors.text import fold

ENDING = 0.62  # a name that is the end of the other: a thing and one kind of it, or the same in full
OTHER_HEAD = 0.8  # of the likeness of 培育中心 and 培育中心分析报告: a centre is no report
_PREFIX = regex.compile(r"^(?:指标\d{1,2}[:.、]?|[（(]?\d{1,2}[)）、.]|[一二三四五六七八九十]{1,2}[、.]|[①-⑳])")
_ASIDE = regex.compile(r"\([^()]{0,30}\)")
_LOOSE = regex.compile(r"[^\p{Han}\p{Latin}\p{Nd}%]+")
_HAN = regex.compile(r"\p{Han}")
# Words that a row gains or loses when it is worded anew, and that tell no row from another.
_EMPTY = frozenset(
    {"数", "数量", "个数", "情况", "工作", "的", "和", "与", "及", "对", "等"}
    | {"开展", "完成", "实现", "进行", "指标", "率", "项目", "年度"}
)


@lru_cache(maxsize=1 << 14)
def normal_name(name: str) -> str:
    """Give a name without numbering, punctuation and white space."""
    plain = regex.sub(r"\s+", "", fold(name))
    return _LOOSE.sub("", _PREFIX.sub("", plain)).lower()


@lru_cache(maxsize=1 << 14)
def short_name(name: str) -> str:
    """Give a normal name without what stands in brackets: the unit, or what is meant."""
    return normal_name(_ASIDE.sub("", regex.sub(r"\s+", "", fold(name)))) or normal_name(name)


def names_to_likeness(one: str, other: str) -> float:
    """Give how alike two names are, 0 to 1: by words and by pairs of letters, 1 where only the writing differs."""
    if normal_name(one) == normal_name(other):
        return 1.0
    if short_name(one) == short_name(other):
        return 0.98
    ending = ENDING if _is_ending(short_name(one), short_name(other)) else 0.0
    pairs = _dice(_pairs(one), _pairs(other))
    if pairs < 0.25:
        return max(pairs, ending)  # words cannot save it, and cost a dictionary
    words = _dice(_words(one), _words(other))
    whole = (pairs + words) / 2 * (1.0 if _share_heads(short_name(one), short_name(other)) else OTHER_HEAD)
    return max(round(whole, 6), ending)


def _share_heads(one: str, other: str) -> bool:
    """Say whether what each name ends in, which says what is counted, stands in the other too."""
    return one[-2:] in other and other[-2:] in one


def _is_ending(one: str, other: str) -> bool:
    """Say whether one name is the end of the other: 参保率 of 城乡居民基本医疗保险参保率."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and long.endswith(short)


@lru_cache(maxsize=1 << 14)
def _pairs(name: str) -> frozenset[str]:
    plain = short_name(name)
    return frozenset(plain[at : at + 2] for at in range(max(1, len(plain) - 1)))


@lru_cache(maxsize=1 << 14)
def _words(name: str) -> frozenset[str]:
    from extractors.words import text_to_words  # its dictionary takes a second to load

    plain = short_name(name)
    words = [word for word in text_to_words(plain) if word not in _EMPTY] + _HAN.sub(" ", plain).split()
    return frozenset(words or [plain])


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Give the one-to-one pairs (row, column) of the greatest sum of weights; pairs of no weight are left out."""
    if not weights or not weights[0]:
        return []
    if len(weights) == len(weights[0]) == 1:
        return [(0, 0)] if weights[0][0] > 0 else []
    from scipy.optimize import linear_sum_assignment  # half a second, and most archives have no such choice

    rows, columns = linear_sum_assignment(weights, maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(row, column) for row, column in pairs if weights[row][column] > 0]
