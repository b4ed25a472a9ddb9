"""A store that follows an output folder: document by document as they are done, change and go."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from flows.decisions import gather_decisions
from flows.state import list_states, read_head, read_record
from flows.store.adding import Growth, grow
from flows.store.database import Database
from flows.store.reading import read_contributions


def follow(database: Database, out: Path, sources: Iterable[str] | None = None) -> Growth:
    """Bring a store up to what is kept of some sources in an output folder; without `sources`, of all, and no others.

    Raises:
        UsageError: a state is damaged.

    """
    chosen = list(list_states(out) if sources is None else sources)
    wanted = {origin: source for source in chosen if (origin := _origin(out, source))}
    if sources is None:
        known = {row[0] for row in database.ask("SELECT origin FROM origin")}
    else:
        rows = (database.ask("SELECT origin FROM origin WHERE origin LIKE ?", (f"{source}-%",)) for source in chosen)
        known = {row[0] for found in rows for row in found}
    new = {origin: source for origin, source in wanted.items() if origin not in known}
    return grow(database, read_contributions(out, new), sorted(known - wanted.keys()), gather_decisions([out]))


def _origin(out: Path, source: str) -> str:
    """Give the name that a document has in a store by what was made of it; empty where nothing was."""
    record = read_record(out, source)
    return f"{source}-{sha256(read_head(out, source)).hexdigest()[:16]}" if record and not record.failure else ""
