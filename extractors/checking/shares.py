"""What each gets times how many, and the parts after 其中, against the total that is printed for all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractors.checking.finding import Finding
from extractors.document import Document, Span
from extractors.grants import Grant, find_passages, read_grants, to_yuan
from extractors.mention import Mention
from extractors.text import fold
from extractors.values.money import Money

_AMONG = regex.compile(r"其中")
_CHANGE = regex.compile(
    r"增加|减少|增长|下降|提高|同比|上年|去年|年初|相比|较|(?<!对)比|含|包括|占|节约|超出|结转|结余|剩余|扣除|未"
)
_OTHER_KIND = regex.compile(r"支出|执行|完成|到位|使用|已|实际|拨付|支付")
_DECIMAL = regex.compile(r"\d+\.(?P<decimals>\d+)")
_SPREAD = Decimal("0.866")  # three standard deviations of a rounding error, in units of the last place
FARTHEST = 40  # characters between a whole and 其中
_BRACKETED = regex.compile(r"\(\s*$")


def check_shares(document: Document, mentions: Sequence[Mention]) -> Iterator[Finding]:
    """Give the checks share_total (每, 各, 分别 times count) and prose_parts (parts against their whole)."""
    amounts = tuple(mention for mention in mentions if mention.kind == "amount")
    if not amounts:
        return
    grants = read_grants(document, mentions)
    yield from (finding for grant in grants for finding in _check_each(document, grant))
    folded = fold(document.text)
    seen: set[Span] = set()
    by_passage: dict[Span, list[Grant]] = {}
    for grant in grants:
        by_passage.setdefault(grant.passage, []).append(grant)
    for passage in find_passages(document):
        first = bisect_left(amounts, passage.start, key=_start)
        inside = amounts[first : bisect_left(amounts, passage.end, first, key=_start)]
        own = by_passage.get(passage, [])
        findings = [*_check_among(document, folded, passage, inside), *_check_payees(document, own)]
        findings += list(_check_brackets(document, folded, passage, inside)) if not own else []
        for finding in findings:
            if finding.spans[0] not in seen:
                seen.add(finding.spans[0])
                yield finding


def _start(mention: Mention) -> int:
    return mention.span.start


# -------------------------------------------------------------------------------------- 每, 各, 分别


def _check_each(document: Document, grant: Grant) -> Iterator[Finding]:
    each, total = to_yuan(grant.each), to_yuan(grant.total)
    if grant.each is None or grant.total is None or each is None or total is None or grant.count is None:
        return
    found = each * grant.count
    verdict = "pass" if found == total else "unknown" if grant.groupings else "fail"
    names = "、".join(document.quote(payee.span) for payee in grant.payees) or document.quote(grant.span)
    yield Finding(
        "share_total",
        f"{grant.each.span.start}-{grant.total.span.start}",
        verdict,
        f"{grant.count} x {document.quote(grant.each.span)} are {found:,}, printed in all are {total:,} ({names})"
        + ("; with several of them taken as one it would agree" if verdict == "unknown" else ""),
        expected=f"{total:f}",
        found=f"{found:f}",
        spans=(grant.total.span, grant.each.span, grant.span),
    )


# -------------------------------------------------------------------------------------- 其中


def _check_among(document: Document, folded: str, passage: Span, amounts: Sequence[Mention]) -> Iterator[Finding]:
    marks = [mark.start() for mark in _AMONG.finditer(folded, passage.start, passage.end)]
    for at, mark in enumerate(marks):
        whole = _whole(folded, mark, amounts)
        stop = folded.find("。", mark, passage.end)
        end = min(marks[at + 1] if at + 1 < len(marks) else passage.end, stop if stop >= 0 else passage.end)
        parts = _parts(folded, mark, end, amounts)
        if whole is not None and parts:
            yield _parts_to_finding(document, whole, parts, exact=False)


def _whole(folded: str, mark: int, amounts: Sequence[Mention]) -> Mention | None:
    """Give the amount right in front of 其中."""
    at = bisect_left(amounts, mark, key=_start) - 1
    if at < 0 or not 0 <= mark - amounts[at].span.end <= FARTHEST or to_yuan(amounts[at]) is None:
        return None
    gap = folded[amounts[at].span.end : mark]
    clause = regex.split(r"[,。;]", folded[max(0, amounts[at].span.start - 30) : amounts[at].span.start])[-1]
    return None if _CHANGE.search(gap) or _CHANGE.search(clause) or gap.count("。") > 1 else amounts[at]


def _parts(folded: str, start: int, end: int, amounts: Sequence[Mention]) -> list[Mention]:
    """Give the amounts of a list behind 其中; none where one of them is a rate or a bound."""
    found = []
    for amount in amounts[bisect_left(amounts, start, key=_start) : bisect_left(amounts, end, key=_start)]:
        clause = regex.split(r"[,。;:、]", folded[start : amount.span.start])[-1]
        inside = folded.count("(", start, amount.span.start) > folded.count(")", start, amount.span.start)
        if _CHANGE.search(clause) or (inside and not _BRACKETED.search(clause)):
            continue
        value = amount.value
        if to_yuan(amount) is None or not isinstance(value, Money) or value.qualifier in ("each", "total"):
            return []
        found.append(amount)
    return found


def _parts_to_finding(document: Document, whole: Mention, parts: Sequence[Mention], *, exact: bool) -> Finding:
    """Compare: parts after 其中 are no more than the whole; parts that are all there are exactly the whole."""
    total = to_yuan(whole) or Decimal(0)
    values = [to_yuan(part) or Decimal(0) for part in parts]
    found = sum(values, Decimal(0))
    apart = abs(found - total)
    rounded = 0 < apart <= _slack(document, (whole, *parts))
    if not apart or rounded or (found < total and not exact):
        verdict = "pass"
    else:
        between = document.text[parts[0].span.start : parts[-1].span.end]
        verdict = "unknown" if found < total or (not exact and _OTHER_KIND.search(between)) else "fail"
    listed = " + ".join(document.quote(part.span) for part in parts)
    return Finding(
        "prose_parts",
        f"{whole.span.start}-{parts[0].span.start}",
        verdict,
        f"{listed} are {found:,}, the whole is {document.quote(whole.span)}"
        + (f" ({apart:,} apart, as rounding does)" if rounded else "")
        + (" (其中 need not name all parts)" if found < total and not exact and not rounded else ""),
        expected=f"{total:f}",
        found=f"{found:f}",
        spans=(whole.span, *(part.span for part in parts)),
    )


def _slack(document: Document, amounts: Sequence[Mention]) -> Decimal:
    """Give how far rounding may bring a sum off: figures with decimals of 万元 or more are rounded, others exact."""
    steps = [step for amount in amounts if (step := _step(document.quote(amount.span), to_yuan(amount) or Decimal(0)))]
    return _SPREAD * max(steps) * Decimal(len(steps)).sqrt() if steps else Decimal(0)


def _step(printed: str, yuan: Decimal) -> Decimal:
    """Give the yuan of one unit of the last decimal that is printed; 0 where the figure is exact."""
    match = _DECIMAL.search(fold(printed).replace(",", "").replace(" ", ""))
    if match is None or not Decimal(match[0]):
        return Decimal(0)
    scale = yuan / Decimal(match[0])
    return scale.scaleb(-len(match["decimals"])) if scale > 1 else Decimal(0)


# -------------------------------------------------------------------------------------- payees, brackets


def _check_payees(document: Document, grants: Sequence[Grant]) -> Iterator[Finding]:
    """Compare the sums of several payees with the one total that stands beside them."""
    totals = {grant.total.span: grant.total for grant in grants if grant.total is not None}
    shares = [share for grant in grants if grant.each is None for share in grant.shares]
    if len(totals) != 1 or len(shares) < 2 or any(grant.each for grant in grants):
        return
    (total,) = totals.values()
    if to_yuan(total) is None or any(share.yuan is None or share.basis != "observed" for share in shares):
        return
    spans = dict.fromkeys(share.printed for share in shares if share.printed is not None)
    if len(spans) != len(shares):
        return
    found = sum((share.yuan for share in shares if share.yuan is not None), Decimal(0))
    whole = to_yuan(total) or Decimal(0)
    if found < whole and total.span.start < min(spans).start:
        return  # the sum of a project need not go to these payees alone
    verdict = "pass" if found == whole else "fail"
    listed = " + ".join(document.quote(span) for span in spans)
    yield Finding(
        "prose_parts",
        f"{total.span.start}-{min(spans).start}",
        verdict,
        f"{listed} are {found:,}, the whole is {document.quote(total.span)}",
        expected=f"{whole:f}",
        found=f"{found:f}",
        spans=(total.span, *spans),
    )


def _check_brackets(document: Document, folded: str, passage: Span, amounts: Sequence[Mention]) -> Iterator[Finding]:
    """Compare sums in brackets behind the things of one list with the one sum in front: 40万元，…7件（4.9万元）、…."""
    stop = folded.find("。", passage.start, passage.end)
    own = [item for item in amounts if stop < 0 or item.span.end <= stop]
    if len(own) < 3 or any(not _opens(folded, item) for item in own[1:]):
        return
    if all(to_yuan(item) is not None for item in own) and not _opens(folded, own[0]):
        yield _parts_to_finding(document, own[0], own[1:], exact=True)


def _opens(folded: str, amount: Mention) -> bool:
    """Say whether an amount stands first in a bracket."""
    return _BRACKETED.search(folded, max(0, amount.span.start - 3), amount.span.start) is not None
