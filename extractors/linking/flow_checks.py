"""What documents say of one flow of money against each other: split, spent, rates, days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractors.graph import Check
from extractors.linking.accounts import ARRIVED, GIVEN, RECEIVED, SPENT
from extractors.linking.candidates import Candidate, Ground
from extractors.linking.papers import REPORT, Day, Paper, Statement
from extractors.linking.receipts import printed_evidence, split_statements
from extractors.values.money import format_yuan

SPLIT, SPENDING, RATE, DAYS = "flow_split", "flow_spent", "flow_rate", "flow_dates"
HUNDREDTH = Decimal("0.01")
TEN_THOUSAND = 10**4


def check_flow(ground: Ground, candidates: Sequence[Candidate]) -> Iterator[Check]:
    """Give the checks of every document that speaks of its money; a document with a superior's notice against that."""
    given: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        given.setdefault(candidate.document, []).append(candidate)
    for document in sorted(ground.papers):
        paper = ground.papers[document]
        whole = _whole(paper, given.get(document, ()))
        yield from _check_split(paper, whole)
        yield from _check_spent(paper, whole)
        for candidate in given.get(document, ()):
            yield from _check_days(ground, candidate, paper)
            yield from _check_arrival(candidate, paper, alone=len(given[document]) == 1)


def _whole(paper: Paper, given: Sequence[Candidate]) -> tuple[Decimal, tuple[str, ...], bool] | None:
    """Give what was received, where it is said, and whether only one sum can be meant."""
    claims = {statement.amount: statement for statement in reversed(paper.of(RECEIVED)) if statement.amount}
    claims = claims or {statement.amount: statement for statement in reversed(paper.of(GIVEN)) if statement.amount}
    known = {candidate.amount for candidate in given}
    said = next((amount for amount in claims if amount in known), None)
    first = said if said is not None else max(claims, default=None, key=lambda amount: amount or Decimal(0))
    if first is not None:
        return first, claims[first].evidence, len(claims) == 1 or said is not None
    if len(given) == 1:
        return given[0].amount, tuple(key for edge in given[0].cited for key in edge.evidence), True
    return None


def _check_split(paper: Paper, whole: tuple[Decimal, tuple[str, ...], bool] | None) -> Iterator[Check]:
    """Say whether what is handed on and what is kept are what was received."""
    groups = list(split_statements(paper))
    if whole is None:
        return
    for group in groups:
        found = sum((each.amount for each in group if each.amount), Decimal(0))
        good = found == whole[0]
        sure = whole[2] and len(groups) == 1 and len(group) == 2
        said = " + ".join(f"{each.amount:,.2f} ({each.role})" for each in group)
        yield Check(
            f"check:{SPLIT}:{paper.document}:{group[0].at}",
            SPLIT,
            "pass" if good else "fail" if sure else "unknown",
            f"{said} are {found:,.2f}; received are {whole[0]:,.2f}{_slip(group, whole[0])}",
            format_yuan(whole[0]),
            format_yuan(found),
            tuple(sorted({*whole[1], *(key for each in group for key in each.evidence)})),
            (paper.document,),
        )


def _slip(group: Sequence[Statement], whole: Decimal) -> str:
    """Say which amount would make the sum come out in 万元."""
    for each in group:
        rest = sum((other.amount for other in group if other is not each and other.amount), Decimal(0))
        if each.amount and rest + each.amount * TEN_THOUSAND == whole:
            return f"; {each.amount * TEN_THOUSAND:,.2f} may be meant for {each.amount:,.2f}: 万元, not 元"
    return ""


def _check_spent(paper: Paper, whole: tuple[Decimal, tuple[str, ...], bool] | None) -> Iterator[Check]:
    """Say whether no more is spent than was received, and whether a printed rate is that of the two."""
    spent = [statement for statement in paper.of(SPENT) if statement.amount]
    if whole is None or not whole[0]:
        return
    for statement in spent:
        if statement.rate is not None or len(spent) == 1:
            yield _spent(paper, statement, whole)
        if statement.rate is not None:
            yield _rate(paper, statement, whole, alone=len(spent) == 1)


def _spent(paper: Paper, spent: Statement, whole: tuple[Decimal, tuple[str, ...], bool]) -> Check:
    amount = spent.amount or Decimal(0)
    verdict = "pass" if amount <= whole[0] else "fail" if whole[2] else "unknown"
    return Check(
        f"check:{SPENDING}:{paper.document}:{spent.at}:{amount:f}",
        SPENDING,
        verdict,
        f"{amount:,.2f} are spent of {whole[0]:,.2f} received",
        f"<= {format_yuan(whole[0])}",
        format_yuan(amount),
        tuple(sorted({*whole[1], *spent.evidence})),
        (paper.document,),
    )


def _rate(paper: Paper, spent: Statement, whole: tuple[Decimal, tuple[str, ...], bool], *, alone: bool) -> Check:
    rate, exact = spent.rate or Decimal(0), (spent.amount or Decimal(0)) / whole[0] * 100
    step = Decimal(1).scaleb(min(0, int(rate.as_tuple().exponent)))
    good = abs(exact - rate) < step
    verdict = "pass" if good else "fail" if whole[2] and alone else "unknown"
    return Check(
        f"check:{RATE}:{paper.document}:{spent.at}:{rate:f}",
        RATE,
        verdict,
        f"{rate:f}% is printed; {spent.amount:,.2f} of {whole[0]:,.2f} are {exact.quantize(HUNDREDTH):f}%",
        f"{exact.quantize(HUNDREDTH):f}%",
        f"{rate:f}%",
        tuple(sorted({*whole[1], *spent.evidence})),
        (paper.document,),
    )


def _check_arrival(candidate: Candidate, paper: Paper, *, alone: bool) -> Iterator[Check]:
    """Say whether 到位率 is what was received of what the notice gives."""
    claims = [statement for statement in paper.of(RECEIVED) if statement.rate is not None and statement.amount]
    readable = all(line.amount is not None and not line.edge.doubts for line in candidate.given)
    for claim in claims if candidate.amount else ():
        whole = (candidate.amount, printed_evidence(candidate.given), readable)
        yield _rate(paper, claim, whole, alone=alone and len(claims) == 1)


def _check_days(ground: Ground, candidate: Candidate, paper: Paper) -> Iterator[Check]:
    """Say whether the days are in order: handed out, arrived, accounted for."""
    notice = ground.papers.get(candidate.notice)
    if notice is None:
        return
    days = [("given out", notice.day)] if notice.day else []
    arrived = [Day(each.day, each.evidence) for each in paper.of(ARRIVED) if each.day]
    days += [("arrived", min(arrived, key=lambda day: day.value))] if arrived and paper.kind == REPORT else []
    days += [("accounted for" if paper.kind == REPORT else "handed on", paper.day)] if paper.day else []
    for (before, one), (after, other) in pairwise(days):
        size = min(len(one.value), len(other.value))
        good = one.value[:size] <= other.value[:size]
        sure = one.signed and other.signed
        yield Check(
            f"check:{DAYS}:{candidate.notice}>{paper.document}:{after}",
            DAYS,
            "pass" if good else "fail" if sure else "unknown",
            f"{before} on {one.value}, {after} on {other.value}"
            + ("" if good or sure else "; the day of printing need not be that of signing"),
            f">= {one.value}",
            other.value,
            tuple(sorted({*one.evidence, *other.evidence})),
            (paper.document, candidate.notice),
        )
