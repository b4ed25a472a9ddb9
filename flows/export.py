"""`gongwen export`: an archive in formats of other tools, written file by file as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extractors.export.formats import FORMATS, Records, graph_to_records
from flows.store import is_store, open_database, to_records
from flows.stored import read_graph
from flows.write import make_places, write_stream


def export_archive(place: str, name: str, out: Path) -> list[Path]:
    """Write an archive in a format; give the files.

    Raises:
        UsageError: there is no archive.
        OSError: the output folder cannot be written.

    """
    with open_records(place) as records:
        make_places(out)
        return list(_write(out, FORMATS[name](records)))


@contextmanager
def open_records(place: str) -> Iterator[Records]:
    """Give the records of a store, an output folder or a graph.json."""
    if is_store(place):
        with open_database(place, new=False) as database:
            yield to_records(database)
    else:
        yield graph_to_records(read_graph(Path(place)))


def _write(out: Path, files: Iterable[tuple[str, Iterator[bytes]]]) -> Iterator[Path]:
    for name, chunks in files:
        write_stream(out / name, chunks)
        yield out / name
