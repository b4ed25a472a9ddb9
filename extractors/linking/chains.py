"""Whether the chain of a notice is whole: for each region it gives to, a notice that hands on and a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from extractors.graph import Check
from extractors.linking.allotments import ZERO, Allotment, Line, inner_regions
from extractors.linking.candidates import Candidate, Ground
from extractors.linking.papers import NOTICE, REPORT
from extractors.linking.receipts import printed_evidence
from extractors.values.money import format_yuan

KINDS = {NOTICE: ("chain_forwarding", "notice that hands it on"), REPORT: ("chain_report", "report on it")}
MOST = Decimal("0.5")  # of the regions that must have a document before one without it is a gap


def check_chains(ground: Ground, candidates: Sequence[Candidate]) -> Iterator[Check]:
    """Give for every notice that some document answers the regions without a notice or report of their own.

    Where most regions have one, each that has none fails; else one check counts them.
    """
    there: dict[str, dict[str, set[str]]] = {}
    for candidate in candidates:
        paper = ground.papers[candidate.document]
        there.setdefault(candidate.notice, {}).setdefault(paper.kind, set()).add(candidate.region)
    for notice in sorted(there):
        places = _places(ground.allotments[notice])
        for kind, (rule, name) in KINDS.items():
            have = there[notice].get(kind, set())
            yield from _check(notice, places, {region for region in places if region in have}, (rule, name))


def _places(allotment: Allotment) -> dict[str, tuple[Decimal, tuple[str, ...]]]:
    """Give what each region next below the issuer's is given, and where it is printed."""
    found: dict[str, list[Line]] = {}
    for line in allotment.lines:
        inside = inner_regions(line.regions, allotment.issuer)
        if inside:
            found.setdefault(inside[-1] if allotment.issuer else inside[0], []).append(line)
    return {
        region: (sum((line.amount or ZERO for line in lines), ZERO), printed_evidence(lines))
        for region, lines in sorted(found.items())
    }


def _check(
    notice: str,
    places: Mapping[str, tuple[Decimal, tuple[str, ...]]],
    have: set[str],
    what: tuple[str, str],
) -> Iterator[Check]:
    rule, name = what
    missing = [region for region in places if region not in have]
    number = notice.removeprefix("doc:")
    if not missing or len(have) < MOST * len(places) or len(have) < 2:
        codes = ", ".join(region.removeprefix("region:") for region in missing)
        yield Check(
            f"check:{rule}:{notice}",
            rule,
            "unknown" if missing else "pass",
            f"{len(have)} of {len(places)} regions that {number} gives to have a {name} in the archive"
            + (f"; none have {codes}" if missing else ""),
            str(len(places)),
            str(len(have)),
            tuple(sorted({key for region in missing for key in places[region][1]})),
            (notice, *missing),
        )
        return
    for region in missing:
        amount, evidence = places[region]
        yield Check(
            f"check:{rule}:{notice}:{region.removeprefix('region:')}",
            rule,
            "fail",
            f"{number} gives {region.removeprefix('region:')} {amount:,.2f}, and the archive has no {name};"
            f" {len(have)} of {len(places)} regions have one",
            format_yuan(amount),
            None,
            evidence,
            (notice, region),
        )
