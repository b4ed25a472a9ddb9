"""The programme of a sheet: the project with its departments, money, year and goal, as the sheet's head says them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractors.document import Cell, Document
from extractors.evidence import span_to_evidence
from extractors.graph import Edge, Evidence, Fact, Graph, Node, merge
from extractors.linking.goal_place import GoalPlace
from extractors.linking.identity import Identity, identify
from extractors.linking.ids import edge_id
from extractors.linking.parties import party_node
from extractors.linking.payee import plain_name, project_to_id
from extractors.linking.payee_cell import Beside
from extractors.linking.quoting import Cite, start_quoting
from extractors.tables.goals import GoalSheet
from extractors.tables.programme import Said, field_money, funding_money
from extractors.text import squeeze

BY = "programme-1"
PLAIN = (
    "fund_type",
    "project_type",
    "project_level",
    "project_code",
    "supervisor",
    "local_supervisor",
    "finance_department",
    "undertaker",
    "period",
    "start",
    "end",
    "content",
    "policy_basis",
    "goal",
    "goal_total",
    "goal_actual",
)
ABOUT_PROJECT = ("fund_type", "project_type", "project_level", "project_code")
_CODE = regex.compile(r"^[\[(【]?\d{1,9}[\])】]?[-—]?(?=\p{Han})")
SUPERVISORS = {"supervisor": "supervised_by", "local_supervisor": "supervised_by"}


@dataclass(frozen=True, slots=True)
class Built:
    """The graph of a programme, and the bodies it names."""

    graph: Graph
    identities: tuple[Identity, ...] = ()


@dataclass(frozen=True, slots=True)
class _Body:
    """A body that a field names."""

    party: Identity
    item: Evidence
    doubt: str | None


def build_programme(goal: GoalSheet, place: GoalPlace, own: str, beside: Beside) -> Built:
    """Give the project or body that a sheet is for, with an edge from the document that holds the sheet's head."""
    document = beside.document
    roles = ("undertaker", *SUPERVISORS)
    bodies = [
        (role, body) for role in roles if (field := goal.programme.field(role)) for body in _bodies(field, beside)
    ]
    identities = [body.party for _, body in bodies]
    graphs = [Graph(nodes=(party_node(body.party, body.item),), evidence=(body.item,)) for _, body in bodies]
    region = _region(place)
    if region is not None:
        graphs.append(Graph(nodes=(region,)))
        identities.append(
            Identity(region.id, "Region", place.region_name or "", place.region.value if place.region else None)
        )
    project, fund = _project(goal, document), _fund(goal, document)
    graphs += [graph for graph in (project, fund) if graph is not None]
    undertakers = [body.party.id for role, body in bodies if role == "undertaker"]
    about = [graph.nodes[0].id for graph in (project, fund) if graph is not None] + undertakers
    if project is not None:
        graphs.append(_supervised(project.nodes[0].id, bodies, place))
    if project is not None and fund is not None:
        ends = fund.nodes[0].id, project.nodes[0].id
        graphs.append(Graph(edges=(Edge(edge_id("funds", *ends), "funds", *ends, (), fund.nodes[0].evidence),)))
    if about:
        graphs.append(_sheet_edge(goal, place, own, about[0], document))
    return Built(merge(graphs), tuple(identities))


def _region(place: GoalPlace) -> Node | None:
    if place.region is None:
        return None
    facts = (Fact("name", place.region_name),) if place.region_name else ()
    return Node(f"region:{place.region.value}", "Region", facts)


def _bodies(field: Said, beside: Beside) -> list[_Body]:
    """Give who a field names: every name that is found in it, or else the whole of it."""
    document, scene = beside.document, beside.scene
    named = [mention for mention in beside.inside(field.value.span) if mention.kind == "organisation" and mention.value]
    found = [(str(mention.value), mention.span, mention.doubt) for mention in named]
    if not found:
        found = [(_CODE.sub("", _text(document, field.value)), field.value.span, None)]
    bodies = []
    for name, span, doubt in found:
        party = identify(name, scene.atlas, scene.year, home=scene.home)
        bodies.append(_Body(party, span_to_evidence(document, span, BY), doubt or party.doubt))
    return bodies


def _project(goal: GoalSheet, document: Document) -> Graph | None:
    field = goal.programme.field("project")
    if field is None:
        return None
    name = _text(document, field.value)
    facts, items = [], {}
    for role in ("project", *ABOUT_PROJECT):
        said = goal.programme.field(role)
        if said is not None:
            item = span_to_evidence(document, said.value.span, BY)
            items[item.id] = item
            facts.append(Fact("name" if role == "project" else role, _text(document, said.value), (item.id,)))
    node = Node(project_to_id(name), "Project", tuple(facts), tuple(sorted(items)))
    return Graph(nodes=(node,), evidence=tuple(items.values()))


