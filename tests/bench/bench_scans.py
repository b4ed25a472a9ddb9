"""What is lost when documents come as scans: light and heavy scans of whole PDFs against their text layers.

Run on demand: `python tests/bench/bench_scans.py [FILE.pdf …] [--grades light,heavy] [--pages 1-12] [--seconds 480]`;
without files, those of corpus/documents. Recognising a page takes some six seconds the first time; readings are kept
in `--cache`, so that a run that `--seconds` cuts short goes on where it stopped. `--slips` prints what was read wrong,
`--json` writes all figures to a file. Signature dates under seals: bench_seals.py.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pymupdf

from extractors.pipeline import Analysis, Models, analyse, load_models
from extractors.reading import load_reader, read_bytes
from flows.route_score import RouteScore, compare_routes, error_rate, route_to_json
from flows.typeset.scan import SCANNERS, scan_pdf

ROOT = Path(__file__).resolve().parents[2]
SHOWN = ("doc_number", "organisation", "region", "amount", "date", "title")


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    paths = options.files or sorted((ROOT / "corpus" / "documents").glob("*.pdf"))
    grades = options.grades.split(",")
    if missing := [str(path) for path in paths if not path.is_file()]:
        print(f"not there, left out: {', '.join(missing)}", file=sys.stderr)
    paths = [path for path in paths if path.is_file()]
    jobs = [(path, grade, page) for path in paths for page in _pages(path, options.pages) for grade in grades]
    if not _read_all(jobs, options.cache, options.seconds, options.workers):
        print("stopped in time; run again to go on", file=sys.stderr)
        return 1
    models = load_models(ROOT / "models", cache=options.cache)
    scores = [
        (path.stem, grade, _score(path, grade, _pages(path, options.pages), models))
        for path in paths
        for grade in grades
    ]
    _show(scores, slips=options.slips)
    if options.json:
        found = {f"{name} {grade}": route_to_json(score) for name, grade, score in scores}
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--grades", default="light,heavy")
    parser.add_argument("--pages", default="", help="of each file: 1-12,14")
    parser.add_argument("--seconds", type=float, default=1e9, help="stop recognising after so long")
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 2))
    parser.add_argument("--cache", type=Path, default=ROOT / "outputs" / "scans")
    parser.add_argument("--slips", type=int, default=0, help="print so many slips of each scan")
    parser.add_argument("--json", type=Path)
    return parser


def _pages(path: Path, chosen: str) -> list[int]:
    with pymupdf.open(path) as document:
        count = document.page_count
    ends = [[int(end) for end in part.split("-")] for part in chosen.split(",") if part] or [[1, count]]
    return [page for end in ends for page in range(end[0], end[-1] + 1) if page <= count]


def _read_all(jobs: Sequence[tuple[Path, str, int]], kept: Path, seconds: float, workers: int) -> bool:
    """Recognise every page on its own and keep the readings; False where time ran out."""
    stop = time.monotonic() + seconds
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        done = list(pool.map(_read_page, jobs, [kept] * len(jobs), [stop] * len(jobs)))
    print(f"{sum(done)} of {len(jobs)} pages are read", file=sys.stderr)
    return all(done)


@cache
def _reader(kept: Path) -> Any:
    return load_reader(kept)


def _read_page(job: tuple[Path, str, int], kept: Path, stop: float) -> bool:
    path, grade, page = job
    if time.monotonic() > stop:
        return False
    scan = scan_pdf(path.read_bytes(), SCANNERS[grade], pages=[page])
    read_bytes(scan, "scan.pdf", ROOT / "models", reader=_reader(kept))
    return True


def _score(path: Path, grade: str, pages: Sequence[int], models: Models) -> RouteScore:
    data = path.read_bytes()
    scan = analyse_bytes(scan_pdf(data, SCANNERS[grade], pages=pages), models)
    return compare_routes(analyse_bytes(cut(data, pages), models), scan, f"{path.stem} {grade}")


def cut(data: bytes, pages: Sequence[int]) -> bytes:
    with pymupdf.open(stream=data) as document:
        document.select([page - 1 for page in pages])
        return bytes(document.tobytes(garbage=3, deflate=True))


def analyse_bytes(data: bytes, models: Models) -> Analysis:
    return analyse(read_bytes(data, "bench.pdf", models.folder, reader=models.reader), models)


def _show(scores: Sequence[tuple[str, str, RouteScore]], *, slips: int) -> None:
    """Print one line a scan: wrong characters, points lost by kind, what became of the amounts in tables."""
    heads = ("CER %", *SHOWN, "parts", "rows", "amounts in tables: right/marked/silent/lost (false alarms)", "silent")
    print(" | ".join(("points lost by", "grade", *heads)))
    for name, grade, score in scores:
        print(" | ".join((name, grade, *_cells(score))))
    for name, grade, score in scores if slips else ():
        print(f"\n{name} {grade}")
        for line in [*_misses(score), *_slips(score)][:slips]:
            print(f"  {line}")


def _cells(score: RouteScore) -> Iterator[str]:
    yield f"{error_rate(score.characters)}"
    for kind in SHOWN:
        yield _lost([score.kinds[kind]] if kind in score.kinds else [])
    yield _lost(score.parts.values())
    yield _lost(score.rows.values())
    figures = score.figures
    yield f"{figures.right}/{figures.marked}/{figures.silent}/{figures.lost} ({figures.alarms})"
    groups = (score.kinds, score.parts, score.rows)
    yield str(sum(miss.silent for group in groups for item in group.values() for miss in item.misses))


def _lost(items: Any) -> str:
    tallies = [item.normalised for item in items]
    total = sum(tallies[1:], tallies[0]) if tallies else None
    return "–" if total is None or total.f1 is None else f"{100 * (1 - total.f1):.2f}"


def _misses(score: RouteScore) -> Iterator[str]:
    for group in (score.kinds, score.parts, score.rows):
        for item in group.values():
            for miss in item.misses:
                yield f"{miss.kind} {miss.what}{' SILENT' if miss.silent else ''}: {miss.raw} = {miss.value}"


def _slips(score: RouteScore) -> Iterator[str]:
    for slip in (*score.figures.slips, *score.characters.slips):
        yield f"p. {slip.page}: {slip.printed} -> {slip.read}{' SILENT' if slip.silent else ''}"


if __name__ == "__main__":
    raise SystemExit(main())
