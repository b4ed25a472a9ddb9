"""What a run is made of, without Prefect: batches of files, one graph of all, and its files."""

from __future__ import annotations

import pickle
import platform
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extractors.export import AmountRow, graph_to_tables
from extractors.graph import Graph, merge
from extractors.graph_json import graph_to_bytes
from extractors.linking import conclude
from flows.gather import File, Gathered, shown
from flows.versions import producer, version_of
from flows.work import Job, Outcome
from flows.write import RUN_SCHEMA, remove_stale, write_file, write_tables


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run found; `unknown` are checks that could not be decided."""

    documents: int = 0
    pages: int = 0
    unread_pages: int = 0
    mentions: int = 0
    nodes: int = 0
    edges: int = 0
    checks_failed: int = 0
    checks_unknown: int = 0
    failures: int = 0


def cut(files: Sequence[File], size: int) -> Iterator[Sequence[File]]:
    """Cut files into batches."""
    for start in range(0, len(files), size):
        yield files[start : start + size]


def unite(outcomes: Iterable[Outcome]) -> tuple[Graph, list[AmountRow]]:
    """Give the graph of all documents and their amounts; the order of the outcomes leaves no trace."""
    results = [pickle.loads(outcome.result) for outcome in outcomes if outcome.result]  # our own workers' bytes
    graph = conclude(merge(graph for graph, _ in results))
    return graph, [row for _, rows in results for row in rows]


def write_archive(out: Path, outcomes: Sequence[Outcome]) -> Counts:
    """Write graph.json and the tables, take away what an earlier run left, and count."""
    graph, amounts = unite(outcomes)
    remove_stale(out, [outcome.file.source for outcome in outcomes if not outcome.failure])
    write_file(out / "graph.json", graph_to_bytes(graph, producer()))
    write_tables(out, graph_to_tables(graph, amounts))
    return count(outcomes, graph)


def count(outcomes: Sequence[Outcome], graph: Graph) -> Counts:
    """Count what a run found."""
    verdicts = Counter(check.verdict for check in graph.checks)
    return Counts(
        documents=sum(not outcome.failure for outcome in outcomes),
        pages=sum(outcome.pages for outcome in outcomes),
        unread_pages=sum(outcome.unread for outcome in outcomes),
        mentions=sum(outcome.mentions for outcome in outcomes),
        nodes=len(graph.nodes),
        edges=len(graph.edges),
        checks_failed=verdicts["fail"],
        checks_unknown=verdicts["unknown"],
        failures=sum(bool(outcome.failure) for outcome in outcomes),
    )


def run_to_json(
    inputs: Sequence[str], job: Job, gathered: Gathered, outcomes: Sequence[Outcome], counts: Counts
) -> dict[str, Any]:
    """Give run.json without its times: what was asked, what became of every file, what was found."""
    return {
        "schema": RUN_SCHEMA,
        "schema_version": "1.0.0",
        "producer": producer(),
        "versions": {name: version_of(name) for name in ("gongwen", "pymupdf", "prefect", "regex", "jieba")}
        | {"python": platform.python_version()},
        "asked": {"inputs": [shown(text) for text in inputs], "workers": job.workers, "timeout": job.timeout},
        "counts": asdict(counts),
        "inputs": [outcome_to_json(outcome) for outcome in outcomes],
        "failures": [failure_to_json(outcome) for outcome in outcomes if outcome.failure],
        "ignored": list(gathered.ignored),
    }


def outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    """Give what became of a file; `source` is null where its bytes could not be had."""
    return {
        "source": outcome.file.source or None,
        "names": list(outcome.file.names),
        "paths": list(outcome.file.paths),
        "status": "failed" if outcome.failure else "done",
        "seconds": round(outcome.seconds, 3),
        "pages": outcome.pages,
        "unread_pages": outcome.unread,
        "mentions": outcome.mentions,
    }


def failure_to_json(outcome: Outcome) -> dict[str, Any]:
    """Give the failure of a file: class, kind, message, what to do, and for defects the trace."""
    failure = outcome.failure
    assert failure
    trace = {"trace": failure.trace} if failure.trace else {}
    return {
        "path": outcome.file.paths[0],
        "class": failure.error,
        "kind": failure.kind,
        "message": failure.problem,
        "advice": failure.advice,
        **trace,
    }
