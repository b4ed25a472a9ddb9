"""Dates (日期) in text, as ISO at their own precision: 2020-12-30, 2020-12, 2020.

A span covers figures with 年 月 日 and what says the part of a year or month right behind them (度 内 底 初 末 旬,
上半年, 第一季度); words such as 前, 起, 止 are left out. A year is never taken from the clock: a month or day without
one gets the year of the date before it in its paragraph, marked doubtful, or no value.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from extractors.errors import UnknownValueError
from extractors.text import fold
from extractors.values.numeral import parse_numeral


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date at `start..end`: `value` is ISO or null; `doubt` says why it is in doubt."""

    start: int
    end: int
    value: str | None
    score: float = 0.99
    doubt: str | None = None


_S = r"\s{0,4}+"
_CHINESE_DAY = r"[一二三]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|初?[一二三四五六七八九]"
_MONTH = r"(?:\d{1,2}(?!\s\d\s?月)|1\s[012]|十[一二]?|[一二三四五六七八九元])"
_DAY = rf"(?:\d{{1,2}}(?!\s\d\s?日)|[123]\s\d|{_CHINESE_DAY})"
_JOIN = rf"{_S}(?:-{{1,2}}|~|至|到|、|和|与|及|或){_S}"
_PLAIN_YEAR = r"(?:1[89]|20)\d\d"
_YEAR = rf"(?:{_PLAIN_YEAR}|[12]\s{{0,2}}[089]\s{{0,2}}\d\s{{0,2}}\d)"
_CHINESE_YEAR = r"[一二](?:\s{0,2}[一二三四五六七八九〇零○◯oOоО0]){1,3}\s{0,2}"
_CUT = r"(?=[ \t]*+(?:$|[\n。;)、]|,(?!\d)))"  # 日 is missing, and nothing else is counted
_DECIMAL = r"(?<!(?<![\d.])\d{1,2})\."  # a point, but not that of an item: 1.2020年
_NOT_AFTER_YEAR = rf"(?!{_S}(?:第{_S})?[\d零〇一二三四五六七八九十百]{{1,5}}{_S}号)(?!代|历史|以上|龄|级)"
_YEAR_END = (
    r"(?:度(?!量|假)|内(?!蒙)|底(?![线板图层薪价])|初(?![中级步审评始选稿])|末(?!端)|[上下]半年|第?[一二三四1-4]季度)"
)
_MONTH_END = r"(?:份(?!额)|底(?![线板图层薪价])|初(?![中级步审评始选稿])|末(?!端)|[上中下]旬)"
_LONE_CHINESE = (
    rf"(?<![一二三四五六七八九十第])(?:十[一二]?|[一二三四五六七八九元])(?=月{_S}{_DAY}日|月[底份初末中上下])"
    r"|(?<=[至到~-]\s?)(?:十[一二]?|[一二三四五六七八九])(?=月)"
)

