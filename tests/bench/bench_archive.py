"""The pass over an archive of thousands of documents: time, growth and memory.

    python tests/bench/bench_archive.py [DOCUMENTS]

Some thousand documents of made archives are read and analysed once; the rest are the same under other years and other
sources, so that numbers, funds of a year and files differ and regions do not. What is timed is `conclude` on the merged
graph, after extraction; the merge is timed beside it.
"""

from __future__ import annotations

import gc
import re
import resource
import sys
import tempfile
import time
from pathlib import Path

from extractors.graph import Graph, merge
from extractors.graph_json import graph_from_json, graph_to_json
from extractors.linking import conclude
from extractors.pipeline import analyse, load_models
from extractors.reading import read_bytes
from flows.typeset.archive import make_archive, write_archive

MODELS = Path(__file__).parents[2] / "models"
BASE = 1000
_YEAR = re.compile(r"(?<!\d)20(1[5-9]|2[0-4])(?!\d)")
_SOURCE = re.compile(r"(?<![0-9a-f])(?:src:|doc:|ev:)?[0-9a-f]{16}(?![0-9a-f])")
SHIFT = 8  # years between one copy and the next


def read_graphs(count: int) -> list[Graph]:
    """Give the graphs of so many documents of made archives."""
    models = load_models(MODELS)
    with tempfile.TemporaryDirectory() as folder:
        plan = make_archive(1, MODELS, cities=21, programmes=max(1, count // 40))
        write_archive(plan, Path(folder), text=True)
        paths = sorted((Path(folder) / "documents").iterdir())[:count]
        return [analyse(read_bytes(path.read_bytes(), path.name, MODELS), models).graph for path in paths]


def shift(graphs: list[Graph], times: int) -> Graph:
    """Give the graphs merged, under other years and sources."""
    merged = merge(graphs)
    if not times:
        return merged
    text = _json(merged)
    text = _YEAR.sub(lambda match: str(int(match[0]) + SHIFT * times), text)
    text = _SOURCE.sub(lambda match: match[0][:-2] + f"{(int(match[0][-2:], 16) + 37 * times) % 256:02x}", text)
    return graph_from_json(_parsed(text))


def _json(graph: Graph) -> str:
    import orjson

    return orjson.dumps(graph_to_json(graph, {})).decode()


def _parsed(text: str) -> dict[str, object]:
    import orjson

    found: dict[str, object] = orjson.loads(text)
    return found


def timed(graphs: list[Graph]) -> tuple[float, float, Graph]:
    """Give the seconds of merging and of concluding."""
    start = time.perf_counter()
    merged = merge(graphs)
    middle = time.perf_counter()
    done = conclude(merged)
    return middle - start, time.perf_counter() - middle, done


def main(count: int) -> None:
    """Print what a thousand and what all documents cost."""
    start = time.perf_counter()
    base = read_graphs(BASE)
    per = (time.perf_counter() - start) / len(base)
    print(f"{len(base)} documents read and analysed, {per * 1000:.0f} ms each")
    conclude(base[0])  # dictionaries are loaded
    small = timed([shift(base, 0)])
    copies = [shift(base, at) for at in range(max(1, count // len(base)))]
    base.clear()
    gc.collect()
    large = timed(copies)
    documents = len(large[2].sources)
    for name, (joining, passing, graph) in (("small", small), ("large", large)):
        kinds = [edge.type for edge in graph.edges]
        links = f"{kinds.count('passes_on')} flows, {kinds.count('fulfils')} promises kept"
        print(f"{name}: {len(graph.sources)} documents, merge {joining:.1f} s, conclude {passing:.1f} s; {links}")
    print(f"growth {large[1] / small[1]:.1f} times for {documents / len(small[2].sources):.1f} times the documents")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
