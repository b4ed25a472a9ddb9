"""Figures of indicators: what is counted, how it is bounded (不少于, 以内), and whether it is a change (增长10%).

Texts are folded and without white space; positions are in the text as given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extractors.errors import UnknownValueError
from extractors.values.bound import find_bound, find_doubt, find_growth, find_per
from extractors.values.numeral import DIGITS, parse_numeral
from extractors.values.unit import UNIT, clean_unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure at `start..end` with all that bounds it.

    `op` is null where nothing bounds the figure. `growth` is 1 for a rise, -1 for a fall, 0 for neither; `value`,
    `low` and `high` are as printed, without a sign for a fall. A hidden figure (**) has no value and is `masked`.
    """

    start: int
    end: int
    op: str | None
    value: Decimal | None
    unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    per: str | None = None
    growth: int = 0
    masked: bool = False
    doubt: str | None = None


_CHINESE = "零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
_NOT_COUNTED = (
    r"(?![一二三四五六七八九十]{1,3}(?:分之|[级类等]))"
    r"(?!一(?:次性|站式|站|体|条龙|条街|系列|批|定|些|步|流|致|带|揽子|年来|度|成|级|路|直|线|对|起|齐|块|节|部分|方面|张图|件事|张网|网|键|窗|门式)"
    r"|[一二两三四五六七八九](?![一二两三四五六七八九十百千])[\u4e00-\u9fff]一|[两四三五]个(?:责任|维护|确立|覆盖|意识|自信|全面|代表|一律|严禁|一)"
    r"|八项规定|三会一课|一课|两优一先|一先|三重一大|四议两公开|一老一小|一小(?!时)|三[公农区资级同]|两[会癌不新违]|百[姓货年]|千家万户|四[好类议]|五[保社项])"
)
_NUMERAL = rf"[{_CHINESE}]{{1,10}}(?:点[{_CHINESE}]{{1,4}})?"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?![\d])|\d+)(?:\.\d+)?"
_MASK = r"\*{1,8}|[Xx×]{1,6}|_{2,12}|□{1,6}|○{2,6}"
_NOT_MIXED = r"(?<![A-Za-z\d.])(?<![A-Za-z]-)"
FIGURE = regex.compile(
    rf"""
    (?: (?P<minus>(?<=^|[:为(达长率度≥≤<>=])-(?=\d))|(?P<both>±) )?
    (?: {_NOT_MIXED}(?P<arabic>{_ARABIC})(?P<more>[余多]|\+(?!\d))?
      | (?P<all>百分之?百)
      | (?P<share>[百千])分之(?P<shared>{_ARABIC}|{_NUMERAL})
      | (?<![{_CHINESE}第同统唯逐进专单之万亿星周几数]){_NOT_COUNTED}(?P<chinese>{_NUMERAL})
        (?P<some>[余多])? (?=万|亿|\(?{UNIT}) (?!十|百|千)
      | (?<![A-Za-z\d])(?P<mask>{_MASK})(?![A-WYZa-wyz<>≤≥])
    )
    (?: \(单?位?:?{UNIT}\) | {UNIT} )?
    (?P<odd>(?<=\d)\(?(?!以|及|含|之|起|左|内|每|各|的|至|到|与|和|增|提|上|下|且|并|或|降|减|正|点)[\u4e00-\u9fff]{{1,4}}\)?(?=$|[,;。]|以上|以下|以内|及以上|左右))?
    """,
    regex.VERBOSE,
)
_JOIN = regex.compile(r"(?:\(不?含\))?(?:-{1,2}|~|至|到)")
_REACH = 60  # characters before a figure that can say what it is
_UNLIKE = regex.compile(r"[A-Za-z]|号|型|热线|平台|#")
_STANDS = regex.compile(
    r"$|[,;。、!?)(\-~+%至到≤<>≥=]|以[上下内]|及以[上下]|之[内上]|左右|上下|[大小高低多少]于|不[少低超高多]|且|并|或|和|\*|不等"
)
_PROPORTION = regex.compile(r"\d[:/×xX*+]$|[A-Za-z][\d.]{1,8}-$")
_PROPORTION_END = regex.compile(r"[:/×xX*+]\d")
_WORD = regex.compile(r"[\u4e00-\u9fff]{2}")
_DAY_END = regex.compile(r"(?:以|之)?前|起|止|[上中下]旬|[底初末]")
_WHICH = regex.compile(r"以[上下内]的[\u4e00-\u9fff]{1,10}(?:率|度|比例|占比|比重)[\u4e00-\u9fff≥≤<>=:]{0,6}$")
_BASE = regex.compile(r"(?:由|从)[\u4e00-\u9fff]{0,6}$")
_BASE_END = regex.compile(r"[\u4e00-\u9fff]{0,5}(?:到|至|为)")
_BOUNDED = regex.compile(r"[≥≤<>=]$|[大小高低多少]于$|不超过$|至[少多]$")
_NAMED = regex.compile(r"[\u4e00-\u9fff]{0,12}(?:率|度|比例|占比|比重)[\u4e00-\u9fff≥≤<>=:]{0,6}$")
_VAGUE = regex.compile(
    r"(?<![人件次户家个项])[几数](?:十|百(?!分)|千|万|[个家项次场人])|(?<![百千])分之|[近上过约超逾][百千][\u4e00-\u9fff]|(?<![一二两三四五六七八九几数\d])[百千][余多][\u4e00-\u9fff]|(?:春节|元旦|国庆节?|中秋节?|清明节?|汛期|开学|年节)(?:以|之)?前"
)
_LATELY = regex.compile(r"(?:近|最近|过去|连续|前)$")
_SPANS = ("年", "个月", "周", "天", "日")
_RANK = regex.compile(r"(?<![ 之以])前$")
_ORDINAL = regex.compile(r"(?:第|附件|附表|备注|(?<![\u4e00-\u9fff])[注表图]|[A-Za-z]|[Nn]o\.?|#)$")


