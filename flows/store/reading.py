"""What a folder of `gongwen run` contributes to a store: each document by itself, or a bare graph.json as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import orjson

from extractors.graph_json import graph_to_json
from extractors.linking.archive import without_conclusions
from flows.settings import UsageError
from flows.state import STATE, list_states, place_of, read_graph_json, read_head
from flows.store.adding import Contribution
from flows.stored import GRAPH, read_graph


def list_origins(folder: Path) -> dict[str, str]:
    """Give what a folder contributes: origins, named by content, with the source of a document or nothing.

    Raises:
        UsageError: a folder holds no graph.

    """
    if not folder.is_file() and (folder / STATE).is_dir():
        heads = ((source, read_head(folder, source)) for source in _sources(folder))
        return {f"{source}-{sha256(head).hexdigest()[:16]}": source for source, head in heads if _is_done(head)}
    path = folder if folder.is_file() else folder / GRAPH
    try:
        with path.open("rb") as file:
            return {f"graph-{sha256(file.read()).hexdigest()[:32]}": ""}
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file; give the folder that `gongwen run` wrote") from error


def _sources(folder: Path) -> list[str]:
    """Give the documents of the last run; all that are kept where it was not finished."""
    try:
        inputs = orjson.loads((folder / "run.json").read_bytes())["inputs"]
        return sorted({item["source"] for item in inputs if item["source"]})
    except (OSError, ValueError, KeyError, TypeError):
        return list(list_states(folder))


def _is_done(head: bytes) -> bool:
    try:
        return bool(head) and not orjson.loads(head)["failure"]
    except (ValueError, KeyError, TypeError):
        return False


def read_contributions(folder: Path, origins: dict[str, str]) -> Iterator[Contribution]:
    """Give some contributions of a folder, one after another.

    Raises:
        UsageError: one is damaged.

    """
    for origin, source in sorted(origins.items()):
        if not source:
            graph = without_conclusions(read_graph(folder))
            yield Contribution(origin, str(folder.resolve()), graph_to_json(graph, {}))
            continue
        data = read_graph_json(folder, source)
        if data is None:
            raise UsageError(f"{place_of(folder, source)}: the state of a document is damaged; run `gongwen run` again")
        yield Contribution(origin, str(folder.resolve()), data)
