"""The tables of a store, in SQLite or PostgreSQL, and the few ways in which they are asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from flows.settings import UsageError

VERSION = "1"
POSTGRES = ("postgresql://", "postgres://")
SUFFIXES = (".sqlite", ".sqlite3", ".db")
MANY = 400  # keys a question
WAIT = 60.0  # seconds for another who writes
_NUMBERS = count(1)  # of cursors

# Texts are compared by code point, as Python does, so that what is sorted here is sorted there.
TABLES = """
CREATE TABLE IF NOT EXISTS origin (origin {text} NOT NULL, place {text} NOT NULL, PRIMARY KEY (origin, place));
CREATE TABLE IF NOT EXISTS item (
    kind {text} NOT NULL, id {text} NOT NULL, origin {text} NOT NULL, body {bytes} NOT NULL,
    UNIQUE (kind, id, origin));
CREATE INDEX IF NOT EXISTS item_origin ON item (origin);
CREATE TABLE IF NOT EXISTS edge (
    type {text} NOT NULL, tail {text} NOT NULL, head {text} NOT NULL, origin {text} NOT NULL, id {text} NOT NULL);
CREATE INDEX IF NOT EXISTS edge_tail ON edge (tail, type);
CREATE INDEX IF NOT EXISTS edge_head ON edge (head, type);
CREATE INDEX IF NOT EXISTS edge_origin ON edge (origin);
CREATE TABLE IF NOT EXISTS reach (
    kind {text} NOT NULL, key {text} NOT NULL, node {text} NOT NULL, origin {text} NOT NULL);
CREATE INDEX IF NOT EXISTS reach_key ON reach (kind, key);
CREATE INDEX IF NOT EXISTS reach_node ON reach (node, kind);
CREATE INDEX IF NOT EXISTS reach_origin ON reach (origin);
CREATE TABLE IF NOT EXISTS conclusion (
    stage INTEGER NOT NULL, owner {text} NOT NULL, kind {text} NOT NULL, id {text} NOT NULL,
    mark {text} NOT NULL, body {bytes} NOT NULL);
