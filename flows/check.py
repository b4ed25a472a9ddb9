"""`gongwen check`: the checks of an output folder, for people and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from extractors.export.sides import check_to_sides
from extractors.export.view import GraphView
from extractors.graph import VERDICTS, Check
from flows.stored import read_graph

SHOWN = ("fail", "unknown")  # in this order
LONG = 10000  # a figure from here on has its thousands apart; a year has not
WIDTH = 150  # where the output is no terminal


def read_checks(folder: Path, *, undecided: bool = False) -> dict[str, Any]:
    """Give the failed checks of an output folder, and the undecided ones if asked, with the counts of all.

    Raises:
        UsageError: the folder holds no graph.json of this major version.

    """
    graph = read_graph(folder)
    view = GraphView(graph)
    wanted = SHOWN if undecided else SHOWN[:1]
    counts = Counter(check.verdict for check in graph.checks)
    rows = [_row(view, check) for check in graph.checks if check.verdict in wanted]
    return {
        "schema": "gongwen-checks",
        "schema_version": "1.0.0",
        "counts": {verdict: counts[verdict] for verdict in VERDICTS},
        "checks": sorted(rows, key=_order),
    }


def _row(view: GraphView, check: Check) -> dict[str, Any]:
    sides, place = check_to_sides(check), view.first_place(check)
    return {
        "verdict": check.verdict,
        "rule": check.rule,
        "document": place.get("source_name") or ", ".join(view.label(item) for item in check.about),
        "page": place.get("page"),
        "printed": sides.printed,
        "expected": sides.expected,
        "difference": sides.difference,
        "message": check.message,
        "places": list(_places(view, check)),
        "id": check.id,
    }


def _places(view: GraphView, check: Check) -> Iterator[dict[str, Any]]:
    """Give every place that the check looked at."""
    for item in view.evidence_of(check):
        place = view.place(item)
        yield {"document": place["source_name"], "page": item.page, "lines": list(item.lines), "quote": item.quote}


def _order(row: dict[str, Any]) -> tuple[int, str, int, str, str]:
    return SHOWN.index(row["verdict"]), row["document"], row["page"] or 0, row["rule"], row["id"]


def show_checks(found: dict[str, Any]) -> None:
    """Print the checks as a table, then the counts."""
    console = Console(width=None if Console().is_terminal else WIDTH)
    if found["checks"]:
        console.print(_table(found["checks"]), "")
    counts = found["counts"]
    console.print(f"{counts['fail']} failed, {counts['unknown']} undecided, {counts['pass']} passed", highlight=False)


def _table(rows: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("rule", "document", "page"):
        table.add_column(name, overflow="fold", max_width=28, justify="right" if name == "page" else "left")
    for name in ("printed", "expected", "difference"):
        table.add_column(name, justify="right", overflow="fold", max_width=20)
    table.add_column("message", overflow="fold", ratio=1)
    for row in rows:
        rule = row["rule"] if row["verdict"] == "fail" else f"{row['rule']} (?)"
        figures = [_grouped(row[name]) for name in ("printed", "expected", "difference")]
        table.add_row(rule, row["document"], str(row["page"] or ""), *figures, row["message"])
    return table


def _grouped(text: str | None) -> str:
    """Give a figure with its thousands apart; anything else as it is."""
    try:
        value = Decimal(text or "")
    except InvalidOperation:
        return text or ""
    sign = "+" if (text or "").startswith("+") else ""
    return f"{sign}{value:,f}" if value.is_finite() and abs(value) >= LONG else text or ""
