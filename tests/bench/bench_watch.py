"""How long an upload takes to its JSON in a watched folder, one after another and 1,000 at once.

Run on demand, on a quiet machine: `python tests/bench/bench_watch.py [--uploads 12] [--burst 1000] [--no-prefect]`.
The first upload is not counted: with it everything is loaded.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
import pymupdf

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "flows")]

from archives import LETTER, NOTICE  # noqa: E402


def two_pages(seed: int) -> bytes:
    """Give a PDF of two pages with a text layer, its bytes different for each seed."""
    with pymupdf.open() as pdf:
        for text in (NOTICE, LETTER):
            lines = [
                *text.splitlines(),
                *[f"　　第{seed}件的第{line}行，安排资金{seed + line}万元。" for line in range(25)],
            ]
            pdf.new_page().insert_text((72, 72), lines, fontname="china-s", fontsize=11)
        return pdf.tobytes(no_new_id=True)


@contextmanager
def watching(inbox: Path, out: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Watch a folder as a user does; what it prints are receipts."""
    command = [sys.executable, "-m", "flows.cli", "watch", str(inbox), "-o", str(out), "--json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "GONGWEN_CACHE": "off"}) as own:
        try:
            yield own
        finally:
            own.send_signal(signal.SIGINT)
            own.wait()


def receive(process: subprocess.Popen[bytes], count: int) -> list[str]:
    """Wait for receipts; give the paths of those that are done."""
    assert process.stdout
    found = [orjson.loads(process.stdout.readline()) for _ in range(count)]
    return [each["path"] for each in found if each["status"] == "done"]


def one_by_one(process: subprocess.Popen[bytes], inbox: Path, count: int) -> list[float]:
    """Give the seconds from the end of writing an upload to its receipt."""
    times = []
    for number in range(count + 1):
        data = two_pages(number)
        (inbox / f"{number}.pdf").write_bytes(data)
        start = time.perf_counter()
        assert receive(process, 1)
        times.append(time.perf_counter() - start)
    return times[1:]


def burst(process: subprocess.Popen[bytes], inbox: Path, count: int) -> float:
    """Give the seconds that many uploads take that come at once; each is done once."""
    made = [(f"burst {number}.pdf", two_pages(10_000 + number)) for number in range(count)]
    start = time.perf_counter()
    for name, data in made:
        (inbox / name).write_bytes(data)
    paths = receive(process, count)
    assert len(paths) == len(set(paths)) == count
    return time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--uploads", type=int, default=12)
    parser.add_argument("--burst", type=int, default=1000)
    parser.add_argument("--no-prefect", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongwen-bench-") as folder:
        inbox, out = Path(folder) / "in", Path(folder) / "out"
        inbox.mkdir()
        with watching(inbox, out, *(["--no-prefect"] if options.no_prefect else [])) as process:
            times = one_by_one(process, inbox, options.uploads)
            said = f"median {statistics.median(times):.2f} s, least {min(times):.2f}, most {max(times):.2f}"
            print(f"an upload of two pages to its receipt: {said}", flush=True)
            if options.burst:
                seconds = burst(process, inbox, options.burst)
                print(
                    f"{options.burst} at once: {seconds:.0f} s, {options.burst / seconds:.1f} a second, each done once"
                )
        lines = len((out / "uploads.jsonl").read_bytes().splitlines())
        print(f"receipts kept: {lines}; documents: {len(list((out / 'documents').iterdir()))}")


if __name__ == "__main__":
    main()
