"""Indicator targets and actual values (指标值, 实际完成值) as normal forms.

A fall (下降, 减少) is a growth below zero: 下降2% is -2, 下降2%以上 has `high` -2. No year is taken from the clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

import regex

from extractors.text import fold
from extractors.values.clause import Clause, split_clauses
from extractors.values.deadline import Deadline, find_deadlines
from extractors.values.hint import Hint, read_hint
from extractors.values.quantity import Quantity, find_quantities, unread_figures
from extractors.values.unit import CHANGES, SHARES

OPS = (">=", "<=", "=", ">", "<", "~", "between", "growth", "deadline", "qualitative", "compound")
KINDS = ("absolute", "ratio", "growth", "deadline", "range", "qualitative", "compound", "masked")


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator's cell says: `op` is one of OPS, `kind` one of KINDS; both null for an empty cell.

    `value` is a decimal string in `unit` (as printed: 家, %, 万元, 工作日) or, for a deadline, an ISO date at its own
    precision (2021 is its end). `low` and `high` bound a range and a growth (不少于10%增长 has `low` 10); a growth that
    is stated plainly has neither. `per` is what one figure is for (年 of 每年12次). `text` is what is printed, without
    white space. `parts` are those of a compound one, in text order. `doubt` says why it is in doubt.
    """

    op: str | None
    value: str | None
    unit: str | None
    kind: str | None
    text: str
    low: str | None = None
    high: str | None = None
    per: str | None = None
    parts: tuple[Target, ...] = ()
    doubt: str | None = None


_EMPTY = frozenset(
    {"", "-", "--", "---", "/", "//", "\\", "…", "……", "N/A", "NA", "n/a", "不适用", "无此项", "空", "."}
)
_NONE = frozenset({"无", "暂无", "没有", "0项无"})
_ENDS = ",;。;、.:!"
_SPACE = regex.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
_CUT_FIGURE = regex.compile(r"\d\s+[\d.]|\.\s+\d")
_TIME = regex.compile(r"时间|日期|时限|期限|时点|进度")
_YEARLY = regex.compile(r"20\d\d(?:\.\d{1,2})?年?")
_ZERO = regex.compile(
    r"[“\"]?(?:[\u4e00-\u9fff]{1,10}为)?零(?:投诉|事故|发生|差错|上访|伤亡|违规|违纪|缺陷|延误|失误|逾期|缺席|举报|误差|感染|死亡|起|次|件)?[”\"]?$"
)
_TREND = (
    (regex.compile(r"(?<!\d%?)正增长|只增不减|稳中有增"), None, "0", None),
    (regex.compile(r"零增长"), "0", None, None),
    (regex.compile(r"负增长|只减不增|不增长|不增加"), None, None, "0"),
)
_DOUBLE = regex.compile(r"翻(?P<times>[一两二三])?番")


def parse_target(text: str, *, name: str = "", unit: str = "", year: int | None = None, actual: bool = False) -> Target:
    """Give the normal form of a cell.

    `name` is the indicator's own words (三级指标), `unit` that of a unit column (计量单位): both fill in what the cell
    leaves out; an operator is taken from the name for a target only, not for an `actual` value. `year` is the budget
    year, for dates that are printed without one.
    """
    plain = _SPACE.sub("", text)
    folded = fold(plain)
    if folded.rstrip(_ENDS) in _EMPTY or folded in _EMPTY:
        return Target(None, None, None, None, plain)
    if folded.rstrip(_ENDS) in _NONE:
        return Target("qualitative", None, None, "qualitative", plain, doubt="none, or not applicable")
    hint = read_hint(_SPACE.sub("", name), _SPACE.sub("", unit), folded, actual=actual)
    target = _clauses_to_target(split_clauses(folded), plain, hint, year)
    if _CUT_FIGURE.search(text.strip()) and target.kind not in ("deadline", "qualitative"):
        target = replace(target, doubt=target.doubt or "white space inside a figure")
    if target.kind == "absolute" and _TIME.search(name) and _YEARLY.fullmatch(f"{target.value}{target.unit or ''}"):
        target = replace(target, doubt=target.doubt or "a date or a figure")
    return target


def target_to_json(target: Target) -> dict[str, object]:
    """Give the five keys of a target, then those of the others that say something."""
    found: dict[str, object] = {key: getattr(target, key) for key in ("op", "value", "unit", "kind", "text")}
    found.update({key: getattr(target, key) for key in ("low", "high", "per") if getattr(target, key) is not None})
    if target.parts:
        found["parts"] = [target_to_json(part) for part in target.parts]
    if target.doubt:
        found.update(doubtful=True, why=target.doubt)
    return found


