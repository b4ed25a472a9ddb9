"""`gongwen link`: the graphs of any runs as one archive."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.export import graph_to_tables
from extractors.export.tables import rows_to_csv
from extractors.graph import Graph, merge
from extractors.graph_json import graph_to_bytes
from extractors.linking import conclude
from flows.decisions import add_decisions, gather_decisions
from flows.settings import UsageError
from flows.stored import GRAPH, read_graph
from flows.versions import producer
from flows.write import TABLES, make_places, write_file, write_tables

AMOUNTS = "amounts"


@dataclass(frozen=True, slots=True)
class Linked:
    """What was written; `bare` are the graphs beside which no table of amounts stands."""

    graph: Graph
    bare: tuple[str, ...] = ()


def link_archive(folders: Sequence[Path], out: Path) -> Linked:
    """Unite the graphs of folders, conclude what only all of them can tell, and write graph.json and the tables.

    The bytes are those of one run over all documents. The decisions beside the folders and beside `out` are applied,
    and kept beside `out`.

    Raises:
        UsageError: a folder holds no graph of this version, or two graphs contradict each other.
        OSError: the output folder cannot be written.

    """
    graphs = [read_graph(folder) for folder in folders]
    amounts = [_read_amounts(folder) for folder in folders]
    decisions = gather_decisions([*folders, out])
    try:
        graph = conclude(merge(graphs), decisions)
    except ValueError as error:
        raise UsageError(f"{', '.join(map(str, folders))}: {error}; run `gongwen run` again") from error
    tables = graph_to_tables(graph) | {AMOUNTS: amounts_to_csv(graph, [rows for rows in amounts if rows is not None])}
    make_places(out, TABLES)
    add_decisions(out, decisions)
    write_file(out / GRAPH, graph_to_bytes(graph, producer()))
    write_tables(out, tables)
    pairs = zip(folders, amounts, strict=True)
    return Linked(graph, tuple(str(folder) for folder, rows in pairs if rows is None))


def _read_amounts(folder: Path) -> list[dict[str, str]] | None:
    """Give the rows of a table of amounts as they are written; None where there is none."""
    path = (folder.parent if folder.is_file() else folder) / TABLES / f"{AMOUNTS}.csv"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise UsageError(f"{path}: not a table of amounts; run `gongwen run` again") from error
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    if any(not (row.get("source") or "").startswith("src:") or not (row.get("start") or "").isdigit() for row in rows):
        raise UsageError(f"{path}: not a table of amounts; run `gongwen run` again")
    return rows


def amounts_to_csv(graph: Graph, tables: Iterable[Sequence[dict[str, str]]]) -> bytes:
    """Give the united table of amounts: each amount once, sorted by file and place."""
    names = {source.id: source.names[0] for source in graph.sources}
    known = {tuple(sorted(_named(row, names).items())) for rows in tables for row in rows}
    rows = [dict(items) for items in sorted(known)]
    rows.sort(key=lambda row: (row["source_name"], row["source"], int(row["start"])))
    return rows_to_csv(AMOUNTS, rows)


def _named(row: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    name = names.get(row["source"])
    return row if name is None else row | {"source_name": name}
