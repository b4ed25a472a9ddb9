"""Money followed from a superior's notice to the subordinate's document that hands it on or accounts for it.

Candidates are the documents that cite a notice which gives to their own region; what is received is compared with what
was given. A link that only the citation supports stays in doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.graph import Check, Edge, Fact, Graph, facts_to_props
from extractors.linking.allotments import (
    PROSE,
    ZERO,
    Allotment,
    Line,
    Regions,
    inner_regions,
    read_allotments,
    read_yuan,
    region_sums,
)
from extractors.linking.ids import edge_id
from extractors.linking.united import United
from extractors.values.money import format_yuan

KIND, RULE = "passes_on", "flow_received"
MOST = Decimal("0.6")  # of a document's payees that its own region must hold
TELLING = frozenset({"receives", "forwards", "implements", "basis", "issues"})
SURE = 0.8
PROGRAMMES = ("plans", "evaluates")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a document says its region has received: an amount, where it is said, and how it was had."""

    amount: Decimal
    evidence: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that cites a notice which gives to its region; `given` are the lines of that region."""

    notice: str
    document: str
    region: str
    given: tuple[Line, ...]
    cited: tuple[Edge, ...]

    @property
    def amount(self) -> Decimal:
        """Give what the notice gives to the region."""
        return sum((line.amount for line in self.given if line.amount is not None), ZERO)


def follow_money(graph: Graph) -> Graph:
    """Give the passes_on edges of an archive with a check each: received = given."""
    regions = Regions(graph)
    allotments = read_allotments(graph, regions)
    if not allotments:
        return Graph()
    said = _edges_by_source(graph)
    candidates = _find_candidates(graph, allotments, regions, said)
    together = _by_document(candidates)
    edges, checks = [], []
    for candidate in candidates:
        receipts = tuple(_receipts(candidate.document, allotments.get(candidate.document), said))
        edge, check = _decide(candidate, receipts, together[candidate.document, candidate.region])
        edges.append(edge)
        checks.append(check)
    return Graph(edges=tuple(edges), checks=tuple(checks))


def _edges_by_source(graph: Graph) -> dict[str, list[Edge]]:
    wanted = {"cites", "forwards", "issued_by", "sets_target", "reports_actual", *PROGRAMMES}
    found: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        if edge.type in wanted:
            found.setdefault(edge.source, []).append(edge)
    return found


def _find_candidates(
    graph: Graph, allotments: Mapping[str, Allotment], regions: Regions, said: Mapping[str, Sequence[Edge]]
) -> list[Candidate]:
    united = United(graph.edges)
    givers = {united.root(key): allotment for key, allotment in allotments.items()}
    sums: dict[str, dict[str, Decimal]] = {}
    found = []
    held = [node.id for node in graph.nodes if node.type == "Document" and node.status == "held"]
    for document in held:
        cited: dict[str, list[Edge]] = {}
        for edge in said.get(document, ()):
            if edge.type in ("cites", "forwards") and united.root(edge.target) in givers:
                cited.setdefault(united.root(edge.target), []).append(edge)
        home = find_own_region(document, allotments.get(document), regions, said) if cited else None
        for root in sorted(cited):
            notice = givers[root]
            given = sums.setdefault(root, region_sums(notice.lines, notice.issuer))
            if home in given and root != united.root(document) and home != notice.issuer:
                lines = tuple(line for line in notice.lines if home in inner_regions(line.regions, notice.issuer))
                found.append(Candidate(notice.document, document, str(home), lines, tuple(cited[root])))
    return found


def find_own_region(
    document: str, allotment: Allotment | None, regions: Regions, said: Mapping[str, Sequence[Edge]]
) -> str | None:
    """Give the region that a document speaks for: its issuer's, that of its indicators, or of most of its payees."""
    edges = said.get(document, ())
    issuers = {found[0] for edge in edges if edge.type == "issued_by" and (found := regions.of(edge.target))}
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
    return _most_payees(allotment.lines, allotment.issuer) if allotment and not told else None


def _most_payees(lines: Iterable[Line], within: str | None) -> str | None:
    """Give the innermost region that most payees lie in."""
    chains = [inner_regions(line.regions, within) for line in lines]
    counts = Counter(region for chain in chains for region in chain)
    depth = {region: len(chain) - at for chain in chains for at, region in enumerate(chain)}
    wide = [region for region, count in counts.items() if count >= MOST * len(chains)]
    return max(wide, key=lambda region: (depth[region], region), default=None)


def _receipts(document: str, allotment: Allotment | None, said: Mapping[str, Sequence[Edge]]) -> Iterator[Receipt]:
    """Give the totals of a document: of its tables, one by one and together, and of its programmes."""
    tables = [view for view in allotment.views if view.id != PROSE] if allotment else []
    for view in tables:
        yield Receipt(view.total, _printed(view.lines), f"the lines of {_short(view.id)}")
    if allotment and len(allotment.counted) > 1:
        yield Receipt(allotment.total, _printed(allotment.lines), "the lines of its tables")
    heads: dict[str, list[tuple[Decimal, tuple[str, ...]]]] = {}
    for edge in said.get(document, ()):
        for fact in edge.facts if edge.type in PROGRAMMES else ():
            amount = read_yuan(fact.value) if fact.name in ("amount_cny", "total_amount_cny", "budget_cny") else None
            if amount:
                heads.setdefault(fact.name, []).append((amount, fact.evidence))
    for name in sorted(heads):
        evidence = tuple(sorted({key for _, keys in heads[name] for key in keys}))
        yield Receipt(sum((amount for amount, _ in heads[name]), ZERO), evidence, f"{name} of its programmes")


