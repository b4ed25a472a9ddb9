"""Money followed and promises kept, as rows of tables: flows.csv and promises.csv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from extractors.export.view import GraphView, Row
from extractors.graph import Check, Edge, facts_to_props

FLOWS = (
    "from from_title to to_title region region_name given_cny received_cny difference verdict basis score"
    " reason source_name page line doubtful why id"
)
PROMISES = (
    "verdict region region_name budget_year notice target_name target report result_name actual level1 level2"
    " target_op target_value target_unit actual_op actual_value actual_unit comparison score source_name page line"
    " doubtful why id"
)
OPEN = {"target_without_result": "no_result", "result_without_target": "no_target"}


def flow_rows(view: GraphView) -> Iterator[Row]:
    """Give one row for every flow: what a notice gives to a region, and what the region's document says of it."""
    verdicts = {check.id: check.verdict for check in view.graph.checks if check.rule == "flow_received"}
    for edge in view.of_edge_type("passes_on"):
        props = facts_to_props(edge.facts)
        given, received = props.get("amount_cny"), props.get("received_cny")
        yield {
            **_documents(view, edge),
            "region": props.get("region"),
            "region_name": view.label(f"region:{props.get('region')}"),
            "given_cny": given,
            "received_cny": received,
            "difference": f"{Decimal(str(received)) - Decimal(str(given)):f}" if given and received else None,
            "verdict": verdicts.get(f"check:flow_received:{edge.source}>{edge.target}"),
            "basis": edge.basis,
            "score": edge.score,
            "reason": props.get("reason"),
            **view.first_place(edge),
            "doubtful": "yes" if edge.doubts else "",
            "why": "; ".join(edge.doubts),
            "id": edge.id,
        }


def _documents(view: GraphView, edge: Edge) -> Row:
    return {
        "from": view.label(edge.source),
        "from_title": view.prop(edge.source, "title"),
        "to": view.label(edge.target),
        "to_title": view.prop(edge.target, "title"),
    }


def promise_rows(view: GraphView) -> Iterator[Row]:
    """Give one row for every target with its result, then the targets and the results that stand alone."""
    rows = {edge.target: edge for kind in ("sets_target", "reports_actual") for edge in view.of_edge_type(kind)}
    for edge in view.of_edge_type("fulfils"):
        props = facts_to_props(edge.facts)
        said = {"target": rows.get(edge.target), "result": rows.get(edge.source)}
        yield {
            **_common(props),
            "verdict": props.get("verdict"),
            "comparison": props.get("comparison"),
            "score": edge.score,
            **_sides(view, said),
            **view.first_place(edge),
            "doubtful": "yes" if edge.doubts else "",
            "why": "; ".join(edge.doubts),
            "id": edge.id,
        }
    for check in view.graph.checks:
        if check.rule in OPEN and check.about[0:1]:
            yield _open_row(view, check, rows)


def _open_row(view: GraphView, check: Check, rows: Mapping[str, Edge]) -> Row:
    row = next((rows[key] for key in check.about if key in rows), None)
    side = "target" if check.rule == "target_without_result" else "result"
    props = facts_to_props(row.facts) if row else {}
    said = {"target": row if side == "target" else None, "result": row if side == "result" else None}
    return {
        **_common(props),
        "verdict": OPEN[check.rule],
        **_sides(view, said),
        **view.first_place(check),
        "id": check.id,
    }


def _common(props: Mapping[str, Any]) -> Row:
    return {"region": props.get("region"), "budget_year": props.get("budget_year")}


def _sides(view: GraphView, said: Mapping[str, Edge | None]) -> Row:
    """Give what the target's row and the result's row say."""
    found: Row = {}
    for side, key, document in (("target", "target", "notice"), ("result", "actual", "report")):
        edge = said[side]
        if edge is None:
            continue
        props = facts_to_props(edge.facts)
        figure = props.get(key) or {}
        found |= {
            document: view.label(edge.source),
            f"{side}_name": props.get("name"),
            key: figure.get("text"),
            **{f"{key}_{part}": figure.get(part) for part in ("op", "value", "unit")},
        }
        found |= {name: props.get(name) for name in ("level1", "level2", "region_name") if props.get(name)}
    return found
