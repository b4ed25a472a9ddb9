"""What a document says became of its money: received, handed on, kept, spent, with rates and the day it arrived.

Each statement is a fact `accounts` of the document's node. What is compared with what is decided in the pass over the
archive; here stands only what one sentence says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractors.document import Document, Span
from extractors.grants.passage import find_passages, split_sentences
from extractors.graph import OWN, Fact, Graph, Node
from extractors.linking.quoting import Cite, start_quoting
from extractors.mention import Mention
from extractors.text import fold, squeeze
from extractors.values.money import Money

BY = "accounts-1"
ACCOUNTS = "accounts"
RECEIVED, GIVEN, PASSED, KEPT, SPENT, LEFT, ARRIVED = "received", "given", "passed", "kept", "spent", "left", "arrived"

_FILLER = (
    r"(?:[^,;。:]{0,60}?(?:资金|经费|款项?|金额|总额|数额?))?"
    r"(?:共计|合计|共|计|总计|累计|总额|约|为|是|达到?|了|人民币|[:(])*"
)
_PLACES = r"(?:县|区|镇|乡|旗|市县|各市|各地|单位|企业|机构|主体|项目|部门|学校|医院|基层)"
_BEHIND = (
    r"(?:\([^()]{0,12}\))?(?:等|的)*(?:专项)?(?:资金|经费|款项?|金额)?(?:共计|合计|总计|共|计|约|为|是|达|人民币)*"
)
_HANDS = r"(?:下达|拨付|下拨|分配|分解|转移支付|安排|切块|划拨|转拨|兑付|支付)"
_US = r"(?:我|本)[省市县区州盟旗]"
_AT_LEVEL = r"[省市县区州]本?级(?:财政|部门|单位)?(?:安排|留用|使用|列支|支出|项目)"
_SPENDS = r"(?:实际|累计|已经?|共|完成|全年|当年|合计)?(?:支出|支付|使用|列支|执行|报账)(?!进度|率|计划|范围|方向|管理)"
_ROLES = tuple(
    (role, regex.compile(pattern))
    for role, pattern in (
        (LEFT, rf"(?:结余|节余|结转|剩余|未支出|未使用|尚未拨付|收回){_FILLER}$"),
        (KEPT, rf"(?:留用|留存|自留|统筹使用)[^,;。:]{{0,20}}$|{_AT_LEVEL}[^,;。:]{{0,16}}$"),
        (KEPT, r"[市县区][^,;。:]{2,16}局(?:\([^()]{1,20}\))?承担[^,;。:]{0,20}$"),
        (SPENT, rf"{_SPENDS}{_FILLER}$"),
        (GIVEN, rf"{_HANDS}(?:给|至|到)?你(?:们|[省市县区州旗局]|单位)[^,;。:]{{0,70}}$"),
        (PASSED, rf"{_HANDS}(?!(?:至|到|给)?{_US})[^,;。:]{{0,50}}?{_PLACES}{_BEHIND}$"),
        (GIVEN, rf"(?:现|本次|此次|拟)(?:予以?|将|批)?(?!.*{_US})[^,;。:]{{0,16}}?{_HANDS}[^,;。:]{{0,70}}$"),
        (RECEIVED, rf"(?:收到|到位|获得|争取到?|{_HANDS})[^,;。:]{{0,80}}$"),
    )
)
_TO_YOU = regex.compile(r"^[^,;。]{0,12}?(?:分配|下达|拨付|安排)[^,;。]{0,8}?(?:给你|你们|你[市县区局])")
_BEHIND_ROLES = tuple(
    (role, regex.compile(pattern))
    for role, pattern in (
        (KEPT, r"\s*(?:资金)?(?:由|用于|作为|留|归)[^,;。:]{0,8}?(?:[省市县区州]本?级|[省市县区州]直|本级)"),
        (PASSED, rf"\s*(?:资金)?(?:已|全部|及时|用于)*{_HANDS}{{1,3}}(?:至|到|给|落实到)[^,;。:]{{0,12}}?{_PLACES}"),
        (RECEIVED, r"\s*(?:资金)?(?:已|于[^,;。:]{0,12})?(?:全部|全额|足额|及时)*到位"),
    )
)
_REST = regex.compile(r"(?:其余|余下|剩余)(?:的|资金)*$")
_OTHER = regex.compile(
    r"上年|往年|自筹|配套|贷款(?!贴息)|产值|营业|销售|合同|中标|罚|每[家个户亩人]|人均|(?<!高)标准|收入(?!支出)|投资额|融资|保费"
    r"|年初预算|预算(?:安排|执行数|收入|支出)|决算|基本支出|人员经费|公用经费|其中[^,;。:]{0,3}$"
)
_RATE = regex.compile(
    r"(?P<what>到位|执行|支出|使用|支付|拨付)(?:率|进度|比例)(?:为|达到?|约|:|是)*\s*(?P<rate>\d{1,3}(?:\.\d+)?)\s*%"
)
_CAME = regex.compile(r"^\s*[,(]?[^,;。\d]{0,8}?(?:收到|到位|到账|拨付到位|全部到位|全额到位|转入)")
_QUOTED = regex.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_FULL = regex.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said of the money: its role, the amount or the day, the rate in percent that follows it."""

    role: str
    span: Span
    passage: int
    money: Money | None = None
    day: str | None = None
    rate: tuple[str, Span] | None = None


