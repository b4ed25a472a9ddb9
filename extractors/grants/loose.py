"""Names that are known by their place only: right in front of a sum, after a verb that gives or in a list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import regex

from extractors.document import Span
from extractors.grants.words import GIVING
from extractors.mention import Mention

BY = "grants.place"
SCORE = 0.6
_END = (
    r"(?:大学|学院|中学|小学|学校|幼儿园|公司|医院|保健院|研究院|研究所|科学院|设计院|实验室|合作社|事务所|农场|林场|中心|协会|学会|商会"
    r"|图书馆|博物馆|[\p{Han}]局|[\p{Han}]厅|人民政府|管委会|委员会|街道办事处)"
)
_NAME = regex.compile(
    rf"(?:^|[、,;:(。]|其中|{GIVING}|选定|确定|遴选|以及|[和与及对向给为由])\s*"
    rf"(?P<name>(?!(?:其中|以及|选定|确定|遴选|认定|用于|支持|对|向|给|为|和|与|及|全市|全省|省级|市级|县级|国家级|区级|各级|[特一二三]等|我|各|该|本|由|将|经|{GIVING}))[\p{{Han}}A-Za-z·]{{2,24}}?{_END})"
    rf"(?=[\p{{Han}}]{{0,12}}?(?:经费|资金|补助|奖励|补贴|专款|奖金)?\s*[(]?(?:承担|安排)?\s*$)"
)
_COUNTED = regex.compile(r"(?<=\p{Han})\d{1,3}[家所个户]$")
_NUMBER_OF = regex.compile(r"(?:\d+|[一二两三四五六七八九十]{1,3}|上述|以上|各)[家个所户名](?!人民)")
_VERB_IN_FRONT = regex.compile(rf"^(?:{GIVING}|对|向|给)(?=.{{5,}})")
REACH = 40  # characters in front of a sum


def mend_names(folded: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Give the names without a count behind them (黑龙江大学3所) and without a verb in front (兑现…公司).

    两家公司 is a count, no name.
    """
    for mention in mentions:
        surface = folded[mention.span.start : mention.span.end]
        if _NUMBER_OF.match(surface):
            continue
        tail, verb = _COUNTED.search(surface), _VERB_IN_FRONT.match(surface)
        if mention.kind != "organisation" or not (tail or verb):
            yield mention
            continue
        start = mention.span.start + (verb.end() if verb else 0)
        end = mention.span.end - (len(tail[0]) if tail else 0)
        value = "".join(folded[start:end].split())
        yield replace(mention, span=Span(start, end), value=value, by=BY, score=min(mention.score, SCORE))


def find_loose_names(folded: str, names: Sequence[Mention], amounts: Sequence[Mention]) -> Iterator[Mention]:
    """Give the names in front of sums that nothing else has found; one that only begins with a place is one."""
    taken = sorted((name for name in names if name.kind == "organisation"), key=_end)
    for amount in amounts:
        start = max(0, amount.span.start - REACH, folded.rfind("\n", 0, amount.span.start) + 1)
        found = list(_NAME.finditer(folded, start, amount.span.start, overlapped=False))
        if not found or _NUMBER_OF.match(found[-1]["name"]):
            continue
        span = Span(*found[-1].span("name"))
        at = bisect_right(taken, span.start, key=_end)
        if at == len(taken) or not taken[at].span.overlaps(span):
            yield Mention("organisation", span, "".join(folded[span.start : span.end].split()), BY, SCORE)


def _end(mention: Mention) -> int:
    return mention.span.end
