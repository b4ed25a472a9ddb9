"""What people see at the end of a run: a table, and one line for every failure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table

from flows.account import FAILURES

_MOST = 100  # lines of failures
ROWS = (
    ("documents", "documents"),
    ("pages", "pages"),
    ("scanned_pages", "pages recognised (OCR)"),
    ("unread_pages", "pages not read"),
    ("mentions", "mentions"),
    ("nodes", "nodes"),
    ("edges", "edges"),
    ("checks_failed", "checks failed (tables/checks.csv)"),
    ("checks_unknown", "checks undecided"),
    ("failures", "inputs that failed"),
)


def read_failures(out: Path) -> Iterator[dict[str, Any]]:
    """Give the failures of a run one after another."""
    with (out / FAILURES).open("rb") as file:
        yield from map(orjson.loads, file)


def show_failures(console: Console, out: Path, *, verbose: bool) -> None:
    """Give one line for every input that failed: file, problem, what to do."""
    failures = read_failures(out)
    for failure in islice(failures, _MOST):
        say(console, f"{failure['path']}: {failure['message']}; {failure['advice']}")
        if verbose and "trace" in failure:
            say(console, failure["trace"])
    if more := sum(1 for _ in failures):
        say(console, f"{more} more failed: {out / FAILURES}")


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
    say(console, f"{out / 'report.html'}  the run at a glance, for a browser")
    say(console, f"{out / 'run.json'}  what was done, file by file ({run['seconds']:.1f} s)")
