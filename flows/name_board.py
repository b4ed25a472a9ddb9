"""The scores of names, of roles and of peers as tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table

from flows.figures import figure, figures, new_table, wanted


def name_tables(scores: Mapping[str, Any]) -> Iterator[Table]:
    """Give the tables of what was scored."""
    if scores["names"]:
        yield _summary(scores["names"])
    for kind, score in scores["names"].items():
        if len(score["genres"]) > 1:
            yield _genres(kind, score["genres"])
        yield _reliability(kind, score["reliability"])
    roles = {role: counts for role, counts in scores["roles"].items() if counts["right"] + counts["missed"]}
    if roles:
        yield _roles(roles)
    if scores["made_names"]:
        yield _made(scores["made_names"])
    for kind, found in scores["peers"].items():
        yield _peers(kind, found, scores["names"][kind])


def _summary(names: Mapping[str, Any]) -> Table:
    table = new_table("Names", "gold", "span P", "R", "F1", "of the found: full name", "same node")
    for kind, score in names.items():
        shares = figure(score["full_name"]), figure(score["same_node"])
        table.add_row(kind, wanted(score["spans"]), *figures(score["spans"]), *shares)
    return table


def _genres(kind: str, genres: Mapping[str, Any]) -> Table:
    table = new_table(f"Names: {kind} by genre", "gold", "span P", "R", "F1")
    for genre, counts in genres.items():
        table.add_row(genre, wanted(counts), *figures(counts))
    return table


def _reliability(kind: str, score: Mapping[str, Any]) -> Table:
    error = figure(score["expected_calibration_error"])
    table = new_table(f"What a score is worth: {kind} (expected error {error})", "mentions", "mean score", "right")
    for row in score["bins"]:
        name = f"above {row['above']:.2f} to {row['to']:.2f}"
        table.add_row(name, str(row["count"]), figure(row["mean_score"]), figure(row["right"]))
    return table


def _roles(roles: Mapping[str, Any]) -> Table:
    table = new_table("Roles", "gold", "P", "R", "F1")
    for role, counts in roles.items():
        table.add_row(role, wanted(counts), *figures(counts))
    return table


def _made(score: Mapping[str, Any]) -> Table:
    table = new_table(f"Names in no lexicon ({score['names']})", "whole", "left out", "cut", "too long")
    for name, counts in (("all", score["found"]), ("sure", score["sure"])):
        cells = [counts.get(what) for what in ("whole", "left_out", "cut", "too_long")]
        table.add_row(name, *("–" if cell is None else f"{cell / score['names']:.3f}" for cell in cells))
    return table


def _peers(kind: str, found: Mapping[str, Any], own: Mapping[str, Any]) -> Table:
    table = new_table(f"Peers on the same lines: {kind}", "span P", "R", "F1")
    table.add_row("gongwen", *figures(own["spans"]))
    for name, score in found.items():
        cells = (score["skipped"], "", "") if "skipped" in score else figures(score)
        table.add_row(name, *cells)
    return table
