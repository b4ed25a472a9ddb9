"""Targets followed to the results that claim them: one to one, between a notice and a report of one region and year."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import regex

from extractors.graph import Check, Edge, Fact, Graph, facts_to_props
from extractors.linking.ids import edge_id
from extractors.linking.likeness import assign, names_to_likeness, normal_name
from extractors.linking.ruling import Pair as Ends
from extractors.linking.ruling import Ruling, settle_links
from extractors.linking.united import United, numbered_documents
from extractors.linking.verdict import MISSED, Judgement, figures_to_rate, judge

KIND = "fulfils"
NO_RESULT, NO_TARGET, UNIT = "target_without_result", "result_without_target", "result_unit"
COMPLETION = "completion_rate"
_PERCENT = regex.compile(r"(?P<figure>\d{1,5}(?:\.\d+)?)\s*[%％]")
LEAST, SURE = 0.55, 0.75  # likeness of names: below the first no pair, below the second in doubt
CLEAR = 0.08  # by so much a pair must be better than the next best, or it is in doubt
TITLES = 3  # rows of one name and region that a notice without a citation must share with a report


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator as a document sets or reports it."""

    node: str
    document: str
    edge: Edge
    props: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Give the printed name."""
        return str(self.props.get("name") or "")


@dataclass(frozen=True, slots=True)
class Pair:
    """A result and the target it answers; `doubts` say why they may not belong together."""

    result: Row
    target: Row
    score: float
    reason: str
    doubts: tuple[str, ...] = ()


def keep_promises(graph: Graph, ruling: Ruling | None = None) -> Graph:
    """Give the fulfils edges of an archive, and checks for what is left over on either side."""
    ruling = ruling or Ruling()
    united, numbered = United(graph.edges), numbered_documents(graph)
    targets, results = (
        _of_leading(_read_rows(graph, kind), united, numbered) for kind in ("sets_target", "reports_actual")
    )
    if not targets or not results:
        return Graph()
    names = _document_names(graph)
    edges: list[Edge] = []
    checks: list[Check] = []
    wanted, refused = ruling.pairs_of(KIND, "same"), ruling.pairs_of(KIND, "different")
    told = list(_told_pairs(targets, results, wanted))
    edges += [_to_edge(pair) for pair in told]
    checks += [check for pair in told for check in _check_figures(pair)]
    settled = {node for pair in told for node in (pair.result.node, pair.target.node)}
    for said, asked in _find_groups(graph, targets, results):
        free = [[row for row in rows if row.node not in settled] for rows in (said, asked)]
        pairs = pair_rows(free[0], free[1], refused.keys())
        edges += [_to_edge(pair) for pair in pairs]
        checks += [check for pair in pairs for check in _check_figures(pair)]
        checks += _left_over(said, asked, [*told, *pairs], names)
    return settle_links(_united(edges, checks), KIND, ruling)


def _told_pairs(
    targets: Mapping[str, Sequence[Row]], results: Mapping[str, Sequence[Row]], wanted: Iterable[Ends]
) -> Iterator[Pair]:
    """Give the pairs that people told, wherever their rows stand."""
    wanted = tuple(wanted)
    ids = {node for pair in wanted for node in pair}
    asked = {row.node: row for rows in targets.values() for row in rows if row.node in ids}
    said = {row.node: row for rows in results.values() for row in rows if row.node in ids}
    for pair in wanted:
        ends = [(one, other) for one in sorted(pair & said.keys()) for other in sorted(pair & asked.keys() - {one})]
        yield from (Pair(said[one], asked[other], 1.0, "decided") for one, other in ends[:1])


def _united(edges: Sequence[Edge], checks: Iterable[Check]) -> Graph:
    """Give the checks of what no document at all answers: a result may answer one of two notices."""
    answered = {end for edge in edges for end in (edge.source, edge.target)}
    left = [
        check
        for check in checks
        if check.rule not in (NO_RESULT, NO_TARGET) or not answered.intersection(check.about[:1])
    ]
    return Graph(edges=tuple(edges), checks=tuple({check.id: check for check in left}.values()))


def _read_rows(graph: Graph, kind: str) -> dict[str, list[Row]]:
    """Give the rows of each document by their relation."""
    found: dict[str, list[Row]] = {}
    for edge in graph.edges:
        if edge.type == kind:
            found.setdefault(edge.source, []).append(Row(edge.target, edge.source, edge, facts_to_props(edge.facts)))
    return found


def _of_leading(rows: Mapping[str, list[Row]], united: United, numbered: Container[str]) -> dict[str, list[Row]]:
    """Give the rows of one of each document's copies."""
    leading = united.leading(rows, numbered)
    return {document: group for document, group in rows.items() if document in leading}


