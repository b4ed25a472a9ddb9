"""The fund that a document hands out, by its title: …关于下达2021年度省…专项资金（…）的通知."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.document import Document, Part, Span
from extractors.text import fold

_FUND = regex.compile(
    r"(?:下达|拨付|安排|下拨|分配|预拨|追加|核拨|清算|结算|调整|收回|使用|管理|发放)\s*(?:\(?第?[一二三四五六\d]+批\)?)?\s*"
    r"(?P<year>(?:20\s?\d\s?\d)\s*年?(?:[-至]20\d\d年)?\s*(?:度)?)?\s*(?:\(?第?[一二三四五六\d]+批\)?)?"
    r"(?P<fund>[^《》]{2,80}?(?:资金|经费|补助|转移支付|基金|补贴|奖补|奖励|补助款|专款|预算内投资)(?:\s*\((?:[^()]|\([^()]*\)){1,80}\))?)"
    r"(?=\s*(?:分配|预算|项目|的通知|的函|支出|指标|安排|使用|计划|明细|方案|及|绩效|情况|自评|\(|$))"
)
_YEAR = regex.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class FundName:
    """The name of a fund without the year, where it stands, and the budget year."""

    name: str
    span: Span | None
    year: str | None


def find_fund(document: Document) -> FundName | None:
    """Give the fund that the title names."""
    title = document.part("title")
    if title is None:
        return None
    folded = fold(document.text[title.span.start : title.span.end]) if title.span else fold(title.value)
    match = _FUND.search(folded)
    if match is None:
        return None
    year = _YEAR.search("".join((match["year"] or "").split()))
    raw = document.text[title.span.start : title.span.end] if title.span else title.value
    name = "".join(raw[match.start("fund") : match.end("fund")].split())
    return FundName(name, _span(title, match), year[0] if year else None)


def _span(title: Part, match: regex.Match[str]) -> Span | None:
    if title.span is None:
        return None
    return Span(title.span.start + match.start("fund"), title.span.start + match.end("fund"))
