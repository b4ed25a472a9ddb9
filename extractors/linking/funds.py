"""Which fund of which year a title is about, and whether two titles are of one fund."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from extractors.text import fold

_ENDS = r"(?:资金|经费|补助款?|基金|专款|补贴|转移支付|奖补|预算内投资)(?:资金|经费)?"
_NAME = regex.compile(
    r"(?:年度?|关于|下达|下拨|安排|拨付|分配|追加|清算|调整|预拨|核拨|批\)?|[省市县区州盟旗])"
    rf"(?P<name>[^年的《》,。()]{{2,60}}?{_ENDS})(?P<aside>\([^()]*(?:\([^()]*\)[^()]*)*\))?"
)
_YEAR = regex.compile(r"(?<!\d)(?P<year>20\d\d)(?=年|\D)")
_LEVEL = regex.compile(
    r"^(?:提前|下达|下拨|安排|拨付|分配|追加|清算|调整|预拨|核拨|第?[一二三四五六\d]批|中央|省级|市级|县级|区级|自治区|省|市|财政|本级|部分|预算|补助|年度?|的)+"
)
LIKE = 0.6  # share of pairs of letters from which two names are one


@dataclass(frozen=True, slots=True)
class FundYear:
    """The bare name of a fund, without level and year, and its year; null where the title does not say."""

    name: str | None
    year: str | None


@lru_cache(maxsize=1 << 14)
def title_to_fund(title: str) -> FundYear:
    """Give the fund that a title is about: the last one it names, with the year in front of it."""
    plain = "".join(fold(title).split())
    found = next(iter(list(_NAME.finditer(plain))[-1:]), None)
    years = [match for match in _YEAR.finditer(plain) if found is None or match.start() <= found.start("name")]
    year = years[-1]["year"] if years else next((match["year"] for match in _YEAR.finditer(plain)), None)
    name = _LEVEL.sub("", found["name"]) if found else ""
    return FundYear(name if len(name) > 3 else None, year)


def same_year(one: FundYear, other: FundYear) -> bool | None:
    """Say whether two titles are of one year; null where one does not say."""
    return None if one.year is None or other.year is None else one.year == other.year


def same_fund(one: FundYear, other: FundYear) -> bool | None:
    """Say whether two titles are of one fund; null where one does not say."""
    if one.name is None or other.name is None:
        return None
    short, long = sorted((one.name, other.name), key=len)
    return short in long or _share(short, long) >= LIKE


def _share(one: str, other: str) -> float:
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) / max(1, len(pairs[0]) + len(pairs[1]))