CREATE INDEX IF NOT EXISTS conclusion_owner ON conclusion (owner, stage);
CREATE INDEX IF NOT EXISTS conclusion_id ON conclusion (kind, id, mark);
CREATE TABLE IF NOT EXISTS cluster (origin {text} PRIMARY KEY, owner {text} NOT NULL);
CREATE INDEX IF NOT EXISTS cluster_owner ON cluster (owner);
CREATE TABLE IF NOT EXISTS setting (name {text} PRIMARY KEY, value {text} NOT NULL);
"""


def is_store(place: str) -> bool:
    """Say whether a place is a store by its name: a URL of PostgreSQL, or a file of SQLite."""
    return place.startswith(POSTGRES) or place.endswith(SUFFIXES)


class Database:
    """Holds a connection; questions are written with `?` for values, and `{}` for a list of them."""

    def __init__(self, connection: Any, *, postgres: bool) -> None:
        self._connection = connection
        self._postgres = postgres

    def _said(self, question: str) -> str:
        return question.replace("?", "%s") if self._postgres else question

    def ask(self, question: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Give all rows of an answer."""
        return list(self._connection.execute(self._said(question), values).fetchall())

    def ask_each(self, question: str, keys: Iterable[str], before: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Give the rows of an answer about each key, some keys at a time; `before` are the values in front of them."""
        wanted = sorted(set(keys))
        for at in range(0, len(wanted), MANY):
            part = wanted[at : at + MANY]
            yield from self.ask(question.format(", ".join("?" * len(part))), (*before, *part))

    def stream(self, question: str) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a long answer without holding them all."""
        if self._postgres:
            with self._connection.cursor(name=f"stream_{next(_NUMBERS)}", withhold=True) as cursor:
                cursor.itersize = 5_000
                yield from cursor.execute(question)
        else:
            yield from self._connection.execute(question)

    def put(self, question: str, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows."""
        with_rows = list(rows)
        if with_rows and self._postgres:
            with self._connection.cursor() as cursor:
                cursor.executemany(self._said(question), with_rows)
        elif with_rows:
            self._connection.executemany(question, with_rows)

    def drop(self, table: str, column: str, keys: Iterable[str]) -> None:
        """Take away the rows that have one of some keys in a column."""
        for key in sorted(set(keys)):
            self._connection.execute(self._said(f"DELETE FROM {table} WHERE {column} = ?"), (key,))

    @contextmanager
    def change(self) -> Iterator[None]:
        """Make all changes inside, or none; one at a time may change a store."""
        self._connection.execute("BEGIN" if self._postgres else "BEGIN IMMEDIATE")
        try:
            if self._postgres:
                self._connection.execute("LOCK TABLE setting IN EXCLUSIVE MODE")
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See the store as it is at this moment, whoever changes it meanwhile."""
        self._connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ" if self._postgres else "BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def make(self) -> None:
        """Make the tables that are not there.

        Raises:
            UsageError: they are those of another version.

        """
        text, data = ('TEXT COLLATE "C"', "BYTEA") if self._postgres else ("TEXT", "BLOB")
        with self.change() if not self._postgres else _nothing():
            for question in TABLES.format(text=text, bytes=data).split(";\n"):
                if question.strip():
                    self._connection.execute(question)
        found = self.ask("SELECT value FROM setting WHERE name = 'version'")
        if not found:
            self.put("INSERT INTO setting VALUES (?, ?)", [("version", VERSION)])
        elif found[0][0] != VERSION:
            raise UsageError(f"the store is of version {found[0][0]}, not {VERSION}; link into a new one")

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def open_database(place: str, *, new: bool = True) -> Iterator[Database]:
    """Give the store of a file name or URL, closed behind; `new` makes one where there is none.

    Raises:
        UsageError: it cannot be opened, or is none.

    """
    postgres = place.startswith(POSTGRES)
    if not postgres and not new and not Path(place).is_file():
        raise UsageError(f"{place}: no such file; give the store that `gongwen link --store` wrote")
    connection = _connect_postgres(place) if postgres else _connect_sqlite(place)
    database = Database(connection, postgres=postgres)
    try:
        database.make()
        yield database
    except _errors(postgres=postgres) as error:
        raise UsageError(_problem(place, error)) from error
    finally:
        database.close()


def _errors(*, postgres: bool) -> tuple[type[Exception], ...]:
    """Give what a store may raise."""
    if not postgres:
        return (sqlite3.DatabaseError,)
    import psycopg

    return (psycopg.Error,)


def _problem(place: str, error: Exception) -> str:
    """Give an error of a store as one line with what to do."""
    said = (str(error).strip().splitlines() or [type(error).__name__])[0]
    if place.startswith(POSTGRES):
        return f"{_hidden(place)}: {said}; check the URL, the server and your rights there"
    if "locked" in said:
        return f"{place}: {said}; another program is writing it, try again when that is done"
    return f"{place}: {said}; give a file of `gongwen link --store`, or a new one"


def _connect_sqlite(place: str) -> Any:
    try:
        connection = sqlite3.connect(place, isolation_level=None, timeout=WAIT)
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-64000", "temp_store=FILE"):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error as error:
        raise UsageError(_problem(place, error)) from error
    return connection


def _connect_postgres(place: str) -> Any:
    try:
        import psycopg
    except ImportError as error:
        raise UsageError("a store in PostgreSQL needs psycopg: pip install -e '.[postgres]'") from error
    try:
        return psycopg.connect(place, autocommit=True)
    except psycopg.Error as error:
        raise UsageError(_problem(place, error)) from error


def _hidden(place: str) -> str:
    """Give a URL without its password."""
    head, at, tail = place.rpartition("@")
    return f"{head.rpartition(':')[0]}:…@{tail}" if at and head.count(":") > 1 else place
