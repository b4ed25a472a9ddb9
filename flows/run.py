"""`gongwen run`: an archive to one graph, as a Prefect flow."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows.archive import Counts, cut, run_to_json, write_archive
from flows.gather import File, Gathered, gather
from flows.settings import read_settings
from flows.work import Job, Outcome, Report, do_files, unreadable_outcome
from flows.write import make_folders, to_bytes, write_file


@task(name="find inputs", cache_policy=NO_CACHE)
def find_inputs(inputs: Sequence[str]) -> Gathered:
    """Give the files of the inputs."""
    return gather(inputs)


@task(name="analyse a batch", cache_policy=NO_CACHE)
def analyse_batch(files: Sequence[File], job: Job, report: Report) -> list[Outcome]:
    """Read, analyse and write the documents of a batch."""
    return do_files(files, job, report)


@task(name="write the archive", cache_policy=NO_CACHE)
def write_results(out: str, outcomes: Sequence[Outcome]) -> Counts:
    """Unite the documents to one graph and write it with its tables."""
    return write_archive(Path(out), outcomes)


@flow(name="gongwen-run", log_prints=False, validate_parameters=False)
def run_archive(
    inputs: list[str],
    out: str,
    *,
    workers: int | None = None,
    timeout: float | None = None,
    report: Report | None = None,
) -> dict[str, Any]:
    """Process an archive and give run.json.

    Raises:
        UsageError: an input is not there.
        OSError: the output folder cannot be written.
        MissingModelError: the models are not where they were looked for.

    """
    started, clock = datetime.now(UTC), time.perf_counter()
    settings = read_settings(os.environ)
    make_folders(Path(out))
    gathered = find_inputs(inputs)
    cache = str(settings.cache or "")
    job = Job(str(settings.models), out, workers or settings.workers, timeout or settings.timeout, cache)
    tell = report or _silent
    outcomes = [unreadable_outcome(item) for item in gathered.unreadable]
    tell(len(gathered.files) + len(outcomes), None)
    for outcome in outcomes:
        tell(0, outcome)
    for files in cut(gathered.files, settings.batch):
        outcomes += analyse_batch(files, job, tell)
    counts = write_results(out, outcomes)
    run = run_to_json(inputs, job, gathered, outcomes, counts)
    run |= {"started": started.isoformat(timespec="seconds"), "seconds": round(time.perf_counter() - clock, 3)}
    write_file(Path(out) / "run.json", to_bytes(run))
    return run


def _silent(_total: int, _outcome: Outcome | None) -> None:
    return


def run_quietly(
    inputs: list[str], out: str, *, workers: int | None, timeout: float | None, report: Report
) -> dict[str, Any]:
    """Run the flow in this process and wait until its history is written."""
    from prefect.events.worker import EventsWorker

    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        try:
            return run_archive(inputs, out, workers=workers, timeout=timeout, report=report)
        finally:
            EventsWorker.drain_all(timeout=10)
            time.sleep(1)  # the server's recorder writes once a second