def _find_groups(
    graph: Graph, targets: Mapping[str, Sequence[Row]], results: Mapping[str, Sequence[Row]]
) -> Iterator[tuple[list[Row], list[Row]]]:
    """Give what is to be compared: results and targets of one region and year whose documents belong together."""
    cited = _cited_notices(graph)
    places = _by_region(targets)
    years = _by_year(places)
    for document in sorted(results):
        for region, said in sorted(_split(results[document]).items()):
            notices = places.get(region, {})
            known = [notice for notice in sorted(cited.get(document, ())) if notice in notices and notice != document]
            pairs = [(notice, _of_year(notices[notice], said)) for notice in known]
            if not any(asked for _, asked in pairs):  # no notice is cited: one of that region and year with its rows
                near = {notice for year in _years(said) for notice in years.get((region, year), ())} - {document}
                pairs = [(notice, _of_year(notices[notice], said)) for notice in sorted(near)]
                pairs = [(notice, asked) for notice, asked in pairs if _belong(said, asked)]
            yield from ((list(said), asked) for _, asked in pairs if asked)


def _cited_notices(graph: Graph) -> dict[str, set[str]]:
    """Give the documents that each document cites or accounts for, under all their ids."""
    united = United(graph.edges)
    mates: dict[str, set[str]] = {}
    for node in graph.nodes:
        if node.type == "Document":
            mates.setdefault(united.root(node.id), set()).add(node.id)
    found: dict[str, set[str]] = {}
    for edge in graph.edges:
        if edge.type in ("cites", "forwards", "passes_on"):
            ends = (edge.target, edge.source) if edge.type == "passes_on" else (edge.source, edge.target)
            cited = mates.get(united.root(ends[1]), {ends[1]})
            for mate in mates.get(united.root(ends[0]), {ends[0]}):
                found.setdefault(mate, set()).update(cited)
    return found


def _by_region(rows: Mapping[str, Sequence[Row]]) -> dict[str, dict[str, list[Row]]]:
    found: dict[str, dict[str, list[Row]]] = {}
    for document, each in rows.items():
        for region, group in _split(each).items():
            found.setdefault(region, {})[document] = group
    return found


def _by_year(places: Mapping[str, Mapping[str, Sequence[Row]]]) -> dict[tuple[str, str], list[str]]:
    """Give the documents that set targets for a region and year."""
    found: dict[tuple[str, str], list[str]] = {}
    for region, documents in places.items():
        for document, rows in documents.items():
            for year in _years(rows):
                found.setdefault((region, year), []).append(document)
    return found


def _years(rows: Iterable[Row]) -> list[str]:
    return sorted({str(row.props["budget_year"]) for row in rows if row.props.get("budget_year")})


def _of_year(rows: Iterable[Row], results: Sequence[Row]) -> list[Row]:
    """Give the targets that are not of another year than the results."""
    years = set(_years(results))
    return [
        row for row in rows if not years or not row.props.get("budget_year") or str(row.props["budget_year"]) in years
    ]


def _split(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row.props.get("region") or "-"), []).append(row)
    return found


def _belong(results: Sequence[Row], targets: Sequence[Row]) -> bool:
    """Say whether a report and a notice it does not cite are of one sheet: a known region, and most names the same."""
    if results[0].props.get("region") is None:
        return False
    names = {normal_name(row.name) for row in targets}
    shared = sum(normal_name(row.name) in names for row in results)
    return shared >= TITLES and 2 * shared >= min(len(results), len(targets))


# ---------------------------------------------------------------------------------------------- pairs


def pair_rows(results: Sequence[Row], targets: Sequence[Row], apart: Collection[Ends] = ()) -> list[Pair]:
    """Give the pairs of results and targets: the same names first, then the best of the rest, one to one.

    `apart` are pairs of nodes that do not belong together.
    """
    results = sorted(results, key=_printed_order)
    targets = sorted(targets, key=_printed_order)
    pairs = _same_names(results, targets, apart)
    left = [row for row in results if row.node not in {pair.result.node for pair in pairs}]
    open_targets = [row for row in targets if row.node not in {pair.target.node for pair in pairs}]
    weights = [
        [0.0 if _ends(result, target) in apart else _weigh(result, target) for target in open_targets]
        for result in left
    ]
    for rows, columns in _components(weights):
        chosen = assign([[weights[row][column] for column in columns] for row in rows])
        for at, to in chosen:
            row, column = rows[at], columns[to]
            pairs.append(_to_pair(left[row], open_targets[column], weights, (row, column)))
    return sorted(pairs, key=lambda pair: (pair.result.node, pair.target.node))


def _printed_order(row: Row) -> tuple[str, int, str]:
    return str(row.props.get("table") or ""), int(row.props.get("row") or 0), row.node


