"""Documents done on other machines: the workers of a Dask scheduler read them, this process keeps what they give.

Distributed is used as it is, not by way of prefect-dask: that costs 0.1 s a task and wants every worker to reach the
server of Prefect.
"""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from flows.failure import died
from flows.gather import File
from flows.pool import open_pool
from flows.settings import UsageError, read_settings
from flows.state import STATE, Parcel, pack, unpack
from flows.work import Job, Outcome, fail
from flows.write import make_folders, make_places

_BATCH = 10  # documents a task: some seconds of work, which is what a lost worker costs
_AHEAD = 2  # tasks a worker
_PATIENCE = 30.0  # seconds to wait for the first worker


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a file on a worker, and what it gave."""

    outcome: Outcome
    parcel: Parcel | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Does files by the scheduler at an address; the engine of a run."""

    address: str

    def __call__(self, files: Iterable[File], job: Job) -> Iterator[Outcome]:
        """Give the outcomes as they come.

        Raises:
            UsageError: no scheduler answers, or no worker is there.
            ExtractionError: a worker has another version or no models.
            OSError: the output folder cannot be written.

        """
        from distributed import as_completed

        with _connected(self.address) as client:
            waiting = as_completed(loop=client.loop)
            left = iter(files)
            room = _AHEAD * len(_workers(client))
            batches = {_submit(client, batch, job, waiting): batch for batch in _cut(left, room)}
            for future in waiting:
                yield from _take(client, future, batches, job, waiting)
                for batch in _cut(left, 1):
                    batches[_submit(client, batch, job, waiting)] = batch


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("--engine dask needs distributed: pip install -e '.[cluster]'") from error
    try:
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"{address}: no Dask scheduler answers there; start one with `dask scheduler`") from error
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        client.close()
        raise UsageError(f"{address}: has no workers; start some with `gongwen worker {address}`") from error
    return client


def _workers(client: Any) -> Sequence[str]:
    return list(client.scheduler_info(n_workers=-1)["workers"])


def _cut(files: Iterator[File], most: int) -> Iterator[list[File]]:
    """Cut some batches off."""
    for _ in range(most):
        if batch := list(islice(files, _BATCH)):
            yield batch


def _submit(client: Any, batch: Sequence[File], job: Job, waiting: Any) -> Any:
    future = client.submit(do_batch, list(batch), job, pure=False)
    waiting.add(future)
    return future


def _take(client: Any, future: Any, batches: dict[Any, list[File]], job: Job, waiting: Any) -> Iterator[Outcome]:
    """Keep what a batch gave; one that took several workers with it is cut up until the file is known that does."""
    from distributed import KilledWorker

    batch = batches.pop(future)
    try:
        done = future.result()
    except KilledWorker:
        if len(batch) == 1:
            yield fail(batch[0], job, died(None, 3))
            return
        for file in batch:
            batches[_submit(client, [file], job, waiting)] = [file]
        return
    for each in done:
        if each.parcel:
            unpack(Path(job.out), each.parcel)
        yield each.outcome


def do_batch(files: list[File], job: Job) -> list[Done]:
    """Do files on a worker, each in a process that may die; what they give goes back by the network."""
    settings = read_settings(os.environ)
    own = replace(job, out="", models=str(settings.models), cache=str(settings.cache or ""), workers=1)
    folder, do = _pool(own)
    return [Done(outcome, pack(folder, outcome.file.source)) for outcome in do(files)]


@lru_cache(maxsize=1)
def _pool(job: Job) -> tuple[Path, Callable[[Iterable[File]], Iterator[Outcome]]]:
    """Give a folder of this worker and what does files there; both last as long as the worker."""
    stack = ExitStack()
    atexit.register(stack.close)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gongwen-")))
    make_folders(folder)
    make_places(folder, STATE)
    return folder, stack.enter_context(open_pool(replace(job, out=str(folder))))


def serve(address: str) -> None:
    """Be a worker of a scheduler until that one ends or somebody stops this.

    Raises:
        UsageError: no scheduler answers.

    """
    try:
        import asyncio

        from distributed import Worker
    except ImportError as error:
        raise UsageError("a worker needs distributed: pip install -e '.[cluster]'") from error

    async def run() -> None:
        async with Worker(address, nthreads=1, death_timeout=_PATIENCE, dashboard=False) as worker:
            await worker.finished()

    try:
        asyncio.run(run())
    except (OSError, TimeoutError) as error:
        raise UsageError(f"{address}: no Dask scheduler answers there; start one with `dask scheduler`") from error
