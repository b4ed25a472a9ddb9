"""Deadlines (时限) of indicators: 2021年内完成, 2023年11月底前, 12月31日前, as ISO dates at their own precision.

A half year or a quarter is its last month, 上旬 and 中旬 their last day: a deadline is the end of its span.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractors.values.date import find_dates


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date or a span of dates at `start..end`.

    `value` is null where no year is known; `sure` says that words such as 前, 内, 底 make it a deadline; `context`
    that it only dates something else (较2020年, 截至2021年底).
    """

    start: int
    end: int
    value: str | None
    low: str | None = None
    sure: bool = False
    context: bool = False
    doubt: str | None = None


_FIGURES = {"一": 1, "二": 2, "三": 3, "四": 4}
_SPAN = regex.compile(r"(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度")
_TENTH = regex.compile(r"[上中]旬$")
_YEARLESS = regex.compile(
    r"(?<![\d一二三四五六七八九十两几多])(?<!每)(?P<next>次|翌)?(?:(?:当|本|该|同|预算|项目|计划)?年(?:度)?(?:底|末|内|终)|(?:当|本|预算)年度?"
    r"(?=[上下]半年|第?[一二三四1-4]季度|完成|前)|全年|[上下]半年|第?[一二三四1-4]季度)(?:[上下]半年|第?[一二三四1-4]季度)?(?:[底末内初])?"
)
_BEFORE = regex.compile(r"(?:较|比|以|从|自|同|截至|截止|截止到|相比|相较)于?$")
_BY = regex.compile(r"(?:到|至)$")
_SURE = regex.compile(r"(?:以|之)?[前内](?!期|列|景|三|\d)|[底末](?:(?:以|之)?前)?|止")
_MONTHS = regex.compile(r"(?<![\d年.])(?P<low>\d{1,2})月?(?:-{1,2}|~|至|到)(?P<high>\d{1,2})月(?!\d)")
_LATEST = regex.compile(r"(?:不[迟晚]于|最[迟晚]于?)$")
_HOUR = regex.compile(r"\d{1,2}(?:时|点|:\d\d)(?=(?:以|之)?前)")
_DOTTED = r"(?:19|20)\d\d[./](?:1[0-2]|0?[1-9])(?![\d.])"
_DOTTED_SPAN = regex.compile(
    rf"(?<![\d.])(?P<low>{_DOTTED})(?:-{{1,2}}|~|至|到)(?P<high>{_DOTTED})|^(?P<only>{_DOTTED})$"
)
_SAID = regex.compile(r"^(?:同|当|次|翌|明|今|本|去|上)年\s*")
_NEXT = regex.compile(r"[次翌明]年")
_JOIN = regex.compile(r"(?:-{1,2}|~|至|到)")


def find_deadlines(clause: str, year: int | None) -> Iterator[Deadline]:
    """Give the dates of a clause in order; `year` is what a date without one belongs to."""
    found = sorted(
        [*_dated(clause, year), *_yearless(clause, year), *_months(clause, year), *_dotted(clause)],
        key=lambda date: (date.start, -date.end),
    )
    at, end = 0, -1
    while at < len(found):
        one = found[at]
        at += 1
        if one.start < end:
            continue
        if at < len(found) and _JOIN.fullmatch(clause, one.end, found[at].start):
            two = found[at]
            one = Deadline(
                one.start, two.end, two.value, one.value, True, doubt=two.doubt or (None if one.value else one.doubt)
            )
            at += 1
        end = one.end
        yield one


def _dated(clause: str, year: int | None) -> Iterator[Deadline]:
    for match in find_dates(clause):
        raw, value, doubt = clause[match.start : match.end], match.value, match.doubt
        if doubt in ("no year is stated", "year from context") and year is not None:
            value, doubt = _with_year(raw, year)
        if value is not None:
            value = _last_of(raw, value)
        yield _placed(clause, match.start, match.end, value, doubt)


def _with_year(raw: str, year: int) -> tuple[str | None, str | None]:
    """Read a day or month of the year given, or of the one after it (次年)."""
    later = _NEXT.match(raw)
    found = list(find_dates(f"{year + 1 if later else year}年{_SAID.sub('', raw)}"))
    return (found[0].value, found[0].doubt) if found else (None, "no year is stated")


def _yearless(clause: str, year: int | None) -> Iterator[Deadline]:
    for match in _YEARLESS.finditer(clause):
        own = None if year is None else year + (1 if match["next"] else 0)
        value = None if own is None else _last_of(match[0], f"{own:04d}")
        yield _placed(clause, match.start(), match.end(), value, None if value else "no year is stated")


def _months(clause: str, year: int | None) -> Iterator[Deadline]:
    """Give spans of months without a year: 1-12月."""
    for match in _MONTHS.finditer(clause):
        low, high = (int(match[name]) for name in ("low", "high"))
        if not 1 <= low < high <= 12:
            continue
        first, last = (None if year is None else f"{year:04d}-{month:02d}" for month in (low, high))
        doubt = None if year is not None else "no year is stated"
        yield Deadline(match.start(), match.end(), last, first, sure=True, doubt=doubt)


def _dotted(clause: str) -> Iterator[Deadline]:
    """Give months with a point: 2021.1-2021.12; one alone may be a decimal."""
    for match in _DOTTED_SPAN.finditer(clause):
        low, high = match["low"], match["high"] or match["only"]
        doubt = "a month or a decimal" if match["only"] and "." in match["only"] else None
        start = _point_to_iso(low) if low else None
        yield Deadline(match.start(), match.end(), _point_to_iso(high), start, sure=True, doubt=doubt)


def _point_to_iso(printed: str) -> str:
    year, month = printed.replace("/", ".").split(".")
    return f"{year}-{int(month):02d}"


def _placed(clause: str, start: int, end: int, value: str | None, doubt: str | None) -> Deadline:
    hour = _HOUR.match(clause, end)
    end = hour.end() if hour else end
    left, raw, right = clause[max(0, start - 12) : start], clause[start:end], clause[end : end + 12]
    sure = bool(_SURE.match(right)) or raw[-1] in "内底末" or bool(_LATEST.search(left))
    context = bool(_BEFORE.search(left)) or (bool(_BY.search(left)) and not right.startswith(("前", "以前", "之前")))
    return Deadline(start, end, value, sure=sure and not context, context=context, doubt=doubt)


def _last_of(raw: str, value: str) -> str:
    """Give the last month of a half year or a quarter, the last day of 上旬 and 中旬."""
    span = _SPAN.search(raw)
    if span and len(value) == 4:
        month = 6 if span["half"] == "上" else 12 if span["half"] else 3 * _quarter(span["quarter"])
        return f"{value}-{month:02d}"
    if _TENTH.search(raw) and len(value) == 7:
        return f"{value}-{'10' if raw.endswith('上旬') else '20'}"
    return value


def _quarter(printed: str) -> int:
    return int(printed) if printed.isdigit() else _FIGURES[printed]
