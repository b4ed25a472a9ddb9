"""What a folder of `gongwen run` contributes to a store: each document by itself, or a bare graph.json as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
        found = {head_to_origin(read_head(folder, source)): source for source in _sources(folder)}
        return {origin: source for origin, source in found.items() if origin}
    path = folder if folder.is_file() else folder / GRAPH
    try:
        with path.open("rb") as file:
            return {f"graph-{sha256(file.read()).hexdigest()[:32]}": ""}
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file; give the folder that `gongwen run` wrote") from error


def head_to_origin(head: bytes) -> str:
    """Give the name of a document in a store, by its bytes and what read them when; empty where it failed.

    The same document done by the same program under the same names is one, whichever run did it.
    """
    try:
        record = orjson.loads(head) if head else {"failure": "nothing there"}
        if record["failure"]:
            return ""
        told = {name: record[name] for name in ("digest", "versions", "names")}
    except (ValueError, KeyError, TypeError):
        return ""
    return f"{record['digest'][:16]}-{sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]}"


def _sources(folder: Path) -> list[str]:
    """Give the documents of the last run; all that are kept where it was not finished."""
    try:
        inputs = orjson.loads((folder / "run.json").read_bytes())["inputs"]
        return sorted({item["source"] for item in inputs if item["source"]})
    except (OSError, ValueError, KeyError, TypeError):
        return list(list_states(folder))


@dataclass(frozen=True, slots=True)
class Found:
    """A contribution that has not been read; `source` is the document, nothing for a bare graph.json."""

    folder: Path
    origin: str
    source: str


def load(found: Found) -> Contribution:
    """Read a contribution.

    Raises:
        UsageError: it is damaged.

    """
    place = str(found.folder.resolve())
    if not found.source:
        return Contribution(found.origin, place, graph_to_json(without_conclusions(read_graph(found.folder)), {}))
    data = read_graph_json(found.folder, found.source)
    if data is None:
        damaged = place_of(found.folder, found.source)
        raise UsageError(f"{damaged}: the state of a document is damaged; run `gongwen run` again")
    return Contribution(found.origin, place, data)


def read_contributions(folder: Path, origins: Mapping[str, str]) -> Iterator[Contribution]:
    """Give some contributions of a folder, one after another.

    Raises:
        UsageError: one is damaged.

    """
    return (load(Found(folder, origin, source)) for origin, source in sorted(origins.items()))
