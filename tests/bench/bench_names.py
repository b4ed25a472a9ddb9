"""How fast names are recognised, beside jieba's tagger on the same texts; what loading costs in time and memory.

Run on demand: `python tests/bench/bench_names.py [FILE.txt …]`; without files, those of corpus/text. Bars: 60,000
characters a second on one quiet core, loading within 1 s, less than 200 MB. The two take turns, so that noise meets
both; the ratio is what holds on a busy machine.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROUNDS = 5
ROOT = Path(__file__).resolve().parents[2]
LOAD = f"""
import resource, time
start, cpu = time.perf_counter(), time.process_time()
from pathlib import Path
from extractors.ner import load_names
names = load_names(Path({str(ROOT / "models")!r}))
from extractors.document import Document, Page
text = "乐昌市财政局拨付乐昌市坪石镇卫生院10万元。"
first = [list(one.extract(Document("0" * 16, "bench", "text", text, (Page(1, 0, 0),)))) for one in names]
assert first[0]
print(time.perf_counter() - start, time.process_time() - cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def seconds(work: Callable[[], object]) -> float:
    """Give the CPU time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def loading() -> tuple[float, float, float]:
    """Give wall and CPU seconds and peak MiB of a fresh process up to its first names."""
    found = subprocess.run([sys.executable, "-c", LOAD], check=True, capture_output=True, text=True, cwd=ROOT)
    wall, cpu, peak = map(float, found.stdout.split())
    return wall, cpu, peak


def main() -> None:
    """Print the figures."""
    runs = [loading() for _ in range(ROUNDS)]
    wall, cpu, peak = (statistics.median(values) for values in zip(*runs, strict=True))
    print(f"loading, up to the first names: {wall:.2f} s, {cpu:.2f} s CPU, peak {peak:.0f} MiB")

    from extractors.ner import load_names
    from extractors.reading import read_bytes

    paths = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "corpus" / "text").glob("*.txt"))
    documents = [read_bytes(path.read_bytes(), path.name, ROOT / "models") for path in paths]
    characters = sum(len(document.text) for document in documents)
    names = load_names(ROOT / "models")

    def ours() -> int:
        # another string of the same characters: nothing is kept from round to round
        fresh = [replace(document, text=document.text[:1] + document.text[1:]) for document in documents]
        return sum(len(list(one.extract(document))) for document in fresh for one in names)

    ours()
    print(f"peak with {characters:,} characters: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")

    import jieba
    import jieba.posseg

    jieba.setLogLevel("WARNING")
    jieba.initialize()

    def theirs() -> int:
        return sum(len(list(jieba.posseg.cut(document.text))) for document in documents)

    theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    own, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    best = min(times[0] for times in pairs)
    print(f"names: {characters / own:,.0f} characters a second (best round {characters / best:,.0f})")
    print(f"jieba.posseg: {characters / other:,.0f} characters a second, ratio {other / own:.2f}")


if __name__ == "__main__":
    main()
