"""graph.json and the tables of a growing archive, written by a process of its own while uploads go on."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from extractors.export import AmountRow, graph_to_tables
from extractors.graph import Graph
from flows.link_store import stream_graph
from flows.orphans import die_with_parent
from flows.state import read_result
from flows.store import open_database
from flows.stored import GRAPH, read_graph
from flows.uploads.intake import STORE
from flows.write import write_stream, write_tables

_AGAIN = 30.0  # seconds after it could not be written
_SHARE = 10  # writing takes no more than one part in so many of the time


def publish(out: Path) -> None:
    """Write graph.json and the tables as the store of a folder is at this moment.

    Raises:
        UsageError: there is no store.
        OSError: the folder cannot be written.

    """
    with open_database(str(out / STORE), new=False) as database, database.snapshot():
        write_stream(out / GRAPH, stream_graph(database))
    graph = read_graph(out)
    write_tables(out, graph_to_tables(graph, _amounts(out, graph)))


def _amounts(out: Path, graph: Graph) -> Iterator[AmountRow]:
    """Give the amounts of the documents of a graph; of one that is being replaced they come the next time."""
    for source in graph.sources:
        if result := read_result(out, source.id.removeprefix("src:")):
            yield from result.amounts


class Publisher:
    """Holds the process that writes; `changed` is said after every round, `tick` now and then."""

    def __init__(self, out: Path) -> None:
        self._pipe, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            self._process: Any = context.Process(target=_serve, args=(theirs, str(out), os.getpid()), daemon=True)
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        theirs.close()
        self._dirty, self._busy, self._next = False, False, 0.0

    def changed(self) -> None:
        """Note that the store is not what is written any more."""
        self._dirty = True

    def tick(self, patience: float = 0.0) -> str:
        """Begin to write where there is something to write and time for it; give what went wrong before.

        What could not be written is tried again. `patience` are the seconds to wait for an answer.

        Raises:
            OSError: the process died.

        """
        if self._dirty and not self._busy and time.monotonic() >= self._next:
            self._dirty, self._busy = False, True
            self._pipe.send("write")
        return self._hear(patience)

    def finish(self, patience: float) -> bool:
        """Write what is not written; say whether that was done within `patience` seconds."""
        end = time.monotonic() + patience
        while (self._busy or self._dirty) and time.monotonic() < end:
            self._next = 0.0
            self.tick(0.1)
        return not (self._busy or self._dirty)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()

    def _hear(self, patience: float) -> str:
        try:
            if not self._pipe.poll(patience):
                return ""
            said: float | str = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise OSError(0, "the process that writes graph.json died; start again") from error
        self._busy = False
        if isinstance(said, str):
            self._dirty, self._next = True, time.monotonic() + _AGAIN
            return said
        self._next = time.monotonic() + said * _SHARE
        return ""


@contextmanager
def publishing(out: Path) -> Iterator[Publisher]:
    """Have a process that writes the archive of a folder; it ends with this one."""
    publisher = Publisher(out)
    try:
        yield publisher
    finally:
        publisher.close()


def _serve(pipe: Connection, out: str, parent: int) -> None:
    die_with_parent(parent)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while pipe.recv():
            start = time.monotonic()
            try:
                publish(Path(out))
            except Exception as error:
                pipe.send(f"graph.json was not written: {type(error).__name__}: {error}")
            else:
                pipe.send(time.monotonic() - start)
