"""Money followed from a superior's notice to the subordinate's document that hands it on or accounts for it.

Candidates are the documents that cite a notice which gives to their own region; what is received is compared with what
was given. A link that only the citation supports stays in doubt. A document that cites no notice is linked, in doubt,
to the only one that gives its region the same sum of the same fund and year.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.graph import Check, Edge, Fact, Graph, facts_to_props
from extractors.linking.allotments import ZERO, Line
from extractors.linking.candidates import Candidate, Ground, find_candidates, lay_ground
from extractors.linking.chains import check_chains
from extractors.linking.flow_checks import check_flow
from extractors.linking.flow_parts import check_parts
from extractors.linking.funds import same_fund, same_year
from extractors.linking.ids import edge_id
from extractors.linking.receipts import Receipt, printed_evidence
from extractors.values.money import format_yuan

KIND, RULE = "passes_on", "flow_received"
TELLING = frozenset({"receives", "forwards", "implements", "basis", "issues"})
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate with what became of it: the receipt that agrees, or the nearest; how sure, and why."""

    candidate: Candidate
    receipt: Receipt | None
    proved: bool
    why: str
    telling: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def score(self) -> float:
        """Give how likely the link is right."""
        if not self.candidate.cited:
            return 0.55
        return 0.95 if self.proved else 0.6 if self.telling else 0.4


def follow_money(graph: Graph) -> Graph:
    """Give the passes_on edges of an archive with the checks of its flows."""
    ground = lay_ground(graph)
    if not ground.allotments:
        return Graph()
    candidates = find_candidates(ground)
    together = _by_document(candidates)
    links: list[tuple[Link, str]] = []
    for candidate in candidates:
        mates = together[candidate.document, candidate.region]
        mates = [mate for mate in mates if mate is candidate or not _another_year(mate, ground)]
        receipts = ground.receipts(candidate.document)
        link = _decide(candidate, receipts, mates, ground)
        if link is not None:
            links.append((link, _verdict(link, receipts, mates, ground)))
    edges = [_to_edge(link) for link, _ in links]
    checks = [_to_check(link, verdict) for link, verdict in links]
    checks += check_flow(ground, [link.candidate for link, _ in links])
    checks += check_parts(ground, [link.candidate for link, _ in links])
    checks += check_chains(ground, [link.candidate for link, _ in links])
    return Graph(edges=tuple(edges), checks=tuple(checks))


def _by_document(candidates: Iterable[Candidate]) -> dict[tuple[str, str], list[Candidate]]:
    found: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates:
        found.setdefault((candidate.document, candidate.region), []).append(candidate)
    return found


def _decide(
    candidate: Candidate, receipts: Sequence[Receipt], together: Sequence[Candidate], ground: Ground
) -> Link | None:
    """Give the link: a total that is what was given proves it; one of another year that nothing proves is none."""
    candidate = _own_part(candidate, receipts)
    receipt, why = _matching(candidate, receipts, together)
    proved = receipt is not None
    if not proved and (not candidate.cited or _another_year(candidate, ground)):
        return None
    relations = {str(facts_to_props(edge.facts).get("relation") or edge.type) for edge in candidate.cited}
    telling = tuple(sorted(relations & TELLING))
    nearest = receipt or min(receipts, key=lambda item: (abs(item.amount - candidate.amount), item.said), default=None)
    if candidate.cited:
        doubts = () if proved else (why,)
    else:
        doubts = ("it cites no notice; fund, year, region and amount are those of this one alone",)
    return Link(candidate, nearest, proved, why, telling or tuple(sorted(relations)), doubts)


def _own_part(candidate: Candidate, receipts: Sequence[Receipt]) -> Candidate:
    """Give the candidate without the counties that are given directly, where that is nearer to what it says."""
    if not candidate.alone or any(receipt.amount == candidate.amount for receipt in receipts):
        return candidate
    alone = replace(candidate, given=candidate.alone, alone=())
    nearest = [min((abs(item.amount - each.amount) for item in receipts), default=ZERO) for each in (candidate, alone)]
    return alone if nearest[1] < nearest[0] else candidate


def _another_year(candidate: Candidate, ground: Ground) -> bool:
    return same_year(ground.fund(candidate.notice), ground.fund(candidate.document)) is False


