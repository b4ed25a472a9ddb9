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
    r"|图书馆|博物馆|文化馆|纪念馆|档案馆|福利院|敬老院|卫生院|工作站|管理站|监测站|服务站|[\p{Han}]局|[\p{Han}]厅|人民政府|管委会|委员会|街道办事处)"
)
_INSIDE = "安排|下达|拨付|给予|下拨|划拨|标准|经费|资金|补助|奖励|补贴|每|的|不超过|不低于|元"
_NAME = regex.compile(
    rf"(?:^|[、,;:(。]|其中|{GIVING}|选定|确定|遴选|以及|[和与及对向给为由])的?\s*"
    rf"(?P<name>(?!(?:其中|以及|选定|确定|遴选|认定|用于|支持|对|向|给|为|和|与|及|全市|全省|省级|市级|县级|国家级|区级|各级|[特一二三]等|我|各|该|本|由|将|经|{GIVING}))(?:(?!{_INSIDE})[\p{{Han}}A-Za-z·]){{2,24}}?{_END})"
    rf"(?=[\p{{Han}}]{{0,12}}?(?:经费|资金|补助|奖励|补贴|专款|奖金)?\s*[(]?(?:承担|安排)?\s*$)"
)
_NO_TOWN = "[各全每我本该等个的省市县区乡级所有]|重点|示范|特色|中心|建制|贫困|民族|试点"
_TOWN = rf"(?:(?!{GIVING}|{_INSIDE}|{_NO_TOWN})\p{{Han}}){{2,4}}(?:镇|乡|街道)"
_TOWNS = regex.compile(
    rf"(?:^|{GIVING}|其中|以及|[:;,、和与及向对给为])\s*(?P<towns>{_TOWN}(?:[、和与及]{_TOWN}){{0,20}})"
    rf"(?=\s*(?:共|分别|各|均|每[镇乡家个])?(?:{GIVING}|专项|工作|资金|经费)*(?!人民|政府|办|中|小学|卫生|财政|党|村|社区)(?:\p{{Han}}{{1,10}}?(?:资金|经费|补助|奖励))?\s*[:(]?\s*$)"
)
_COUNTED = regex.compile(r"(?<=\p{Han})\d{1,3}[家所个户]$")
_NUMBER_OF = regex.compile(
    r"其(?=.{0,2}(?:公司|机构|单位|局|厅)$)|(?:\d+|[一二两三四五六七八九十]{1,3}|上述|以上|各)[家个所户名](?!人民)"
)
_CLASS = regex.compile(
    r"^(?:各类|国家级?|[省市县区]级|示范|重点|龙头|优秀|先进|星级|普惠性?|民办|公办|规模以?上?|小微|中小微?|新建|农民|农村|专业|家庭|乡镇|社区|基层)+"
    r"(?:企业|农场|合作社|学校|小学|中学|初中|高中|幼儿园|卫生院|卫生室|医院|机构|园区|中心)$"
)
_OFFICE_AND_DEED = regex.compile(
    r"(?<=.(?:大学|学院|医院|公司|学校|中学|小学))(?:开展|实施|承担|创建|举办|购置|新建|建设(?!工程|管理|集团|有限|监理|投资|分公司)).+$"
)
_CLASS_IN_FRONT = regex.compile(r"^(?:新|首次|国家级|[省市县区]级)\p{Han}{1,8}?(?:企业|单位|机构)(?=.{6})")
_VERB_IN_FRONT = regex.compile(rf"^(?:{GIVING}|对|向|给)(?=.{{5,}})")
REACH = 40  # characters in front of a sum


def mend_names(folded: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Give the names without a count or a deed behind them (黑龙江大学3所) and without a verb in front (兑现…公司).

    两家公司 is a count, 示范家庭农场 a class: no names.
    """
    for mention in mentions:
        surface = folded[mention.span.start : mention.span.end]
        if _NUMBER_OF.match(surface) or _CLASS.match(surface):
            continue
        tail, verb = (
            _COUNTED.search(surface) or _OFFICE_AND_DEED.search(surface),
            _VERB_IN_FRONT.match(surface) or _CLASS_IN_FRONT.match(surface),
        )
        if mention.kind != "organisation" or not (tail or verb):
            yield mention
            continue
        start = mention.span.start + (verb.end() if verb else 0)
        end = mention.span.end - (len(tail[0]) if tail else 0)
        value = "".join(folded[start:end].split())
        yield replace(mention, span=Span(start, end), value=value, by=BY, score=min(mention.score, SCORE))


def find_loose_names(folded: str, names: Sequence[Mention], amounts: Sequence[Mention]) -> Iterator[Mention]:
    """Give the names in front of sums that nothing else has found; one that only begins with a place is one."""
    taken = sorted(names, key=_end)
    organisations = [name for name in taken if name.kind == "organisation"]
    for amount in amounts:
        start = max(0, amount.span.start - REACH, folded.rfind("\n", 0, amount.span.start) + 1)
        found = list(_NAME.finditer(folded, start, amount.span.start, overlapped=False))
        if found and not _NUMBER_OF.match(found[-1]["name"]) and not _CLASS.match(found[-1]["name"]):
            yield from _free(folded, Span(*found[-1].span("name")), organisations)
        for span in _towns(folded, start, amount.span.start):
            yield from _free(folded, span, taken)


def _towns(folded: str, start: int, end: int) -> Iterator[Span]:
    """Give the towns of a list in front of a sum: 黄土铺镇、步云桥镇各50万元."""
    match = _TOWNS.search(folded, start, end)
    if match:
        for town in regex.finditer(r"[^、和与及]+", folded, pos=match.start("towns"), endpos=match.end("towns")):
            yield Span(*town.span())


def _free(folded: str, span: Span, taken: Sequence[Mention]) -> Iterator[Mention]:
    """Give a name where nothing else has found one."""
    at = bisect_right(taken, span.start, key=_end)
    if at == len(taken) or not taken[at].span.overlaps(span):
        yield Mention("organisation", span, "".join(folded[span.start : span.end].split()), BY, SCORE)


def _end(mention: Mention) -> int:
    return mention.span.end
