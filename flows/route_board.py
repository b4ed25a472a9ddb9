"""What scans lose against text layers, as a table for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

KINDS = ("doc_number", "title", "organisation", "region", "date", "amount")


def show_routes(scores: Mapping[str, Any], *, slips: bool = False) -> None:
    """Print one row a scan; with `slips`, every place that was read otherwise than it is printed."""
    if not scores:
        return
    console = Console(width=None if Console().is_terminal else 160)
    console.print(routes_to_table(scores), "")
    console.print("in tables: right / wrong or lost but marked / wrong in silence / lost in silence", highlight=False)
    for name, score in scores.items() if slips else ():
        for line in slip_lines(name, score):
            console.print(line, markup=False, highlight=False, soft_wrap=True)


def routes_to_table(scores: Mapping[str, Any]) -> Table:
    """Give the table: wrong characters in a hundred, points of F1 lost by kind, amounts in tables, silent errors."""
    table = Table(title="Scans: points lost against the text layer of the same pages", box=None, pad_edge=False)
    table.title_justify, table.title_style = "left", "bold"
    table.add_column("", min_width=14)
    for head in ("wrong char. %", *KINDS, "parts", "rows", "amounts in tables", "other figures", "silent errors"):
        table.add_column(head, justify="right")
    for name, score in scores.items():
        table.add_row(name, *_cells(score))
    return table


def _cells(score: Mapping[str, Any]) -> Iterator[str]:
    yield _figure(score["characters"]["percent"])
    for kind in KINDS:
        yield _figure(score["kinds"].get(kind, {}).get("points_lost"))
    yield _figure(points_lost(score["parts"].values()))
    yield _figure(points_lost(score["rows"].values()))
    for group in ("amounts", "figures"):
        yield "/".join(str(score[group][name]) for name in ("right", "marked", "silent", "lost"))
    yield str(silent_errors(score))


def points_lost(tallies: Iterable[Mapping[str, Any]]) -> float | None:
    """Give how many points of F1 several kinds together fall short of all."""
    right, wrong = 0, 0
    for tally in tallies:
        right += 2 * tally["right"]
        wrong += tally["extra"] + tally["missed"]
    return 100 * wrong / (right + wrong) if right + wrong else None


def silent_errors(score: Mapping[str, Any]) -> int:
    """Give how many values of a scan are wrong, sure of themselves, and in no failing check."""
    groups = (score["kinds"], score["parts"], score["rows"])
    return sum(tally["silent_errors"] for group in groups for tally in group.values())


def slip_lines(name: str, score: Mapping[str, Any]) -> Iterator[str]:
    """Give the slips of a scan, one a line."""
    for slip in score["slips"]:
        mark = " SILENT" if slip["silent"] else ""
        yield f"{name}, page {slip['page']}{mark}  {slip['printed']}  {slip['read']}"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
