"""Which documents may hand on, or account for, what a notice gives to their region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.graph import Edge, Graph
from extractors.linking.allotments import (
    ZERO,
    Allotment,
    Line,
    Regions,
    inner_regions,
    read_allotments,
)
from extractors.linking.funds import FundYear, same_fund
from extractors.linking.papers import Paper, notice_titles, read_papers
from extractors.linking.receipts import PROGRAMMES, Receipt, read_receipts
from extractors.linking.united import United

MOST = Decimal("0.6")  # of a document's payees that its own region must hold
CITING = ("cites", "forwards")
NO_FUND = FundYear(None, None)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that speaks for a region a notice gives to; `given` are the lines of that region.

    `alone` are those without the counties that the notice gives to by name, where there are any: they may receive their
    part past the city. `cited` are the edges that cite the notice, none where it was found by fund, year, region and
    amount.
    """

    notice: str
    document: str
    region: str
    given: tuple[Line, ...]
    cited: tuple[Edge, ...]
    alone: tuple[Line, ...] = ()

    @property
    def amount(self) -> Decimal:
        """Give what the notice gives to the region."""
        return lines_sum(self.given)


def lines_sum(lines: Iterable[Line]) -> Decimal:
    """Give the sum of the lines whose amount is known."""
    return sum((line.amount for line in lines if line.amount is not None), ZERO)


@dataclass(frozen=True, slots=True)
class Ground:
    """What the flow of money is read from: documents, what each gives and says, where regions lie."""

    papers: Mapping[str, Paper]
    allotments: Mapping[str, Allotment]
    said: Mapping[str, Sequence[Edge]]
    regions: Regions
    united: United
    titles: Mapping[str, FundYear]

    def fund(self, document: str) -> FundYear:
        """Give the fund and year of a document, by its own title or by that it is cited under."""
        paper = self.papers.get(document)
        return paper.fund if paper else self.titles.get(document, NO_FUND)

    def receipts(self, document: str) -> tuple[Receipt, ...]:
        """Give what a document says its region has received."""
        return read_receipts(self.papers.get(document), self.allotments.get(document), self.said.get(document, ()))


def lay_ground(graph: Graph) -> Ground:
    """Give the ground of a merged graph; linear in its size."""
    regions = Regions(graph)
    wanted = {*CITING, "issued_by", "sets_target", "reports_actual", *PROGRAMMES}
    said: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        if edge.type in wanted:
            said.setdefault(edge.source, []).append(edge)
    return Ground(
        read_papers(graph),
        read_allotments(graph, regions),
        said,
        regions,
        United(graph.edges),
        notice_titles(graph.edges),
    )


@dataclass(frozen=True, slots=True)
class Giver:
    """A notice with its lines by every region within the issuer's that they lie in."""

    notice: Allotment
    lines: Mapping[str, tuple[Line, ...]]


def find_candidates(ground: Ground) -> list[Candidate]:
    """Give the documents that cite a notice which gives to their region, then those that cite none but fit one.

    Of a document that is held under several ids, the one with a number stands for all.
    """
    numbered = {key for key, paper in ground.papers.items() if paper.numbered}
    chosen = ground.united.leading(ground.papers, numbered)
    givers = {
        ground.united.root(key): Giver(ground.allotments[key], _lines_by_region(ground.allotments[key]))
        for key in sorted(ground.allotments)
        if key in chosen
    }
    places = _by_region(givers)
    found = []
    for document in sorted(chosen):
        cited: dict[str, list[Edge]] = {}
        for edge in ground.said.get(document, ()):
            if edge.type in CITING and ground.united.root(edge.target) in givers:
                cited.setdefault(ground.united.root(edge.target), []).append(edge)
        home = find_own_region(document, ground)
        if home is None:
            continue
        citing = [
            _candidate(givers[root], document, home, tuple(cited[root]))
            for root in sorted(cited)
            if home in givers[root].lines
            and root != ground.united.root(document)
            and home != givers[root].notice.issuer
        ]
        found += citing or _without_citation(ground, document, home, places)
    return found


