"""Allocations, indicators and checks of a document as rows, against the rows that people read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from extractors.export.sides import check_to_sides
from extractors.graph import Edge, Graph, canonical, facts_to_props, label
from extractors.text import fold
from flows.comparison import SURE, Comparison, Miss
from flows.gold_rows import GoldRows
from flows.tally import Tally

ABOUT = "about"


@dataclass(frozen=True, slots=True)
class FoundRow:
    """What was found; `quiet` where nothing warns of it; `owed` where gold must know it, or it is too much."""

    facts: Mapping[str, Any]
    quiet: bool
    owed: bool = True


def graph_to_rows(graph: Graph) -> dict[str, list[FoundRow]]:
    """Give the rows of a document's own graph by kind, in the order of their places."""
    labels = {node.id: label(node) for node in graph.nodes}
    edges = sorted(graph.edges, key=lambda edge: (edge.type, edge.id))
    return {
        "allocations": [_allocation(edge, labels) for edge in edges if edge.type == "allocates"],
        "indicators": [_indicator(edge) for edge in edges if edge.type in ("sets_target", "reports_actual")],
        "checks": list(_checks(graph)),
    }


def _allocation(edge: Edge, labels: Mapping[str, str]) -> FoundRow:
    return FoundRow({**facts_to_props(edge.facts), "payee": labels.get(edge.target, edge.target)}, _quiet(edge))


def _indicator(edge: Edge) -> FoundRow:
    """Give an indicator with its region by name and by code, and what kind of statement it is."""
    props = facts_to_props(edge.facts)
    region = {"region": props.get("region_name"), "region_code": props.get("region")}
    return FoundRow({**props, **region, "relation": edge.type}, _quiet(edge))


def _quiet(edge: Edge) -> bool:
    return edge.score >= SURE and not edge.doubts


def _checks(graph: Graph) -> Iterator[FoundRow]:
    """Give the checks; those that pass are found where gold asks for them, and are never too many."""
    quotes = {item.id: item.quote for item in graph.evidence}
    for check in graph.checks:
        sides = check_to_sides(check)
        seen = "\n".join((check.message, *(quotes.get(name, "") for name in check.evidence)))
        facts = {
            "rule": check.rule,
            "verdict": check.verdict,
            "printed": sides.printed,
            "expected": sides.expected,
            ABOUT: seen,
        }
        yield FoundRow(facts, quiet=False, owed=check.verdict != "pass")


def compare_rows(kind: str, found: Sequence[FoundRow], gold: GoldRows, where: str) -> Comparison:
    """Compare rows as multisets, on the keys that each gold row gives; `about` need only be part of what was seen."""
    left = [row for row in found if _holds(row.facts, gold.within)]
    missed = []
    for wanted in sorted(gold.rows, key=lambda row: (-len(row), canonical(row))):
        at = next((at for at, row in enumerate(left) if _holds(row.facts, wanted)), None)
        if at is None:
            missed.append(wanted)
        else:
            del left[at]
    extra = [row for row in left if row.owed]
    keys = sorted({key for row in gold.rows for key in row} - {ABOUT})
    counts = Tally(len(gold.rows) - len(missed), len(extra), len(missed))
    return Comparison(counts, counts, tuple(_misses(kind, where, missed, extra, keys)))


def _misses(
    kind: str, where: str, missed: Iterable[Mapping[str, Any]], extra: Iterable[FoundRow], keys: Sequence[str]
) -> Iterator[Miss]:
    for row in missed:
        yield Miss(where, kind, "missed", _show(row, [*keys, ABOUT]), dict(row))
    for found in extra:
        facts = {key: found.facts[key] for key in keys if found.facts.get(key) is not None}
        yield Miss(where, kind, "extra", _show(facts, keys), facts, silent=found.quiet)


def _show(row: Mapping[str, Any], keys: Iterable[str]) -> str:
    return " | ".join(str(row[key]) for key in keys if row.get(key) is not None)


def _holds(facts: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(
        _bare(value) in _bare(facts.get(key)) if key == ABOUT else _same(facts.get(key), value)
        for key, value in wanted.items()
    )


def _same(one: object, other: object) -> bool:
    """Compare a value with gold: an object on gold's keys, or by its text where gold is a text."""
    if isinstance(one, dict):
        if not isinstance(other, dict):
            return _same(one.get("text"), other)
        return all(_same(one.get(key), value) for key, value in other.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if one is None or other is None:
        return one is other
    return _bare(one) == _bare(other) or _number(one) == _number(other) is not None


def _bare(value: object) -> str:
    return "".join(fold(str(value)).split())


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
