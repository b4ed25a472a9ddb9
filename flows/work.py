"""One file after another in worker processes: what crashes or hangs costs its one file, by name."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as Late
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from extractors.errors import MissingModelError, ReadError
from flows.gather import File, Unreadable
from flows.versions import producer
from flows.write import write_document

if TYPE_CHECKING:
    from extractors.pipeline import Models

DEFECT = "this is a defect of gongwen, please report it with the file; the rest was done"


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for every file of a run; `timeout` is in seconds a file."""

    models: str
    out: str
    workers: int
    timeout: float


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file was not done: `error` is the class, `kind` a stable word, `advice` what to do, `trace` for -v."""

    error: str
    kind: str
    problem: str
    advice: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: a failure, or counts and the pickled (graph, rows of amounts) of the document."""

    file: File
    failure: Failure | None = None
    pages: int = 0
    unread: int = 0
    mentions: int = 0
    checks: int = 0
    seconds: float = 0.0
    result: bytes = b""


Report = Callable[[int, Outcome | None], None]
"""Called once with the number of inputs and no outcome, then with each outcome as it comes."""


def do_files(
    files: Sequence[File], job: Job, report: Report, *, work: Callable[[File, Job], Outcome] | None = None
) -> list[Outcome]:
    """Do files in worker processes; the outcomes stand in the order of the files. `work` does one file.

    Raises:
        MissingModelError: a worker could not load the models, so no file can be done.

    """
    workers = max(1, min(job.workers, len(files)))
    context = multiprocessing.get_context("spawn")
    with ProcessPool(workers, max_tasks=500, context=context, initializer=_start, initargs=[job.models]) as pool:
        futures = [pool.schedule(work or do_file, args=[file, job], timeout=job.timeout) for file in files]
        try:
            return [_settle(file, future, job, report) for file, future in zip(files, futures, strict=True)]
        except BaseException:
            pool.stop()
            raise


def _start(models: str) -> None:
    """Load the models before the clock of the first file runs; Ctrl-C is for the parent alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(Exception):  # said again by the first file, where it can be told
        _load(models)


@lru_cache(maxsize=1)
def _load(models: str) -> Models:
    from extractors.pipeline import load_models

    return load_models(Path(models))


def do_file(file: File, job: Job) -> Outcome:
    """Read, analyse and write one document."""
    from extractors.export import amount_rows, document_to_json
    from extractors.graph import Graph, merge
    from extractors.pipeline import analyse
    from extractors.reading import read_bytes

    models = _load(job.models)
    start = time.perf_counter()
    try:
        document = read_bytes(Path(file.path).read_bytes(), file.names[0], Path(job.models))
        analysis = analyse(document, models)
        sources = tuple(replace(source, names=file.names) for source in analysis.graph.sources)
        graph = merge([analysis.graph, Graph(sources=sources)])
        write_document(Path(job.out), document_to_json(analysis.document, analysis.mentions, graph, producer()))
    except MissingModelError:
        raise
    except Exception as error:
        return Outcome(file, _failure(error), seconds=time.perf_counter() - start)
    return Outcome(
        file,
        pages=len(document.pages),
        unread=sum(page.unread for page in document.pages),
        mentions=len(analysis.mentions),
        checks=len(graph.checks),
        seconds=time.perf_counter() - start,
        result=pickle.dumps((graph, tuple(amount_rows(document, analysis.mentions)))),
    )


def unreadable_outcome(item: Unreadable) -> Outcome:
    """Give the outcome of a path that gives no document."""
    failure = Failure("ReadError", "unreadable", item.problem, item.advice)
    return Outcome(File("", item.path, (Path(item.path).name,), (item.path,)), failure)


def _settle(file: File, future: ProcessFuture, job: Job, report: Report) -> Outcome:
    try:
        outcome: Outcome = future.result()
    except Late:
        outcome = Outcome(file, _late(job.timeout), seconds=job.timeout)
    except ProcessExpired as error:
        outcome = Outcome(file, _crash(error))
    report(0, outcome)
    return outcome


def _failure(error: Exception) -> Failure:
    name = type(error).__name__
    if isinstance(error, ReadError):
        return Failure(name, error.kind, error.problem, error.advice)
    trace = "".join(traceback.format_exception(error))
    if isinstance(error, OSError):
        return Failure(name, "unreadable", error.strerror or str(error), "check path, permissions and space", trace)
    if isinstance(error, MemoryError):
        return Failure(name, "memory", "not enough memory", "run with fewer --workers, or split the file", trace)
    return Failure(name, "defect", f"{name}: {_first_line(error)}", DEFECT, trace)


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else "no message"


def _late(timeout: float) -> Failure:
    advice = "give it more with --timeout, or split the file"
    return Failure("TimeoutError", "timeout", f"not done after {timeout:g} s", advice)


def _crash(error: ProcessExpired) -> Failure:
    code = error.exitcode
    how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
    return Failure("ProcessExpired", "crash", f"the worker process died ({how})", DEFECT)
