"""An archive from its inputs to its graph: what is done is kept, what fails is named. Knows no Prefect."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import orjson

from flows.account import FAILURES, failure_to_json, outcome_to_json, run_to_json, unreadable_to_json
from flows.archive import Counts, finish
from flows.gather import File, find_items
from flows.ledger import Ledger
from flows.lock import locked
from flows.page import survey_to_html
from flows.pool import do_all
from flows.settings import Settings, UsageError
from flows.state import INBOX, STATE, place_of
from flows.survey import take_survey
from flows.versions import read_versions
from flows.work import Job, Limits, Outcome, find_kept
from flows.write import make_folders, make_places, remove_halves, remove_stale, to_chunks, write_stream

REPORT = "report.html"
_BATCH_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: `lists` are files that hold paths, one a line; `batch` is the most files of one stage.

    `address` is that of a Dask scheduler whose workers do the files.
    """

    inputs: tuple[str, ...]
    job: Job
    lists: tuple[str, ...] = ()
    batch: int = 500
    address: str = ""


def settings_to_order(settings: Settings, inputs: Sequence[str], out: str, *, lists: Sequence[str] = ()) -> Order:
    """Give the order that settings make of inputs."""
    limits = Limits(settings.timeout, settings.page_timeout, settings.memory, settings.pages, settings.pixels)
    job = Job(str(settings.models), out, settings.workers, limits, str(settings.cache or ""))
    return Order(tuple(inputs), job, tuple(lists), settings.batch)


@dataclass(frozen=True, slots=True)
class Step:
    """What just happened: a phase began with `total` things to do, or one of them was done."""

    phase: str
    total: int | None = None
    outcome: Outcome | None = None


Tell = Callable[[Step], None]
T = TypeVar("T")
Stage = Callable[[str, Callable[[], T]], T]
Engine = Callable[[Iterable[File], Job], Iterator[Outcome]]


def call(_name: str, act: Callable[[], T]) -> T:
    """Do a stage as it is."""
    return act()


def process(order: Order, tell: Tell, *, stage: Stage[Any] = call, engine: Engine | None = None) -> dict[str, Any]:
    """Process an archive; give run.json without its long lists. `stage` runs the stages, `engine` does the files.

    Raises:
        UsageError: an input is not there, or another run holds the folder.
        OSError: the output folder cannot be written.
        ExtractionError: the models are not where they were looked for.

    """
    started, clock = datetime.now(UTC), time.perf_counter()
    job = replace(order.job, versions=order.job.versions or read_versions(order.job.models))
    out = Path(job.out)
    _refuse_inbox(out)
    make_folders(out)
    make_places(out, STATE)
    with locked(out), closing(Ledger(out / STATE / "ledger.sqlite")) as ledger:
        remove_halves(out)
        stage("find inputs", partial(_find, order, ledger, tell))
        _do(ledger, replace(order, job=job), tell, stage, engine or _engine(order))
        counts = stage("write the archive", partial(_unite, out, ledger, tell))
        run = run_to_json(order.inputs, job, counts)
        run |= {"started": started.isoformat(timespec="seconds"), "seconds": round(time.perf_counter() - clock, 3)}
        _write_account(out, ledger, run)
    return run


def _refuse_inbox(out: Path) -> None:
    """Leave a folder alone that uploads fill: what is not of this run would go.

    Raises:
        UsageError: it is one.

    """
    if (out / INBOX).exists():
        raise UsageError(f"{out}: is filled by `gongwen watch`; give another --out and join both with `gongwen link`")


def _find(order: Order, ledger: Ledger, tell: Tell) -> int:
    tell(Step("looking"))
    ledger.note(find_items(order.inputs, order.lists))
    tell(Step("hashing", ledger.count_documents()))
    ledger.hash_all(lambda: tell(Step("hashing")))
    return ledger.count_contents()


def _do(ledger: Ledger, order: Order, tell: Tell, stage: Stage[bool], engine: Engine) -> None:
    job, total = order.job, ledger.count_contents()
    tell(Step("documents", total))

    def settle(outcome: Outcome) -> None:
        ledger.settle(outcome)
        tell(Step("documents", outcome=outcome))

    outcomes = engine(_undone(ledger, job, settle), job)
    try:
        while stage("analyse documents", partial(_settle_some, outcomes, settle, order.batch)):
            pass
    except KeyboardInterrupt as error:
        raise KeyboardInterrupt(f"{ledger.count_outcomes()} of {total} documents are done") from error
    finally:
        if isinstance(outcomes, Generator):
            outcomes.close()


def _engine(order: Order) -> Engine:
    """Give what does the files where nobody says: processes here, or the workers of a cluster."""
    if not order.address:
        return do_all
    from flows.cluster import Cluster

    return Cluster(order.address)


def _undone(ledger: Ledger, job: Job, settle: Callable[[Outcome], None]) -> Iterator[File]:
    """Give the files that have to be done; the others are settled on the way."""
    for file in ledger.files():
        if kept := find_kept(file, job):
            settle(kept)
        else:
            yield file


def _settle_some(outcomes: Iterator[Outcome], settle: Callable[[Outcome], None], most: int) -> bool:
    """Settle a minute's worth of outcomes; say whether there may be more."""
    end = time.monotonic() + _BATCH_SECONDS
    for number, outcome in enumerate(outcomes, 1):
        settle(outcome)
        if number >= most or time.monotonic() > end:
            return True
    return False


def _unite(out: Path, ledger: Ledger, tell: Tell) -> Counts:
    tell(Step("uniting"))
    remove_stale(out, lambda source: place_of(out, source).exists(), ledger.is_done)
    counts = finish(out, ledger.done())
    return replace(counts, failures=ledger.count_failures())


def _write_account(out: Path, ledger: Ledger, run: dict[str, Any]) -> None:
    """Write run.json, failures.jsonl and report.html."""
    lists = {
        "inputs": _inputs(ledger),
        "failures": _failures(ledger),
        "ignored": ledger.ignored(),
    }
    lines = (orjson.dumps(item, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE) for item in _failures(ledger))
    write_stream(out / FAILURES, lines)
    write_stream(out / "run.json", to_chunks(run, lists))
    survey = take_survey(_inputs(ledger), _failures(ledger), out)
    write_stream(out / REPORT, (piece.encode() for piece in survey_to_html(run, survey)))


def _inputs(ledger: Ledger) -> Iterator[dict[str, Any]]:
    yield from (outcome_to_json(outcome) for outcome in ledger.outcomes())
    yield from (unreadable_to_json(item) for item in ledger.unreadable())


def _failures(ledger: Ledger) -> Iterator[dict[str, Any]]:
    yield from (failure_to_json(outcome) for outcome in ledger.outcomes() if outcome.failure)
    yield from (failure_to_json(item) for item in ledger.unreadable())
