"""The store of an archive of thousands of documents: linking all, adding one more, growth, memory, size.

    python tests/bench/bench_link.py [DOCUMENTS] [BASE] [STORE]

BASE documents of made archives are read and analysed once, in a process of its own; the rest are the same under other
years and files (tests/bench/bench_archive.py), as JSON, which is how a run keeps them. What is timed is what
`gongwen link --store` does with them: into the store, and concluded.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from bench_archive import _SOURCE, _YEAR, SHIFT, read_graphs

from extractors.graph_json import graph_to_json
from flows.store import Contribution, count_items, grow, open_database, stream_records


def write_base(folder: Path, count: int) -> None:
    """Write the graphs of so many documents."""
    for number, graph in enumerate(read_graphs(count)):
        (folder / f"{number:05d}.json").write_bytes(orjson.dumps(graph_to_json(graph, {})))


def read_copies(folder: Path, first: int, count: int) -> Iterator[Contribution]:
    """Give so many documents from the first on: the base again and again, each time other years and files."""
    paths = sorted(folder.iterdir())
    for number in range(first, first + count):
        times, at = divmod(number, len(paths))
        text = paths[at].read_text(encoding="utf-8")
        yield Contribution(f"{number:08d}", "bench", _shifted(text, times))


def _shifted(text: str, times: int) -> Any:
    if times:
        text = _YEAR.sub(lambda match: str(int(match[0]) + SHIFT * times), text)
        text = _SOURCE.sub(lambda match: match[0][:-2] + f"{(int(match[0][-2:], 16) + 37 * times) % 256:02x}", text)
    return orjson.loads(text)


def timed_growth(folder: Path, place: str, first: int, count: int) -> tuple[float, float]:
    """Give the seconds and the seconds of the processor that an addition takes, without those of making copies."""
    making = [0.0, 0.0]

    def made() -> Iterator[Contribution]:
        start, cpu = time.perf_counter(), time.process_time()
        for item in read_copies(folder, first, count):
            making[0] += time.perf_counter() - start
            making[1] += time.process_time() - cpu
            yield item
            start, cpu = time.perf_counter(), time.process_time()

    start, cpu = time.perf_counter(), time.process_time()
    with open_database(place) as database:
        grow(database, made())
    return time.perf_counter() - start - making[0], time.process_time() - cpu - making[1]


def main(count: int, base: int, place: str | None) -> None:
    """Print what a tenth, all and one more document cost."""
    with tempfile.TemporaryDirectory() as name:
        folder, stores = Path(name, "base"), Path(name)
        folder.mkdir()
        subprocess.run([sys.executable, __file__, "--write", str(folder), str(base)], check=True)
        for kind, wanted, store in (
            ("a tenth", count // 10, str(stores / "small.sqlite")),
            ("all", count, place or str(stores / "large.sqlite")),
        ):
            wall, cpu = timed_growth(folder, store, 0, wanted)
            print(f"{kind}: {wanted} documents, {wall:.1f} s, processor {cpu:.1f} s, {1000 * cpu / wanted:.2f} ms each")
        ones = [timed_growth(folder, store, count + at, 1) for at in range(7)]
        print("one more: " + ", ".join(f"{wall:.2f}" for wall, _ in ones) + " s")
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
        start = time.perf_counter()
        with open_database(store) as database:
            counts = count_items(database)
            lines = sum(1 for kind in counts for _ in stream_records(database, kind))
        print(f"read as a whole: {lines} records, {time.perf_counter() - start:.1f} s; {counts}")
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
        if Path(store).exists():
            print(f"size {Path(store).stat().st_size / 2**20:.0f} MiB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write_base(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        given = sys.argv[1:]
        main(int(given[0]) if given else 10_000, int(given[1]) if given[1:] else 1_000, given[2] if given[2:] else None)