def _matching(
    candidate: Candidate, receipts: Sequence[Receipt], together: Sequence[Candidate]
) -> tuple[Receipt | None, str]:
    """Give the total that is what was given: all of it, one project's part of it, or that of all notices together."""
    given = candidate.amount
    whole = sum((other.amount for other in together), ZERO)
    for receipt in receipts if given else ():
        if receipt.amount == given:
            return receipt, f"{receipt.said} are {given:,.2f}, as the notice gives"
    for receipt in receipts if len(together) > 1 and candidate.cited else ():
        if receipt.amount == whole:
            return receipt, f"{receipt.said} are {whole:,.2f}, as {len(together)} notices give together"
    parts = _projects(candidate.given) if candidate.cited else {}
    for receipt in receipts:
        project = next((name for name in sorted(parts) if parts[name] == receipt.amount and receipt.amount), None)
        if project:
            return receipt, f"{receipt.said} are {receipt.amount:,.2f}, as the notice gives for {project}"
    if not receipts:
        return None, "it says no total that could be compared"
    nearest = min(receipts, key=lambda item: (abs(item.amount - given), item.said))
    return None, f"{nearest.said} are {nearest.amount:,.2f}, the notice gives {given:,.2f}"


def _projects(lines: Iterable[Line]) -> dict[str, Decimal]:
    """Give what is given for each project that is named."""
    parts: dict[str, Decimal] = {}
    for line in lines:
        if line.project:
            parts[line.project] = parts.get(line.project, ZERO) + (line.amount or ZERO)
    return parts


def _verdict(link: Link, receipts: Sequence[Receipt], together: Sequence[Candidate], ground: Ground) -> str:
    """Say what a difference means: a failure where one total is claimed of one notice's money, and all is readable.

    A form that repeats what was given is no proof against what the text claims to have received.
    """
    claims = {receipt.amount for receipt in receipts if receipt.claimed}
    if link.proved and (not claims or len(together) > 1 or _agrees(link, claims)):
        return "pass"
    sums = claims or {receipt.amount for receipt in receipts}
    fund, own = ground.fund(link.candidate.notice), ground.fund(link.candidate.document)
    meant = bool({"receives", "forwards"} & set(link.telling)) or bool(same_fund(fund, own) and same_year(fund, own))
    readable = all(line.amount is not None and not line.edge.doubts for line in link.candidate.given)
    return "fail" if meant and readable and len(sums) == 1 and len(together) == 1 else "unknown"


def _agrees(link: Link, claims: Collection[Decimal]) -> bool:
    parts = {link.candidate.amount, *_projects(link.candidate.given).values()}
    return not parts.isdisjoint(claims) or (link.receipt is not None and link.receipt.firm)


def _to_edge(link: Link) -> Edge:
    candidate, receipt = link.candidate, link.receipt
    how = f"it cites the notice ({', '.join(link.telling)})" if candidate.cited else "it cites no notice"
    facts = [
        Fact("region", candidate.region.removeprefix("region:")),
        Fact("amount_cny", format_yuan(candidate.amount), printed_evidence(candidate.given)),
        Fact("reason", f"{how} and speaks for the region; {link.why}"),
    ]
    if receipt is not None:
        facts.append(Fact("received_cny", format_yuan(receipt.amount), receipt.evidence))
    ends = candidate.notice, candidate.document
    basis = "reconciled" if link.proved and candidate.cited else "derived"
    return Edge(
        edge_id(KIND, *ends), KIND, *ends, tuple(facts), _evidence(link), basis, link.score,
        link.doubts if link.score < SURE else (),
    )  # fmt: skip


def _evidence(link: Link) -> tuple[str, ...]:
    ids = {key for edge in link.candidate.cited for key in edge.evidence} | set(printed_evidence(link.candidate.given))
    return tuple(sorted(ids | set(link.receipt.evidence if link.receipt else ())))


def _to_check(link: Link, verdict: str) -> Check:
    candidate = link.candidate
    region = candidate.region.removeprefix("region:")
    return Check(
        f"check:{RULE}:{candidate.notice}>{candidate.document}",
        RULE,
        verdict,
        f"{candidate.notice.removeprefix('doc:')} gives {region} {candidate.amount:,.2f}; {link.why}",
        format_yuan(candidate.amount),
        format_yuan(link.receipt.amount) if link.receipt else None,
        _evidence(link),
        (candidate.document, candidate.notice),
    )
