"""How long reading takes, beside what PyMuPDF alone takes for words and tables of the same pages.

Run on demand: `python tests/bench/bench_reading.py [FILE.pdf …]`; without files, those of corpus/documents. Then two
shares: what the search for tables costs on pages without tables, beside reading their text (at most 10 %); and
what reading costs on pages with tables, beside PyMuPDF's `find_tables` on the same pages (at most 2 times).
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pymupdf

from extractors.reading import read_bytes
from extractors.reading.grids.aligned import find_aligned
from extractors.reading.grids.table import find_sketches
from extractors.reading.page.pdf import read_pdf
from extractors.reading.page.sheet import Sheet, Strip
from extractors.reading.page.strips import runs_to_strips

ROUNDS = 3
ROOT = Path(__file__).resolve().parents[2]


def plain(data: bytes) -> int:
    """Do what PyMuPDF has ready: words and tables."""
    with pymupdf.open(stream=data, filetype="pdf") as file:
        return sum(len(page.get_text("words")) + len(page.find_tables().tables) for page in file)


def ours(data: bytes) -> int:
    return len(read_bytes(data, "bench.pdf").text)


def median(work: Callable[[bytes], int], data: bytes) -> float:
    """Give the median seconds of several rounds."""
    return statistics.median(seconds(lambda: work(data)) for _ in range(ROUNDS))


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def part(data: bytes, *, tables: bool) -> bytes:
    """Give the pages with tables, or those without."""
    held = {page for table in read_bytes(data, "bench.pdf").tables for page in table.pages}
    with pymupdf.open(stream=data, filetype="pdf") as file:
        pages = [at for at in range(file.page_count) if (at + 1 in held) == tables]
        if not pages:
            return b""
        file.select(pages)
        return bytes(file.tobytes())


def search(pages: list[tuple[Sheet, list[Strip]]]) -> None:
    """Do what is done to find tables on pages, given with their lines, which are made anyway."""
    for sheet, lines in pages:
        find_sketches(sheet)
        find_aligned(lines, sheet.flat)


def share_of_search(data: bytes) -> tuple[float, float]:
    """Give the seconds that reading takes without the search for tables, and those of the search."""
    pages = [(sheet, [*runs_to_strips(sheet.runs, sheet.number), *sheet.odd]) for sheet in read_pdf(data, "bench.pdf")]
    searching = statistics.median(seconds(lambda: search(pages)) for _ in range(ROUNDS))
    return median(ours, data) - searching, searching


def only_tables(data: bytes) -> int:
    with pymupdf.open(stream=data, filetype="pdf") as file:
        return sum(len(page.find_tables().tables) for page in file)


def shares(paths: list[Path]) -> None:
    prose = [part(path.read_bytes(), tables=False) for path in paths]
    ruled = [part(path.read_bytes(), tables=True) for path in paths]
    pairs = [share_of_search(data) for data in prose if data]
    text, searching = (sum(pair[at] for pair in pairs) for at in (0, 1))
    if text:
        print(f"pages without tables: text {text:.2f} s, search {searching:.4f} s, {100 * searching / text:.2f} % more")
    theirs = sum(median(only_tables, data) for data in ruled if data)
    mine = sum(median(ours, data) for data in ruled if data)
    if theirs:
        print(f"pages with tables: find_tables {theirs:.2f} s, reading {mine:.2f} s, {mine / theirs:.2f} times")


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
    shares(paths)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted((ROOT / "corpus" / "documents").glob("*.pdf")))
