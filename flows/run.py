"""`gongwen run` as a Prefect flow: an archive to one graph; each minute of work is a task."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows.batch import Order, Step, Tell, process, settings_to_order
from flows.settings import read_settings


def _as_task(name: str, act: Callable[[], Any]) -> Any:
    """Do a stage as a task of the flow."""
    return task(name=name, cache_policy=NO_CACHE, persist_result=False)(act)()


@flow(name="gongwen-run", log_prints=False, validate_parameters=False, persist_result=False)
def run_archive(inputs: list[str], out: str, *, order: Order | None = None, tell: Tell | None = None) -> dict[str, Any]:
    """Process an archive and give run.json without its long lists; the environment says how, or `order`.

    Raises:
        UsageError: an input is not there, or another run holds the folder.
        OSError: the output folder cannot be written.
        MissingModelError: the models are not where they were looked for.

    """
    chosen = order or settings_to_order(read_settings(os.environ), inputs, out)
    return process(chosen, tell or _silent, stage=_as_task)


def _silent(_step: Step) -> None:
    return


def run_quietly(order: Order, tell: Tell) -> dict[str, Any]:
    """Run the flow in this process and wait until its history is written."""
    from prefect.events.worker import EventsWorker

    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        try:
            return run_archive(list(order.inputs), order.job.out, order=order, tell=tell)
        finally:
            EventsWorker.drain_all(timeout=10)
            time.sleep(1)  # the server's recorder writes once a second