def build_accounts(document: Document, mentions: Sequence[Mention], own: str) -> Graph:
    """Give the document's node with a fact for each statement about its money."""
    cite, items = start_quoting(document, BY)
    facts = tuple(_to_fact(document, statement, cite) for statement in find_statements(document, mentions))
    if not facts:
        return Graph()
    return Graph(nodes=(Node(own, "Document", facts, (), "held"),), evidence=tuple(items.values()))


def _to_fact(document: Document, statement: Statement, cite: Cite) -> Fact:
    value: dict[str, object] = {"role": statement.role, "passage": statement.passage}
    spans = [statement.span]
    if statement.money is not None and statement.money.cny is not None:
        value |= {"amount_cny": statement.money.cny, "printed": squeeze(document.quote(statement.span))}
    if statement.day is not None:
        value["date"] = statement.day
    if statement.rate is not None:
        value["rate"] = statement.rate[0]
        spans.append(statement.rate[1])
    return Fact(ACCOUNTS, value, cite(*spans), OWN)


def find_statements(document: Document, mentions: Sequence[Mention]) -> Iterator[Statement]:
    """Give what running text says of the document's money, in text order."""
    folded = fold(document.text)
    told = sorted(
        (mention for mention in mentions if mention.kind in ("amount", "date")), key=lambda mention: mention.span
    )
    at = 0
    for passage in find_passages(document):
        for sentence in split_sentences(folded, passage):
            while at < len(told) and told[at].span.start < sentence.start:
                at += 1
            inside = []
            while at < len(told) and told[at].span.end <= sentence.end:
                inside.append(told[at])
                at += 1
            if inside:
                yield from _read(_hide_titles(folded, sentence), inside, sentence, passage.start)


def _hide_titles(folded: str, sentence: Span) -> str:
    """Give the sentence with what stands in 《》 blanked: a title that hands out says nothing of the sentence."""
    text = folded[sentence.start : sentence.end]
    return _QUOTED.sub(lambda match: "〇" * len(match[0]), text)


def _read(text: str, mentions: Sequence[Mention], sentence: Span, passage: int) -> Iterator[Statement]:
    last = 0
    amounts = [mention for mention in mentions if mention.kind == "amount"]
    for mention in mentions:
        start, end = mention.span.start - sentence.start, mention.span.end - sentence.start
        if mention.kind == "date":
            if isinstance(mention.value, str) and _FULL.fullmatch(mention.value) and _CAME.match(text[end:]):
                yield Statement(ARRIVED, mention.span, passage, day=mention.value)
            continue
        following = next((other.span.start for other in amounts if other.span.start >= mention.span.end), sentence.end)
        role = _role(text[last:start], text[end : following - sentence.start])
        if role and isinstance(mention.value, Money) and _is_whole(mention.value):
            rate = _rate(text, end, following - sentence.start, sentence.start, role)
            yield Statement(role, mention.span, passage, mention.value, rate=rate)
        last = end


def _is_whole(money: Money) -> bool:
    return money.cny is not None and money.per is None and money.qualifier in (None, "total")


def _role(before: str, after: str) -> str | None:
    """Give what is said of an amount by the clause in front of it, or by the clauses since the last amount."""
    clause = regex.split(r"[,;。]", before)[-1]
    if _REST.search(clause) or not clause.strip():
        return _role_behind(after)
    for piece in (clause, before):
        plain = piece.strip()
        if _OTHER.search(plain):
            return None
        role = next((role for role, pattern in _ROLES if pattern.search(plain)), None)
        if role:
            return GIVEN if role == RECEIVED and _TO_YOU.match(after) and "我" not in plain else role
    return _role_behind(after)


def _role_behind(after: str) -> str | None:
    """Give what is said of an amount by what follows it: 其余…由市本级使用."""
    return next((role for role, pattern in _BEHIND_ROLES if pattern.match(after)), None)


def _rate(text: str, start: int, end: int, offset: int, role: str) -> tuple[str, Span] | None:
    """Give the rate that follows an amount: 到位率 of what was received, the others of what was spent."""
    match = _RATE.search(text, start, end)
    if match is None or (match["what"] == "到位") != (role == RECEIVED):
        return None
    return match["rate"], Span(offset + match.start("rate"), offset + match.end())
