"""Whether a result keeps a target: met, missed, partly or not_comparable, with what was compared.

Figures decide where both sides have them; words are believed as they stand, with a doubt where no figure backs them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import regex

Figure = Mapping[str, Any]
"""A target or result as graph.json has it: `op`, `value`, `unit`, `kind`, `text` and what else it says."""

MET, MISSED, PARTLY, OTHER = "met", "missed", "partly", "not_comparable"
_NOT_DONE = regex.compile(
    r"未(?!来|成年)|没有|尚[未无在需有待]|正在|(?:进行|推进|培育|办理|建设|申报|审核|筹备|实施|整改)中(?!心)|延期|逾期|滞后"
    r"|不(?:达标|显著|明显|理想|到位|满意|合格|足|够|及时)|较差"
)
_FIRM = regex.compile(
    r"(?:无|未|没有|零|不存在|未发生|无发生)(?:发生)?[^,;。]{0,8}(?:延期|逾期|投诉|事故|差错|滞后|违规|违纪|问题)"
)
_DONE = regex.compile(r"完成|达成|达到|达标|实现|按时|按期|如期|及时|提前|全部|是$|到位")
_BETTER = regex.compile(
    r"提升|提高|增强|改善|增长|增加|完善|优化|促进|显著|明显|有效|良好|较好|优$|优秀|满意|稳步|持续|合格"
)
_FALL = regex.compile(r"下降|降低|减少|遏制|压减|缩短")
_SHARE = regex.compile(r"[%％‰]|百分")
_LOW = regex.compile(r"投诉|事故|差错|失误|违规|违纪|逾期|死亡|伤亡|成本|能耗|发案|发生率|损失|误差|坏账|不良|超支")
# Scales of one dimension; what only counts (个, 家, 项, 份 …) is one dimension with scale 1. Areas are in thirds of a
# square metre, so that 亩 are whole.
_SCALES: dict[str, dict[str, int | Decimal]] = {
    "money": {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8},
    "share": {"%": 1, "％": 1, "百分点": 1, "个百分点": 1, "‰": Decimal("0.1")},
    "area": {
        "平方米": 3,
        "㎡": 3,
        "亩": 2000,
        "公顷": 3 * 10**4,
        "平方公里": 3 * 10**6,
        "万亩": 2 * 10**7,
    },
    "length": {"米": 1, "千米": 10**3, "公里": 10**3},
    "mass": {"克": 1, "千克": 10**3, "公斤": 10**3, "吨": 10**6, "万吨": 10**10},
}
_COUNT = regex.compile(r"(?P<scale>万|亿|千|百)?(?P<unit>\p{Han}{1,6})")
_TIMES: dict[str | None, int] = {None: 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
# What measures and is not counted: no two of these are the same for want of a better name.
_MEASURES = regex.compile(r"[天日月年周时分秒]|工作日|小时|分钟|[米克吨升度]|立方|千瓦|公里|公顷|亩|倍|分$|级|℃")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason; `doubt` where it rests on words or on a reading; `slip` is the likely true figure."""

    verdict: str
    reason: str
    doubt: str | None = None
    slip: str | None = None


def judge(target: Figure | None, actual: Figure | None, name: str = "", level2: str = "") -> Judgement:
    """Give whether a result keeps a target; `name` and `level2` tell what is better low (成本, 投诉率)."""
    if not target or not target.get("text"):
        return Judgement(OTHER, "no target is printed")
    if not actual or not actual.get("text"):
        return Judgement(OTHER, "no result is printed")
    if target.get("kind") == "masked" or actual.get("kind") == "masked":
        return Judgement(OTHER, "a figure is hidden")
    if target.get("op") == "compound":
        return _judge_parts(target.get("parts") or (), actual, name, level2)
    if target.get("op") == "deadline":
        return _judge_date(target, actual)
    if target.get("op") in ("qualitative", None):
        return _judge_words(target, actual)
    if _figure(actual) is None and actual.get("op") != "compound":
        return _judge_said(target, actual)
    return _judge_figures(target, _best_part(target, actual), low=bool(_LOW.search(name + level2)))