def _clauses_to_target(clauses: list[Clause], plain: str, hint: Hint, year: int | None) -> Target:
    read = [_read_clause(clause, plain, hint, year) for clause in clauses]
    figures = [part for parts, _ in read for part in parts if part.kind != "deadline"]
    unread = any(odd for _, odd in read)
    parts: list[Target] = []
    for clause, (found, _) in zip(clauses, read, strict=True):
        dated = [] if figures or found else _plain_dates(clause, plain, year)
        words = not found and not dated and clause.says_something and bool(figures)
        parts += found or dated or ([_words(plain[clause.start : clause.end])] if words else [])
    doubt = "a figure is not read" if unread else next((clause.doubt for clause in clauses if clause.doubt), None)
    if not parts:
        return replace(_words(plain), doubt=doubt)
    parts = _unite_ends(parts)
    if len(parts) == 1:
        return replace(parts[0], text=plain, doubt=parts[0].doubt or doubt)
    doubt = doubt or next((part.doubt for part in parts if part.doubt), None)
    if any(clause.either for clause in clauses):
        doubt = doubt or "one part or the other"
    return Target("compound", None, None, "compound", plain, parts=tuple(parts), doubt=doubt)


_ONLY_BOUND = regex.compile(
    r"(?:且|但|并且?|同时)?(?:[≤≥<>=]{1,2}|不(?:得|应|能)?[超高多大低少小][过于出]?|至[多少]|最[多少高低])\d[^,;。]{0,12}"
)


def _unite_ends(parts: list[Target]) -> list[Target]:
    """Give a lower and an upper bound in two clauses as one range where the second clause has nothing else."""
    if len(parts) != 2 or {(part.op or "")[:1] for part in parts} != {">", "<"} or parts[0].unit != parts[1].unit:
        return parts
    if not _ONLY_BOUND.fullmatch(fold(parts[1].text)):
        return parts
    low, high = sorted(parts, key=lambda part: (part.op or "")[:1] == "<")
    doubt = next((part.doubt for part in parts if part.doubt), None)
    one = replace(parts[0], op="between", kind="range", value=None, low=low.value, high=high.value, doubt=doubt)
    return [one]


def _words(text: str) -> Target:
    return Target("qualitative", None, None, "qualitative", text)


def _read_clause(clause: Clause, plain: str, hint: Hint, year: int | None) -> tuple[list[Target], bool]:
    """Give the figures and sure deadlines of a clause, and whether a figure in it is not read."""
    dates = list(find_deadlines(clause.text, year))
    rest = clause.text
    for date in dates:
        rest = rest[: date.start] + " " * (date.end - date.start) + rest[date.end :]
    quantities = list(find_quantities(rest))
    spans = _slices(quantities, rest)
    found = [
        (quantity.start, _quantity_to_target(quantity, plain[clause.start + start : clause.start + end], hint))
        for quantity, (start, end) in zip(quantities, spans, strict=True)
    ]
    found += [(date.start, _date_to_target(date, plain, clause)) for date in dates if date.sure]
    if not quantities:
        found += _special(rest, plain, clause)
    return [target for _, target in sorted(found, key=lambda pair: pair[0])], unread_figures(rest)


def _slices(quantities: list[Quantity], text: str) -> list[tuple[int, int]]:
    """Give the words around each figure of a clause: a clause with several is cut at the marks between them."""
    cuts = [0]
    for one, two in pairwise(quantities):
        gap = text[one.end : two.start]
        mark = regex.search(r"[、,(]|(?<!\d)[和及与]", gap)
        tail = _TAIL.match(gap)
        cuts.append(one.end + (mark.end() if mark else tail.end() if tail else 0))
    ends = [*(cut for cut in cuts[1:]), len(text)]
    slices = list(zip(cuts, ends, strict=True))[: len(quantities)]
    return [(start, _trim(text, start, end)) for start, end in slices]


_TAIL = regex.compile(r"及?以[上下内]|左右|之内")


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in "、,(和及与":
        end -= 1
    return end


def _quantity_to_target(quantity: Quantity, text: str, hint: Hint) -> Target:
    quantity = _with_hint(quantity, hint)
    unit = quantity.unit
    growth = quantity.growth or (hint.growth if unit in CHANGES else 0)
    if quantity.masked:
        return Target(quantity.op, None, unit, "masked", text, per=quantity.per, doubt="the figure is hidden")
    if growth:
        return _growth(quantity, growth, text)
    if quantity.op == "between":
        low, high = _plain(quantity.low), _plain(quantity.high)
        return Target("between", None, unit, "range", text, low, high, quantity.per, doubt=quantity.doubt)
    kind = "ratio" if unit in SHARES or (unit is None and (hint.rate or "率" in text)) else "absolute"
    doubt = quantity.doubt
    if kind == "ratio" and unit is None and quantity.value not in (0, 100):
        doubt = doubt or "no unit: a share or points"
    if hint.vague and unit in CHANGES:
        doubt = doubt or "a level or a change"
    return Target(quantity.op or "=", _plain(quantity.value), unit, kind, text, per=quantity.per, doubt=doubt)


