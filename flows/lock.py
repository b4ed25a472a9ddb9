"""One run at a time in a folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.settings import UsageError

LOCK = ".lock"


class HeldError(UsageError):
    """Another process holds the folder; it may let go of it."""


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold a folder alone; however this process ends, the system lets go of it.

    Raises:
        HeldError: another process holds it.

    """
    handle = os.open(out / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
            problem = f"another run (process {holder or 'unknown'}) is writing here"
            raise HeldError(f"{out}: {problem}; wait for it, or give another --out") from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)
