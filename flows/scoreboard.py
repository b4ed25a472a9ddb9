"""Scores as tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from flows.figures import figures, new_table, wanted
from flows.name_board import name_tables

GROUPS = (
    ("kinds", "lines", "Mentions, line by line"),
    ("kinds", "documents", "Mentions, whole documents"),
    ("parts", "lines", "Parts, small documents"),
    ("parts", "documents", "Parts, whole documents"),
)


def show_scores(scores: Mapping[str, Any], *, misses: bool = False) -> None:
    """Print the scores; with `misses`, every miss too."""
    console = Console(width=None if Console().is_terminal else 120)
    for table in _all_tables(scores):
        console.print(table, "")
    for line in _last_lines(scores):
        console.print(line, highlight=False)
    for miss in scores["misses"] if misses else ():
        mark = " SILENT" if miss["silent"] else ""
        text = f"{miss['where']}  {miss['kind']}  {miss['what']}{mark}  {miss['raw']}  {miss['value']}"
        console.print(text, markup=False, highlight=False, soft_wrap=True)
    for miss in scores["role_misses"] if misses else ():
        text = f"{miss['where']}  {miss['role']}  {miss['what']}  {miss['raw']}"
        console.print(text, markup=False, highlight=False, soft_wrap=True)


def show_archive_scores(scores: Mapping[str, Any], *, misses: bool = False) -> None:
    """Print the scores of a made archive; with `misses`, every miss too."""
    console = Console(width=None if Console().is_terminal else 120)
    table = new_table("Made archive", "gold", "P", "R", "F1")
    for name in ("allocates", "passes_on", "same_as", "fulfils", "fulfils_with_verdict", "planted"):
        table.add_row(name, wanted(scores[name]), *figures(scores[name]))
    console.print(table, "")
    kinds = new_table("Planted errors", "planted", "found")
    for name, row in scores["kinds"].items():
        kinds.add_row(name, wanted(row), str(row["right"]))
    console.print(kinds, "")
    for miss in scores["misses"] if misses else ():
        console.print(f"{miss['what']}  {miss['where']}", markup=False, highlight=False, soft_wrap=True)


def _all_tables(scores: Mapping[str, Any]) -> Iterator[Table]:
    for group, level, title in GROUPS:
        if scores[group][level]:
            yield (_mentions if group == "kinds" else _parts)(title, scores[group][level])
    if scores["edges"]:
        yield _edges(scores["edges"])
    if scores["rows"]:
        yield _parts("Rows, whole documents", scores["rows"])
    if scores["tables"]["tables"]:
        yield _tables(scores["tables"])
    yield from name_tables(scores)
    if scores["speed"]:
        yield _speed(scores["speed"])


def _last_lines(scores: Mapping[str, Any]) -> Iterator[str]:
    nodes = scores["nodes"]
    if nodes["right"] + nodes["missed"]:
        yield f"nodes with all their facts: {nodes['right']} of {nodes['right'] + nodes['missed']}"
    yield f"silent errors (wrong, sure, no check fails): {scores['silent_errors']}"
    if skipped := scores["tables"]["skipped"]:
        yield f"gold tables whose file is not at hand (--files DIR): {skipped}"
    yield from (f"not scored here: {name}" for name in scores["not_scored"])


def _mentions(title: str, rows: Mapping[str, Any]) -> Table:
    table = new_table(title, "gold", "verbatim P", "R", "F1", "normalised P", "R", "F1", "silent errors")
    for name, row in rows.items():
        one, other = row["verbatim"], row["normalised"]
        table.add_row(name, wanted(one), *figures(one), *figures(other), str(row["silent_errors"]))
    return table


def _parts(title: str, rows: Mapping[str, Any]) -> Table:
    table = new_table(title, "gold", "exact P", "R", "F1", "silent errors")
    for name, row in rows.items():
        table.add_row(name, wanted(row["normalised"]), *figures(row["normalised"]), str(row["silent_errors"]))
    return table


def _edges(rows: Mapping[str, Any]) -> Table:
    table = new_table("Edges", "gold", "P", "R", "F1", "evidence right", "silent errors")
    for name, row in rows.items():
        ends, evidence = row["ends"], row["evidence"]
        proven = f"{evidence['proven']} of {evidence['proven'] + evidence['unproven']}"
        table.add_row(name, wanted(ends), *figures(ends), proven, str(row["silent_errors"]))
    return table


def _tables(score: Mapping[str, Any]) -> Table:
    table = new_table(f"Tables ({score['tables']})", "gold", "P", "R", "F1")
    for name in ("cells", "rows"):
        table.add_row(name, wanted(score[name]), *figures(score[name]))
    return table


def _speed(rows: Mapping[str, Any]) -> Table:
    table = new_table("Speed", "files", "pages", "pages/min", "peak MiB")
    for name, row in rows.items():
        cells = (row["files"], row["pages"], f"{row['pages_per_minute']:.0f}", row["peak_mib"])
        table.add_row(name, *map(str, cells))
    return table
