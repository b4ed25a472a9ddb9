"""`gongwen run` as people start it: with Prefect or without, a line while it goes on, a table at the end."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console

from flows.batch import Order, Tell, process, settings_to_order
from flows.gather import Found, Unreadable, find_items
from flows.logs import log, wants_json
from flows.progress import progress
from flows.report import show_failures, show_summary
from flows.server import served
from flows.settings import Settings, UsageError
from flows.stopping import stoppable
from flows.write import make_folders

STDIN = "-"
_MANY = 1_000  # documents: from here on, the start of Prefect's server is no more than a fiftieth of the work


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed; None where the settings decide, or for `prefect` the size of the archive."""

    out: Path
    workers: int | None = None
    timeout: float | None = None
    memory: int | None = None
    retry: bool = False
    prefect: bool | None = None
    address: str = ""
    verbose: bool = False
    as_json: bool = False


def run(inputs: Sequence[str], wish: Wish, settings: Settings) -> int:
    """Run an archive and show what came of it; give the number of failures.

    Raises:
        UsageError: an input is not there, or none holds a document.

    """
    with stoppable(), _spooled(inputs) as (named, lists):
        order = _order(named, lists, wish, settings)
        few = _look(order)
        make_folders(wish.out)
        console = Console(stderr=True)
        logged = wants_json(os.environ)
        with progress(console, as_json=wish.as_json, as_log=logged) as tell:
            result = _process(order, wish, tell, few=few)
    if logged:
        log("end", counts=result["counts"], seconds=result["seconds"])
    else:
        show_failures(console, wish.out, verbose=wish.verbose)
    if wish.as_json:
        with (wish.out / "run.json").open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
    else:
        show_summary(Console(), result, wish.out)
    return int(result["counts"]["failures"])


@contextmanager
def _spooled(inputs: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Give the inputs without `-`, and the files with the paths that came through stdin."""
    named = [text for text in inputs if text != STDIN]
    if len(named) == len(inputs):
        yield named, []
        return
    with tempfile.NamedTemporaryFile(prefix="gongwen-", suffix=".list") as spool:
        shutil.copyfileobj(sys.stdin.buffer, spool)
        spool.flush()
        yield named, [spool.name]


def _order(named: Sequence[str], lists: Sequence[str], wish: Wish, settings: Settings) -> Order:
    chosen = replace(
        settings,
        workers=wish.workers or settings.workers,
        timeout=wish.timeout or settings.timeout,
        memory=settings.memory if wish.memory is None else wish.memory,
    )
    order = settings_to_order(chosen, named, str(wish.out), lists=lists)
    return replace(order, job=replace(order.job, retry=wish.retry), address=wish.address)


def _look(order: Order) -> bool:
    """Say whether there are few documents, before anything is written.

    Raises:
        UsageError: there are none.

    """
    problems: list[Unreadable] = []

    def documents() -> Iterator[Found]:
        for item in find_items(order.inputs, order.lists):
            if isinstance(item, Found):
                yield item
            elif isinstance(item, Unreadable) and len(problems) < _MANY:
                problems.append(item)

    count = sum(1 for _ in islice(documents(), _MANY))
    if not count:
        lines = [f"{item.path}: {item.problem}; {item.advice}" for item in problems]
        raise UsageError("\n".join(lines) or "no paths came through stdin; give some")
    return count < _MANY


def _process(order: Order, wish: Wish, tell: Tell, *, few: bool) -> dict[str, Any]:
    if not _wants_prefect(wish, os.environ, few=few):
        return process(order, tell)
    from flows.engine import prepare

    if notice := prepare(os.environ, wish.out, verbose=wish.verbose):
        log("notice", message=notice) if wants_json(os.environ) else print(f"gongwen: {notice}", file=sys.stderr)
    with served(os.environ):
        from flows.run import run_quietly

        return run_quietly(order, tell)


def _wants_prefect(wish: Wish, environ: Mapping[str, str], *, few: bool) -> bool:
    if wish.prefect is not None:
        return wish.prefect
    return not few or bool(environ.get("PREFECT_API_URL"))