def find_quantities(clause: str) -> Iterator[Quantity]:
    """Give the figures of a clause in order: ranges as one, two bounds of one thing as one."""
    figures = [match for match in FIGURE.finditer(clause) if _is_quantity(match, clause)]
    found: list[Quantity] = []
    at = 0
    while at < len(figures):
        pair = at + 1 < len(figures) and _JOIN.fullmatch(clause, figures[at].end(), figures[at + 1].start())
        last = at + 1 if pair else at
        left = clause[max(figures[at - 1].end() if at else 0, figures[at].start() - _REACH) : figures[at].start()]
        right = clause[figures[last].end() : figures[last + 1].start() + 1 if last + 1 < len(figures) else len(clause)]
        found.append(_read(figures[at], figures[last], left, right))
        at = last + 1
    yield from _unite(_without_names(found, clause), clause)


def _without_names(found: list[Quantity], clause: str) -> list[Quantity]:
    """Leave out figures that say who or what is measured: 60周岁以上老年人覆盖率95%, 验收一次合格率100%."""
    kept = []
    for at, one in enumerate(found):
        gap = clause[one.end : found[at + 1].start] if at + 1 < len(found) else ""
        aged = len(found) > 1 and one.unit in ("岁", "周岁")
        if _BASE.search(_before(clause, one.start)) and _BASE_END.fullmatch(gap):
            found[at + 1] = replace(found[at + 1], doubt="a change from a figure that is left out")
            continue
        if _WHICH.match(gap):
            found[at + 1] = replace(found[at + 1], doubt="a figure that says which are meant is left out")
            continue
        if not aged and not (clause[one.start] in _CHINESE and _NAMED.match(gap)):
            kept.append(one)
    return kept


def unread_figures(clause: str) -> bool:
    """Say whether a clause has figures that are no quantity and no part of a name (PM2.5, 5G, 12345热线)."""
    for match in FIGURE.finditer(clause):
        if match["arabic"] and not _is_quantity(match, clause):
            if match["unit"] in _SPANS and _LATELY.search(_before(clause, match.start())):
                continue
            name = _UNLIKE.match(clause, match.end("arabic")) or _ORDINAL.search(_before(clause, match.start()))
            if not name or _BOUNDED.search(_before(clause, match.start())):
                return True
    return _VAGUE.search(clause) is not None


def _before(clause: str, at: int) -> str:
    return clause[max(0, at - _REACH) : at]


def _is_quantity(match: regex.Match[str], clause: str) -> bool:
    bare = match.end("arabic")
    if match["arabic"] and _RANK.search(_before(clause, match.start())):
        return False  # 排名前10: a place, not how many
    if match["odd"] and _UNLIKE.match(clause, bare):
        return False
    if match["arabic"] and (_PROPORTION.search(_before(clause, match.start())) or _PROPORTION_END.match(clause, bare)):
        return False
    if match["unit"] in ("月", "日") and (match["unit"] == "月" or _DAY_END.match(clause, match.end())):
        return False  # a month or a day of the calendar, not a span of time
    if match["mask"] and not (match["unit"] or _STANDS.match(clause, match.end())):
        return False
    if match["unit"] in _SPANS and _LATELY.search(_before(clause, match.start())) and _WORD.match(clause, match.end()):
        return False  # 近三年获奖: when, not how much
    if match["chinese"] and not set(match["chinese"]) - set("百千"):
        return False  # 每千人口, 近百人: no figure stands before
    if match["arabic"] is None or match["unit"] or match["odd"]:
        return not (match["arabic"] and _ORDINAL.search(_before(clause, match.start())))
    return bool(_STANDS.match(clause, match.end())) and not _ORDINAL.search(_before(clause, match.start()))


