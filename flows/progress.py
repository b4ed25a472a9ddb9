"""What a run says while it goes on: one live line for people, lines of JSON for machines, nothing for nobody."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from flows.account import failure_to_json
from flows.batch import Step, Tell
from flows.logs import log

_EVERY = 2.0  # seconds between two lines for machines
_SAID = {
    "looking": "looking for files",
    "hashing": "looking at files",
    "documents": "documents",
    "uniting": "writing the graph",
}


@dataclass(slots=True)
class Tally:
    """What is known so far; a document that was done earlier counts, but not for the pace."""

    phase: str = "starting"
    total: int | None = None
    done: int = 0
    kept: int = 0
    failed: int = 0
    pages: int = 0
    scanned: int = 0
    began: float = 0.0

    def add(self, step: Step) -> None:
        """Take in what just happened."""
        if step.phase != self.phase:
            self.phase, self.done, self.began = step.phase, 0, time.monotonic()
        if step.total is not None:
            self.total = step.total
            return
        self.done += 1
        if outcome := step.outcome:
            self.failed += bool(outcome.failure)
            self.kept += outcome.kept
            self.pages += 0 if outcome.kept else outcome.tally.pages
            self.scanned += 0 if outcome.kept else outcome.tally.scanned

    @property
    def seconds(self) -> float:
        """Give how long the phase has lasted."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float | None:
        """Give the seconds that the phase will still take, by its pace so far."""
        fresh = self.done - self.kept
        if not self.total or fresh <= 0:
            return None
        return (self.total - self.done) * self.seconds / fresh

    def say(self) -> str:
        """Give pages, their pace, the share of scans and the failures as a few words."""
        words = []
        if self.pages:
            words = [f"{self.pages} pages", f"{self.pages / max(self.seconds, 0.1):.1f}/s"]
            words.append(f"{100 * self.scanned // self.pages} % scans")
        if self.kept:
            words.append(f"{self.kept} done before")
        return "  ".join([*words, f"{self.failed} failed"]) if self.phase == "documents" else ""

    def to_json(self) -> dict[str, object]:
        """Give it for machines."""
        left = self.left
        return {
            "phase": self.phase,
            "done": self.done,
            "total": self.total,
            "kept": self.kept,
            "failed": self.failed,
            "pages": self.pages,
            "scanned_pages": self.scanned,
            "pages_per_second": round(self.pages / max(self.seconds, 0.1), 2),
            "seconds_left": None if left is None else round(left),
        }


def is_watched(console: Console) -> bool:
    """Say whether somebody watches: a terminal, and no build machine."""
    return console.is_terminal and not os.environ.get("CI")


@contextmanager
def progress(console: Console, *, as_json: bool = False, as_log: bool = False) -> Iterator[Tell]:
    """Give what to tell each step: it keeps one line up to date, or prints lines of JSON; `as_log` more of them."""
    if as_json or as_log:
        yield _tell_machines(Tally(), every_step=as_log)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[said]}"),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=console, transient=True, disable=not is_watched(console)) as bar:
        yield _tell_people(Tally(), bar, bar.add_task("starting", total=None, said=""))


def _tell_people(tally: Tally, bar: Progress, line: TaskID) -> Tell:
    def tell(step: Step) -> None:
        if step.phase != tally.phase:
            bar.reset(line, total=step.total, description=_SAID.get(step.phase, step.phase), said="")
        tally.add(step)
        bar.update(line, completed=tally.done, said=tally.say())

    return tell


def _tell_machines(tally: Tally, *, every_step: bool) -> Tell:
    """Print how far it is every two seconds; beginnings and failures too, where every step is wanted."""
    last = time.monotonic()

    def tell(step: Step) -> None:
        nonlocal last
        tally.add(step)
        if every_step:
            _log_step(step)
        if time.monotonic() - last >= _EVERY:
            last = time.monotonic()
            log("progress", **tally.to_json())

    return tell


def _log_step(step: Step) -> None:
    if step.outcome is None:
        if step.total is not None or step.phase in ("looking", "uniting"):
            log("phase", phase=step.phase, total=step.total)
    elif step.outcome.failure:
        log("failure", **failure_to_json(step.outcome))
    else:
        outcome = step.outcome
        log(
            "document",
            path=outcome.file.paths[0],
            source=outcome.file.source,
            kept=outcome.kept,
            seconds=outcome.seconds,
        )
