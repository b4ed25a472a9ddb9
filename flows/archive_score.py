"""A made archive against its gold: planted errors, flows of money, promises kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson

from extractors.errors import GoldError
from extractors.graph import Check, Edge, Graph, Node, facts_to_props, label, merge
from extractors.linking import conclude
from extractors.linking.allotments import PROSE, Regions, read_allotments
from extractors.pipeline import Models, analyse, load_models
from extractors.reading import read_bytes
from flows.tally import NOTHING, Tally
from flows.typeset.archive.gold import GOLD
from flows.versions import producer

LISTED = frozenset({"target_without_result", "result_without_target"})  # what is listed is no failure, and no pass
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArchiveScore:
    """Tallies of each kind, and what was missed or too much, by name."""

    allocates: Tally
    passes_on: Tally
    same_as: Tally
    fulfils: Tally
    verdicts: Tally
    planted: Tally
    kinds: tuple[tuple[str, Tally], ...]
    misses: tuple[tuple[str, str], ...]


def is_made_archive(folder: Path) -> bool:
    """Say whether a folder holds a made archive with its gold."""
    return (folder / GOLD).is_file()


def score_archive(folder: Path, models: Path) -> dict[str, Any]:
    """Read the documents of a made archive, link them, and compare with its gold.

    Raises:
        GoldError: the gold cannot be read.
        MissingModelError: the models are not where they were looked for.

    """
    try:
        gold = orjson.loads((folder / GOLD).read_bytes())
    except orjson.JSONDecodeError as error:
        raise GoldError(f"{folder / GOLD}: {error}; make the archive again") from error
    graph = conclude(read_archive(folder / "documents", load_models(models)))
    return score_to_json(compare_archive(graph, gold))


def read_archive(folder: Path, models: Models) -> Graph:
    """Give the merged graph of the documents of a folder, one after the other."""
    graphs = []
    for path in sorted(folder.iterdir()):
        document = read_bytes(path.read_bytes(), path.name, models.folder, reader=models.reader)
        graphs.append(analyse(document, models).graph)
    return merge(graphs)


def compare_archive(graph: Graph, gold: Mapping[str, Any]) -> ArchiveScore:
    """Compare a concluded graph with the gold of its archive."""
    drafts = dict(gold["same_as"])
    same, same_misses = _compare("same_as", _found_same(graph, _files_of(graph, {})), map(_pair, gold["same_as"]))
    lines, line_misses = _compare(
        "allocates", _found_lines(graph, _files_of(graph, {}), drafts), _gold_rows(gold["allocates"], LINE)
    )
    files = _files_of(graph, drafts)
    flows, flow_misses = _compare("passes_on", _found_flows(graph, files), _gold_rows(gold["passes_on"], FLOW))
    wanted = _gold_rows(gold["fulfils"], PROMISE)
    found = list(_found_promises(graph, files))
    verdicts, verdict_misses = _compare("fulfils", found, wanted)
    pairs, _ = _compare("fulfils", [row[:-1] for row in found], [row[:-1] for row in wanted])
    planted, kinds, planted_misses = _compare_planted(graph, files, gold["planted"])
    misses = (*line_misses, *flow_misses, *same_misses, *verdict_misses, *planted_misses)
    return ArchiveScore(lines, flows, same, pairs, verdicts, planted, kinds, misses)


LINE = ("file", "payee", "amount_cny")
FLOW = ("from", "to", "region", "amount_cny")
PROMISE = ("result_of", "result", "target_of", "target", "region", "verdict")


def _gold_rows(rows: Iterable[Mapping[str, str]], names: tuple[str, ...]) -> list[Row]:
    return [tuple(row[name] for name in names) for row in rows]


def _pair(names: Iterable[str]) -> Row:
    return tuple(sorted(names))


def _found_same(graph: Graph, files: Mapping[str, str]) -> Iterator[Row]:
    for edge in graph.edges:
        if edge.type == "same_as" and edge.source in files and edge.target in files:
            yield _pair((files[edge.source], files[edge.target]))


def _files_of(graph: Graph, drafts: Mapping[str, str]) -> dict[str, str]:
    """Give the name of the file of each held document and each source, without its ending; of a draft its original."""
    plain = {source.id: source.names[0].rpartition(".")[0] for source in graph.sources}
    names = {key: drafts.get(name, name) for key, name in plain.items()}
    found = dict(names)
    for node in graph.nodes:
        if node.type == "Document" and node.status == "held":
            sources = [str(fact.value) for fact in node.facts if fact.name == "sources"]
            found[node.id] = next((names[key] for key in sorted(sources) if key in names), node.id)
    return found


def _found_lines(graph: Graph, files: Mapping[str, str], drafts: Mapping[str, str]) -> Iterator[Row]:
    """Give the lines of the tables of allocations; those of drafts are left out."""
    names = {node.id: label(node) for node in graph.nodes}
    for document, allotment in read_allotments(graph, Regions(graph)).items():
        file = files.get(document, document)
        for line in allotment.lines if file not in drafts else ():
            if line.amount is not None and line.view != PROSE:
                payee = line.payee if line.payee.startswith("region:") else names.get(line.payee, line.payee)
                yield file, payee, f"{line.amount:.2f}"


def _found_flows(graph: Graph, files: Mapping[str, str]) -> Iterator[Row]:
    for edge in graph.edges:
        if edge.type == "passes_on":
            props = facts_to_props(edge.facts)
            ends = files.get(edge.source, edge.source), files.get(edge.target, edge.target)
            yield (*ends, str(props.get("region")), str(props.get("amount_cny")))


def _found_promises(graph: Graph, files: Mapping[str, str]) -> Iterator[Row]:
    nodes = {node.id: node for node in graph.nodes if node.type == "Indicator"}
    owners: dict[str, Edge] = {
        edge.target: edge for edge in graph.edges if edge.type in ("sets_target", "reports_actual")
    }
    for edge in graph.edges:
        if edge.type == "fulfils":
            ends = [_indicator(nodes[key], owners[key], files) for key in (edge.source, edge.target)]
            props = facts_to_props(edge.facts)
            yield (*ends[0], *ends[1], str(props.get("region")), str(props.get("verdict")))


def _indicator(node: Node, owner: Edge, files: Mapping[str, str]) -> tuple[str, str]:
    return files.get(owner.source, owner.source), str(facts_to_props(node.facts).get("name"))


def _compare(kind: str, found: Iterable[Row], wanted: Iterable[Row]) -> tuple[Tally, list[tuple[str, str]]]:
    have, want = Counter(found), Counter(wanted)
    missed = [(f"{kind} missed", " | ".join(row)) for row in sorted((want - have).elements())]
    extra = [(f"{kind} too much", " | ".join(row)) for row in sorted((have - want).elements())]
    return Tally((have & want).total(), len(extra), len(missed)), [*missed, *extra]


def _compare_planted(
    graph: Graph, files: Mapping[str, str], planted: Iterable[Mapping[str, Any]]
) -> tuple[Tally, tuple[tuple[str, Tally], ...], list[tuple[str, str]]]:
    """Compare failed checks with what was planted; a failure that an error brings along is neither right nor wrong."""
    sources = {item.id: f"src:{item.source.removeprefix('src:')}" for item in graph.evidence}
    failed = [(check, _places(check, files, sources)) for check in graph.checks if _is_found(check)]
    kinds: dict[str, Tally] = {}
    misses: list[tuple[str, str]] = []
    explained: set[str] = set()
    for error in planted:
        hits = [check for check, places in failed if _is_meant(check, places, error)]
        kinds[error["kind"]] = kinds.get(error["kind"], NOTHING) + Tally(bool(hits), 0, not hits)
        explained.update(check.id for check in hits)
        explained.update(check.id for check, places in failed if _comes_along(check, places, error))
        if not hits:
            misses.append(("planted missed", f"{error['kind']} {error['rule']} {error['file']} {error['about']}"))
    extra = [check for check, _ in failed if check.id not in explained]
    misses += [("planted too much", f"{check.rule} {check.verdict}: {check.message}") for check in extra]
    total = sum(kinds.values(), NOTHING)
    return replace(total, extra=len(extra)), tuple(sorted(kinds.items())), misses


def _is_found(check: Check) -> bool:
    return check.verdict == "fail" or (check.rule in LISTED and check.verdict != "pass")


def _places(check: Check, files: Mapping[str, str], sources: Mapping[str, str]) -> frozenset[str]:
    """Give the files that a check speaks of or has evidence in."""
    said = {files[key] for key in check.about if key in files}
    shown = {files[sources[key]] for key in check.evidence if key in sources and sources[key] in files}
    return frozenset(said | shown)


def _is_meant(check: Check, places: frozenset[str], error: Mapping[str, Any]) -> bool:
    words = str(error["about"]).split()
    told = f"{check.message} {' '.join(check.about)} {check.found} {check.expected}"
    return check.rule == error["rule"] and _is_there(places, error) and all(word in told for word in words)


def _comes_along(check: Check, places: frozenset[str], error: Mapping[str, Any]) -> bool:
    return check.rule in error["also"] and _is_there(places, error)


def _is_there(places: frozenset[str], error: Mapping[str, Any]) -> bool:
    return not error["file"] or error["file"] in places


def score_to_json(score: ArchiveScore) -> dict[str, Any]:
    """Give the score for machines, every miss by name."""
    return {
        "schema": "gongwen-archive-score",
        "schema_version": "1.0.0",
        "producer": producer(),
        "allocates": score.allocates.to_json(),
        "passes_on": score.passes_on.to_json(),
        "same_as": score.same_as.to_json(),
        "fulfils": score.fulfils.to_json(),
        "fulfils_with_verdict": score.verdicts.to_json(),
        "planted": score.planted.to_json(),
        "kinds": {kind: tally.to_json() for kind, tally in score.kinds},
        "misses": [{"what": what, "where": where} for what, where in score.misses],
    }
