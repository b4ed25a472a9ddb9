"""Worker processes, each with a pipe of its own: what crashes, hangs or eats memory costs its one file, by name.

They share no lock and no queue, so that a worker may be killed at any moment without a word to the others. While the
disk takes in one document, its worker does the next.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from threading import Lock
from typing import Any

from extractors.errors import ExtractionError
from flows.failure import died, too_late
from flows.gather import File
from flows.memory import calm_collector, limit_memory, resident
from flows.orphans import die_with_parent
from flows.work import Job, Keep, Outcome, begin_one, fail, warm

Work = Callable[..., tuple[Outcome, Keep]]
"""Does one file: called with the file, the job and what to call at each page."""

_TRIES = 3  # of a file whose worker died: it may have been killed for no fault of the file
_MOST_FILES = 5_000  # of one worker
_MOST_RESIDENT = 1_500  # MiB that a worker may hold on to between two files
_MOST_UNWRITTEN = 3  # documents of one worker
_BEAT, _READY = "page", "ready"


@dataclass(slots=True)
class _Task:
    file: File
    died: int = 0


@dataclass(slots=True)
class _Worker:
    """`task` is what it does, `unwritten` what waits for the disk by the sources; `tired` ones get no more."""

    process: Any
    pipe: Connection
    task: _Task | None = None
    unwritten: dict[str, _Task] = field(default_factory=dict)
    started: float = 0.0
    deadline: float = float("inf")
    done: int = 0
    tired: bool = False


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


def do_all(files: Iterable[File], job: Job, *, work: Work = begin_one) -> Iterator[Outcome]:
    """Do files in `job.workers` processes; give the outcomes as they come. Closing it ends the processes.

    Raises:
        ExtractionError: a worker could not load the models, so no file can be done.
        OSError: a worker could not write the output folder.

    """
    with open_pool(job, work=work) as do:
        yield from do(files)


@contextmanager
def open_pool(
    job: Job, *, work: Work = begin_one, ready: int = 0
) -> Iterator[Callable[[Iterable[File]], Iterator[Outcome]]]:
    """Keep worker processes for several rounds, `ready` of them from the start; give what does the files of a round."""
    pool = _Pool(job, work, iter(()))
    try:
        pool.workers += [_start(pool) for _ in range(ready)]
        yield partial(_do, pool)
    finally:
        for worker in pool.workers:
            _end(worker)


def _do(pool: _Pool, files: Iterable[File]) -> Iterator[Outcome]:
    pool.files = iter(files)
    while _feed(pool):
        yield from _listen(pool)


def _feed(pool: _Pool) -> bool:
    """Give every idle worker a file, starting workers as needed; say whether any file is under way."""
    while sum(worker.task is not None for worker in pool.workers) < pool.job.workers:
        task = pool.next_task()
        if task is None:
            break
        idle = next((worker for worker in pool.workers if not worker.task and not worker.tired), None)
        if idle is None:
            idle = _start(pool)
            pool.workers.append(idle)
        _give(idle, task, pool.job)
    return any(worker.task or worker.unwritten for worker in pool.workers)


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
    busy = [worker for worker in pool.workers if worker.task or worker.unwritten]
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
    if isinstance(said, Exception):
        raise said
    if said == _BEAT:
        worker.deadline += pool.job.limits.page_seconds
    elif said == _READY:
        assert worker.task
        worker.unwritten[worker.task.file.source] = worker.task
        worker.task, worker.deadline, worker.done = None, float("inf"), worker.done + 1
    else:
        yield _take(worker, pool, *said)


def _take(worker: _Worker, pool: _Pool, outcome: Outcome, held: int) -> Outcome:
    """Take an outcome that is written; a worker that holds too much gets no more files."""
    del worker.unwritten[outcome.file.source]
    short = outcome.failure is not None and outcome.failure.kind == "memory"
    worker.tired = worker.tired or short or held > _MOST_RESIDENT or worker.done >= _MOST_FILES
    if worker.tired and not worker.task and not worker.unwritten:
        _remove(worker, pool)
    return outcome


def _bury(worker: _Worker, pool: _Pool) -> Iterator[Outcome]:
    """Take leave of a worker that died; what it died of is tried a few times, the rest again."""
    worker.process.join()
    code, seconds = worker.process.exitcode, time.monotonic() - worker.started
    blamed = [worker.task] if worker.task else list(worker.unwritten.values())
    if not worker.task:
        worker.unwritten.clear()
    _remove(worker, pool)
    for task in blamed:
        task.died += 1
        if task.died < _TRIES:
            pool.again.append(task)
        else:
            yield fail(task.file, pool.job, died(code, task.died), seconds=seconds)


def _stop_late(worker: _Worker, pool: _Pool) -> Outcome:
    task, seconds = worker.task, time.monotonic() - worker.started
    assert task
    _remove(worker, pool)
    return fail(task.file, pool.job, too_late(round(seconds)), seconds=seconds)


def _remove(worker: _Worker, pool: _Pool) -> None:
    """End a worker; what it had not written is done again, or found written."""
    _end(worker)
    pool.workers.remove(worker)
    pool.again.extend(worker.unwritten.values())


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
    if work is begin_one:
        with suppress(ExtractionError):  # said again by the first file, where it can be told
            warm(job)
    calm_collector()
    lock = Lock()

    def say(said: object) -> None:
        with lock, suppress(BrokenPipeError, ConnectionResetError):
            pipe.send(said)

    with suppress(EOFError, ConnectionResetError), ThreadPoolExecutor(1) as writer:
        unwritten: deque[Future[None]] = deque()
        while True:
            file = pipe.recv()
            try:
                outcome, keep = work(file, job, partial(say, _BEAT))
            except Exception as error:
                say(_sendable(error))
                continue
            say(_READY)
            unwritten.append(writer.submit(_write, outcome, keep, say))
            if len(unwritten) > _MOST_UNWRITTEN:
                unwritten.popleft().result()


def _write(outcome: Outcome, keep: Keep, say: Callable[[object], None]) -> None:
    try:
        keep()
    except Exception as error:
        say(_sendable(error))
    else:
        say((outcome, resident()))


def _sendable(error: Exception) -> Exception:
    return error if isinstance(error, ExtractionError | OSError) else RuntimeError(f"{type(error).__name__}: {error}")