def _judge_parts(parts: Sequence[Figure], actual: Figure, name: str, level2: str) -> Judgement:
    """Judge a target of several parts: each by the part of the result that has its unit."""
    given = list(actual.get("parts") or [actual])
    figures = [part for part in parts if part.get("op") not in ("qualitative", "compound")]
    open_parts = [str(part.get("text")) for part in parts if part.get("op") == "qualitative"]
    found: list[Judgement] = []
    for part in figures:
        fitting = [item for item in given if _comparable(part, item)] if len(figures) > 1 or len(given) > 1 else given
        if not fitting:
            open_parts.append(str(part.get("text")))
            continue
        given = [item for item in given if item is not fitting[0]] or given[:0]
        found.append(judge(part, fitting[0], name, level2))
    if not found:
        words = _judge_words({"text": "".join(str(part.get("text")) for part in parts)}, actual)
        return words if words.verdict != MET else Judgement(MET, words.reason, "words, no figures")
    reason = "; ".join(item.reason for item in found)
    unsaid = f"nothing is said of {'; '.join(open_parts)}" if open_parts else None
    doubts = (
        "; ".join(dict.fromkeys([item.doubt for item in found if item.doubt] + ([unsaid] if unsaid else []))) or None
    )
    verdicts = {item.verdict for item in found}
    figures_open = len(found) < len(figures)
    if verdicts == {MET}:
        return Judgement(PARTLY if figures_open else MET, reason, doubts)
    if verdicts <= {MISSED, OTHER} and MISSED in verdicts and not figures_open:
        return Judgement(MISSED, reason, doubts)
    return Judgement(OTHER if verdicts == {OTHER} else PARTLY, reason, doubts)


def _judge_date(target: Figure, actual: Figure) -> Judgement:
    text, due = str(actual.get("text")), str(target.get("value") or target.get("high") or "")
    if actual.get("op") == "deadline" and actual.get("value") and due:
        done = str(actual["value"])
        late = done[: len(due)] > due[: len(done)]
        return Judgement(MISSED if late else MET, f"{done} against {due}")
    if _NOT_DONE.search(text):
        return Judgement(MISSED, f"{text} against {target.get('text')}")
    value = _figure(actual)
    if _DONE.search(text) or (value == 100 and actual.get("unit") in ("%", None)):
        return Judgement(MET, f"{text} against {target.get('text')}", "done, but no date is given")
    return Judgement(OTHER, f"{text} is no date")


def _judge_words(target: Figure, actual: Figure) -> Judgement:
    wanted, text = str(target.get("text")), str(actual.get("text"))
    reason = f"{text} against {wanted}"
    if wanted == text:
        return Judgement(MET, reason)
    if _NOT_DONE.search(text) and not _FIRM.search(text):
        return Judgement(MISSED, reason)
    value = _figure(actual)
    if value is not None and actual.get("unit") == "%" and value >= 100:
        return Judgement(MET, reason, "words against a figure")
    if _FIRM.search(text):
        return Judgement(MET if _FIRM.search(wanted) else OTHER, reason, "words, no figures")
    if bool(_FALL.search(text)) != bool(_FALL.search(wanted)) and not _DONE.search(text):
        return Judgement(OTHER, reason)
    if actual.get("op") == "growth" or _DONE.search(text) or _BETTER.search(text) or _FALL.search(text):
        return Judgement(MET, reason, "words, no figures")
    return Judgement(OTHER, reason)


def _judge_said(target: Figure, actual: Figure) -> Judgement:
    """Judge a figure that words answer: 培育中 is no figure reached, 已完成 is one said to be."""
    text = str(actual.get("text"))
    reason = f"{text} against {target.get('text')}"
    if _NOT_DONE.search(text) and not _FIRM.search(text):
        return Judgement(MISSED, reason)
    if _DONE.search(text) or text == target.get("text"):
        return Judgement(MET, reason, "words, no figure")
    return Judgement(OTHER, reason)


def _best_part(target: Figure, actual: Figure) -> Figure:
    """Give the part of a compound result that has the target's unit; the first figure where none has."""
    parts = [part for part in actual.get("parts") or () if _figure(part) is not None]
    return next((part for part in parts if _comparable(target, part)), parts[0] if parts else actual)