PATTERN = regex.compile(
    rf"""
    (?<![\d./A-Za-z]|(?<![./]\d{{1,2}})-) (?P<iso>(?P<iso_year>(?:19|20)\d\d)\s?(?P<mark>[-/.])
        \s?(?P<iso_month>\d{{1,2}})\s?(?P=mark)\s?(?P<iso_day>\d{{1,2}}))
        (?!\d|[./]\d|-\d(?!\d{{0,3}}(?P=mark))|\s?[万亿元%]|[A-SU-Za-z])
  | (?<![\dA-Za-z〔\[]|{_DECIMAL}) (?P<first>{_PLAIN_YEAR}) (?=(?:{_JOIN}|/)(?:{_PLAIN_YEAR}{_JOIN}){{0,6}}
        {_PLAIN_YEAR}{_S}年{_NOT_AFTER_YEAR})
  | (?<!\d|{_DECIMAL}|[一二三四五六七八九〇零○]) (?P<year>{_YEAR}|{_CHINESE_YEAR}){_S}年
        (?: {_S}(?P<month>{_MONTH})
            (?: {_S}月 (?: {_S}(?P<day>{_DAY}) (?: {_S}[日号] | (?={_JOIN}{_DAY}{_S}日) | (?P<cut>{_CUT}) )
                | {_S}{_MONTH_END} )?
              | (?={_JOIN}{_MONTH}{_S}月) )
          | (?P<lost>(?={_S}\d{{1,2}}日(?![均常元报产])))?+ (?P<bare>{_NOT_AFTER_YEAR}) (?:{_S}{_YEAR_END})? )
  | (?P<yearly>每年[的度]?{_S}{_MONTH}{_S}月(?:{_S}{_DAY}{_S}[日号])?
        (?:{_JOIN}(?:{_MONTH}{_S}月)?(?:{_S}{_DAY}{_S}日)?)?)
  | (?<![\d.〇零一二三四五六七八九十第]) (?P<short>\d\d){_S}年{_S}(?P<short_month>\d{{1,2}}){_S}月
        (?:{_S}(?P<short_day>\d{{1,2}}){_S}日)?
  | (?<![\d./第个年A-Za-z]) (?P<said>同年|当年|次年|翌年|明年|今年|本年|去年|上年)?{_S}
        (?: (?P<lone_month>\d{{1,2}}|{_LONE_CHINESE})
            {_S}月(?!龄|球|刊|报|薪|租|息|饼|嫂|供|费|均|大|以上|以内|以下)
            (?: {_S}(?P<lone_day>{_DAY}) (?: {_S}[日号](?!线|楼|文|令|院|馆|库|地块) | (?={_JOIN}{_DAY}{_S}日) )
              | {_S}{_MONTH_END} )?
          | (?P<tail_day>\d{{1,2}}){_S}日(?!均|常|元|报|产) )
    """,
    regex.VERBOSE,
)
_HOUR = r"(?:[上下]午|凌晨|中午|晚上?)?\d{1,2}(?::\d\d|[时点](?:\d{1,2}分|半)?)"
_RANGE = regex.compile(rf"{_S}(?:起|零时|\([^()\d]{{0,8}}\)|{_HOUR}){{0,2}}{_JOIN}")
_PARAGRAPH_END = regex.compile(r"[。:;!?]\s*\n|\n\s*\n\s*\n|\n(?=[一二三四五六七八九十]{1,3}、|\()")
_SLIP = regex.compile(
    r"(?<=\d)[oOоlI|]{1,2}(?=[\doOоlI|]{0,3}\s?[年月日])|(?<=[年月]\s?)[oOоlI|]{1,2}(?=\d?\s?[月日])"
    r"|(?<=\d)\s?曰|(?<=月\s?\d{1,2})\s?目"
)
_SLIPS = str.maketrans("oOоlI|曰目", "000111日日")
_SHIFT = {"次年": 1, "翌年": 1, "同年": 0, "当年": 0, None: 0}
_REACH = 400  # a year is looked for so many characters back
_FIGURES = str.maketrans(
    {**dict(zip("一二三四五六七八九零", "1234567890", strict=True)), **dict.fromkeys("〇○◯oOоО", "0")}
)


@dataclass(frozen=True, slots=True)
class _Known:
    """The last date read: what a shorter one after it may lean on."""

    end: int
    year: int
    month: int | None


def find_dates(text: str) -> Iterator[DateMatch]:
    """Give the dates of a text in order."""
    folded = fold(text)
    mended = _SLIP.sub(lambda slip: slip[0].translate(_SLIPS), folded)
    known: _Known | None = None
    for match in PATTERN.finditer(mended):
        found = _read(match, mended, known)
        if found is None:
            continue
        if folded[found.start : found.end] != mended[found.start : found.end]:
            found = replace(found, score=min(found.score, 0.7), doubt=found.doubt or "letters read as figures")
        yield found
        known = _remember(found, known)


def _remember(found: DateMatch, known: _Known | None) -> _Known | None:
    if found.value is None:
        return known
    parts = [int(part) for part in found.value.split("-")]
    return _Known(found.end, parts[0], parts[1] if len(parts) > 1 else None)


