"""How much memory a process holds, and a cap on it."""

from __future__ import annotations

import gc
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path

MEBI = 2**20


def limit_memory(mebibytes: int) -> None:
    """Cap the address space of this process; 0 is no cap. What asks for more gets MemoryError, or dies."""
    if mebibytes:
        with suppress(ValueError, OSError):  # a lower cap of the system's own holds
            resource.setrlimit(resource.RLIMIT_AS, (mebibytes * MEBI, mebibytes * MEBI))


def calm_collector() -> None:
    """Let what is loaded be, and look for cycles seldom: a document makes many things and hardly a cycle."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)


def resident() -> int:
    """Give the MiB that this process holds now; at its peak where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // MEBI
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // MEBI if sys.platform == "darwin" else peak // 1024
