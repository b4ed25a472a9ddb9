"""Where the money of a notice goes: issuer → region → unit, with sums and gaps; the same money in two annexes once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.asking.archive import Answer, Archive, edge_props
from extractors.graph import Check, Edge, Node
from extractors.linking.allotments import (
    PROSE,
    ZERO,
    Allotment,
    Line,
    Regions,
    View,
    inner_regions,
    read_allotments,
    region_sums,
)
from extractors.values.money import format_yuan

DEPTH = 4  # documents that hand the money on, one after the other


CHAIN = {"chain_forwarding": "notice", "chain_report": "report"}


class Flows:
    """Holds what every document of an archive gives, and which documents hand it on."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.regions = Regions(archive.graph)
        self.allotments = read_allotments(archive.graph, self.regions)
        self.onward: dict[tuple[str, str], list[Edge]] = {}
        for edge in archive.of_edge_type("passes_on"):
            self.onward.setdefault((edge.source, str(edge_props(edge).get("region"))), []).append(edge)
        self.odd: dict[str, list[Check]] = {}
        self.missing: dict[tuple[str, str], list[str]] = {}
        for check in archive.graph.checks:
            if check.rule.startswith("flow_") and check.verdict != "pass":
                self.odd.setdefault(check.about[0], []).append(check)
            if check.rule in CHAIN and check.verdict == "unknown":
                self.odd.setdefault(check.about[0], []).append(check)
            for region in check.about[1:] if check.rule in CHAIN and check.verdict == "fail" else ():
                self.missing.setdefault((check.about[0], region), []).append(CHAIN[check.rule])


def show_flow(archive: Archive, node: Node, *, depth: int = DEPTH) -> Answer:
    """Give the tree of a document's money; empty where it gives none."""
    flows = Flows(archive)
    key = next((mate for mate in archive.mates(node.id) if mate in flows.allotments), node.id)
    return _document(flows, key, depth, {key})


def _document(flows: Flows, key: str, depth: int, seen: set[str]) -> Answer:
    allotment = flows.allotments.get(key) or Allotment(key, None, ())
    places = _places(allotment)
    children = [_region(flows, allotment, region, lines, depth, seen) for region, lines in places.items()]
    placed = {line.edge.id for lines in places.values() for line in lines}
    return {
        "document": flows.archive.brief(key),
        "issuers": sorted({flows.archive.label(edge.target) for edge in _issued(flows.archive, key)}),
        "amount_cny": format_yuan(allotment.total),
        "unknown": _unknown(allotment.lines),
        "chain": [_odd(check) for check in flows.odd.get(key, []) if check.rule in CHAIN],
        "views": [_view(flows, view, allotment) for view in allotment.views],
        "regions": children,
        "elsewhere": [_line(flows, line) for line in allotment.lines if line.edge.id not in placed],
    }


def _issued(archive: Archive, key: str) -> list[Edge]:
    node = archive.nodes.get(key)
    return archive.edges_from(node, "issued_by") if node else []


def _places(allotment: Allotment) -> dict[str, list[Line]]:
    """Give the counted lines by the outermost region that lies within the issuer's."""
    found: dict[str, list[Line]] = {}
    for line in allotment.lines:
        inside = inner_regions(line.regions, allotment.issuer)
        if inside:
            found.setdefault(inside[-1] if allotment.issuer else inside[0], []).append(line)
    return {key: found[key] for key in sorted(found)}


def _region(
    flows: Flows, allotment: Allotment, region: str, lines: Sequence[Line], depth: int, seen: set[str]
) -> Answer:
    amount = sum((line.amount for line in lines if line.amount is not None), ZERO)
    others = [view for view in allotment.views if view.same_as is not None]
    shown = {view.id: [line for line in view.lines if region in line.regions] for view in others}
    sums = {key: sum((line.amount for line in found if line.amount is not None), ZERO) for key, found in shown.items()}
    # Units say more than regions: of the views of one money the one that names most of them is the one to read.
    views = [list(lines), *(found for found in shown.values() if found)]
    units = max(views, key=lambda found: (sum(line.payee != region for line in found), -views.index(found)))
    passed = sum((line.amount for line in units if line.amount is not None), ZERO)
    return {
        **flows.archive.brief(region),
        "amount_cny": format_yuan(amount),
        "projects": [_line(flows, line) for line in lines],
        "units": [_line(flows, line) for line in units],
        "gap_cny": format_yuan(amount - passed),
        "also_in": [{"view": key, "amount_cny": format_yuan(sums[key])} for key in sorted(sums) if shown[key]],
        "unknown": _unknown(lines),
        "passes_on": _onward(flows, allotment.document, region, depth, seen),
        "missing": flows.missing.get((allotment.document, region), []),
    }


def _onward(flows: Flows, key: str, region: str, depth: int, seen: set[str]) -> list[Answer]:
    """Give the documents that hand on, or account for, what the region received, with their own flow."""
    found = []
    for edge in flows.onward.get((key, region.removeprefix("region:")), []):
        props = edge_props(edge)
        inside = _document(flows, edge.target, depth - 1, seen | {edge.target}) if depth > 1 else {}
        found.append(
            {
                "document": flows.archive.brief(edge.target),
                "amount_cny": props.get("amount_cny"),
                "received_cny": props.get("received_cny"),
                "reason": props.get("reason"),
                "score": edge.score,
                "doubts": list(edge.doubts),
                "checks": [
                    _odd(check)
                    for check in flows.odd.get(edge.target, [])
                    if _concerns(check, key) and check.rule not in CHAIN
                ],
                "flow": inside if edge.target not in seen else {},
            }
        )
    return found


def _concerns(check: Check, notice: str) -> bool:
    """Say whether a check of a document is about its own figures or about this notice, not about another one."""
    return len(check.about) == 1 or notice in check.about


def _odd(check: Check) -> Answer:
    return {"rule": check.rule, "verdict": check.verdict, "message": check.message}


def _unknown(lines: Sequence[Line]) -> int:
    """Count the lines whose figure is hidden or whose unit is not known: no sum holds them."""
    return sum(line.amount is None for line in lines)


def _view(flows: Flows, view: View, allotment: Allotment) -> Answer:
    brief = flows.archive.brief(view.id) if view.id in flows.archive.nodes else {"label": view.id}
    return {
        "view": view.id,
        "title": brief.get("title"),
        "amount_cny": format_yuan(view.total),
        "lines": len(view.lines),
        "counted": view in allotment.counted,
        "same_money_as": view.same_as,
        "regions": len(region_sums(view.lines, allotment.issuer)),
        "in": "prose" if view.id == PROSE else "table",
    }


def _line(flows: Flows, line: Line) -> Answer:
    props = edge_props(line.edge)
    told = {key for fact in line.edge.facts if fact.name == "printed" for key in fact.evidence}
    return {
        **flows.archive.brief(line.payee),
        "amount_cny": None if line.amount is None else format_yuan(Decimal(line.amount)),
        "project": line.project,
        "printed": props.get("printed"),
        "unit": props.get("unit"),
        "doubts": list(line.edge.doubts),
        "quotes": flows.archive.quotes(told)[:1],
        "edge": line.edge.id,
    }
