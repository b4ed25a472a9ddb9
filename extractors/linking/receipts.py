"""What a document says its region has received: by its tables, its forms, its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.graph import Edge
from extractors.linking.accounts import GIVEN, KEPT, PASSED, RECEIVED
from extractors.linking.allotments import PROSE, ZERO, Allotment, Line, read_yuan
from extractors.linking.papers import Paper, Statement

PROGRAMMES = ("plans", "evaluates")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a document says its region has received: an amount, where it is said, and how it was had.

    `claimed` is true where the document says in so many words that this is the whole; `firm` where it is added up from
    what the document itself does with the money, and not repeated from above.
    """

    amount: Decimal
    evidence: tuple[str, ...]
    said: str
    claimed: bool = False
    firm: bool = True


def read_receipts(paper: Paper | None, allotment: Allotment | None, edges: Sequence[Edge]) -> tuple[Receipt, ...]:
    """Give the totals of a document: of its tables, one by one and together, its programmes and its sentences."""
    return (*_of_tables(allotment), *_of_programmes(edges), *_of_statements(paper, allotment))


def _of_tables(allotment: Allotment | None) -> Iterator[Receipt]:
    tables = [view for view in allotment.views if view.id != PROSE] if allotment else []
    for view in tables:
        yield Receipt(view.total, printed_evidence(view.lines), f"the lines of {_short(view.id)}")
    if allotment and len(allotment.counted) > 1:
        yield Receipt(allotment.total, printed_evidence(allotment.lines), "the lines of its tables")


def _of_programmes(edges: Iterable[Edge]) -> Iterator[Receipt]:
    heads: dict[str, list[tuple[Decimal, tuple[str, ...]]]] = {}
    for edge in edges:
        for fact in edge.facts if edge.type in PROGRAMMES else ():
            amount = read_yuan(fact.value) if fact.name in ("amount_cny", "total_amount_cny", "budget_cny") else None
            if amount:
                heads.setdefault(fact.name, []).append((amount, fact.evidence))
    for name in sorted(heads):
        evidence = tuple(sorted({key for _, keys in heads[name] for key in keys}))
        yield Receipt(
            sum((amount for amount, _ in heads[name]), ZERO), evidence, f"{name} of its programmes", firm=False
        )


def _of_statements(paper: Paper | None, allotment: Allotment | None) -> Iterator[Receipt]:
    if paper is None:
        return
    for statement in paper.of(RECEIVED, GIVEN):
        if statement.amount:
            yield Receipt(statement.amount, statement.evidence, "the text's own figures", claimed=True)
    for group in split_statements(paper):
        evidence = tuple(sorted({key for each in group for key in each.evidence}))
        yield Receipt(_sum(group), evidence, "what is handed on and what is kept")
    kept = [statement for statement in paper.of(KEPT) if statement.amount]
    if kept and allotment and allotment.counted and allotment.counted[0].id != PROSE:
        evidence = tuple(sorted({*printed_evidence(allotment.lines), *(key for each in kept for key in each.evidence)}))
        yield Receipt(allotment.total + _sum(kept), evidence, "the lines of its tables and what is kept")


def split_statements(paper: Paper) -> Iterator[list[Statement]]:
    """Give the passages that say both what is handed on and what is kept."""
    passages: dict[int, list[Statement]] = {}
    for statement in paper.of(PASSED, KEPT):
        if statement.amount:
            passages.setdefault(statement.at, []).append(statement)
    for at in sorted(passages):
        if {PASSED, KEPT} == {statement.role for statement in passages[at]}:
            yield passages[at]


def _sum(statements: Iterable[Statement]) -> Decimal:
    return sum((statement.amount for statement in statements if statement.amount), ZERO)


def _short(view: str) -> str:
    return view.rpartition("/")[2]


def printed_evidence(lines: Iterable[Line]) -> tuple[str, ...]:
    """Give where the amounts of some lines are printed."""
    return tuple(
        sorted({key for line in lines for fact in line.edge.facts if fact.name == "printed" for key in fact.evidence})
    )
