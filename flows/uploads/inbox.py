"""DIR/state/inbox.sqlite: which uploads were taken in, what they held, and who was told."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from flows.gather import Found
from flows.settings import UsageError
from flows.state import INBOX
from flows.uploads.settling import Stamp, Upload

_TABLES = """
CREATE TABLE IF NOT EXISTS upload (path BLOB PRIMARY KEY, size INTEGER, time INTEGER);
CREATE TABLE IF NOT EXISTS content (path BLOB, inside TEXT, shown TEXT, digest TEXT, PRIMARY KEY (path, inside));
CREATE INDEX IF NOT EXISTS content_digest ON content (digest);
CREATE TABLE IF NOT EXISTS untold (receipt BLOB PRIMARY KEY);
"""
Content = tuple[Found, str]
"""A place of a document, and the SHA-256 of its bytes."""


class Inbox:
    """Holds the ledger of an inbox; what is noted is on the disk."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    def knows(self, path: str, stamp: Stamp) -> bool:
        """Say whether a file was taken in as it is now."""
        row = self._base.execute("SELECT size, time FROM upload WHERE path = ?", (os.fsencode(path),)).fetchone()
        return bool(row == (stamp.size, stamp.time))

    def places(self, digest: str, without: Iterable[Upload] = ()) -> Iterator[Found]:
        """Give the places where a content lies, sorted; those left out that are there no more, and some uploads."""
        left = {upload.path for upload in without}
        rows = self._base.execute("SELECT path, inside, shown FROM content WHERE digest = ? ORDER BY 1, 2", (digest,))
        for blob, inside, shown in rows.fetchall():
            path = os.fsdecode(blob)
            if path not in left and Path(path).exists():
                yield Found(path, shown, tuple(int(at) for at in inside.split(",") if at))

    def displaced(self, uploads: Sequence[Upload], new: Iterable[str]) -> tuple[list[str], list[str]]:
        """Give the digests that the paths of uploads held before and hold no more: nowhere else, and elsewhere too."""
        paths = {os.fsencode(upload.path) for upload in uploads}
        question = "SELECT digest FROM content WHERE path = ?"
        old = {row[0] for path in paths for row in self._base.execute(question, (path,))} - set(new)
        others = "SELECT path FROM content WHERE digest = ?"
        gone = {digest for digest in old if {row[0] for row in self._base.execute(others, (digest,))} <= paths}
        return sorted(gone), sorted(old - gone)

    def note(self, contents: Iterable[tuple[Upload, Sequence[Content]]], receipts: Iterable[bytes] = ()) -> None:
        """Note uploads with what they hold, all or none; of `receipts` somebody is still to be told."""
        with self._base:
            for upload, found in contents:
                path = os.fsencode(upload.path)
                self._base.execute("DELETE FROM content WHERE path = ?", (path,))
                self._base.execute("INSERT OR REPLACE INTO upload VALUES (?, ?, ?)", (path, *_stamp(upload)))
                rows = [(path, ",".join(map(str, place.inside)), place.shown, digest) for place, digest in found]
                self._base.executemany("INSERT OR REPLACE INTO content VALUES (?, ?, ?, ?)", rows)
            self._base.executemany("INSERT OR IGNORE INTO untold VALUES (?)", [(receipt,) for receipt in receipts])

    def untold(self) -> list[bytes]:
        """Give the receipts of which somebody is still to be told, the oldest first."""
        return [row[0] for row in self._base.execute("SELECT receipt FROM untold ORDER BY rowid")]

    def forget_told(self, receipt: bytes) -> None:
        """Note that somebody was told."""
        with self._base:
            self._base.execute("DELETE FROM untold WHERE receipt = ?", (receipt,))


def _stamp(upload: Upload) -> tuple[int, int]:
    return upload.stamp.size, upload.stamp.time


@contextmanager
def open_inbox(out: Path) -> Iterator[Inbox]:
    """Give the ledger of the inbox that fills a folder.

    Raises:
        UsageError: a run over an archive filled the folder, or the ledger is damaged.

    """
    if (out / "run.json").exists():
        raise UsageError(f"{out}: holds what `gongwen run` wrote; give another --out and join both with `gongwen link`")
    try:
        with closing(sqlite3.connect(out / INBOX)) as base:
            base.executescript(_TABLES)
            yield Inbox(base)
    except sqlite3.DatabaseError as error:
        raise UsageError(f"{out / INBOX}: {error}; take it away, and all uploads are looked at again") from error