def _read(match: regex.Match[str], text: str, known: _Known | None) -> DateMatch | None:
    if match["yearly"]:
        return None  # 每年3月31日: a day of every year
    if match["iso"]:
        return _dated(match, match["iso_year"], match["iso_month"], match["iso_day"], score=0.97)
    if match["first"]:
        return DateMatch(match.start(), match.end(), match["first"], 0.95)
    if match["year"]:
        return _read_year(match)
    if match["short"]:
        return DateMatch(match.start(), match.end(), None, 0.5, "year of two figures")
    if match["tail_day"]:
        return _read_tail_day(match, text, known)
    return _read_month(match, text, known)


def _read_year(match: regex.Match[str]) -> DateMatch | None:
    digits = "".join(match["year"].split()).translate(_FIGURES)
    if not digits.isdigit() or (match["month"] is None and not digits.startswith(("18", "19", "20"))):
        return None  # 一二三年 is no year
    if len(digits) != 4:
        return DateMatch(match.start(), match.end(), None, 0.5, "year is damaged") if match["month"] else None
    if match["lost"] is not None:
        return _dated(match, digits, None, None, score=0.5, doubt="a month may be missing")
    if match["cut"] is not None and match["day"] and "\n" in match.string[match.end("month") : match.start("day")]:
        end = match.string.index("月", match.end("month")) + 1  # 2021年9月, and on the next line 一、…
        return DateMatch(match.start(), end, _to_iso(int(digits), _number(match["month"]), None), 0.95)
    if match["cut"] is not None:
        return _dated(match, digits, match["month"], match["day"], score=0.6, doubt="日 is missing")
    return _dated(match, digits, match["month"], match["day"], score=0.99 if match["month"] else 0.97)


def _dated(
    match: regex.Match[str], year: str, month: str | None, day: str | None, *, score: float, doubt: str | None = None
) -> DateMatch:
    value = _to_iso(int(year), _number(month), _number(day))
    if value is None:
        return DateMatch(match.start(), match.end(), None, 0.5, "no such date")
    return DateMatch(match.start(), match.end(), value, score, doubt)


def _number(printed: str | None) -> int | None:
    if printed is None:
        return None
    if printed == "元":
        return 1
    plain = "".join(printed.split()).removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    try:
        return int(plain) if plain.isascii() else int(parse_numeral(plain))
    except UnknownValueError:
        return 0


def _to_iso(year: int, month: int | None, day: int | None) -> str | None:
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _start(match: regex.Match[str]) -> int:
    """Give where the printed date starts: white space that the pattern passed over does not count."""
    groups = [name for name in ("said", "lone_month", "tail_day") if match[name]]
    return match.start(groups[0])


def _read_tail_day(match: regex.Match[str], text: str, known: _Known | None) -> DateMatch | None:
    """Read a day alone, which counts only right after a date it completes: 5月1日至3日."""
    start = _start(match)
    if match["said"] or known is None or known.month is None or not _RANGE.fullmatch(text, known.end, start):
        return None
    value = _to_iso(known.year, known.month, _number(match["tail_day"]))
    return DateMatch(start, match.end(), value, 0.9 if value else 0.5, None if value else "no such date")


def _read_month(match: regex.Match[str], text: str, known: _Known | None) -> DateMatch | None:
    start, month, day = _start(match), _number(match["lone_month"]), _number(match["lone_day"])
    if _to_iso(2000, month, day) is None:  # a leap year: any day that a year can have
        return None if day is None else DateMatch(start, match.end(), None, 0.5, "no such date")
    said = match["said"]
    if known is None or said not in _SHIFT or _is_far(text, known.end, start):
        return DateMatch(start, match.end(), None, 0.5, "no year is stated")
    value = _to_iso(known.year + _SHIFT[said], month, day)
    if value is None:
        return DateMatch(start, match.end(), None, 0.5, "no such date")
    rising = known.month is None or (month or 0) >= known.month
    if _RANGE.fullmatch(text, known.end, start):
        value = value if rising else _to_iso(known.year + 1, month, day)
        return DateMatch(start, match.end(), value, 0.93 if rising else 0.6, None if rising else "year from context")
    return DateMatch(start, match.end(), value, 0.7 if said or rising else 0.5, "year from context")


def _is_far(text: str, left: int, right: int) -> bool:
    return right - left > _REACH or _PARAGRAPH_END.search(text, left, right) is not None
