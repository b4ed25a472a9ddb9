"""What the pass over the archive knows of each held document: fund, year, day, kind, what it says of its money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import regex

from extractors.graph import Edge, Evidence, Fact, Graph, Node, best
from extractors.linking.accounts import ACCOUNTS
from extractors.linking.allotments import read_yuan
from extractors.linking.funds import FundYear, title_to_fund

NOTICE, REPORT, OTHER = "notice", "report", "other"
REPORTING = ("reports_actual", "evaluates")
_REPORT = regex.compile(r"自评|评价|自查|总结|情况的?报告|完成情况|使用情况|执行情况|报告$")
_NOTICE = regex.compile(r"(?:通知|函|批复|意见|决定|方案|计划|公示|公告)$|下达|分配|拨付|安排")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about money: `role` as in accounts; `source` is the file that says it, `at` its passage there."""

    role: str
    amount: Decimal | None
    day: str | None
    rate: Decimal | None
    at: int
    source: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A date, ISO, with where it is said; `signed` is false for the day of printing."""

    value: str
    evidence: tuple[str, ...]
    signed: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """A held document as the flow of money sees it."""

    document: str
    kind: str
    fund: FundYear
    day: Day | None
    statements: tuple[Statement, ...]
    numbered: bool = False

    def of(self, *roles: str) -> list[Statement]:
        """Give the statements of some roles, in the order of the text."""
        return [statement for statement in self.statements if statement.role in roles]


def read_papers(graph: Graph) -> dict[str, Paper]:
    """Give every held document by its id."""
    reporting = {edge.source for edge in graph.edges if edge.type in REPORTING}
    evidence = {item.id: item for item in graph.evidence if item.by.startswith(ACCOUNTS)}
    held = (node for node in graph.nodes if node.type == "Document" and node.status == "held")
    return {node.id: _to_paper(node, evidence, reports=node.id in reporting) for node in held if "/附件" not in node.id}


def _to_paper(node: Node, evidence: Mapping[str, Evidence], *, reports: bool) -> Paper:
    facts: dict[str, list[Fact]] = {}
    for fact in node.facts:
        facts.setdefault(fact.name, []).append(fact)
    title = str(best(facts["title"]).value) if "title" in facts else ""
    kind = REPORT if reports or _REPORT.search(title) else NOTICE if _NOTICE.search(title) else OTHER
    statements = tuple(sorted(_statements(facts.get(ACCOUNTS, ()), evidence), key=_order))
    first = statements[0].source if statements else ""
    return Paper(
        node.id,
        kind,
        title_to_fund(title),
        _day(facts),
        tuple(statement for statement in statements if statement.source == first),
        "number" in facts,
    )


def _order(statement: Statement) -> tuple[str, int, tuple[str, ...]]:
    return statement.source, statement.at, statement.evidence


def _day(facts: Mapping[str, Sequence[Fact]]) -> Day | None:
    for name, signed in (("date", True), ("printed_date", False)):
        if name in facts:
            fact = best(facts[name])
            return Day(str(fact.value), fact.evidence, signed)
    return None


def _statements(facts: Iterable[Fact], evidence: Mapping[str, Evidence]) -> Iterator[Statement]:
    """Give the statements of a document; each once for every file that says it."""
    for fact in facts:
        value: dict[str, Any] = fact.value
        places: dict[str, list[Evidence]] = {}
        for key in fact.evidence:
            if key in evidence:
                places.setdefault(evidence[key].source, []).append(evidence[key])
        for source in places:
            yield Statement(
                str(value["role"]),
                read_yuan(value.get("amount_cny")),
                value.get("date"),
                read_yuan(value.get("rate")),
                int(value["passage"]),
                source,
                tuple(sorted(item.id for item in places[source])),
            )


def notice_titles(edges: Iterable[Edge]) -> dict[str, FundYear]:
    """Give the fund of each cited document, by the title that it is cited under."""
    found: dict[str, FundYear] = {}
    for edge in edges:
        if edge.type in ("cites", "forwards"):
            titles = [fact for fact in edge.facts if fact.name == "title"]
            if titles:
                found.setdefault(edge.target, title_to_fund(str(best(titles).value)))
    return found
