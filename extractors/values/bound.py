"""What bounds a figure (不少于, ≥, 以内), makes it a change (增长, 下降) or counts it for each (每年, 各单位).

The texts are the folded clause before and behind the figure, without white space.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.values.unit import TIMES

_NOT = r"不(?:得|应|能|可|会|宜)?"
_OR_EQUAL = r"(?:或者?|/|及)?等于?"
_FILL = r"(?:(?:为|达到?|到|至|实现|完成|保持在?|控制在?|约?是|有|\(不?含\)|[:(])*)"
_NOUN = r"[\u4e00-\u9fff]{0,8}"
_LEFT = (
    (">=", rf"(?:≥=?|>=|=>|[≧⩾]|[〉》>]=|(?:大于|高于|多于){_OR_EQUAL}){_FILL}$"),
    ("<=", rf"(?:≤=?|<=|=<|[≦⩽]|[〈《<]=|(?:小于|低于|少于){_OR_EQUAL}){_FILL}$"),
    (">=", rf"(?:{_NOT}(?:少于|低于|小于|短于|早于|下于|亚于|少|低)|未低于|至少|最少|最低|起码){_NOUN}{_FILL}$"),
    ("<=", rf"(?:{_NOT}(?:超过|高于|多于|大于|长于|晚于|超出|突破|超|高)|未超过|至多|最多|最高|上限){_NOUN}{_FILL}$"),
    (">", rf"(?:>|﹥|(?<!《[^》]*)[〉》]|(?<!{_NOT})(?:大于|高于|多于|超过|超出|突破|优于|超|逾)){_FILL}$"),
    ("<", rf"(?:<|﹤|[〈]|(?<!{_NOT})(?:小于|低于|少于|不足|不到|未达到?)){_FILL}$"),
    ("~", r"(?:≈|~|(?<![节签契违预合集制条公和特])约[为占有]?|大约|大概|接近|(?<![附最邻临])近)$"),
    ("=", r"(?:=|等于)$"),
)
_EDGE = r"(?:\(不?含[^()]{0,8}\)|及|含|或)?"
_RIGHT = (
    (">=", rf"{_EDGE}(?:以上|之上|起(?!草|诉|到|步|点|来|义|底)|往上)"),
    ("<=", rf"{_EDGE}(?:以下|以内|之内|之下|封顶|为限|为上限)"),
    ("~", r"(?:左右|上下(?!级|游)|余|多(?!样|元|种))"),
    (">=", r"(?:≤|<=|≦)[\u4e00-\u9fffA-Za-z]"),
    (">", r"<[\u4e00-\u9fffA-Za-z]"),
    ("<=", r"(?:≥|>=|≧)[\u4e00-\u9fffA-Za-z]"),
    ("<", r">[\u4e00-\u9fffA-Za-z]"),
)
_NO_NOUN = r"(?![\u4e00-\u9fff])"
_AFTER_NOUN = r"[\u4e00-\u9fff]{0,8}?"
LEFT = tuple((op, regex.compile(pattern)) for op, pattern in _LEFT)
RIGHT = tuple((op, regex.compile(pattern)) for op, pattern in _RIGHT)
FAR = tuple((op, regex.compile(_AFTER_NOUN + "(?<![级类等岁])" + pattern + _NO_NOUN)) for op, pattern in _RIGHT[:2])
_IN = regex.compile(r"内")

UP = "增长|增加|提高|提升|上升|增幅|增速|增量|涨幅|上涨|上浮|增收|增产|递增|扩大|净增|多增|↑"
DOWN = "下降|降低|减少|降幅|减幅|压减|压缩|削减|缩短|缩减|下浮|回落|下调|减量|跌幅|↓"
_TIGHT = r"(?:率|幅度?|速度?|比例|数|量)?"
_BOUND_WORD = (
    rf"(?:{_NOT}(?:少于|低于|小于|超过|高于|大于)|未(?:低于|超过)|至少|最少|最多|至多|大于等于|小于等于|大于|小于|高于|低于|超过|超|突破|约|近"
    r"|[≥≤<>=~≈]{1,2})"
)
_GROWTH_LEFT = regex.compile(
    rf"(?:(?P<up>{UP}|(?<=同)比(?=[\d≥≤])|(?<!正)增(?=\D?\d))|(?P<down>{DOWN}))(?!到|至(?![少多]))"
    rf"{_TIGHT}[:(]?{_BOUND_WORD}?(?:为|达到?|在|是|实现)?{_BOUND_WORD}?\+?$"
)
_GROWTH_OF = regex.compile(
    rf"(?:(?P<up>增加|增长|净增|提高|提升)|(?P<down>减少|降低|下降|压减))(?![到至])"
    rf"(?:(?![到至为达率度比])[\u4e00-\u9fff]){{1,10}}{_BOUND_WORD}?$"
)
_GROWTH_RIGHT = regex.compile(
    rf"{_EDGE}(?:以上|以下|以内|左右)?的?(?:正|同比|年均?)?(?:(?P<up>{UP}|增(?=$))|(?P<down>{DOWN}))(?![到至率]|{_BOUND_WORD}?\d)"
)
_PER = regex.compile(
    rf"(?:每|(?<![类项级种方界族])各)(?:一?个)?(?P<per>(?:(?!至少|至多|最少|最多|{_NOT}[少低超高多大小])[\u4e00-\u9fff]){{1,6}}?)"
    rf"(?:均|完成|开展|举办|组织|达到?|新增|为|的|补贴|补助|奖补|奖励|资助|补偿|收费|增收|成本|投资|标准)*(?:{_BOUND_WORD}[\u4e00-\u9fff]{{0,4}})?$"
)
_EACH = regex.compile(rf"各{_BOUND_WORD}?$")
_AGAINST = regex.compile(
    r"(?:高于|低于|超过|优于|高出|领先)[\u4e00-\u9fff]{0,8}(?:水平|平均|均值|上年|目标|预算|标准|基数)值?$"
)
_LEVEL_OR_CHANGE = regex.compile(
    rf"(?:{UP}|{DOWN})(?![到至])[\u4e00-\u9fff]{{0,8}}(?:率|度|比例|占比|比重){_BOUND_WORD}?$"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """How a figure is bounded: `op` is null where nothing says so."""

    op: str | None
    doubt: str | None = None


def find_bound(left: str, right: str, unit: str | None) -> Bound:
    """Give what bounds a figure; `doubt` where the words before and behind it disagree."""
    before = next((op for op, pattern in LEFT if pattern.search(left)), None)
    after = next((op for op, pattern in RIGHT if pattern.match(right)), None)
    after = after or next((op for op, pattern in FAR if pattern.match(right)), None)
    if after is None and unit is not None and unit.split("/")[0] in TIMES and _IN.match(right):
        after = "<="
    if before in (None, "=") or after in (None, "~"):
        return Bound(before if before not in (None, "=") else after or before)
    agree = before[0] == after[0] or before == "~"
    return Bound(after if before == "~" else before, None if agree else f"two bounds: {before} and {after}")


def find_growth(left: str, right: str) -> int:
    """Say whether a figure is a rise (1), a fall (-1) or no change (0)."""
    match = _GROWTH_LEFT.search(left) or _GROWTH_OF.search(left) or _GROWTH_RIGHT.match(right)
    if match is None:
        return 0
    return 1 if match["up"] else -1


def find_per(left: str) -> str | None:
    """Give what one figure is for: 年 of 每年12次, 单位 of 各单位1份."""
    match = _PER.search(left)
    return match["per"].replace("每", "·") if match else None


def find_doubt(left: str, growth: int) -> str | None:
    """Say what the words before a figure leave open."""
    if _EACH.search(left):
        return "for each of several"
    if left.endswith(("由", "从")):
        return "a range or a change"
    if _AGAINST.search(left):
        return "counted from a level that is not stated"
    if growth == 0 and _LEVEL_OR_CHANGE.search(left):
        return "a level or a change"
    return "a plus sign: a level or a change" if growth == 0 and left.endswith("+") else None
