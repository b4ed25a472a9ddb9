"""What people see: a bar while it runs, a table at the end, one line for every failure."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from flows.work import Outcome, Report

ROWS = (
    ("documents", "documents"),
    ("pages", "pages"),
    ("unread_pages", "pages not read"),
    ("mentions", "mentions"),
    ("nodes", "nodes"),
    ("edges", "edges"),
    ("checks_failed", "checks failed (tables/checks.csv)"),
    ("checks_unknown", "checks undecided"),
    ("failures", "inputs that failed"),
)


def is_watched(console: Console) -> bool:
    """Say whether somebody watches: a terminal, and no build machine."""
    return console.is_terminal and not os.environ.get("CI")


@contextmanager
def progress(console: Console) -> Iterator[Report]:
    """Show a bar with count, rate and time left; nothing where nobody watches."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not is_watched(console)) as bar:
        job = bar.add_task("starting Prefect", total=None, rate="")
        pages = 0

        def report(total: int, outcome: Outcome | None) -> None:
            nonlocal pages
            if outcome is None:
                bar.reset(job, total=total, description="documents", rate="")
                return
            pages += outcome.pages
            seconds = bar.tasks[0].elapsed or 0
            bar.update(job, advance=1, rate=f"{pages / seconds * 60:.0f} pages/min" if seconds else "")

        yield report


def show_failures(console: Console, run: Mapping[str, Any], *, verbose: bool) -> None:
    """Give one line for every input that failed: file, problem, what to do."""
    for failure in run["failures"]:
        say(console, f"{failure['path']}: {failure['message']}; {failure['advice']}")
        if verbose and "trace" in failure:
            say(console, failure["trace"])


def say(console: Console, text: str) -> None:
    """Print text as it is: no markup, no colours, no wrapping."""
    console.print(text, markup=False, highlight=False, soft_wrap=True, emoji=False)


def show_summary(console: Console, run: Mapping[str, Any], out: Path) -> None:
    """Give the counts of a run and where its results are."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for key, name in ROWS:
        table.add_row(name, str(run["counts"][key]))
    console.print(table)
    say(console, "")
    say(console, f"{out / 'graph.json'}  the graph")
    say(console, f"{out / 'documents'}/  one JSON file a document: parts, tables, mentions")
    say(console, f"{out / 'tables'}/  the same as CSV, for a spreadsheet")
    say(console, f"{out / 'run.json'}  what was done, file by file ({run['seconds']:.1f} s)")