def _with_hint(quantity: Quantity, hint: Hint) -> Quantity:
    """Fill in what the figure itself leaves out."""
    if quantity.unit in (None, "万", "亿"):
        part = hint.counted and quantity.unit is None and quantity.value is not None and quantity.value % 1 != 0
        unit = (quantity.unit or "") + (hint.unit or "") or None
        doubt = quantity.doubt or ("a fraction of what is counted" if part else None)
        quantity = replace(quantity, unit=unit, per=quantity.per or hint.per, doubt=doubt)
    return replace(quantity, op=quantity.op or hint.op_of(quantity))


def _growth(quantity: Quantity, sign: int, text: str) -> Target:
    ends: list[Decimal | None] = [quantity.low, quantity.high]
    if quantity.op in (">=", ">"):
        ends = [quantity.value, None]
    elif quantity.op in ("<=", "<"):
        ends = [None, quantity.value]
    ends = ends if sign > 0 else [None if end is None else -end for end in reversed(ends)]
    value = None if quantity.value is None else sign * quantity.value
    doubt = quantity.doubt or ("no unit: a share or a count" if quantity.unit is None else None)
    low, high = (_plain(end) for end in ends)
    return Target("growth", _plain(value), quantity.unit, "growth", text, low, high, quantity.per, doubt=doubt)


def _plain(value: Decimal | None) -> str | None:
    """Give a decimal without grouping, exponent or zeros that say nothing."""
    if value is None:
        return None
    printed = f"{value:f}"
    printed = printed.rstrip("0").rstrip(".") if "." in printed else printed
    return "0" if printed == "-0" else printed


def _date_to_target(date: Deadline, plain: str, clause: Clause) -> Target:
    high = date.value if date.low else None
    text = plain[clause.start : clause.end]
    return Target("deadline", date.value, None, "deadline", text, date.low, high, doubt=date.doubt)


_SIGN = regex.compile(r"[≤≥<>=]{0,2}")
_BARE_MONTH = regex.compile(r"\d{1,2}月份?")
_NEAR_LEFT = regex.compile(
    r"[≤≥<>=]{0,2}(?:于|在|截至|截止|截止到|到|至|预计|计划|已|全部|确保|力争|实际)*(?:[\u4e00-\u9fff]{0,6}(?:时间|日期|期限|时限)[:为是]?)?"
)
_NEAR_RIGHT = regex.compile(
    r"(?:全年|度|年度|已|前|按时|按期|及时|如期|全部|正式|项目|通过|验收|挂牌|印发|发布|开展|实施)*(?:完成|完工|竣工|到位|结束|支付|拨付|交付|开工|$)"
)


def _plain_dates(clause: Clause, plain: str, year: int | None) -> list[Target]:
    """Give the dates of a clause that has little else: 2021年10月, ≤2021年10月, 于2021年11月20日完成验收."""
    return [
        _with_sign(_date_to_target(date, plain, clause), clause)
        for date in find_deadlines(clause.text, year)
        if _NEAR_LEFT.fullmatch(clause.text[: date.start]) and _NEAR_RIGHT.match(clause.text[date.end :])
    ][:1]


def _with_sign(target: Target, clause: Clause) -> Target:
    """Give a date behind a sign its doubt: ≥ is no deadline, and ≤12月 may be so many months."""
    sign = _SIGN.match(clause.text)
    text = clause.text[sign.end() :] if sign else clause.text
    doubt = None
    if sign and sign[0]:
        late, bare = sign[0][0] in "≥>", _BARE_MONTH.fullmatch(text)
        doubt = "not before a date" if late else "a month or so many months" if bare else None
    return replace(target, doubt=target.doubt or doubt)


def _special(rest: str, plain: str, clause: Clause) -> list[tuple[int, Target]]:
    """Give what has no figure and says one: 正增长, 翻一番, 零投诉."""
    text = plain[clause.start : clause.end]
    for pattern, value, low, high in _TREND:
        match = pattern.search(rest)
        if match:
            return [(match.start(), Target("growth", value, "%", "growth", text, low, high))]
    double = _DOUBLE.search(rest)
    if double:
        times = {"两": 3, "二": 3, "三": 7}.get(double["times"] or "一", 1)
        return [(double.start(), Target("growth", str(times), "倍", "growth", text))]
    return [(0, Target("=", "0", None, "absolute", text))] if _ZERO.match(rest) else []