def _read(first: regex.Match[str], last: regex.Match[str], left: str, right: str) -> Quantity:
    low, doubt = _value(first)
    high, later = _value(last)
    unit, per = _money_unit(left, _unit(last) or _unit(first)), (last["per"] or "").replace("/", "·") or find_per(left)
    growth, bound = find_growth(left, right), find_bound(left, right, unit)
    op, doubt = bound.op, doubt or later or bound.doubt or find_doubt(left, growth)
    if first is last and op is None and (first["more"] or first["some"]):
        op = ">=" if first["more"] == "+" else "~"
    quantity = Quantity(first.start(), last.end(), op, low, unit, per=per, growth=growth, doubt=doubt)
    if first["mask"] or last["mask"]:
        return replace(quantity, value=None, masked=True)
    if first["both"] and low is not None:
        return replace(quantity, op="between", value=None, low=-low, high=low)
    if first is last:
        return _two_digits(first, quantity)
    doubt = doubt or _odd_range(low, high, _unit(first), unit)
    return replace(quantity, op="between", value=None, low=low, high=high, doubt=doubt)


def _odd_range(low: Decimal | None, high: Decimal | None, first: str | None, unit: str | None) -> str | None:
    if first not in (None, unit):
        return "a range of two units"
    return "the range falls" if low is not None and high is not None and low > high else None


def _value(match: regex.Match[str]) -> tuple[Decimal | None, str | None]:
    if match["all"]:
        return Decimal(100), None
    printed = match["arabic"] or match["shared"] or match["chinese"]
    if printed is None:
        return None, None
    try:
        value = parse_numeral(printed)
    except UnknownValueError:
        return None, "the figure cannot be read"
    return (-value if match["minus"] else value), None


def _unit(match: regex.Match[str]) -> str | None:
    if match["share"] or match["all"]:
        return "‰" if match["share"] == "千" else "%"
    return clean_unit(match["unit"] or (match["odd"] or "").strip("()"))


def _money_unit(left: str, unit: str | None) -> str | None:
    """Give 元 where only a sign of money says so: ¥5万 is 5 万元."""
    return (unit or "") + "元" if left.endswith(("¥", "人民币")) and unit in (None, "万", "亿") else unit


def _two_digits(match: regex.Match[str], quantity: Quantity) -> Quantity:
    """Read 两三场, 三五家: two digits side by side are a range."""
    printed = match["chinese"] or ""
    if len(printed) == 2 and all(DIGITS.get(char, 0) for char in printed) and DIGITS[printed[0]] < DIGITS[printed[1]]:
        low, high = (Decimal(DIGITS[char]) for char in printed)
        return replace(quantity, op="between", value=None, low=low, high=high)
    return quantity


def _unite(found: list[Quantity], clause: str) -> Iterator[Quantity]:
    """Give a lower and an upper bound of the same thing as one range: ≥80%且≤90%."""
    at = 0
    while at < len(found):
        one, two = found[at], found[at + 1] if at + 1 < len(found) else None
        if two is not None and _are_ends(one, two, clause):
            low, high = (one, two) if (one.op or "")[:1] == ">" else (two, one)
            yield replace(
                one, end=two.end, op="between", value=None, low=low.value, high=high.value, unit=one.unit or two.unit
            )
            at += 2
            continue
        yield one
        at += 1


_BETWEEN_ENDS = regex.compile(
    r"(?:以上|及以上)?[,、]?(?:且|并且?|但|和|又)?(?:[≤≥<>]=?[\u4e00-\u9fffA-Za-z]{0,10}[≤≥<>]=?|\D{0,6})"
)


def _are_ends(one: Quantity, two: Quantity, clause: str) -> bool:
    ops = {(one.op or "")[:1], (two.op or "")[:1]}
    same = one.unit == two.unit or None in (one.unit, two.unit)
    near = _BETWEEN_ENDS.fullmatch(clause, one.end, two.start) is not None
    return ops == {">", "<"} and same and near and one.growth == two.growth
