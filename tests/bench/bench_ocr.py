"""What reading scans costs beside the recognition itself: time, memory, and what a second worker brings.

Run on demand, on an otherwise quiet machine: `python tests/bench/bench_ocr.py [SCAN.pdf …] [--pages 4]`; without
files, light and heavy scans of corpus/documents. Three parts, each a ratio within this run:
- the whole path (file to graph) ÷ RapidOCR alone with the same parameters on the same pictures and one thread, in CPU
  seconds page by page in turn, first without the second reading (bar: 1.15), then with it;
- the peak memory of a worker that read all the pages (bar: 1.6 GB);
- pages a minute of two workers ÷ those of one, each with one thread (bar: 1.7 on two cores).
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pymupdf

from extractors.pipeline import Models, analyse, load_models
from extractors.reading import load_reader, read_bytes
from extractors.reading.scans import ocr
from extractors.reading.scans.picture import page_to_pixels
from flows.typeset.scan import SCANNERS, scan_pdf

ROOT = Path(__file__).resolve().parents[2]
CHOSEN = {"粤": (1, 4, 8), "韶": (2, 5, 13)}  # letterhead, tables, running text


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--pages", type=int, default=12, help="take so many pages at most")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args(arguments)
    pages = list(_split([path.read_bytes() for path in options.files] or _make_scans()))[: options.pages]
    print(f"{len(pages)} pages")
    _compare_paths(pages, options.rounds)
    print(f"peak memory of a worker: {_in_workers(pages, 1)[1]:.0f} MiB")
    one, two = (_in_workers(pages, count)[0] for count in (1, 2))
    print(f"one worker {one:.1f} s, two workers {two:.1f} s: {one / two:.2f} times the pages a minute")
    return 0


def _make_scans() -> list[bytes]:
    found = []
    for path in sorted((ROOT / "corpus" / "documents").glob("*.pdf")):
        for grade in ("light", "heavy"):
            found.append(scan_pdf(path.read_bytes(), SCANNERS[grade], pages=CHOSEN[path.name[0]]))
    return found


def _split(files: Sequence[bytes]) -> Any:
    """Give the pages of files, each as a file."""
    for data in files:
        with pymupdf.open(stream=data) as document:
            for number in range(document.page_count):
                with pymupdf.open() as single:
                    single.insert_pdf(document, from_page=number, to_page=number)
                    yield bytes(single.tobytes())


def _compare_paths(pages: Sequence[bytes], rounds: int) -> None:
    """Print CPU seconds a page of the recognition alone and of the whole path, without and with a second reading."""
    models = load_models(ROOT / "models")
    plain = load_reader()
    ways: dict[str, Callable[[bytes], object]] = {
        "RapidOCR alone": _bare(),
        "whole path": lambda data: _whole(data, models, plain),
        "with the second reading": lambda data: _whole(data, models, models.reader),
    }
    for way in ways.values():
        way(pages[0])  # what is loaded for the first page is not counted
    times: dict[str, list[float]] = {name: [] for name in ways}
    for page in pages:
        for name, way in ways.items():
            times[name].append(statistics.median(_seconds(way, page) for _ in range(rounds)))
    bare = sum(times["RapidOCR alone"])
    for name, spent in times.items():
        print(f"{name}: {sum(spent) / len(pages):.2f} CPU s a page, {sum(spent) / bare:.2f} times RapidOCR alone")


def _bare() -> Callable[[bytes], object]:
    """Give RapidOCR as it comes, with our parameters; pictures are drawn before its clock would run."""
    engine = ocr._engine()
    drawn: dict[int, Any] = {}

    def read(data: bytes) -> object:
        if id(data) not in drawn:
            with pymupdf.open(stream=data) as document:
                drawn[id(data)] = page_to_pixels(document[0])[0][:, :, ::-1]
        return engine(drawn[id(data)])

    return read


def _whole(data: bytes, models: Models, reader: Any) -> object:
    return analyse(read_bytes(data, "bench.pdf", models.folder, reader=reader), models).graph


def _seconds(way: Callable[[bytes], object], page: bytes) -> float:
    start = time.process_time()
    way(page)
    return time.process_time() - start


def _in_workers(pages: Sequence[bytes], count: int) -> tuple[float, float]:
    """Give the seconds that so many workers take for the pages once they are warm, and the memory of the largest."""
    shares = [pages[at::count] for at in range(count)]
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        list(pool.map(_work, [[pages[0]]] * count, [2.0] * count))  # each worker takes one: they wait for each other
        start = time.perf_counter()
        peaks = list(pool.map(_work, shares, [0.0] * count))
        return time.perf_counter() - start, max(peaks)


def _work(pages: Sequence[bytes], wait: float) -> float:
    models = _models()
    for page in pages:
        _whole(page, models, models.reader)
    time.sleep(wait)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


_KEPT: list[Models] = []


def _models() -> Models:
    if not _KEPT:
        _KEPT.append(load_models(ROOT / "models"))
    return _KEPT[0]


if __name__ == "__main__":
    raise SystemExit(main())
