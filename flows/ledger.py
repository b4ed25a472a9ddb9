"""What a run has found and what became of it, on disk: a million files take no memory.

It lives for one run; what outlives a run is in DIR/state.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from flows.failure import Failure
from flows.gather import File, Found, Item, Unreadable, file_of, hash_place
from flows.state import Tally
from flows.work import Outcome

_TABLES = """
CREATE TABLE places (
    path BLOB, inside TEXT, shown TEXT, kind INTEGER, digest TEXT, problem TEXT, advice TEXT, PRIMARY KEY (path, inside)
) WITHOUT ROWID;
CREATE TABLE outcomes (source TEXT PRIMARY KEY, failed INTEGER, said BLOB) WITHOUT ROWID;
"""
_IGNORED, _DOCUMENT, _BROKEN = 0, 1, 2
_PAGE = 500


class Ledger:
    """The places and outcomes of one run."""

    def __init__(self, path: Path) -> None:
        for name in (path, path.with_name(f"{path.name}-journal")):
            name.unlink(missing_ok=True)
        self._base = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE;" + _TABLES)

    def close(self) -> None:
        """Close it; its file may go."""
        self._base.close()

    def note(self, items: Iterable[Item]) -> None:
        """Write down what was found; a document is one, however often and as what else it was found."""
        self._base.execute("BEGIN")
        for item in items:
            row = _item_to_row(item)
            self._base.execute("INSERT OR IGNORE INTO places VALUES (?, ?, ?, ?, '', ?, ?)", row)
        self._base.execute("COMMIT")

    def count_documents(self) -> int:
        """Give the number of places that are documents."""
        return self._number("SELECT count(*) FROM places WHERE kind = ?", _DOCUMENT)

    def hash_all(self, tell: Callable[[], None]) -> None:
        """Give every document its digest; `tell` is told of each."""
        last: tuple[bytes, str] | None = (b"", "")
        while last is not None:
            last = self._hash_some(last, tell)
        self._base.execute("CREATE INDEX by_digest ON places (digest, path, inside)")
        self._part_twins()

    def _part_twins(self) -> None:
        """Refuse what shares the first 16 digits of its digest with another content: its results would be mixed."""
        twins = self._base.execute(
            "SELECT digest FROM (SELECT digest, lag(digest) OVER (ORDER BY digest) AS before FROM"
            " (SELECT DISTINCT digest FROM places WHERE digest <> ''))"
            " WHERE substr(digest, 1, 16) = substr(before, 1, 16)"
        )
        for (digest,) in twins.fetchall():
            self._base.execute(
                "UPDATE places SET kind = ?, digest = '', problem = ?, advice = ? WHERE digest = ?",
                (_BROKEN, "its id, 16 digits of its SHA-256, is that of another file", "run it by itself", digest),
            )

    def _hash_some(self, last: tuple[bytes, str], tell: Callable[[], None]) -> tuple[bytes, str] | None:
        query = (
            "SELECT path, inside, shown FROM places WHERE (path, inside) > (?, ?) AND kind = ? ORDER BY 1, 2 LIMIT ?"
        )
        rows = self._base.execute(query, (*last, _DOCUMENT, _PAGE)).fetchall()
        self._base.execute("BEGIN")
        for row in rows:
            digest = hash_place(_row_to_place(row))
            if isinstance(digest, Unreadable):
                change = "UPDATE places SET kind = ?, problem = ?, advice = ? WHERE path = ? AND inside = ?"
                self._base.execute(change, (_BROKEN, digest.problem, digest.advice, *row[:2]))
            else:
                self._base.execute("UPDATE places SET digest = ? WHERE path = ? AND inside = ?", (digest, *row[:2]))
            tell()
        self._base.execute("COMMIT")
        return rows[-1][:2] if rows else None

    def count_contents(self) -> int:
        """Give the number of different documents."""
        return self._number("SELECT count(DISTINCT digest) FROM places WHERE digest <> ''")

    def files(self) -> Iterator[File]:
        """Give each content once, with all its places, in the order of the first of these."""
        self._base.execute(
            "CREATE TABLE IF NOT EXISTS firsts AS"
            " SELECT digest, min(path) AS path FROM places WHERE digest <> '' GROUP BY digest ORDER BY 2, 1"
        )
        at = 0
        while rows := self._base.execute(
            "SELECT rowid, digest FROM firsts WHERE rowid > ? ORDER BY 1 LIMIT ?", (at, _PAGE)
        ).fetchall():
            at = rows[-1][0]
            for _, digest in rows:
                yield file_of(digest, self._places(digest))

    def _places(self, digest: str) -> list[Found]:
        query = "SELECT path, inside, shown FROM places WHERE digest = ? ORDER BY 1, 2"
        return [_row_to_place(row) for row in self._base.execute(query, (digest,))]

    def unreadable(self) -> Iterator[Unreadable]:
        """Give the paths that give no document, sorted."""
        query = "SELECT shown, problem, advice FROM places WHERE kind = ? ORDER BY 1"
        yield from (Unreadable(*row) for row in self._base.execute(query, (_BROKEN,)))

    def ignored(self) -> Iterator[str]:
        """Give the files that are no documents, sorted."""
        query = "SELECT shown FROM places WHERE kind = ? EXCEPT SELECT shown FROM places WHERE kind = ? ORDER BY 1"
        yield from (row[0] for row in self._base.execute(query, (_IGNORED, _DOCUMENT)))

    def settle(self, outcome: Outcome) -> None:
        """Write down what became of a content."""
        said = orjson.dumps({**asdict(outcome), "file": None})
        row = (outcome.file.source, bool(outcome.failure), said)
        self._base.execute("INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?)", row)

    def outcomes(self) -> Iterator[Outcome]:
        """Give what became of every content, in the order of `files`."""
        for file in self.files():
            row = self._base.execute("SELECT said FROM outcomes WHERE source = ?", (file.source,)).fetchone()
            if row:
                yield _said_to_outcome(file, orjson.loads(row[0]))

    def count_outcomes(self) -> int:
        """Give the number of contents that are settled."""
        return self._number("SELECT count(*) FROM outcomes")

    def count_failures(self) -> int:
        """Give the number of contents that failed and of paths that give none."""
        failed = self._number("SELECT count(*) FROM outcomes WHERE failed")
        return failed + self._number("SELECT count(*) FROM places WHERE kind = ?", _BROKEN)

    def done(self) -> Iterator[str]:
        """Give the sources that were done, sorted."""
        yield from (row[0] for row in self._base.execute("SELECT source FROM outcomes WHERE NOT failed ORDER BY 1"))

    def is_done(self, source: str) -> bool:
        """Say whether a source was done."""
        return bool(self._number("SELECT count(*) FROM outcomes WHERE source = ? AND NOT failed", source))

    def _number(self, query: str, *values: object) -> int:
        return int(self._base.execute(query, values).fetchone()[0])


def _item_to_row(item: Item) -> tuple[bytes, str, str, int, str, str]:
    if isinstance(item, Found):
        return os.fsencode(item.path), ",".join(map(str, item.inside)), item.shown, _DOCUMENT, "", ""
    if isinstance(item, Unreadable):
        return item.path.encode(), "!", item.path, _BROKEN, item.problem, item.advice
    return item.path.encode(), "?", item.path, _IGNORED, "", ""


def _row_to_place(row: tuple[bytes, str, str]) -> Found:
    return Found(os.fsdecode(row[0]), row[2], tuple(int(at) for at in row[1].split(",") if at))


def _said_to_outcome(file: File, said: dict[str, Any]) -> Outcome:
    failure = Failure(**said["failure"]) if said["failure"] else None
    return Outcome(**{**said, "file": file, "failure": failure, "tally": Tally(**said["tally"])})
