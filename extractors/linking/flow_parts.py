"""Parts of one flow against each other: each project as given and handed on, and what a sheet of targets asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extractors.graph import Check, Edge
from extractors.linking.allotments import PROSE, Allotment, Line, read_yuan
from extractors.linking.candidates import Candidate, Ground, lines_sum
from extractors.linking.ids import normal_title
from extractors.linking.receipts import printed_evidence
from extractors.values.money import format_yuan

PROJECT, DEMAND = "flow_project", "flow_demand"


def check_parts(ground: Ground, candidates: Sequence[Candidate]) -> Iterator[Check]:
    """Give for each candidate with tables of its own the projects that both name, and the sums that are asked for."""
    demands = _read_demands(ground, {candidate.notice for candidate in candidates})
    for candidate in candidates:
        allotment = ground.allotments.get(candidate.document)
        if allotment is not None and any(view.id != PROSE for view in allotment.counted):
            yield from _check_projects(candidate, allotment)
            yield from _check_demands(candidate, allotment, demands.get((candidate.notice, candidate.region), ()))


def _read_demands(ground: Ground, notices: Iterable[str]) -> dict[tuple[str, str], list[tuple[Edge, Decimal]]]:
    """Give what the sheets of targets of each notice ask for, by region."""
    found: dict[tuple[str, str], list[tuple[Edge, Decimal]]] = {}
    for notice in notices:
        for edge in ground.said.get(notice, ()):
            facts = {fact.name: fact.value for fact in edge.facts} if edge.type == "plans" else {}
            amount = read_yuan(facts.get("amount_cny"))
            if amount and "region" in facts:
                found.setdefault((notice, f"region:{facts['region']}"), []).append((edge, amount))
    return found


def _check_projects(candidate: Candidate, allotment: Allotment) -> Iterator[Check]:
    given, handed = _by_project(candidate.given), _by_project(allotment.lines)
    for name in sorted(given.keys() & handed.keys()):
        asked, found = lines_sum(given[name]), lines_sum(handed[name])
        readable = all(line.amount is not None and not line.edge.doubts for line in (*given[name], *handed[name]))
        yield Check(
            f"check:{PROJECT}:{candidate.notice}>{candidate.document}:{name}",
            PROJECT,
            "pass" if asked == found else "fail" if readable and found > asked else "unknown",
            f"{name}: {asked:,.2f} are given, {found:,.2f} are handed on in {len(handed[name])} lines",
            format_yuan(asked),
            format_yuan(found),
            tuple(sorted({*printed_evidence(given[name]), *printed_evidence(handed[name])})),
            (candidate.document, candidate.notice),
        )


def _by_project(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.project:
            found.setdefault(normal_title(line.project), []).append(line)
    return found


def _check_demands(
    candidate: Candidate, allotment: Allotment, demands: Sequence[tuple[Edge, Decimal]]
) -> Iterator[Check]:
    """Say which sum of a document is what the sheet of targets asks for (资金需求); none where no sum is."""
    sums = dict(_sums(allotment)) if demands else {}
    for edge, amount in demands:
        if amount in sums:
            yield _demand(candidate, edge, amount, sums[amount])


def _demand(candidate: Candidate, edge: Edge, amount: Decimal, found: tuple[str, tuple[Line, ...]]) -> Check:
    what, lines = found
    said = tuple(key for fact in edge.facts if fact.name == "amount_cny" for key in fact.evidence)
    return Check(
        f"check:{DEMAND}:{edge.id}>{candidate.document}",
        DEMAND,
        "pass",
        f"{amount:,.2f} are asked for by the sheet of targets, and are {what}",
        format_yuan(amount),
        format_yuan(amount),
        tuple(sorted({*said, *printed_evidence(lines)})),
        (candidate.document, candidate.notice),
    )


def _sums(allotment: Allotment) -> Iterator[tuple[Decimal, tuple[str, tuple[Line, ...]]]]:
    """Give the sums of a document's tables, the widest last, so that it is named where several agree."""
    for view in allotment.counted:
        rows: dict[int, list[Line]] = {}
        for line in view.lines:
            rows.setdefault(line.row, []).append(line)
        for row in sorted(rows):
            yield lines_sum(rows[row]), (f"row {row} of {_short(view.id)}", tuple(rows[row]))
        for name, lines in sorted(_by_project(view.lines).items()):
            yield lines_sum(lines), (f"the lines of {name}", tuple(lines))
        yield view.total, (f"the lines of {_short(view.id)}", view.lines)
    if len(allotment.counted) > 1:
        yield allotment.total, ("the lines of its tables", allotment.lines)


def _short(view: str) -> str:
    return view.rpartition("/")[2]