def _judge_figures(target: Figure, actual: Figure, *, low: bool) -> Judgement:
    value = _figure(actual)
    reason = f"{actual.get('text')} against {target.get('text')}"
    if value is None:
        return Judgement(OTHER, reason)
    share = target.get("op") == "growth" or _dimension(target.get("unit"))[0] == "share"
    bare = not _SHARE.search(str(actual.get("text"))) and (
        _dimension(actual.get("unit"))[0] != "share" or abs(value) < 1
    )
    doubt = slip = None
    if share and bare and 0 < abs(value) < 1 and not _is_share_of_one(target):
        read = value * 100
        slip = f"{_short(read)}%"
        doubt = f"{_short(value)} is read as {slip}: a slip of unit"
        value = read
    elif share and bare and actual.get("unit") not in (None, "", "个百分点") and target.get("op") == "growth":
        return Judgement(OTHER, f"{reason}: a figure against a growth")
    else:
        scaled = _rescale(value, actual.get("unit"), target.get("unit"))
        if scaled is None:
            return Judgement(OTHER, f"{reason}: {actual.get('unit')} against {target.get('unit')}")
        value = scaled
        if _differ(actual.get("unit"), target.get("unit")):
            doubt = f"counted in {actual.get('unit')}, asked for in {target.get('unit')}"
    return Judgement(_compare(target, value, low=low), reason, doubt, slip)


def figures_to_rate(target: Figure | None, actual: Figure | None) -> Decimal | None:
    """Give how much of a counted target is reached, in percent; null where the two are no counts of one kind."""
    if not target or not actual or target.get("op") not in (">=", "=", ">", "~") or actual.get("op") != "=":
        return None
    goal, value = _figure(target), _figure(actual)
    if (
        not goal
        or goal < 0
        or value is None
        or "share" in {_dimension(each.get("unit"))[0] for each in (target, actual)}
    ):
        return None
    scaled = _rescale(value, actual.get("unit"), target.get("unit"))
    return None if scaled is None else scaled / goal * 100


def _is_share_of_one(target: Figure) -> bool:
    """Say whether a target is itself so small that 0.11 may be meant as it stands."""
    value = _figure(target)
    return value is not None and abs(value) < 1


def _compare(target: Figure, value: Decimal, *, low: bool) -> str:
    goal, down, up = _figure(target), _number(target.get("low")), _number(target.get("high"))
    op = target.get("op")
    if op == "between":
        kept = (down is None or value >= down or low) and (up is None or value <= up or not low)
    elif op == "growth":
        wanted = goal if goal is not None else down if down is not None else up
        kept = wanted is not None and (value <= wanted if wanted < 0 else value >= wanted)
        if wanted is None:
            return OTHER
    elif goal is None:
        return OTHER
    elif op == "=" and low:
        kept = value <= goal
    elif op == "~":
        kept = abs(value - goal) * 10 <= abs(goal) or (value > goal and not low)
    else:
        kept = {">=": value >= goal, "<=": value <= goal, ">": value > goal, "<": value < goal}.get(
            str(op), value >= goal
        )
    return MET if kept else MISSED


def _comparable(target: Figure, actual: Figure) -> bool:
    one, other = _dimension(target.get("unit")), _dimension(actual.get("unit"))
    return target.get("unit") == actual.get("unit") or (one[0] == other[0] and one[0] not in ("count", "none"))


def _dimension(unit: object) -> tuple[str, Decimal]:
    """Give what a unit measures, and its scale; counted things are all of one dimension."""
    text = str(unit or "")
    if not text:
        return "none", Decimal(1)
    for name, scales in _SCALES.items():
        if text in scales:
            return name, Decimal(scales[text])
    if _MEASURES.search(text):
        return text, Decimal(1)
    match = _COUNT.fullmatch(text)
    return ("count", Decimal(_TIMES[match["scale"]])) if match else (text, Decimal(1))


def _rescale(value: Decimal, unit: object, wanted: object) -> Decimal | None:
    """Give a value in another unit of its dimension; a figure without a unit is taken as it stands."""
    one, other = _dimension(unit), _dimension(wanted)
    if "none" in (one[0], other[0]):
        return value
    return value * one[1] / other[1] if one[0] == other[0] else None


def _differ(unit: object, wanted: object) -> bool:
    one, other = _dimension(unit), _dimension(wanted)
    return one[0] == other[0] == "count" and str(unit)[-1:] != str(wanted)[-1:]


def _figure(item: Figure) -> Decimal | None:
    """Give the figure of a target or result; of one that is bounded on one side, the bound."""
    for name in ("value", "low", "high"):
        if item.get("kind") not in ("deadline", "qualitative") and (value := _number(item.get(name))) is not None:
            return value
    return None


def _number(text: object) -> Decimal | None:
    try:
        return Decimal(str(text)) if text not in (None, "") else None
    except InvalidOperation:
        return None


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}"
