"""What a run costs over calling the library in a loop, and what a second worker brings; all as ratios of one go.

Run on demand, on a quiet machine: `python tests/bench/bench_run.py [--documents 300] [--scans 4]`.
Overheads are of processor time, the parent's and its workers', per document: the slope between a small and a large
number of documents, so that starting and loading, which both ways do once, drop out. They are given apart.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "endurance"), str(ROOT / "tests" / "flows")]


def main() -> None:
    """Make the documents, run both ways, print the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--scans", type=int, default=0)
    parser.add_argument("--only", default="letters,corpus,workers,scans")
    options = parser.parse_args()
    os.environ["GONGWEN_CACHE"] = "off"
    chosen = options.only.split(",")
    with tempfile.TemporaryDirectory(prefix="gongwen-bench-") as folder:
        place = Path(folder)
        if "letters" in chosen:
            compare("letters of a page", make_letters, place, options.documents // 5, options.documents)
        if "corpus" in chosen:
            compare("corpus/documents", make_corpus, place, 2, max(4, options.documents // 25))
        if "workers" in chosen:
            compare_workers(place, options.documents)
        if "scans" in chosen and options.scans:
            compare("scanned pages", make_scans, place, 1, options.scans)


def compare(name: str, make: Callable[[Path, int], None], place: Path, few: int, many: int) -> None:
    """Print the processor time of a document in a loop and in a run, and the ratio."""
    print(f"{name}: {few} and {many} documents")
    figures = {}
    for count in (few, many):
        folder = place / f"{make.__name__}-{count}"
        make(folder, count)
        for way in (loop, run):
            figures[way.__name__, count] = seconds(lambda: way(folder, place / "out"))  # noqa: B023
            shutil.rmtree(place / "out", ignore_errors=True)
    slopes = {way: (figures[way, many] - figures[way, few]) / (many - few) for way in ("loop", "run")}
    apart = {way: figures[way, few] - few * slopes[way] for way in slopes}
    for way, slope in slopes.items():
        print(f"  {way}: {slope * 1000:.1f} ms CPU a document, and {apart[way]:.1f} s once")
    print(f"  overhead: {100 * (slopes['run'] / slopes['loop'] - 1):+.1f} %", flush=True)


def seconds(work: Callable[[], object]) -> float:
    """Give the processor time of one go in a process of its own, with all its children."""
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    assert status == 0
    return used.ru_utime + used.ru_stime


def loop(folder: Path, out: Path) -> None:
    """Call the library: each document analysed, all united, the graph and the tables written."""
    from extractors.export import amount_rows, document_to_json, graph_to_tables
    from extractors.graph import merge
    from extractors.graph_json import graph_to_bytes
    from extractors.linking import conclude
    from extractors.pipeline import analyse_file, load_models
    from flows.versions import producer
    from flows.write import to_bytes

    models = load_models(ROOT / "models")
    out.mkdir()
    graphs, rows = [], []
    for path in sorted(folder.iterdir()):
        analysis = analyse_file(path, models)
        graphs.append(analysis.graph)
        rows += amount_rows(analysis.document, analysis.mentions)
        said = document_to_json(analysis.document, analysis.mentions, analysis.graph, producer())
        (out / f"{path.name}.json").write_bytes(to_bytes(said))
    graph = conclude(merge(graphs))
    (out / "graph.json").write_bytes(graph_to_bytes(graph, producer()))
    for name, data in graph_to_tables(graph, rows).items():
        (out / f"{name}.csv").write_bytes(data)


def run(folder: Path, out: Path, workers: int = 1) -> list[tuple[str, float]]:
    """Run the archive; give the moments at which its phases began, and its end."""
    from flows.batch import process, settings_to_order
    from flows.settings import read_settings

    settings = read_settings({"GONGWEN_WORKERS": str(workers), "GONGWEN_CACHE": "off"})
    moments: dict[str, float] = {}
    order = settings_to_order(settings, [str(folder)], str(out))
    process(order, lambda step: moments.setdefault(step.phase, time.perf_counter()) and None)
    return [*moments.items(), ("end", time.perf_counter())]


def compare_workers(place: Path, count: int) -> None:
    """Print how much sooner two workers are done than one."""
    folder = place / f"make_letters-{count}"
    if not folder.exists():
        make_letters(folder, count)
    walls = {}
    for workers in (1, 2):
        start = time.perf_counter()
        moments = dict(run(folder, place / "out", workers))
        walls[workers] = moments["uniting"] - moments["documents"], moments["end"] - start
        shutil.rmtree(place / "out")
    for at, name in enumerate(("documents", "whole run")):
        one, two = walls[1][at], walls[2][at]
        print(f"two workers, {name}: {one:.1f} s / {two:.1f} s = {one / two:.2f}", flush=True)


def make_letters(folder: Path, count: int) -> None:
    """Write letters and notices of a page."""
    from chaos import make_documents

    make_documents(folder, count)


def make_corpus(folder: Path, count: int) -> None:
    """Write the documents of the corpus again and again, each time with other bytes."""
    folder.mkdir()
    files = sorted((ROOT / "corpus" / "documents").glob("*.pdf"))
    for number in range(count):
        source = files[number % len(files)]
        (folder / f"{number:04}-{source.name}").write_bytes(source.read_bytes() + b"%% %d\n" % number)


def make_scans(folder: Path, count: int) -> None:
    """Write scanned letters."""
    from chaos import make_text

    from flows.typeset import typeset
    from flows.typeset.scan import SCANNERS, scan_pdf

    folder.mkdir()
    for number in range(count):
        data = scan_pdf(typeset(make_text(2 * number + 1), style="letter"), SCANNERS["light"])
        (folder / f"{number:04}.pdf").write_bytes(data)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
