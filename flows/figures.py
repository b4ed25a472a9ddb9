"""Scores as cells of tables for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table


def new_table(title: str, *columns: str) -> Table:
    """Give an empty table: names to the left, figures to the right."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column("", min_width=14)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def wanted(tally: Mapping[str, Any]) -> str:
    """Give how many there are in gold."""
    return str(tally["right"] + tally["missed"])


def figures(tally: Mapping[str, Any]) -> tuple[str, str, str]:
    """Give precision, recall and F1."""
    precision, recall, f1 = (tally[name] for name in ("precision", "recall", "f1"))
    return figure(precision), figure(recall), figure(f1)


def figure(value: float | None) -> str:
    """Give a share with three digits, or a dash."""
    return "–" if value is None else f"{value:.3f}"