def _supervised(project: str, bodies: Sequence[tuple[str, _Body]], place: GoalPlace) -> Graph:
    edges = []
    for role, body in bodies:
        facts = [Fact("role", role, (body.item.id,))]
        if place.region is not None and role == "local_supervisor":
            facts.append(Fact("region", place.region.value))
        ends = (body.party.id, project) if role == "undertaker" else (project, body.party.id)
        kind = SUPERVISORS.get(role, "undertakes")
        doubts = (body.doubt,) if body.doubt else ()
        edges.append(Edge(edge_id(kind, *ends), kind, *ends, tuple(facts), (body.item.id,), doubts=doubts))
    return Graph(edges=tuple(edges))


def _fund(goal: GoalSheet, document: Document) -> Graph | None:
    field = goal.programme.field("fund")
    if field is None:
        return None
    item = span_to_evidence(document, field.value.span, BY)
    name = _text(document, field.value)
    node = Node(f"fund:{plain_name(name)}", "Fund", (Fact("name", name, (item.id,)),), (item.id,))
    return Graph(nodes=(node,), evidence=(item,))


def _sheet_edge(goal: GoalSheet, place: GoalPlace, own: str, target: str, document: Document) -> Graph:
    """Give the edge that holds what the head of one sheet says: plans in a 绩效目标表, evaluates in a 自评表."""
    kind = "evaluates" if goal.sheet.role == "results" else "plans"
    region = place.region.value if place.region else "-"
    cite, items = start_quoting(document, BY)
    facts = [Fact(role, _text(document, field.value), cite(field.value.span)) for role, field in _plain(goal)]
    money, doubts = _money(goal, document, cite)
    facts += money + list(_funding(goal, document, cite))
    if place.region is not None:
        facts.append(Fact("region", place.region.value, cite(place.region.span)))
        facts += [Fact("region_name", place.region_name)] if place.region_name else []
    if place.year is not None:
        facts.append(Fact("budget_year", place.year.value, cite(place.year.span)))
    if goal.sheet.table.annex:
        facts.append(Fact("annex", goal.sheet.table.annex))
    if goal.sheet.title:
        facts.append(Fact("sheet", squeeze(goal.sheet.title), cite(goal.sheet.table.title)))
    facts.append(Fact("table", goal.form.id))
    edge = Edge(
        f"{kind}:{own}>{target}:{region}",
        kind,
        own,
        target,
        tuple(facts),
        tuple(sorted(items)),
        score=0.6 if doubts else 0.97,
        doubts=tuple(sorted(doubts)),
    )
    return Graph(edges=(edge,), evidence=tuple(items.values()))


def _plain(goal: GoalSheet) -> Iterator[tuple[str, Said]]:
    for role in PLAIN:
        field = goal.programme.field(role)
        if field is not None:
            yield role, field


def _money(goal: GoalSheet, document: Document, cite: Cite) -> tuple[list[Fact], list[str]]:
    facts: list[Fact] = []
    doubts: list[str] = []
    for role, name in (("amount", "amount_cny"), ("total_amount", "total_amount_cny")):
        field = goal.programme.field(role)
        if field is None:
            continue
        found = field_money(document, goal.form, field)
        ids = cite(field.value.span, found.unit)
        facts.append(Fact(name, f"{found.yuan:f}" if found.yuan is not None else None, ids))
        facts.append(Fact(name.replace("_cny", "_printed"), _text(document, field.value), ids[:1]))
        doubts += [f"{field.name}: {found.doubt}"] if found.doubt else []
    return facts, doubts


def _funding(goal: GoalSheet, document: Document, cite: Cite) -> Iterator[Fact]:
    """Give the rows of money of a 自评表 as printed and in yuan; the first is the whole."""
    rows = []
    spans = []
    for funding in goal.programme.funding:
        row: dict[str, object] = {"label": funding.label, "unit": funding.unit}
        for name, cell in funding.cells:
            spans.append(cell.span)
            row[name] = _text(document, cell)
            yuan = funding_money(document, funding, cell) if name in ("budget_initial", "budget", "executed") else None
            if yuan is not None:
                row[f"{name}_cny"] = f"{yuan:f}"
        rows.append(row)
    if not rows:
        return
    yield Fact("funding", rows, cite(*spans))
    for name, cell in goal.programme.funding[0].cells:
        key = f"{name}_cny" if f"{name}_cny" in rows[0] else name
        if key in rows[0] and name in ("budget_initial", "budget", "executed", "rate"):
            yield Fact("execution_rate" if name == "rate" else key, rows[0][key], cite(cell.span))


def _text(document: Document, cell: Cell) -> str:
    return squeeze(document.quote(cell.span))
