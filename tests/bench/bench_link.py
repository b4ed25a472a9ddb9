"""The store of an archive of thousands of documents: linking all, adding one more, growth, memory, size.

    python tests/bench/bench_link.py [DOCUMENTS] [BASE] [STORE]

BASE documents of made archives are read and analysed once, in a process of its own; the rest are the same under other
years and files (tests/bench/bench_archive.py), as JSON, which is how a run keeps them. What is timed is what
`gongwen link --store` does with them: into the store, and concluded.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

import orjson
from bench_archive import _SOURCE, _YEAR, SHIFT, read_graphs

from extractors.graph_json import graph_to_json
from flows.store import Contribution, count_items, grow, open_database, stream_records
from flows.store.workers import open_workers

WORKERS, MORE = 2, 7
YEARS = 9  # copies under other years, before they go past 2099
_NUMBER, _YUAN = re.compile(r"〕(\d{1,4})号"), re.compile(r'"(\d{4,12})\.00"')


def write_base(folder: Path, count: int) -> None:
    """Write the graphs of so many documents."""
    for number, graph in enumerate(read_graphs(count)):
        (folder / f"{number:05d}.json").write_bytes(orjson.dumps(graph_to_json(graph, {})))


def read_copy(folder: Path, number: int) -> Contribution:
    """Give the document of a number: the base again and again, each time under other years, files, numbers and sums."""
    times, at = divmod(number, len(list(folder.iterdir())))
    text = (folder / f"{at:05d}.json").read_text(encoding="utf-8")
    if times:
        series, later = divmod(times, YEARS)
        text = _YEAR.sub(lambda match: str(int(match[0]) + SHIFT * later), text)
        text = _NUMBER.sub(lambda match: f"〕{int(match[1]) + 1000 * series}号", text)
        text = _YUAN.sub(lambda match: f'"{int(match[1]) + 10_000 * series}.00"', text)
        text = _SOURCE.sub(lambda match: match[0][:-2] + f"{(int(match[0][-2:], 16) + 37 * times) % 256:02x}", text)
    return Contribution(f"{number:08d}", "bench", orjson.loads(text))


def write_copies(folder: Path, count: int) -> None:
    """Write documents of numbers as they come from a run."""
    (folder / "copies").mkdir(exist_ok=True)
    for number in range(count):
        data = orjson.dumps(read_copy(folder / "base", number).data)
        (folder / "copies" / f"{number:08d}").write_bytes(zlib.compress(data, 1))


def load(path: Path) -> Contribution:
    """Read a document that was written."""
    return Contribution(path.name, "bench", orjson.loads(zlib.decompress(path.read_bytes())))


def timed(folder: Path, place: str, numbers: range) -> tuple[float, float]:
    """Give the seconds, and those of the processors, that an addition takes."""
    paths = [folder / "copies" / f"{number:08d}" for number in numbers]
    start, cpu = time.perf_counter(), _processor()
    with open_database(place) as database, open_workers(WORKERS, len(paths)) as each:
        grow(database, paths, load=load, each=each)
    return time.perf_counter() - start, _processor() - cpu


def _processor() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))


def _memory() -> str:
    own, theirs = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"peak memory {own:.0f} MiB, of a worker {theirs:.0f} MiB"


def main(count: int, base: int, place: str | None) -> None:
    """Print what a tenth, all and one more document cost."""
    with tempfile.TemporaryDirectory() as name:
        stores = Path(name)
        (stores / "base").mkdir()
        for step in ("--base", str(base)), ("--copies", str(count + MORE)):
            subprocess.run([sys.executable, __file__, *step, str(stores)], check=True)
        store = place or str(stores / "large.sqlite")
        wall, cpu = timed(stores, str(stores / "small.sqlite"), range(count // 10))
        print(f"a tenth: {count // 10} documents, {wall:.1f} s, processor {cpu:.1f} s")
        whole = timed(stores, store, range(count))
        print(f"all: {count} documents, {whole[0]:.1f} s, processor {whole[1]:.1f} s")
        print(f"growth: {whole[0] / wall:.1f} times the time, {whole[1] / cpu:.1f} times the processor")
        print(_memory())
        ones = [timed(stores, store, range(count + at, count + at + 1)) for at in range(MORE)]
        print("one more: " + ", ".join(f"{wall:.2f}" for wall, _ in ones) + " s")
        start = time.perf_counter()
        with open_database(store) as database:
            counts = count_items(database)
            lines = sum(1 for kind in counts for _ in stream_records(database, kind))
        print(f"read as a whole: {lines} records, {time.perf_counter() - start:.1f} s; {counts}")
        print(_memory())
        if Path(store).exists():
            print(f"size {Path(store).stat().st_size / 2**20:.0f} MiB")


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[:1] == ["--base"]:
        write_base(Path(given[2]) / "base", int(given[1]))
    elif given[:1] == ["--copies"]:
        write_copies(Path(given[2]), int(given[1]))
    else:
        main(int(given[0]) if given else 10_000, int(given[1]) if given[1:] else 1_000, given[2] if given[2:] else None)
