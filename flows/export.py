"""`gongwen export`: an archive in formats of other tools, written file by file as it is read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.export.formats import FORMATS, Records, graph_to_records
from flows.stored import read_graph
from flows.write import make_places


def export_archive(place: str, name: str, out: Path) -> list[Path]:
    """Write an archive in a format; give the files.

    Raises:
        UsageError: there is no archive.
        OSError: the output folder cannot be written.

    """
    records = open_records(place)
    make_places(out)
    return list(_write(out, FORMATS[name](records)))


def open_records(place: str) -> Records:
    """Give the records of an output folder or a graph.json."""
    return graph_to_records(read_graph(Path(place)))


def _write(out: Path, files: Iterable[tuple[str, Iterator[bytes]]]) -> Iterator[Path]:
    for name, chunks in files:
        _write_stream(out / name, chunks)
        yield out / name


def _write_stream(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file whole, chunk by chunk: beside its place first, then moved there."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~os.umask(os.umask(0o022)))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
