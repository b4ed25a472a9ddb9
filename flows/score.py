"""`gongwen score`: the extractors against gold, with what they cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any, TypeVar

from extractors.linking import conclude
from extractors.pipeline import Analysis, Models, analyse, load_models
from extractors.reading import read_bytes
from flows.comparison import (
    Comparison,
    EdgeScore,
    Miss,
    compare_citations,
    compare_edges,
    compare_mentions,
    compare_nodes,
    compare_parts,
)
from flows.gold import (
    CITATION,
    GRANTS,
    GoldDocument,
    GoldLine,
    list_others,
    read_documents,
    read_lines,
    read_parts,
    read_values,
)
from flows.gold_rows import read_sheets
from flows.grant_score import compare_grants
from flows.made_score import score_made
from flows.name_score import KINDS as NAMES
from flows.name_score import score_names
from flows.pace import measure
from flows.peers import measure_peers
from flows.role_score import score_roles
from flows.row_score import FoundRow, compare_rows, graph_to_rows
from flows.score_line import line_to_document
from flows.table_gold import find_sources, read_tables
from flows.table_score import TableScore, compare_table
from flows.tally import NOTHING, Tally
from flows.value_score import compare_values
from flows.versions import producer

Scored = TypeVar("Scored", Comparison, EdgeScore)


@dataclass(slots=True)
class Scores:
    """What was compared, by kind, part and type of edge; `lines`, small `texts` and whole `documents` apart."""

    lines: dict[str, Comparison] = field(default_factory=dict)
    documents: dict[str, Comparison] = field(default_factory=dict)
    texts: dict[str, Comparison] = field(default_factory=dict)
    parts: dict[str, Comparison] = field(default_factory=dict)
    edges: dict[str, EdgeScore] = field(default_factory=dict)
    rows: dict[str, Comparison] = field(default_factory=dict)
    tables: TableScore = TableScore()  # noqa: RUF009
    nodes: Tally = NOTHING
    node_misses: tuple[Miss, ...] = ()


def score_gold(folder: Path, models: Path, files: Path | None = None, *, peers: bool = False) -> dict[str, Any]:
    """Score everything that the gold folder holds; `files` is a further folder with the files of gold tables.

    With `peers` what others find of the names is measured in the same run.

    Raises:
        GoldError: a gold file breaks the rules; the message names file and line.
        MissingModelError: the models are not where they were looked for.

    """
    lines, texts, documents = read_lines(folder), read_parts(folder), read_documents(folder)
    loaded = load_models(models)
    scores = Scores(
        lines={kind: _total(_score_line(kind, line, loaded) for line in rows) for kind, rows in lines.items()}
    )
    for text in texts:
        read = read_bytes(text.text.encode(), "text.txt", models)
        _add(scores.texts, compare_parts(read, text.parts, text.where))
    for kind, values in read_values(folder).items():
        grants = kind == GRANTS
        scores.lines[kind] = _score_grants(values, loaded) if grants else compare_values(kind, values, models)
    scores.tables = _score_tables(folder, [folder.parent, *([files] if files else [])], models)
    _score_sheets(folder, loaded, scores)
    groups: dict[str, list[Path]] = {}
    for gold in documents:
        route = _score_document(gold, loaded, scores)
        groups.setdefault(route, []).append(gold.file)
    names = {kind: score_names(kind, _analyse_lines(lines[kind], loaded), loaded) for kind in NAMES if kind in lines}
    others = {kind: measure_peers(kind, lines[kind]) for kind in names} if peers else {}
    roles = score_roles(folder, loaded)
    more = {"names": names, "peers": others, "roles": roles["roles"], "role_misses": roles["misses"]}
    more |= {"made_names": score_made(folder, loaded)}
    return scores_to_json(scores) | more | {"speed": measure(groups, models), "not_scored": list_others(folder)}


def _analyse_lines(lines: Iterable[GoldLine], models: Models) -> Iterator[tuple[GoldLine, Analysis]]:
    return ((line, analyse(line_to_document(line), models)) for line in lines)


def _score_line(kind: str, line: GoldLine, models: Models) -> Comparison:
    analysis = analyse(line_to_document(line), models)
    if kind == CITATION:
        return compare_citations(analysis, models, line.mentions, line.where)
    return compare_mentions(analysis, kind, line.mentions, line.where)


def _score_grants(rows: Iterable[tuple[str, dict[str, Any]]], models: Models) -> Comparison:
    lines = ((GoldLine(where, row["text"], (), row.get("issuer")), row) for where, row in rows)
    return _total(compare_grants(analyse(line_to_document(line), models), row, line.where) for line, row in lines)


def _score_document(gold: GoldDocument, models: Models, scores: Scores) -> str:
    """Add the scores of a whole document, and give its route."""
    document = read_bytes(gold.file.read_bytes(), gold.file.name, models.folder, reader=models.reader)
    analysis = analyse(document, models)
    graph = conclude(analysis.graph)
    where = f"{gold.where} ({gold.file.suffix[1:]})"
    for kind, wanted in gold.mentions.items():
        found = compare_mentions(analysis, kind, wanted, where, ignore=gold.ignore.get(kind, ()))
        _add(scores.documents, {kind: found})
    _add(scores.parts, compare_parts(analysis.document, gold.parts, where))
    _add(scores.edges, compare_edges(document, graph, gold))
    nodes, misses = compare_nodes(graph, gold)
    rows = graph_to_rows(graph)
    for kind, gold_rows in gold.rows.items():
        _add(scores.rows, {kind: compare_rows(kind, rows[kind], gold_rows, where)})
    scores.nodes += nodes
    scores.node_misses += misses
    return _route(analysis)


def _score_sheets(folder: Path, models: Models, scores: Scores) -> None:
    """Add the scores of single sheets of indicators, their values in full."""
    rows: dict[Path, list[FoundRow]] = {}
    for sheet in read_sheets(folder):
        if sheet.file not in rows:
            document = read_bytes(sheet.file.read_bytes(), sheet.file.name, models.folder)
            rows[sheet.file] = graph_to_rows(analyse(document, models).graph)["indicators"]
        _add(scores.rows, {"indicator_sheets": compare_rows("indicator", rows[sheet.file], sheet.rows, sheet.where)})


def _score_tables(folder: Path, files: list[Path], models: Path) -> TableScore:
    """Score the gold tables whose file is in one of the folders; count the others."""
    tables = read_tables(folder)
    sources = find_sources(files) if tables else {}
    total = TableScore()
    for source in sorted({table.source for table in tables}):
        same = [table for table in tables if table.source == source]
        path = sources.get(source)
        if path is None:
            total += TableScore(skipped=len(same))
            continue
        document = read_bytes(path.read_bytes(), path.name, models)
        total = reduce(add, (compare_table(document, table) for table in same), total)
    return total


def _route(analysis: Analysis) -> str:
    if analysis.document.format == "text":
        return "text file"
    return "scan" if any(page.route == "ocr" for page in analysis.document.pages) else "text layer"


def _total(items: Iterable[Comparison]) -> Comparison:
    return reduce(add, items, Comparison())


def _add(scores: dict[str, Scored], more: Mapping[str, Scored]) -> None:
    for name, score in more.items():
        scores[name] = scores[name] + score if name in scores else score


# ---------------------------------------------------------------------------------------------- JSON


def scores_to_json(scores: Scores) -> dict[str, Any]:
    """Give the scores for machines, every miss by name."""
    groups = (scores.lines, scores.texts, scores.documents, scores.parts, scores.edges, scores.rows)
    misses = [miss for group in groups for score in group.values() for miss in score.misses]
    misses += [*scores.tables.misses, *scores.node_misses]
    return {
        "schema": "gongwen-score",
        "schema_version": "1.0.0",
        "producer": producer(),
        "kinds": {
            "lines": _comparisons_to_json(scores.lines),
            "documents": _comparisons_to_json(scores.documents),
        },
        "parts": {
            "lines": _comparisons_to_json(scores.texts),
            "documents": _comparisons_to_json(scores.parts),
        },
        "edges": {kind: _edges_to_json(score) for kind, score in sorted(scores.edges.items())},
        "rows": _comparisons_to_json(scores.rows),
        "tables": _tables_to_json(scores.tables),
        "nodes": scores.nodes.to_json(),
        "silent_errors": sum(miss.silent for miss in misses),
        "misses": [asdict(miss) for miss in misses],
    }


def _comparisons_to_json(scores: Mapping[str, Comparison]) -> dict[str, Any]:
    return {
        name: {
            "verbatim": score.verbatim.to_json(),
            "normalised": score.normalised.to_json(),
            "silent_errors": sum(miss.silent for miss in score.misses),
        }
        for name, score in sorted(scores.items())
    }


def _tables_to_json(score: TableScore) -> dict[str, Any]:
    counts = {"tables": score.tables, "skipped": score.skipped}
    return counts | {"cells": score.cells.to_json(), "rows": score.rows.to_json()}


def _edges_to_json(score: EdgeScore) -> dict[str, Any]:
    silent = sum(miss.silent for miss in score.misses)
    evidence = {"proven": score.proven, "unproven": score.unproven}
    return {"ends": score.edges.to_json(), "evidence": evidence, "silent_errors": silent}
