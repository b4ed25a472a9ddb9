"""Worker processes, each with a pipe of its own: what crashes, hangs or eats memory costs its one file, by name.

They share no lock and no queue, so that a worker may be killed at any moment without a word to the others.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from extractors.errors import ExtractionError
from flows.failure import died, too_late
from flows.gather import File
from flows.memory import limit_memory, resident
from flows.orphans import die_with_parent
from flows.work import Job, Outcome, do_one, fail, warm

Work = Callable[..., Outcome]
"""Does one file: called with the file, the job and what to call at each page."""

_TRIES = 3  # of a file whose worker died: it may have been killed for no fault of the file
_MOST_FILES = 5_000  # of one worker
_MOST_RESIDENT = 1_500  # MiB that a worker may hold on to between two files
_BEAT = "page"


class StoppedError(Exception):
    """A worker could not do any file; the message says why."""


@dataclass(slots=True)
class _Task:
    file: File
    died: int = 0


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    task: _Task | None = None
    started: float = 0.0
    deadline: float = float("inf")
    done: int = 0


@dataclass(slots=True)
class _Pool:
    job: Job
    work: Work
    files: Iterator[File]
    again: deque[_Task] = field(default_factory=deque)
    workers: list[_Worker] = field(default_factory=list)

    def next_task(self) -> _Task | None:
        if self.again:
            return self.again.popleft()
        file = next(self.files, None)
        return _Task(file) if file else None


def do_all(files: Iterable[File], job: Job, *, work: Work = do_one) -> Iterator[Outcome]:
    """Do files in `job.workers` processes; give the outcomes as they come. Closing it ends the processes.

    Raises:
        ExtractionError: a worker could not load the models, so no file can be done.
        OSError: a worker could not write the output folder.

    """
    pool = _Pool(job, work, iter(files))
    try:
        while _feed(pool):
            yield from _listen(pool)
    finally:
        for worker in pool.workers:
            _end(worker)


def _feed(pool: _Pool) -> bool:
    """Give every idle worker a file, starting workers as needed; say whether any file is under way."""
    while len([worker for worker in pool.workers if worker.task]) < pool.job.workers:
        task = pool.next_task()
        if task is None:
            break
        idle = next((worker for worker in pool.workers if not worker.task), None)
        if idle is None:
            idle = _start(pool)
            pool.workers.append(idle)
        _give(idle, task, pool.job)
    return any(worker.task for worker in pool.workers)


def _give(worker: _Worker, task: _Task, job: Job) -> None:
    worker.task, worker.started = task, time.monotonic()
    worker.deadline = worker.started + job.limits.seconds + (_STARTING if not worker.done else 0)
    with suppress(BrokenPipeError, ConnectionResetError):  # it died idle; its pipe says so at once
        worker.pipe.send(task.file)


_STARTING = 60.0  # seconds that loading may take on a busy machine, before the first file


def _start(pool: _Pool) -> _Worker:
    """Start a worker that is deaf to Ctrl-C from its first moment."""
    ours, theirs = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_serve, args=(theirs, pool.job, pool.work, os.getpid()), daemon=True)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    theirs.close()
    return _Worker(process, ours)


def _listen(pool: _Pool) -> Iterator[Outcome]:
    """Wait until a worker says something, dies or is late."""
    busy = [worker for worker in pool.workers if worker.task]
    patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
    ready = set(wait([worker.pipe for worker in busy], min(patience, 3600.0)))
    for worker in busy:
        if worker.pipe in ready:
            yield from _hear(worker, pool)
        elif time.monotonic() >= worker.deadline:
            yield _stop_late(worker, pool)


def _hear(worker: _Worker, pool: _Pool) -> Iterator[Outcome]:
    """Take what a worker says; give the outcome where that is what it says."""
    try:
        said = worker.pipe.recv()
    except (EOFError, OSError):
        yield from _bury(worker, pool)
        return
    if said == _BEAT:
        worker.deadline += pool.job.limits.page_seconds
    elif isinstance(said, Exception):
        raise said
    else:
        outcome, held = said
        worker.task, worker.done = None, worker.done + 1
        if (
            held > _MOST_RESIDENT
            or worker.done >= _MOST_FILES
            or (outcome.failure and outcome.failure.kind == "memory")
        ):
            _remove(worker, pool)
        yield outcome


def _bury(worker: _Worker, pool: _Pool) -> Iterator[Outcome]:
    """Take leave of a worker that died; its file is tried again a few times."""
    worker.process.join()
    task, code = worker.task, worker.process.exitcode
    _remove(worker, pool)
    if task is None:
        return
    task.died += 1
    if task.died < _TRIES:
        pool.again.append(task)
    else:
        yield fail(task.file, pool.job, died(code, task.died), seconds=time.monotonic() - worker.started)


def _stop_late(worker: _Worker, pool: _Pool) -> Outcome:
    task, seconds = worker.task, time.monotonic() - worker.started
    assert task
    _remove(worker, pool)
    return fail(task.file, pool.job, too_late(round(seconds)), seconds=seconds)


def _remove(worker: _Worker, pool: _Pool) -> None:
    _end(worker)
    pool.workers.remove(worker)


def _end(worker: _Worker) -> None:
    """End a process, whatever it is doing."""
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()
    worker.process.close()


def _serve(pipe: Connection, job: Job, work: Work, parent: int) -> None:
    """Do the files that come through a pipe, until it closes."""
    die_with_parent(parent)
    limit_memory(job.limits.memory)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        if work is do_one:
            with suppress(ExtractionError):  # said again by the first file, where it can be told
                warm(job)
        while True:
            pipe.send(_try(pipe.recv(), job, work, pipe))


def _try(file: File, job: Job, work: Work, pipe: Connection) -> object:
    try:
        return work(file, job, lambda: pipe.send(_BEAT)), resident()
    except Exception as error:
        return (
            error if isinstance(error, ExtractionError | OSError) else RuntimeError(f"{type(error).__name__}: {error}")
        )
