"""`gongwen link --store`: runs united in a store, which grows by what is new and is written out as it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.decision import Decision
from extractors.graph_json import KINDS, SCHEMA, SCHEMA_VERSION
from flows.decisions import add_decisions, gather_decisions
from flows.store import Database, Growth, count_items, grow, open_database, stream_records
from flows.store.reading import Found, list_origins, load
from flows.store.workers import open_workers
from flows.stored import GRAPH
from flows.versions import producer
from flows.write import make_places, to_chunks, write_stream


@dataclass(frozen=True, slots=True)
class Stored:
    """What a store holds after a link, by kind of record, and how it grew."""

    counts: dict[str, int]
    growth: Growth


def link_store(folders: Sequence[Path], store: str, out: Path | None = None, *, workers: int = 1) -> Stored:
    """Bring a store up to what folders hold, and write graph.json beside where `out` is given.

    A folder that was linked before is compared with what the store has of it: only the difference is read. Decisions
    are those beside the folders and beside `out`.

    Raises:
        UsageError: a folder holds no graph, the store is none, or two graphs contradict each other.
        OSError: the output folder cannot be written.

    """
    places = [*folders, *([out] if out else [])]
    decisions = gather_decisions(places)
    with open_database(store) as database:
        growth = _grow(database, folders, decisions, workers)
        if out is not None:
            make_places(out)
            add_decisions(out, decisions)
            write_stream(out / GRAPH, stream_graph(database))
        return Stored(count_items(database), growth)


def _grow(database: Database, folders: Sequence[Path], decisions: Sequence[Decision], workers: int) -> Growth:
    """Add what is new in folders and take away what they have no more; what lies in several is there once."""
    rows = database.ask("SELECT origin, place FROM origin")
    known = {row[0] for row in rows}
    offered = [Found(folder, *each) for folder in folders for each in sorted(list_origins(folder).items())]
    everything = {each.origin for each in offered}
    here = {str(folder.resolve()) for folder in folders}
    gone = [origin for origin, place in rows if place in here and origin not in everything]
    new = list({each.origin: each for each in offered if each.origin not in known}.values())
    with open_workers(workers, len(new)) as each:
        return grow(database, new, gone, decisions, load=load, each=each)


def stream_graph(database: Database) -> Iterator[bytes]:
    """Give graph.json of a store in chunks: the bytes that a graph in memory gives."""
    head = {"producer": producer(), "schema": SCHEMA, "schema_version": SCHEMA_VERSION}
    return to_chunks(head, {kind: stream_records(database, kind) for kind in KINDS})
