"""One document: looked up, else read, analysed and kept. What every engine calls."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import MissingModelError
from flows.failure import LIMITED, Failure, failure_of
from flows.freezing import Result
from flows.gather import File, read_input
from flows.size import refuse_too_large
from flows.state import Record, Tally, is_current, keep_failure, keep_result, read_record, rename
from flows.versions import Versions, producer, read_versions

if TYPE_CHECKING:
    from extractors.document import Document
    from extractors.graph import Graph
    from extractors.mention import Mention
    from extractors.pipeline import Models
    from extractors.reading.scans.ocr import OcrLine, PageReader, Pixels


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost: `seconds`, and `page_seconds` more for each page that is recognised; `memory` in MiB.

    `pages` of a PDF, `pixels` of a picture; 0 is any number, as it is of memory.
    """

    seconds: float = 300.0
    page_seconds: float = 15.0
    memory: int = 0
    pages: int = 0
    pixels: int = 0

    def __str__(self) -> str:
        """Give them as a key."""
        return f"{self.seconds:g} {self.page_seconds:g} {self.memory} {self.pages} {self.pixels}"


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for every file of a run; `cache` keeps scans that were read, `retry` does failures again.

    `versions` are those of whoever gave the job: one who has others does not do it.
    """

    models: str
    out: str
    workers: int = 1
    limits: Limits = field(default=Limits())
    cache: str = ""
    retry: bool = False
    versions: Versions | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file; `kept` says that it was done earlier. What it gave is in DIR/state."""

    file: File
    failure: Failure | None = None
    tally: Tally = field(default=Tally())
    form: str = ""
    type: str = ""
    seconds: float = 0.0
    kept: bool = False


def find_kept(file: File, job: Job) -> Outcome | None:
    """Give what became of a file earlier, under its names of today; None where it has to be done."""
    record = read_record(Path(job.out), file.source)
    versions = job.versions or read_versions(job.models)
    if not record or not is_current(record, file.digest, versions, str(job.limits)) or (record.failure and job.retry):
        return None
    record = rename(Path(job.out), record, file.names)
    return _outcome(file, record, kept=True) if record else None


Keep = Callable[[], object]
"""Writes what came of a file; till it has returned, nothing is known of the file."""


def do_one(file: File, job: Job, beat: Callable[[], None] | None = None) -> Outcome:
    """Give what became of a document, now or earlier; its result is in DIR/state, its JSON in DIR/documents.

    `beat` is called before each page that has to be recognised.

    Raises:
        MissingModelError: the models could not be loaded, so no file can be done.
        OSError: the output folder cannot be written, so no file can be kept.

    """
    outcome, keep = begin_one(file, job, beat)
    keep()
    return outcome


def begin_one(file: File, job: Job, beat: Callable[[], None] | None = None) -> tuple[Outcome, Keep]:
    """Do what `do_one` does but for the writing, which waits for the disk: give the outcome and what keeps it."""
    if kept := find_kept(file, job):
        return kept, _nothing
    start = time.perf_counter()
    versions, models = _check_versions(job), _load(job.models, job.cache)
    record = Record(file.digest, versions, file.names)
    try:
        data = read_input(file)
        if sha256(data).hexdigest() != file.digest:
            return Outcome(file, _CHANGED), _nothing
        refuse_too_large(data, file.names[0], pages=job.limits.pages, pixels=job.limits.pixels)
        if beat and models.reader:
            models = replace(models, reader=_Telling(models.reader, beat))
        made = _analyse(data, file, models)
    except MissingModelError:
        raise
    except OSError as error:  # of the place it lies in, not of its bytes: not kept
        return Outcome(file, failure_of(error), seconds=time.perf_counter() - start), _nothing
    except Exception as error:
        return fail(file, job, failure_of(error), seconds=time.perf_counter() - start), _nothing
    seconds = round(time.perf_counter() - start, 3)
    record = replace(record, tally=made.tally, form=made.form, type=made.type, seconds=seconds, size=len(data))
    return _outcome(file, record), partial(keep_result, Path(job.out), record, made.result, made.document)


def _nothing() -> None:
    return


_CHANGED = Failure("ReadError", "changed", "the file changed while the run was going", "run again")


def fail(file: File, job: Job, failure: Failure, *, seconds: float = 0.0) -> Outcome:
    """Keep the failure of a file and give it as an outcome."""
    limits = str(job.limits) if failure.kind in LIMITED else ""
    versions = job.versions or read_versions(job.models)
    seconds = round(seconds, 3)
    record = Record(file.digest, versions, file.names, failure=failure, limits=limits, seconds=seconds)
    keep_failure(Path(job.out), record)
    return _outcome(file, record)


def _outcome(file: File, record: Record, *, kept: bool = False) -> Outcome:
    return Outcome(file, record.failure, record.tally, record.form, record.type, record.seconds, kept)


def _check_versions(job: Job) -> Versions:
    """Give the versions here.

    Raises:
        MissingModelError: they are not those of the job.

    """
    here = read_versions(job.models)
    if job.versions not in (None, here):
        raise MissingModelError(
            "this worker has other versions of gongwen, its packages or its models than the run:"
            " they were changed meanwhile, or differ between machines; make them the same and run again"
        )
    return here


@lru_cache(maxsize=1)
def _load(models: str, cache: str) -> Models:
    from extractors.pipeline import load_models

    return load_models(Path(models), cache=Path(cache) if cache else None)


def warm(job: Job) -> None:
    """Load what every file needs.

    Raises:
        MissingModelError: the models are not there.

    """
    _load(job.models, job.cache)


@dataclass(frozen=True, slots=True)
class _Telling:
    """A reader that says when it begins a page."""

    reader: PageReader
    beat: Callable[[], None]

    @property
    def identity(self) -> str:
        return self.reader.identity

    def read_page(self, pixels: Pixels) -> tuple[OcrLine, ...]:
        self.beat()
        return self.reader.read_page(pixels)


@dataclass(frozen=True, slots=True)
class _Made:
    result: Result
    document: dict[str, object]
    tally: Tally
    form: str
    type: str


def _analyse(data: bytes, file: File, models: Models) -> _Made:
    """Read and analyse the bytes of a document."""
    from extractors.export import amount_rows, document_to_json
    from extractors.pipeline import analyse
    from extractors.reading import read_bytes

    document = read_bytes(data, file.names[0], models.folder, reader=models.reader)
    analysis = analyse(document, models)
    sources = tuple(replace(source, names=file.names) for source in analysis.graph.sources)
    graph = replace(analysis.graph, sources=sources)
    kind = document.part("type")
    return _Made(
        Result(graph, tuple(amount_rows(document, analysis.mentions))),
        document_to_json(analysis.document, analysis.mentions, graph, producer()),
        _count(document, analysis.mentions, graph),
        document.format,
        str(kind.value or "") if kind else "",
    )


def _count(document: Document, mentions: tuple[Mention, ...], graph: Graph) -> Tally:
    verdicts = Counter(check.verdict for check in graph.checks)
    return Tally(
        pages=len(document.pages),
        scanned=sum(page.route == "ocr" for page in document.pages),
        unread=sum(page.unread for page in document.pages),
        mentions=len(mentions),
        checks=len(graph.checks),
        failed=verdicts["fail"],
        undecided=verdicts["unknown"],
    )