def _short(view: str) -> str:
    return view.rpartition("/")[2]


def _printed(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(
        sorted({key for line in lines for fact in line.edge.facts if fact.name == "printed" for key in fact.evidence})
    )


def _by_document(candidates: Iterable[Candidate]) -> dict[tuple[str, str], list[Candidate]]:
    found: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates:
        found.setdefault((candidate.document, candidate.region), []).append(candidate)
    return found


def _decide(candidate: Candidate, receipts: Sequence[Receipt], together: Sequence[Candidate]) -> tuple[Edge, Check]:
    """Give the edge and its check: a total that is what was given proves it, any other leaves it in doubt."""
    receipt, why = _matching(candidate, receipts, together)
    proved = receipt is not None
    nearest = receipt or min(receipts, key=lambda item: (abs(item.amount - candidate.amount), item.said), default=None)
    relations = {str(facts_to_props(edge.facts).get("relation") or edge.type) for edge in candidate.cited}
    telling = sorted(relations & TELLING)
    score = 0.95 if proved else 0.6 if telling else 0.4
    reason = "; ".join(
        [f"it cites the notice ({', '.join(telling or sorted(relations))}) and speaks for the region", why]
    )
    hidden = any(line.amount is None for line in candidate.given)
    doubts = () if score >= SURE else (why,)
    evidence = _evidence(candidate, nearest)
    facts = [
        Fact("region", candidate.region.removeprefix("region:")),
        Fact("amount_cny", format_yuan(candidate.amount), _printed(candidate.given)),
        Fact("reason", reason),
    ]
    if nearest is not None:
        facts.append(Fact("received_cny", format_yuan(nearest.amount), nearest.evidence))
    key = edge_id(KIND, candidate.notice, candidate.document)
    basis = "reconciled" if proved else "derived"
    edge = Edge(key, KIND, candidate.notice, candidate.document, tuple(facts), evidence, basis, score, doubts)
    verdict = (
        "pass" if proved else "fail" if _plain(candidate, receipts, telling, together) and not hidden else "unknown"
    )
    return edge, _to_check(candidate, nearest, verdict, why, evidence)


def _matching(
    candidate: Candidate, receipts: Sequence[Receipt], together: Sequence[Candidate]
) -> tuple[Receipt | None, str]:
    """Give the total that is what was given: all of it, one project's part of it, or that of all notices together."""
    given = candidate.amount
    whole = sum((other.amount for other in together), ZERO)
    parts: dict[str, Decimal] = {}
    for line in candidate.given:
        parts[line.project or ""] = parts.get(line.project or "", ZERO) + (line.amount or ZERO)
    for receipt in receipts if given else ():
        if receipt.amount == given:
            return receipt, f"{receipt.said} are {given:,.2f}, as the notice gives"
    for receipt in receipts if len(together) > 1 else ():
        if receipt.amount == whole:
            return receipt, f"{receipt.said} are {whole:,.2f}, as {len(together)} notices give together"
    for receipt in receipts:
        project = next(
            (name for name in sorted(parts) if name and parts[name] == receipt.amount and receipt.amount), None
        )
        if project:
            return receipt, f"{receipt.said} are {receipt.amount:,.2f}, as the notice gives for {project}"
    if not receipts:
        return None, "it says no total that could be compared"
    nearest = min(receipts, key=lambda item: (abs(item.amount - given), item.said))
    return None, f"{nearest.said} are {nearest.amount:,.2f}, the notice gives {given:,.2f}"


def _plain(
    candidate: Candidate, receipts: Sequence[Receipt], telling: Sequence[str], together: Sequence[Candidate]
) -> bool:
    """Say whether a difference is a failure: one total, one notice, and words that say the money is handed on."""
    totals = {receipt.amount for receipt in receipts}
    return len(totals) == 1 and len(together) == 1 and bool({"receives", "forwards"} & set(telling))


def _evidence(candidate: Candidate, receipt: Receipt | None) -> tuple[str, ...]:
    ids = {key for edge in candidate.cited for key in edge.evidence} | set(_printed(candidate.given))
    return tuple(sorted(ids | set(receipt.evidence if receipt else ())))


def _to_check(
    candidate: Candidate, receipt: Receipt | None, verdict: str, why: str, evidence: tuple[str, ...]
) -> Check:
    region = candidate.region.removeprefix("region:")
    return Check(
        f"check:{RULE}:{candidate.notice}>{candidate.document}",
        RULE,
        verdict,
        f"{candidate.notice.removeprefix('doc:')} gives {region} {candidate.amount:,.2f}; {why}",
        format_yuan(candidate.amount),
        format_yuan(receipt.amount) if receipt else None,
        evidence,
        (candidate.document, candidate.notice),
    )
