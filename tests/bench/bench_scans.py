"""What is lost when documents come as scans: light and heavy scans of whole PDFs against their text layers.

Run on demand: `python tests/bench/bench_scans.py [FILE.pdf …] [--grades light,heavy] [--pages 1-12] [--seconds 480]`;
without files, those of corpus/documents. Recognising a page takes some six seconds the first time; readings are kept
in `--cache`, so that a run that `--seconds` cuts short goes on where it stopped. Where all pages of a document with
gold are taken, both routes are compared with the gold too. `--slips` prints what was read wrong, `--json` writes all
figures to a file. Signature dates under seals: bench_seals.py.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pymupdf

from extractors.pipeline import Analysis, Models, load_models
from extractors.reading import load_reader, read_bytes
from flows.comparison import Comparison
from flows.gold import GoldDocument, read_documents
from flows.route_board import show_routes, slip_lines
from flows.route_score import RouteScore, compare_routes, route_to_json
from flows.scan_score import analyse_bytes, compare_with_gold, cut_pages
from flows.typeset.scan import SCANNERS, scan_pdf

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    paths = options.files or sorted((ROOT / "corpus" / "documents").glob("*.pdf"))
    if missing := [str(path) for path in paths if not path.is_file()]:
        print(f"not there, left out: {', '.join(missing)}", file=sys.stderr)
    scans = [(path, grade) for path in paths if path.is_file() for grade in options.grades.split(",")]
    jobs = [(path, grade, page) for path, grade in scans for page in choose_pages(path, options.pages)]
    if options.seconds and not read_all(jobs, options):
        print("stopped in time; run again to go on", file=sys.stderr)
        return 1
    models = _models(options.cache, options.plain)
    golds = {gold.file.resolve(): gold for gold in read_documents(ROOT / "corpus" / "gold")}
    found: dict[str, Any] = {}
    for path, grade in scans:
        text, scan = _both(path, grade, choose_pages(path, options.pages), models)
        score = compare_routes(text, scan, f"{path.stem} {grade}")
        found[f"{path.stem} {grade}"] = route_to_json(score) | {"misses": list(_misses(score))}
        if not options.pages and (gold := golds.get(path.resolve())):
            found[f"{path.stem} {grade}"]["gold"] = _gold_loss(text, scan, gold)
    _show(found, options.slips)
    if options.json:
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--grades", default="light,heavy")
    parser.add_argument("--pages", default="", help="of each file: 1-12,14")
    parser.add_argument("--seconds", type=float, default=1e9, help="stop recognising after so long; 0: all is read")
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 2))
    parser.add_argument("--cache", type=Path, default=ROOT / "outputs" / "scans")
    parser.add_argument("--plain", action="store_true", help="without the second reading")
    parser.add_argument("--slips", type=int, default=0, help="print so many slips of each scan")
    parser.add_argument("--json", type=Path)
    return parser


def choose_pages(path: Path, chosen: str) -> list[int]:
    """Give the pages of a file that are meant by 1-12,14, or all."""
    with pymupdf.open(path) as document:
        count = document.page_count
    ends = [[int(end) for end in part.split("-")] for part in chosen.split(",") if part] or [[1, count]]
    return [page for end in ends for page in range(end[0], end[-1] + 1) if page <= count]


def read_all(jobs: Sequence[tuple[Path, str, int]], options: argparse.Namespace) -> bool:
    """Recognise every page on its own and keep the readings; False where time ran out."""
    stop = time.monotonic() + options.seconds
    read = partial(_read_page, kept=options.cache, plain=options.plain, stop=stop)
    with ProcessPoolExecutor(options.workers, mp_context=get_context("spawn")) as pool:
        done = list(pool.map(read, jobs))
    print(f"{sum(done)} of {len(jobs)} pages are read", file=sys.stderr)
    return all(done)


@cache
def _models(kept: Path, plain: bool) -> Models:
    models = load_models(ROOT / "models", cache=kept)
    return replace(models, reader=load_reader(kept)) if plain else models


def _read_page(job: tuple[Path, str, int], *, kept: Path, plain: bool, stop: float) -> bool:
    path, grade, page = job
    if time.monotonic() > stop:
        return False
    scan = scan_pdf(path.read_bytes(), SCANNERS[grade], pages=[page])
    read_bytes(scan, "scan.pdf", ROOT / "models", reader=_models(kept, plain).reader)
    return True


def _both(path: Path, grade: str, pages: Sequence[int], models: Models) -> tuple[Analysis, Analysis]:
    data = path.read_bytes()
    scan = scan_pdf(data, SCANNERS[grade], pages=pages)
    return analyse_bytes(cut_pages(data, pages), models), analyse_bytes(scan, models)


def _gold_loss(text: Analysis, scan: Analysis, gold: GoldDocument) -> dict[str, Any]:
    """Give F1 in points of both routes against the gold, by kind."""
    one, other = (compare_with_gold(route, gold, gold.where) for route in (text, scan))
    return {kind: (_points(one[kind]), _points(other[kind])) for kind in one}


def _points(score: Comparison) -> float | None:
    f1 = score.normalised.f1
    return None if f1 is None else round(100 * f1, 2)


def _misses(score: RouteScore) -> Iterator[str]:
    for group in (score.kinds, score.parts, score.rows):
        for item in group.values():
            for miss in item.misses:
                yield f"{miss.kind} {miss.what}{' SILENT' if miss.silent else ''}: {miss.raw} = {miss.value}"


def _show(found: Mapping[str, Any], slips: int) -> None:
    show_routes(found)
    for name, score in found.items():
        amounts = score["amounts"]
        print(f"{name}: {amounts['alarms']} of {amounts['right']} right amounts in tables are marked")
        for kind, (one, other) in score.get("gold", {}).items():
            print(f"  against gold, {kind}: text layer {one}, scan {other}")
    for name, score in found.items() if slips else ():
        print(f"\n{name}", *score["misses"][:slips], *list(slip_lines("", score))[:slips], sep="\n  ")


if __name__ == "__main__":
    raise SystemExit(main())