def _ends(one: Row, other: Row) -> Ends:
    return frozenset((one.node, other.node))


def _same_names(results: Sequence[Row], targets: Sequence[Row], apart: Collection[Ends]) -> list[Pair]:
    """Pair rows of one name; of several rows of one name those of one level, then in the order of print."""
    open_targets: dict[str, list[Row]] = {}
    for row in targets:
        open_targets.setdefault(normal_name(row.name), []).append(row)
    names: dict[str, int] = {}
    for row in results:
        names[normal_name(row.name)] = names.get(normal_name(row.name), 0) + 1
    found = []
    for result in results:
        key = normal_name(result.name)
        group = [row for row in open_targets.get(key, ()) if _ends(result, row) not in apart]
        if not key or not group:
            continue
        alone = len(group) == 1 and names[key] == 1
        target = max(group, key=lambda row: (_agreement(result, row), -group.index(row)))
        open_targets[key].remove(target)
        names[key] -= 1
        doubts = () if alone or _agreement(result, target) > 0 else ("several rows have this name",)
        found.append(Pair(result, target, 0.7 if doubts else 0.98, "the same name", doubts))
    return found


def _weigh(result: Row, target: Row) -> float:
    """Give how well a result answers a target: the names, with what level and repeated target add or take away."""
    likeness = names_to_likeness(result.name, target.name)
    if likeness < LEAST - 0.15:
        return 0.0
    weight = likeness + _agreement(result, target)
    return round(weight, 6) if weight >= LEAST else 0.0


def _agreement(result: Row, target: Row) -> float:
    """Give what speaks for a pair beside its names: the level, and the target as the report repeats it."""
    level = _told(result.props.get("level2"), target.props.get("level2"))
    own, asked = result.props.get("target") or {}, target.props.get("target") or {}
    repeated = _told(own.get("text"), asked.get("text"))
    return (0.02 if level > 0 else 0.1 * level) + 0.1 * repeated  # most rows are of one level, few of one target


def _told(one: object, other: object) -> float:
    if not one or not other:
        return 0.0
    return 1.0 if normal_name(str(one)) == normal_name(str(other)) else -1.0


def _components(weights: Sequence[Sequence[float]]) -> Iterator[tuple[list[int], list[int]]]:
    """Give the rows and columns that hang together, so that each assignment is small."""
    columns = (
        {column: [row for row, line in enumerate(weights) if line[column] > 0] for column in range(len(weights[0]))}
        if weights
        else {}
    )
    seen: set[int] = set()
    for start, line in enumerate(weights):
        if start in seen or not any(line):
            continue
        rows, wanted, todo = {start}, set(), [start]
        while todo:
            row = todo.pop()
            for column, weight in enumerate(weights[row]):
                if weight > 0 and column not in wanted:
                    wanted.add(column)
                    new = [other for other in columns[column] if other not in rows]
                    rows.update(new)
                    todo += new
        seen |= rows
        yield sorted(rows), sorted(wanted)


def _to_pair(result: Row, target: Row, weights: Sequence[Sequence[float]], at: tuple[int, int]) -> Pair:
    row, column = at
    weight = weights[row][column]
    rivals = [each for to, each in enumerate(weights[row]) if to != column]
    rivals += [line[column] for other, line in enumerate(weights) if other != row]
    doubts = []
    if weight < SURE:
        doubts.append("the names are alike, not the same")
    if weight - max(rivals, default=0.0) < CLEAR:
        doubts.append("another row is as like")
    reason = f"names alike by {names_to_likeness(result.name, target.name):.2f}"
    return Pair(result, target, round(min(0.95, weight) if not doubts else min(0.6, weight), 2), reason, tuple(doubts))


# --------------------------------------------------------------------------------------------- output


def _judged(pair: Pair) -> Judgement:
    level = str(pair.target.props.get("level2") or pair.target.props.get("level1") or "")
    return judge(pair.target.props.get("target"), pair.result.props.get("actual"), pair.target.name, level)


def _to_edge(pair: Pair) -> Edge:
    judged = _judged(pair)
    doubts = tuple(sorted({*pair.doubts, *([judged.doubt] if judged.doubt else [])}))
    facts = [
        Fact("verdict", judged.verdict),
        Fact("comparison", judged.reason),
        Fact("reason", pair.reason),
        *(Fact(name, value) for name, value in _sides(pair) if value is not None),
    ]
    return Edge(
        edge_id(KIND, pair.result.node, pair.target.node),
        KIND,
        pair.result.node,
        pair.target.node,
        tuple(facts),
        tuple(sorted({*pair.result.edge.evidence, *pair.target.edge.evidence})),
        "derived",
        pair.score,
        doubts,
    )


