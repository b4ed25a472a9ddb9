"""`gongwen link --store`: runs united in a store, which grows by what is new and is written out as it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from extractors.graph_json import KINDS, SCHEMA, SCHEMA_VERSION
from flows.decisions import add_decisions, gather_decisions
from flows.store import Database, Growth, count_items, grow, open_database, stream_records
from flows.store.reading import list_origins, read_contributions
from flows.stored import GRAPH
from flows.versions import producer
from flows.write import make_places, to_chunks, write_stream


@dataclass(frozen=True, slots=True)
class Stored:
    """What a store holds after a link, by kind of record, and how it grew."""

    counts: dict[str, int]
    growth: Growth


def link_store(folders: Sequence[Path], store: str, out: Path | None = None) -> Stored:
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
        growth = _grow(database, folders, decisions)
        if out is not None:
            make_places(out)
            add_decisions(out, decisions)
            write_stream(out / GRAPH, stream_graph(database))
        return Stored(count_items(database), growth)


def _grow(database: Database, folders: Sequence[Path], decisions: Sequence[Any]) -> Growth:
    """Add what is new in folders and take away what they have no more; what lies in several is there once."""
    rows = database.ask("SELECT origin, place FROM origin")
    known = dict(rows)
    offered = {folder: list_origins(folder) for folder in folders}
    everything = {origin for origins in offered.values() for origin in origins}
    here = {str(folder.resolve()) for folder in folders}
    gone = [origin for origin, place in rows if place in here and origin not in everything]
    new: list[Iterator[Any]] = []
    for folder, origins in offered.items():
        fresh = {origin: source for origin, source in origins.items() if origin not in known}
        known |= dict.fromkeys(fresh, "")
        new.append(read_contributions(folder, fresh))
    return grow(database, chain.from_iterable(new), gone, decisions)


def stream_graph(database: Database) -> Iterator[bytes]:
    """Give graph.json of a store in chunks: the bytes that a graph in memory gives."""
    head = {"producer": producer(), "schema": SCHEMA, "schema_version": SCHEMA_VERSION}
    return to_chunks(head, {kind: stream_records(database, kind) for kind in KINDS})
