"""Units that slipped: 150元 in a list of 万元, 0.11 where the target is a growth of 10%.

A suspect is an amount whose unit is 10^4 away from that of its neighbours; it fails where the same figure stands
elsewhere in the document with their unit, and is unknown where only the list speaks against it. Amounts for each,
rates, standards and limits are no suspects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import regex

from extractors.checking.finding import Finding
from extractors.checking.prose import REACH, Amount, Paragraph, in_words
from extractors.document import Document, Span

_UNITS = {"元": 0, "万元": 4, "万": 4, "亿元": 8, "亿": 8}
_NAMES = {0: "元", 4: "万元", 8: "亿元"}
_FIGURE = regex.compile(r"\d[\d,]*(?:\.\d+)?")
_EACH = regex.compile(
    r"每|各|人均|户均|均|单价|(?<!高)标准|面值|票价|工资|月薪|低保|罚|额度|限额|最高|最低|上限|下限|起步|不超过|不低于|不足|以[上下内]"
    r"|差额|误差|尾数|零头|利息|手续费|工本费|报名费|门票|餐费|补贴标准|保费|价格|售价|收费|分别|个人|缴费|缴纳"
)
_EACH_AFTER = regex.compile(r"\s*(?:[/每]|的标准|标准|以[上下内]|起|左右|[一-龥]{0,2}[/每])")
_STANDARD = regex.compile(r"(?<!高)标准|档次|等次|等奖|额度|按以下|分档")
_APART = regex.compile(r"[。\n]")
NEAR = 100  # times: what the figure would be in the unit of its neighbours lies so near to them
FEWEST = 2  # neighbours without a second witness


def check_unit_slips(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    """Give the amounts whose unit cannot be meant; nothing of the others."""
    known: dict[Decimal, list[Amount]] = {}
    for amount in (each for paragraph in paragraphs for each in paragraph.amounts if each.plain):
        known.setdefault(amount.value, []).append(amount)
    for paragraph in paragraphs:
        for amount in paragraph.amounts:
            if not amount.plain or amount.unit not in _UNITS:
                continue
            siblings = _siblings(paragraph, amount)
            shift = _shift(paragraph, amount, siblings)
            if shift:
                yield from _judge(document, amount, amount.value.scaleb(shift), siblings, known)


def _siblings(paragraph: Paragraph, amount: Amount) -> list[Amount]:
    """Give the other whole amounts of the same sentence."""
    found = []
    for other in paragraph.around(amount.span.start, amount.span.end):
        first, last = sorted((amount, other), key=lambda each: each.span)
        apart = paragraph.between(first.span.end, max(last.span.start, first.span.end))
        if other is not amount and other.plain and not _APART.search(apart):
            found.append(other)
    return found


def _shift(paragraph: Paragraph, amount: Amount, siblings: Sequence[Amount]) -> int:
    """Give how many places the unit is off, as its neighbours have it; 0 where nothing speaks for a slip."""
    own = _UNITS.get(amount.unit)
    units = {_UNITS.get(other.unit, 0) for other in siblings}
    mixed = len(units) != 1 and not (own == 0 and 0 not in units)
    if own is None or mixed or not amount.plain or not siblings or amount.value <= 0:
        return 0
    theirs = min(units)
    after = paragraph.text[amount.span.end - paragraph.span.start :][:8]
    if theirs == own or _EACH.search(amount.before) or _EACH_AFTER.match(after) or _is_standard(paragraph, amount):
        return 0
    meant = amount.value.scaleb(theirs - own)
    near = all(other.value and meant / NEAR <= other.value <= meant * NEAR for other in siblings)
    return theirs - own if near else 0


def _is_standard(paragraph: Paragraph, amount: Amount) -> bool:
    """Say whether the sentence lists what is paid in each case: 奖励标准：省级100万元，农户500元."""
    start = max(paragraph.span.start, amount.span.start - REACH)
    return bool(_STANDARD.search(_APART.split(paragraph.between(start, amount.span.start))[-1]))


def _judge(
    document: Document,
    amount: Amount,
    meant: Decimal,
    siblings: Sequence[Amount],
    known: Mapping[Decimal, Sequence[Amount]],
) -> Iterator[Finding]:
    """Give the finding: fail with a second witness, unknown with the neighbours alone."""
    near = {other.value for other in siblings}
    telling = amount.unit == "元" and len(_digits(document, amount.span).strip("0")) > 1
    found = known.get(meant, ()) if meant not in near else ()
    witness = next((other for other in found if telling or _same_role(amount, other)), None)
    if witness:
        yield _finding(document, amount, meant, [*siblings, witness], witness)
    elif len(siblings) >= FEWEST and amount.unit == "元" and "," not in document.quote(amount.span):
        yield _finding(document, amount, meant, siblings, None)


def _digits(document: Document, span: Span) -> str:
    figure = _FIGURE.search(document.quote(span))
    return regex.sub(r"\D", "", figure[0]) if figure else ""


def _same_role(one: Amount, other: Amount) -> bool:
    return len(one.before) >= 4 and one.before[-4:] == other.before[-4:]


def _finding(
    document: Document, amount: Amount, meant: Decimal, seen: Sequence[Amount], witness: Amount | None
) -> Finding:
    printed = document.quote(amount.span)
    beside = " and ".join(dict.fromkeys(document.quote(other.span) for other in seen if other is not witness))
    why = f"and {document.quote(witness.span)} stands elsewhere" if witness else "and nothing else tells which is meant"
    spans = sorted({amount.span, *(other.span for other in seen)})
    return Finding(
        "unit_slip",
        f"{amount.span.start}",
        "fail" if witness else "unknown",
        f"{printed} stands beside {beside}, {why}: {in_words(meant)} may be meant",
        expected=f"{meant:.2f}",
        found=f"{amount.value:.2f}",
        spans=tuple(spans),
    )