def _sides(pair: Pair) -> Iterator[tuple[str, object]]:
    for name, row in (("target", pair.target), ("actual", pair.result)):
        said = row.props.get(name) or {}
        yield (
            name,
            {key: said[key] for key in ("op", "value", "unit", "text", "low", "high") if said.get(key) is not None},
        )
    for name in ("region", "budget_year"):
        yield name, pair.result.props.get(name)


def _check_figures(pair: Pair) -> Iterator[Check]:
    yield from _check_unit(pair)
    yield from _check_completion(pair)


def _check_unit(pair: Pair) -> Iterator[Check]:
    """Say where a result is off its target by a unit only: 0.11 for 增长10%."""
    judged = _judged(pair)
    if judged.slip:
        printed = str((pair.result.props.get("actual") or {}).get("text"))
        yield Check(
            f"check:{UNIT}:{pair.result.node}>{pair.target.node}",
            UNIT,
            "fail",
            f"{pair.result.name}: {printed} is reported where {_asked(pair.target)} was asked for:"
            f" {judged.slip} may be meant",
            judged.slip,
            printed,
            tuple(sorted({*pair.result.edge.evidence, *pair.target.edge.evidence})),
            (pair.result.node, pair.target.node),
        )


def _check_completion(pair: Pair) -> Iterator[Check]:
    """Say whether a printed 完成率 is that of result and target; one cut at 100 % is right where more was done."""
    printed = _PERCENT.fullmatch(str(pair.result.props.get("completion") or "").strip())
    exact = figures_to_rate(pair.target.props.get("target"), pair.result.props.get("actual"))
    if printed is None or exact is None:
        return
    rate = Decimal(printed["figure"])
    step = Decimal(1).scaleb(min(0, int(rate.as_tuple().exponent)))
    good = abs(exact - rate) < step or (exact > 100 and rate == 100)
    yield Check(
        f"check:{COMPLETION}:{pair.result.node}>{pair.target.node}",
        COMPLETION,
        "pass" if good else "fail" if not pair.doubts else "unknown",
        f"{pair.result.name}: {rate:f}% is printed; {_judged(pair).reason} is {exact.quantize(Decimal('0.01')):f}%",
        f"{exact.quantize(Decimal('0.01')):f}%",
        f"{rate:f}%",
        tuple(sorted({*pair.result.edge.evidence, *pair.target.edge.evidence})),
        (pair.result.node, pair.target.node),
    )


def _asked(row: Row) -> str:
    return str((row.props.get("target") or {}).get("text") or "?")


def _left_over(
    results: Sequence[Row], targets: Sequence[Row], pairs: Sequence[Pair], names: Mapping[str, str]
) -> Iterator[Check]:
    """List the targets that no result answers, and the results that no target asked for."""
    done = {node for pair in pairs for node in (pair.result.node, pair.target.node)}
    report, notice = results[0].document, targets[0].document
    for row in targets:
        if row.node not in done:
            message = f"{row.name}: {_asked(row)} is set by {names[notice]}, and {names[report]} reports nothing of it"
            yield _to_check(NO_RESULT, row, message, report)
    for row in results:
        if row.node not in done:
            said = str((row.props.get("actual") or {}).get("text") or "?")
            message = f"{row.name}: {said} is reported by {names[report]}, and {names[notice]} sets no such target"
            yield _to_check(NO_TARGET, row, f"{message}{_own(row)}", notice)


def _own(row: Row) -> str:
    """Say what becomes of a result by the target that the report itself names."""
    if not row.props.get("target"):
        return ""
    judged = judge(row.props.get("target"), row.props.get("actual"), row.name, str(row.props.get("level2") or ""))
    short = "; it is missed" if judged.verdict == MISSED else ""
    return f"; the report's own target is {_asked(row)}{short}"


def _document_names(graph: Graph) -> dict[str, str]:
    """Give what people call each document: its number or title, else the name of its file."""
    files = {source.id: source.names[0] for source in graph.sources}
    found = {}
    for node in graph.nodes:
        if node.type == "Document":
            props = facts_to_props(node.facts)
            named = [files[str(key)] for key in props.get("sources") or () if str(key) in files]
            found[node.id] = str(props.get("number") or props.get("title") or next(iter(named), node.id[4:]))
    return found


def _to_check(rule: str, row: Row, message: str, other: str) -> Check:
    expected = _asked(row) if row.props.get("target") else None
    found = str((row.props.get("actual") or {}).get("text") or "") or None
    about = (row.node, row.document, other)
    return Check(
        f"check:{rule}:{row.node}|{other}", rule, "unknown", message, expected, found, row.edge.evidence, about
    )
