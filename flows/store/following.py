"""A store that follows an output folder: document by document as they are done, change and go."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flows.decisions import gather_decisions
from flows.state import list_states, read_head
from flows.store.adding import Growth, grow
from flows.store.database import Database
from flows.store.reading import head_to_origin, read_contributions


def follow(database: Database, out: Path, sources: Iterable[str] | None = None) -> Growth:
    """Bring a store up to what is kept of some sources in an output folder; without `sources`, of all, and no others.

    Raises:
        UsageError: a state is damaged.

    """
    chosen = list(list_states(out) if sources is None else sources)
    wanted = {origin: source for source in chosen if (origin := head_to_origin(read_head(out, source)))}
    if sources is None:
        known = {row[0] for row in database.ask("SELECT origin FROM origin")}
    else:
        rows = (database.ask("SELECT origin FROM origin WHERE origin LIKE ?", (f"{source}-%",)) for source in chosen)
        known = {row[0] for found in rows for row in found}
    new = {origin: source for origin, source in wanted.items() if origin not in known}
    return grow(database, read_contributions(out, new), sorted(known - wanted.keys()), gather_decisions([out]))
