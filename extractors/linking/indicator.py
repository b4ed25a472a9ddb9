"""Indicators (绩效指标): one node a row, set as a target by a document or reported with what was reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.document import Cell, Document
from extractors.grants.fund import find_fund
from extractors.graph import Edge, Fact, Graph, Node
from extractors.linking.goal_place import DERIVED, GoalPlace, Said, find_goal_place
from extractors.linking.identity import Identity
from extractors.linking.parties import Scene
from extractors.linking.payee import plain_name, project_to_id
from extractors.linking.payee_cell import Beside
from extractors.linking.programme import build_programme
from extractors.linking.quoting import Cite, start_quoting
from extractors.mention import Mention
from extractors.tables.goals import GoalSheet
from extractors.tables.indicator import Indicator, Value
from extractors.text import squeeze
from extractors.values.target import parse_target, target_to_json

BY = "indicator-1"
SURE, DOUBTFUL = 0.96, 0.6


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators of a document with their programmes, and the bodies that these name."""

    graph: Graph
    identities: tuple[Identity, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row with all that it is read with."""

    document: Document
    own: str
    goal: GoalSheet
    place: GoalPlace
    indicator: Indicator


def build_indicators(
    document: Document, mentions: Sequence[Mention], goals: Sequence[GoalSheet], own: str, scene: Scene
) -> Indicators:
    """Give the indicators of a document with the programmes they belong to."""
    named = tuple(mention for mention in mentions if mention.kind in ("organisation", "region"))
    beside = Beside(document, scene, named)
    counts: Counter[tuple[str, str]] = Counter()
    graphs: list[Graph] = []
    identities: list[Identity] = []
    done: set[str] = set()
    fund = find_fund(document) if goals else None
    for goal in goals:
        place = find_goal_place(goal, beside)
        if goal.form.id not in done:
            done.add(goal.form.id)
            programmes = [(goal, place), *_row_goals(goal, beside)]
            built = [build_programme(each, where, own, beside) for each, where in programmes]
            graphs += [each.graph for each in built]
            identities += [party for each in built for party in each.identities]
        places = {cell: where for (cell, _), (_, where) in zip(goal.by_row, _row_goals(goal, beside), strict=True)}
        for indicator in goal.indicators:
            where = places.get(indicator.project, place) if indicator.project else place
            graphs.append(_build_row(Row(document, own, goal, where, indicator), counts, fund.name if fund else None))
    return Indicators(_side_by_side(graphs), tuple(identities))


def _side_by_side(graphs: Sequence[Graph]) -> Graph:
    """Give the parts of many graphs as they are: they are merged once, with those of the whole document."""
    return Graph(
        nodes=tuple(node for graph in graphs for node in graph.nodes),
        edges=tuple(edge for graph in graphs for edge in graph.edges),
        evidence=tuple(item for graph in graphs for item in graph.evidence),
    )


def _row_goals(goal: GoalSheet, beside: Beside) -> list[tuple[GoalSheet, GoalPlace]]:
    """Give the sheet once for every project that its rows name, with what that project is about."""
    goals = [replace(goal, programme=programme) for _, programme in goal.by_row]
    return [(each, find_goal_place(each, beside)) for each in goals]


def _build_row(row: Row, counts: Counter[tuple[str, str]], fund: str | None) -> Graph:
    kind = _relation(row)
    base = f"ind:{row.own}:{_about(row.place)}:{plain_name(row.indicator.name)}"
    counts[kind, base] += 1
    number = counts[kind, base]
    node_id = base if number == 1 else f"{base}#{number}"
    cite, items = start_quoting(row.document, BY)
    said = cite(row.indicator.cell.span)
    shared = [*_level_facts(row.indicator, cite), Fact("name", row.indicator.name, said), *_place_facts(row, cite)]
    named = row.goal.programme.field("fund")
    if named is not None:
        shared.append(Fact("fund", _text(row.document, named.value), cite(named.value.span)))
    elif fund:
        shared.append(Fact("fund", fund))
    doubts = _row_doubts(row.indicator)
    printed = [Fact("printed", row.indicator.printed, said)] if row.indicator.printed != row.indicator.name else []
    node = Node(node_id, "Indicator", (*shared, *printed), said, None, doubts)
    values, odd = _value_facts(row, kind, cite)
    facts = (*shared, *values, *_note_facts(row, cite), *_table_facts(row))
    all_doubts = tuple(sorted({*doubts, *odd}))
    edge = Edge(
        f"{kind}:{row.own}>{node_id}",
        kind,
        row.own,
        node_id,
        facts,
        tuple(sorted({each for fact in (*values, Fact("name", "", said)) for each in fact.evidence})),
        score=DOUBTFUL if all_doubts else SURE,
        doubts=all_doubts,
    )
    concerns = tuple(_concerns(row, node_id, cite))
    projects = (_project(row.place.project, cite),) if row.place.project else ()
    return Graph(nodes=(node, *projects), edges=(edge, *concerns), evidence=tuple(items.values()))


def _project(said: Said, cite: Cite) -> Node:
    ids = cite(said.span)
    return Node(project_to_id(said.value), "Project", (Fact("name", said.value, ids),), ids)


def _relation(row: Row) -> str:
    """Give reports_actual where a sheet of results says what was reached; one left unfilled sets targets only."""
    reported = any(each.actual is not None and each.actual.text for each in row.goal.indicators)
    return "reports_actual" if row.goal.sheet.role == "results" and reported else "sets_target"


def _about(place: GoalPlace) -> str:
    if place.region is not None and place.region.own:
        return place.region.value
    if place.project is not None:
        return plain_name(place.project.value)
    return place.region.value if place.region is not None else "-"


def _level_facts(indicator: Indicator, cite: Cite) -> Iterator[Fact]:
    for name, level in (("level1", indicator.levels.level1), ("level2", indicator.levels.level2)):
        observed = level.cell is not None and level.text is not None
        yield Fact(name, level.text, cite(level.cell.span) if observed and level.cell else ())
        if level.basis == DERIVED and level.text is not None:
            yield Fact(f"{name}_basis", DERIVED)


def _place_facts(row: Row, cite: Cite) -> Iterator[Fact]:
    place = row.place
    if place.region is not None:
        yield _said("region", place.region, cite)
        if place.region.basis == DERIVED:
            yield Fact("region_basis", DERIVED)
        if place.region_name:
            yield Fact("region_name", place.region_name)
    if place.year is not None:
        yield _said("budget_year", place.year, cite)
        if place.year.basis == DERIVED:
            yield Fact("budget_year_basis", DERIVED)
    if place.project is not None:
        yield _said("project", place.project, cite)


def _said(name: str, said: Said, cite: Cite) -> Fact:
    return Fact(name, said.value, cite(said.span))


def _row_doubts(indicator: Indicator) -> tuple[str, ...]:
    doubts = (indicator.doubt, indicator.levels.level1.doubt, indicator.levels.level2.doubt)
    return tuple(sorted({doubt for doubt in doubts if doubt}))


def _value_facts(row: Row, kind: str, cite: Cite) -> tuple[list[Fact], list[str]]:
    facts: list[Fact] = []
    doubts: list[str] = []
    wanted = [("target", row.indicator.target)]
    if kind == "reports_actual":
        wanted.append(("actual", row.indicator.actual))
    for name, value in wanted:
        if value is None or not value.text:
            doubts.append(f"no {name} is printed" if value is not None or name == "actual" else "no column of targets")
            continue
        parsed, doubt = _parse(row, value, actual=name == "actual")
        facts.append(Fact(name, parsed, cite(*(cell.span for cell in value.cells))))
        doubts += [f"{name}: {doubt}"] if doubt else []
    others = [(value, _parse(row, value, actual=False)[0]) for value in row.indicator.others]
    if others:
        spans = [cell.span for value, _ in others for cell in value.cells]
        said = [{**parsed, "heading": value.heading} for value, parsed in others]
        facts.append(Fact("other_targets", said, cite(*spans)))
    return facts, doubts


def _parse(row: Row, value: Value, *, actual: bool) -> tuple[dict[str, object], str | None]:
    year = int(row.place.year.value) if row.place.year else None
    target = parse_target(value.text, name=row.indicator.name, unit=value.unit, year=year, actual=actual)
    return target_to_json(target), target.doubt


def _note_facts(row: Row, cite: Cite) -> Iterator[Fact]:
    for name, cell in row.indicator.notes:
        yield Fact(name, _text(row.document, cell), cite(cell.span))


def _table_facts(row: Row) -> Iterator[Fact]:
    table = row.goal.sheet.table
    term = row.goal.term(row.indicator)
    if term:
        yield Fact("term", term)
    yield Fact("table", table.id)
    yield Fact("row", row.indicator.row)
    if table.annex:
        yield Fact("annex", table.annex)
    if row.goal.sheet.title:
        yield Fact("sheet", squeeze(row.goal.sheet.title))


def _text(document: Document, cell: Cell) -> str:
    return squeeze(document.quote(cell.span))


def _concerns(row: Row, node_id: str, cite: Cite) -> Iterator[Edge]:
    """Give what an indicator is about: its region and its project."""
    place = row.place
    ends = [(f"region:{place.region.value}", place.region)] if place.region is not None else []
    if place.project is not None:
        ends.append((project_to_id(place.project.value), place.project))
    for target, said in ends:
        ids = cite(said.span)
        yield Edge(f"concerns:{node_id}>{target}", "concerns", node_id, target, (), ids, said.basis)
