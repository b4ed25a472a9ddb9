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
    found = list(_find(folders))
    with open_database(store) as database:
        growth = _grow(database, folders, found, decisions, workers)
        if out is not None:
            make_places(out)
            add_decisions(out, decisions)
            write_stream(out / GRAPH, stream_graph(database))
        return Stored(count_items(database), growth)


def _grow(
    database: Database, folders: Sequence[Path], found: Sequence[Found], decisions: Sequence[Decision], workers: int
) -> Growth:
    """Add what is new in folders and take away what none has any more; what lies in several is there once."""
    known = set(database.ask("SELECT origin, place FROM origin"))
    offered = {(each.origin, str(each.folder.resolve())): each for each in found}
    here = {str(folder.resolve()) for folder in folders}
    left = {row for row in known if row[1] in here and row not in offered}
    origins = {origin for origin, _ in known}
    _note_places(database, left, {row for row in offered.keys() - known if row[0] in origins})
    gone = sorted({row[0] for row in left} - {row[0] for row in (known - left) | offered.keys()})
    new = list({each.origin: each for each in offered.values() if each.origin not in origins}.values())
    with open_workers(workers, len(new)) as each:
        growth = grow(database, new, gone, decisions, load=load, each=each)
    _note_places(database, set(), {row for row in offered if row[0] not in origins})
    return growth


def _find(folders: Sequence[Path]) -> Iterator[Found]:
    for folder in folders:
        for origin, source in sorted(list_origins(folder).items()):
            yield Found(folder, origin, source)


def _note_places(database: Database, left: set[tuple[str, str]], found: set[tuple[str, str]]) -> None:
    """Note where contributions that the store has lie now; one that lies nowhere keeps its last place."""
    if not left and not found:
        return
    with database.change():
        database.put("INSERT INTO origin VALUES (?, ?) ON CONFLICT DO NOTHING", sorted(found))
        elsewhere = "SELECT 1 FROM origin AS other WHERE other.origin = origin.origin AND other.place <> origin.place"
        database.put(f"DELETE FROM origin WHERE origin = ? AND place = ? AND EXISTS ({elsewhere})", sorted(left))


def stream_graph(database: Database) -> Iterator[bytes]:
    """Give graph.json of a store in chunks: the bytes that a graph in memory gives."""
    head = {"producer": producer(), "schema": SCHEMA, "schema_version": SCHEMA_VERSION}
    return to_chunks(head, {kind: stream_records(database, kind) for kind in KINDS})
