"""An archive that does not fit in memory: a SQLite file, or PostgreSQL by URL, in which it grows by what is added.

What documents tell is kept apart from what is concluded. After a change only the neighbourhood of what changed is
concluded anew, and the whole is what one link over all documents gives, byte for byte.
"""

from __future__ import annotations

from flows.store.adding import Contribution, Growth, grow
from flows.store.database import Database, is_store, open_database
from flows.store.streaming import count_items, stream_records, to_records

__all__ = [
    "Contribution",
    "Database",
    "Growth",
    "count_items",
    "grow",
    "is_store",
    "open_database",
    "stream_records",
    "to_records",
]