def _lines_by_region(notice: Allotment) -> dict[str, tuple[Line, ...]]:
    found: dict[str, list[Line]] = {}
    for line in notice.lines:
        for region in inner_regions(line.regions, notice.issuer):
            found.setdefault(region, []).append(line)
    return {region: tuple(lines) for region, lines in found.items()}


def _candidate(giver: Giver, document: str, home: str, cited: tuple[Edge, ...]) -> Candidate:
    lines = giver.lines[home]
    return Candidate(giver.notice.document, document, home, lines, cited, _alone(lines, home))


def _alone(lines: Sequence[Line], home: str) -> tuple[Line, ...]:
    """Give the lines without those of places inside that are named as payees, where some are the region's own."""
    own = tuple(line for line in lines if line.payee == home or not line.payee.startswith("region:"))
    return own if 0 < len(own) < len(lines) else ()


def _by_region(givers: Mapping[str, Giver]) -> dict[tuple[str, Decimal], list[Giver]]:
    """Give the notices by each region they give to and what that is."""
    found: dict[tuple[str, Decimal], list[Giver]] = {}
    for root in sorted(givers):
        for region, amount in offered_sums(givers[root].notice):
            if region != givers[root].notice.issuer:
                found.setdefault((region, amount), []).append(givers[root])
    return found


def offered_sums(notice: Allotment) -> Iterator[tuple[str, Decimal]]:
    """Give each region with what it may be said to be given: with and without the counties that are named inside."""
    for region, lines in _lines_by_region(notice).items():
        for amount in sorted({lines_sum(lines), lines_sum(_alone(lines, region))} - {ZERO}):
            yield region, amount


def _without_citation(
    ground: Ground, document: str, home: str, places: Mapping[tuple[str, Decimal], Sequence[Giver]]
) -> list[Candidate]:
    """Give the one notice that gives the region the same sum of the same fund and year; none where two do."""
    paper = ground.papers[document]
    if paper.fund.name is None or paper.fund.year is None:
        return []
    fitting = {
        giver.notice.document: giver
        for amount in {receipt.amount for receipt in ground.receipts(document)}
        for giver in places.get((home, amount), ())
        if ground.united.root(giver.notice.document) != ground.united.root(document) and _fits(ground, giver, paper)
    }
    return [_candidate(giver, document, home, ()) for giver in fitting.values()] if len(fitting) == 1 else []


def _fits(ground: Ground, giver: Giver, paper: Paper) -> bool:
    fund = ground.fund(giver.notice.document)
    return fund.year == paper.fund.year and bool(same_fund(fund, paper.fund))


def find_own_region(document: str, ground: Ground) -> str | None:
    """Give the region that a document speaks for: its issuer's, that of its indicators, or of most of its payees."""
    edges = ground.said.get(document, ())
    issuers = {found[0] for edge in edges if edge.type == "issued_by" and (found := ground.regions.of(edge.target))}
    if issuers:
        return min(issuers) if len(issuers) == 1 else None
    told = {
        f"region:{fact.value}"
        for edge in edges
        if edge.type in ("reports_actual", "sets_target", *PROGRAMMES)
        for fact in edge.facts
        if fact.name == "region" and fact.value
    }
    if len(told) == 1:
        return min(told)
    allotment = ground.allotments.get(document)
    return _most_payees(allotment.lines, allotment.issuer) if allotment and not told else None


def _most_payees(lines: Iterable[Line], within: str | None) -> str | None:
    """Give the innermost region that most payees lie in."""
    chains = [inner_regions(line.regions, within) for line in lines]
    counts = Counter(region for chain in chains for region in chain)
    depth = {region: len(chain) - at for chain in chains for at, region in enumerate(chain)}
    wide = [region for region, count in counts.items() if count >= MOST * len(chains)]
    return max(wide, key=lambda region: (depth[region], region), default=None)
