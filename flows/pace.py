"""How fast, and how much memory: a process of its own for each kind of file."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from extractors.pipeline import analyse, load_models
from extractors.reading import read_bytes


def measure(groups: Mapping[str, Sequence[Path]], models: Path) -> dict[str, dict[str, float]]:
    """Give pages, pages a minute and peak memory in MiB of each group; the models are loaded before the clock runs."""
    context = multiprocessing.get_context("spawn")
    paces = {}
    for name, files in sorted(groups.items()):
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            paces[name] = pool.submit(_measure, files, models).result()
    return paces


def _measure(files: Sequence[Path], models: Path) -> dict[str, float]:
    loaded = load_models(models)
    pages, seconds = 0, 0.0
    for file in files:
        data = file.read_bytes()
        start = time.perf_counter()
        document = read_bytes(data, file.name, models, reader=loaded.reader)
        analyse(document, loaded)
        seconds += time.perf_counter() - start
        pages += len(document.pages)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mebibytes = peak / 2**20 if sys.platform == "darwin" else peak / 2**10
    return {
        "files": len(files),
        "pages": pages,
        "seconds": round(seconds, 3),
        "pages_per_minute": round(pages / seconds * 60, 1),
        "peak_mib": round(mebibytes),
    }
