"""How long reading takes, beside what PyMuPDF alone takes for words and tables of the same pages.

Run on demand: `python tests/bench/bench_reading.py [FILE.pdf …]`; without files, those of corpus/documents.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pymupdf

from extractors.reading import read_bytes

ROUNDS = 5
ROOT = Path(__file__).resolve().parents[2]


def plain(data: bytes) -> int:
    """Do what PyMuPDF has ready: words and tables."""
    with pymupdf.open(stream=data, filetype="pdf") as file:
        return sum(len(page.get_text("words")) + len(page.find_tables().tables) for page in file)


def ours(data: bytes) -> int:
    return len(read_bytes(data, "bench.pdf").text)


def median(work: Callable[[bytes], int], data: bytes) -> float:
    """Give the median seconds of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work(data)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(paths: list[Path]) -> None:
    total = [0.0, 0.0]
    for path in paths:
        data = path.read_bytes()
        read_bytes(data, path.name)  # imports and caches apart
        theirs, mine = median(plain, data), median(ours, data)
        total[0] += theirs
        total[1] += mine
        print(f"{path.name}: words and tables {theirs:.2f} s, reading {mine:.2f} s, ratio {mine / theirs:.2f}")
    print(f"all: words and tables {total[0]:.2f} s, reading {total[1]:.2f} s, ratio {total[1] / total[0]:.2f}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted((ROOT / "corpus" / "documents").glob("*.pdf")))
