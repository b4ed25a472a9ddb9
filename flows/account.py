"""run.json and failures.jsonl: what was asked, what became of every file, what was found."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flows.archive import Counts
from flows.gather import Unreadable, shown
from flows.versions import producer, version_of
from flows.work import Job, Outcome
from flows.write import RUN_SCHEMA

FAILURES = "failures.jsonl"


def run_to_json(inputs: Sequence[str], job: Job, counts: Counts) -> dict[str, Any]:
    """Give run.json without its times and its long lists."""
    assert job.versions
    return {
        "schema": RUN_SCHEMA,
        "schema_version": "1.1.0",
        "producer": producer(),
        "versions": {name: version_of(name) for name in ("gongwen", "pymupdf", "prefect", "regex", "jieba")}
        | {"python": platform.python_version()}
        | asdict(job.versions),
        "asked": {
            "inputs": [shown(text) for text in inputs],
            "workers": job.workers,
            "timeout": job.limits.seconds,
            "page_timeout": job.limits.page_seconds,
            "memory": job.limits.memory,
        },
        "counts": asdict(counts),
    }


def outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    """Give what became of a file; `kept` says that it was done by an earlier run."""
    tally = outcome.tally
    return {
        "source": outcome.file.source,
        "names": list(outcome.file.names),
        "paths": list(outcome.file.paths),
        "status": "failed" if outcome.failure else "done",
        "kept": outcome.kept,
        "seconds": round(outcome.seconds, 3),
        "pages": tally.pages,
        "scanned_pages": tally.scanned,
        "unread_pages": tally.unread,
        "mentions": tally.mentions,
        "checks_failed": tally.failed,
        "form": outcome.form,
        "type": outcome.type,
    }


def unreadable_to_json(item: Unreadable) -> dict[str, Any]:
    """Give a path that gives no document, as an input; its bytes could not be had."""
    nothing = {"seconds": 0.0, "pages": 0, "scanned_pages": 0, "unread_pages": 0, "mentions": 0, "checks_failed": 0}
    name = item.path.rpartition("/")[2] or item.path
    said = {"source": None, "names": [name], "paths": [item.path], "status": "failed", "kept": False}
    return {**said, **nothing, "form": "", "type": ""}


def failure_to_json(item: Outcome | Unreadable) -> dict[str, Any]:
    """Give a failure: class, kind, message, what to do, and for defects the trace."""
    if isinstance(item, Unreadable):
        said = {"class": "ReadError", "kind": "unreadable", "message": item.problem, "advice": item.advice}
        return {"path": item.path, "source": None, **said}
    failure = item.failure
    assert failure
    return {
        "path": item.file.paths[0],
        "source": item.file.source,
        "class": failure.error,
        "kind": failure.kind,
        "message": failure.problem,
        "advice": failure.advice,
        **({"trace": failure.trace} if failure.trace else {}),
    }
