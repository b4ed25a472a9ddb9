"""How long reading, extraction and linking take together, beside PyMuPDF's own words and tables of the same pages.

Run on demand: `python tests/bench/bench_whole.py [FILE.pdf …]`; without files, those of corpus/documents. Loading of
lexicons and models is timed apart.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pymupdf

from extractors.linking import conclude
from extractors.pipeline import Models, analyse, load_models
from extractors.reading import read_bytes

ROUNDS = 5
ROOT = Path(__file__).resolve().parents[2]


def plain(data: bytes) -> int:
    """Do what PyMuPDF has ready: words and tables."""
    with pymupdf.open(stream=data, filetype="pdf") as file:
        return sum(len(page.get_text("words")) + len(page.find_tables().tables) for page in file)


def ours(data: bytes, models: Models) -> int:
    """Read, extract, link and check."""
    return len(conclude(analyse(read_bytes(data, "bench.pdf", models.folder), models).graph).nodes)


def seconds(work: Callable[[], object]) -> float:
    """Give the CPU time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the times of each file and of all, the rounds taken in turn so that noise meets both."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "corpus" / "documents").glob("*.pdf"))
    start = time.process_time()
    models = load_models(ROOT / "models")
    print(f"loading: {time.process_time() - start:.2f} s CPU")
    totals = [0.0, 0.0]
    for path in paths:
        data = path.read_bytes()
        ours(data, models)  # jieba and the classifier load with the first document that asks for them
        pairs = [(seconds(lambda: plain(data)), seconds(lambda: ours(data, models))) for _ in range(ROUNDS)]  # noqa: B023
        theirs, whole = (statistics.median(times) for times in zip(*pairs, strict=True))
        totals = [totals[0] + theirs, totals[1] + whole]
        print(f"{path.name}: words and tables {theirs:.2f} s, whole path {whole:.2f} s, ratio {whole / theirs:.2f}")
    print(f"all: words and tables {totals[0]:.2f} s, whole path {totals[1]:.2f} s, ratio {totals[1] / totals[0]:.2f}")


if __name__ == "__main__":
    main()
