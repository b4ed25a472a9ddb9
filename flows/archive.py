"""The documents that are done, united: graph.json and the tables."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

import orjson

from extractors.decision import Decision, decision_to_line
from extractors.export import AmountRow, graph_to_tables
from extractors.export.tables import COLUMNS
from extractors.graph import Graph, merge
from extractors.graph_json import graph_to_bytes
from extractors.linking import conclude
from flows.decisions import gather_decisions
from flows.freezing import Result
from flows.settings import UsageError
from flows.state import STATE, list_states, place_of, read_head, read_record, read_result
from flows.stored import GRAPH
from flows.versions import digest_file, producer, read_code
from flows.write import TABLES, make_folders, write_file, write_tables

_FINISHED = "finished.json"


@dataclass(frozen=True, slots=True)
class Counts:
    """What an archive holds; `unknown` are checks that could not be decided."""

    documents: int = 0
    pages: int = 0
    scanned_pages: int = 0
    unread_pages: int = 0
    mentions: int = 0
    nodes: int = 0
    edges: int = 0
    checks_failed: int = 0
    checks_unknown: int = 0
    failures: int = 0


def finish(out: Path, sources: Iterable[str] | None = None) -> Counts:
    """Unite the documents that are done to graph.json and its tables, and count; without `sources`, all in DIR/state.

    DIR/decisions.jsonl is applied. Where the same was united before, nothing is done.

    Raises:
        UsageError: a state is damaged; running again does its document anew.

    """
    make_folders(out)
    chosen = list(sources) if sources is not None else _done(out)
    decisions = gather_decisions([out])
    key = _key(out, chosen, decisions)
    if known := _finished(out, key):
        return known
    finished = out / STATE / _FINISHED
    finished.unlink(missing_ok=True)
    graph, amounts = unite(read_results(out, chosen), decisions)
    write_file(out / GRAPH, graph_to_bytes(graph, producer()))
    write_tables(out, graph_to_tables(graph, amounts))
    counts = _count(out, chosen, graph)
    write_file(finished, orjson.dumps({"key": key, "graph": digest_file(out / GRAPH), "counts": asdict(counts)}))
    return counts


def _done(out: Path) -> list[str]:
    return [source for source in list_states(out) if (record := read_record(out, source)) and not record.failure]


def _key(out: Path, sources: Sequence[str], decisions: Iterable[Decision]) -> str:
    """Give a digest of all that decides the archive."""
    digest = sha256(read_code().encode() + b"".join(map(decision_to_line, decisions)))
    for source in sorted(sources):
        digest.update(read_head(out, source))
    return digest.hexdigest()


def _finished(out: Path, key: str) -> Counts | None:
    """Give the counts of an archive that is written already."""
    try:
        said = orjson.loads((out / STATE / _FINISHED).read_bytes())
        whole = said["key"] == key and said["graph"] == digest_file(out / GRAPH)
        counts = Counts(**said["counts"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return counts if whole and all((out / TABLES / f"{name}.csv").exists() for name in COLUMNS) else None


def read_results(out: Path, sources: Iterable[str]) -> Iterator[Result]:
    """Give the results of documents one after another.

    Raises:
        UsageError: one is damaged; it is taken away, so that running again makes it anew.

    """
    for source in sources:
        result = read_result(out, source)
        if result is None:
            place_of(out, source).unlink(missing_ok=True)
            raise UsageError(
                f"{place_of(out, source)}: the state of a document was damaged; run the same command again"
            )
        yield result


def unite(results: Iterable[Result], decisions: Iterable[Decision] = ()) -> tuple[Graph, list[AmountRow]]:
    """Give the graph of all documents and their amounts; the order of the results leaves no trace."""
    rows: list[AmountRow] = []

    def graphs() -> Iterator[Graph]:
        for result in results:
            rows.extend(result.amounts)
            yield result.graph

    with _uncollected():
        return conclude(merge(graphs()), decisions), rows


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no rings of garbage meanwhile: results have none, and looking costs more than reading them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _count(out: Path, sources: Iterable[str], graph: Graph) -> Counts:
    verdicts = Counter(check.verdict for check in graph.checks)
    counts = Counts(
        nodes=len(graph.nodes),
        edges=len(graph.edges),
        checks_failed=verdicts["fail"],
        checks_unknown=verdicts["unknown"],
    )
    for source in sources:
        record = read_record(out, source)
        assert record
        counts = replace(
            counts,
            documents=counts.documents + 1,
            pages=counts.pages + record.tally.pages,
            scanned_pages=counts.scanned_pages + record.tally.scanned,
            unread_pages=counts.unread_pages + record.tally.unread,
            mentions=counts.mentions + record.tally.mentions,
        )
    return counts
