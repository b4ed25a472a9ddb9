"""A printed ratio against its parts: 完成率, 占, 增长, 率 columns of tables.

Tolerance: every figure may be off by half a unit of its last printed digit, and a ratio may be cut instead of rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import regex

from extractors.checking.finding import Finding
from extractors.checking.prose import REACH, Amount, Paragraph, Percent
from extractors.document import Document, Span

_RATE = regex.compile(
    r"(?:(?:完成|执行|到位|支出|使用|支付|拨付|兑现|兑付|发放|结算|收取|征收|收缴|回收)(?:率|进度|比例)"
    r"|完成(?:了)?(?:年初|全年|年度|调整)?(?:预算|计划|目标|任务)(?:数)?)"
    r"(?:仅|只|已|均|约|:)?(?:为|是|的|达到?|有|:|约)?$"
)
_DONE = regex.compile(r"支出|支付|使用|拨付|完成|执行|到位|决算|实际|报账|兑现|发放|实收|收回")
_LEFT = regex.compile(
    r"(?:结余|节余|(?:年末|年终|年底)结转|结转(?=下年|次年|至)|剩余|余额|收回|退回|上缴|节约|核减|未支出|未使用|未执行|未支付)[^\d]{0,8}$"
)
_OF_WORK = regex.compile(
    r"(?:项目|任务|工作|工程|目标|指标|建设|培训|验收|计划|进度)(?:完成|执行|到位)(?:率|进度|比例)"
)
_SHARE = regex.compile(r"[,(]?(?:约)?占(?:比|总额|总数|全部|合计)?(?:的|为|约)?$")
_NAMED = regex.compile(r"[,(]?(?:约)?占(?P<name>[^,;。%占]{2,24}?)(?:总额|总数)?的?(?:比例|比重)?(?:为|约)?$")
_RATED = regex.compile(r"[,(]?完成[^,;。%]{0,12}\d+(?:\.\d+)?%")  # a rate between a figure and its change
_CHANGE = regex.compile(r"(?P<way>增加|增长|提高|上升|减少|下降|降低|压减)了?(?:约|为)?$")
_GROWTH = regex.compile(
    r"[,(]?(?:同比|增幅为?|降幅为?|幅度为?)?(?P<way>增长|增加|上升|提高|下降|减少|降低|增幅|降幅|压减)?了?(?:为|达)?$"
)
_COMPARED = regex.compile(r"[,;。(]?(?:(?:与|比|较|同)[^\d,;。]{0,6}(?:\d{4}年度?)?[^,;。\d]{0,24},?)[^,;。\d%]{0,30}$")
_AGAINST = regex.compile(
    r"[,;](?:比|较|与)(?P<what>[^,;。%]{0,30}?)(?:相比,?)?(?P<way>增加|增长|提高|上升|减少|下降|降低)了?$"
)
_OPENER = regex.compile(r"[,。;:]?(?:其中[:,]?|主要用于以下方面[:,]?|主要包括[:,]?|包括[:,]?|具体如下[:,]?)")
_TOTAL = regex.compile(r"(?:总额|总数|合计|金额|为|共计|共|是|达到?)+$")
EARLIER = 6  # amounts before the sentence that may be the whole
_DOWN = ("减少", "下降", "降低", "降幅", "压减")
_YEAR = regex.compile(r"\d{4}(?=年)|上年|去年|上一?年度")


def check_ratios(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    """Compare every percentage of prose with the two amounts that it is said to be the ratio of."""
    earlier: tuple[Amount, ...] = ()
    for paragraph in paragraphs:
        for percent in paragraph.percents:
            near = paragraph.around(percent.span.start, percent.span.start)
            before = [amount for amount in near if amount.span.end <= percent.span.start]
            if before:
                yield from _check(document, paragraph, percent, before, earlier)
        earlier = paragraph.amounts[-EARLIER:]


def _check(
    document: Document, text: Paragraph, percent: Percent, before: Sequence[Amount], earlier: Sequence[Amount]
) -> Iterator[Finding]:
    """Give the check of one percentage; `earlier` are the last amounts of the paragraph before."""
    lead = text.between(before[-1].span.end, percent.span.start)
    if _SHARE.fullmatch(lead):
        yield from _share(document, text, percent, before)
    elif named := _NAMED.fullmatch(lead):
        yield from _named_share(document, percent, before, named["name"])
    elif _RATE.search(lead) and "。" not in lead and "%" not in lead:
        yield from _rate(document, text, percent, before) or _far_rate(document, percent, before, earlier)
    elif against := _AGAINST.fullmatch(lead):
        yield from _against(document, text, percent, before, against)
    elif (growth := _GROWTH.fullmatch(lead)) and (change := _CHANGE.search(before[-1].before)):
        yield from _growth(document, text, percent, before, (growth["way"] or change["way"], change["way"]))


def _rate(document: Document, text: Paragraph, percent: Percent, before: Sequence[Amount]) -> list[Finding]:
    """Give the check of a rate: the amounts of its clause, since the last full stop or percentage."""
    end = percent.span.start - text.span.start
    start = text.span.start + max(text.text.rfind(mark, max(0, end - 2 * REACH), end) for mark in "。%")
    parts = [
        amount for amount in before if amount.span.start >= start and amount.plain and not _LEFT.search(amount.before)
    ]
    if len(parts) < 2:
        return []
    of_money = not _OF_WORK.search(text.between(parts[-1].span.end, percent.span.start))
    pairs = [_in_order(percent, whole, parts[-1]) for whole in parts[-2::-1]]
    whole, part = next((pair for pair in pairs if _agrees(percent, *pair)), pairs[0])
    told = bool(_DONE.search(part.before) or _DONE.search(whole.before))
    verdict = "fail" if len(parts) == 2 and told and of_money else "unknown"
    found = _compare(document, percent, (part.value, part.step), (whole, part), verdict=verdict)
    # a rate of tasks may be that of the money, and need not
    return [finding for finding in found if of_money or finding.verdict == "pass"]


def _far_rate(
    document: Document, percent: Percent, before: Sequence[Amount], earlier: Sequence[Amount]
) -> Iterator[Finding]:
    """Give the check of a rate whose whole stands sentences before; nothing where none fits, for none is named."""
    before = [amount for amount in before if not _LEFT.search(amount.before)]
    if not before:
        return
    part = before[-1]
    wholes = [whole for whole in (*before[-2::-1], *earlier[::-1]) if whole.plain and whole.value >= part.value]
    whole = next((whole for whole in wholes if _agrees(percent, whole, part)), None)
    if whole and part.plain and _DONE.search(part.before):
        yield from _compare(document, percent, (part.value, part.step), (whole, part), verdict="unknown")


def _in_order(percent: Percent, whole: Amount, part: Amount) -> tuple[Amount, Amount]:
    """Give the whole first: what was done may be said before what was planned."""
    return (part, whole) if percent.value <= 100 and part.value > whole.value else (whole, part)


def _agrees(percent: Percent, whole: Amount, part: Amount) -> bool:
    if whole.value <= 0:
        return False
    return bool(ratio_agrees(percent.value, percent.step, (part.value, part.step), (whole.value, whole.step))[1])


def _share(document: Document, text: Paragraph, percent: Percent, before: Sequence[Amount]) -> Iterator[Finding]:
    """Give the check of a share of the amount that the list began with."""
    part = before[-1]
    if not part.plain:
        return
    for at in range(len(before) - 2, -1, -1):
        gap = text.between(before[at].span.end, before[at + 1].span.start)
        if _OPENER.match(gap):
            if before[at].plain:
                yield from _compare(document, percent, (part.value, part.step), (before[at], part), verdict="fail")
            return
        if "。" in gap or "其中" in gap:
            yield from _share_of_any(document, percent, part, before[: at + 1])
            return


def _share_of_any(document: Document, percent: Percent, part: Amount, wholes: Sequence[Amount]) -> Iterator[Finding]:
    """Give the check of a share where the list does not say of what: it passes with an amount before it, or is none."""
    for whole in wholes[: -EARLIER - 1 : -1]:
        if whole.plain and not _CHANGE.search(whole.before) and _agrees(percent, whole, part):
            yield from _compare(document, percent, (part.value, part.step), (whole, part), verdict="unknown")
            return


def _named_share(document: Document, percent: Percent, before: Sequence[Amount], name: str) -> Iterator[Finding]:
    """Give the check of 占政府采购支出总额的80% against the amounts of that name; it fails where there is one."""
    part, wanted = before[-1], _TOTAL.sub("", name)
    named = [each for each in before[-2::-1] if each.plain and _TOTAL.sub("", each.before).endswith(wanted)]
    if named and part.plain:
        whole = next((each for each in named if _agrees(percent, each, part)), named[0])
        verdict = "fail" if len(named) == 1 else "unknown"
        yield from _compare(document, percent, (part.value, part.step), (whole, part), verdict=verdict)


def _growth(
    document: Document, text: Paragraph, percent: Percent, before: Sequence[Amount], ways: tuple[str, str]
) -> Iterator[Finding]:
    """Give the check of a change: 增加1062.85万元，增长12.08% behind the amount that it led to."""
    if len(before) < 2:
        return
    now, change = before[-2:]
    gap = _RATED.sub("", text.between(now.span.end, change.span.start), count=1)
    if not _COMPARED.fullmatch(_CHANGE.sub("", gap)):
        return
    down = [way in _DOWN for way in ways]
    old = now.value + change.value if down[1] else now.value - change.value
    each = now.money.qualifier == change.money.qualifier == "each"  # 收、支总计各为 A，各增加 B
    if old <= 0 or not (now.plain or each):
        return
    base = Amount(now.span, old, now.step + change.step, now.unit, now.before, now.money)
    verdict = "fail" if down[0] == down[1] else "unknown"
    yield from _compare(document, percent, (change.value, change.step), (base, change), verdict=verdict)


def _against(
    document: Document, text: Paragraph, percent: Percent, before: Sequence[Amount], match: regex.Match[str]
) -> Iterator[Finding]:
    """Give the check of two levels: 执行数为1.48万元，预算安排2.63万元，比…执行数增加77.70%."""
    if len(before) < 2:
        return
    old, now = before[-2:]
    named = _YEAR.search(match["what"])
    said = text.between(max(text.span.start, old.span.start - 40), old.span.start)
    clause = regex.split(r"[。;]", said)[-1]
    gap = text.between(old.span.end, now.span.start)
    if not named or named[0] not in clause or old.value <= 0 or "。" in gap or not (old.plain and now.plain):
        return
    change = now.value - old.value
    if match["way"] in _DOWN:
        change = -change
    step = old.step + now.step
    yield from _compare(document, percent, (change, step), (old, now), verdict="fail")


def _compare(
    document: Document,
    percent: Percent,
    part: tuple[Decimal, Decimal],
    amounts: tuple[Amount, Amount],
    *,
    verdict: str,
) -> Iterator[Finding]:
    """Give the finding: the first amount is the whole, the part is a value with its step."""
    whole = amounts[0]
    if whole.value <= 0:
        return
    found, how = ratio_agrees(percent.value, percent.step, part, (whole.value, whole.step))
    quotes = " and ".join(document.quote(each.span) for each in amounts)
    printed = document.quote(percent.span)
    yield Finding(
        "ratio",
        f"{percent.span.start}",
        "pass" if how else verdict,
        ratio_message(printed, quotes, found, how),
        expected=f"{found:f}%",
        found=printed.replace(" ", ""),
        spans=_spans(percent, amounts),
    )


def _spans(percent: Percent, amounts: Iterable[Amount]) -> tuple[Span, ...]:
    return (percent.span, *(each.span for each in amounts))


def ratio_message(printed: str, quotes: str, found: Decimal, how: str | None) -> str:
    """Say what was compared and how it came out."""
    said = {"exact": "", "rounded": ", within what the printed digits allow", "cut": ", cut instead of rounded"}
    if how:
        return f"{printed} is printed of {quotes}, which give {found:f}%{said[how]}"
    return f"{printed} is printed of {quotes}, which give {found:f}%: one of the figures is wrong or of something else"


def ratio_agrees(
    printed: Decimal, step: Decimal, part: tuple[Decimal, Decimal], whole: tuple[Decimal, Decimal]
) -> tuple[Decimal, str | None]:
    """Give the ratio in percent, two places more than printed, and how the printed one agrees; None if not.

    `part` and `whole` are values with one unit of their last digit.
    """
    (over, over_step), (under, under_step) = part, whole
    value = over / under * 100
    rounded = value.quantize(min(step, Decimal("0.01")))
    if rounded == printed or value.quantize(step) == printed:
        return rounded, "exact" if value == printed else "rounded"
    if 0 <= value - printed < step:
        return rounded, "cut"
    low = (over - over_step / 2) / (under + under_step / 2) * 100
    high = (over + over_step / 2) / max(under - under_step / 2, under / 2) * 100
    fits = low - step / 2 <= printed <= high + step / 2
    return rounded, "rounded" if fits else None
