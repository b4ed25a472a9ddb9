"""A round of uploads as a flow run of Prefect; also by itself, as a deployment whose runs are started by events."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.batch import settings_to_order
from flows.lock import HeldError
from flows.pool import open_pool
from flows.settings import UsageError, read_settings
from flows.uploads.intake import Desk, Receipt, open_desk, receipt_to_line, take_in
from flows.uploads.publishing import publish
from flows.uploads.settling import Upload, read_stamp
from flows.versions import read_versions
from flows.work import Job

_PATIENCE = 600.0  # seconds to wait for other runs of the same folder


@flow(name="gongwen-upload", log_prints=False, validate_parameters=False, persist_result=False)
def take_round(paths: list[str], act: Callable[[], list[Receipt]]) -> list[Receipt]:
    """Take in the uploads of a watched folder: `act` is the work, `paths` are for who reads the history."""
    return task(name="take in uploads", cache_policy=NO_CACHE, persist_result=False)(act)()


@flow(name="gongwen-take-in", log_prints=False, persist_result=False)
def take_upload(path: str, out: str) -> list[str]:
    """Take a whole file into the archive of a folder and give its receipts as lines of JSON.

    Runs for one folder wait for each other. What `gongwen watch` does in one go, as a deployment.

    Raises:
        UsageError: the file is not there, or the folder is held by another process for too long.
        OSError: the folder cannot be written.

    """
    stamp = read_stamp(path)
    if stamp is None:
        raise UsageError(f"{path}: no such file; check the path, as the machine that runs the flow sees it")
    job = settings_to_order(read_settings(os.environ), [path], out).job
    job = replace(job, workers=1, versions=read_versions(job.models))
    with ExitStack() as stack:
        desk = _open(stack, job)
        do = stack.enter_context(open_pool(job))
        act = task(name="take in uploads", cache_policy=NO_CACHE, persist_result=False)(take_in)
        receipts = act([Upload(path, stamp)], desk, do)
        publish(desk.out)
    return [receipt_to_line(receipt).decode() for receipt in receipts]


def _open(stack: ExitStack, job: Job) -> Desk:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return stack.enter_context(open_desk(job))
        except HeldError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
