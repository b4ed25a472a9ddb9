"""The graph: nodes, edges, evidence and checks, merged as sets, so that order and split do not matter.

A node or edge is a heap of facts, each with its evidence (the atom is `Fact`). Merging unites facts by id, so it is
associative, commutative and idempotent; a contradiction stays, as two facts of one name. `props` in JSON is a view:
the best fact of each name. What is best is decided from the facts alone, never from the order they came in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

import orjson

NODE_TYPES = (
    "Document",
    "Organisation",
    "OrganisationGroup",
    "Region",
    "Fund",
    "Project",
    "Subject",
    "Indicator",
)
BASES = ("derived", "reconciled", "observed", "decided")
VERDICTS = ("pass", "fail", "unknown")
DECISIONS = "decisions"  # facts of this name are not said by documents but by people
MULTIVALUED = frozenset(
    {"sources", "surfaces", "numbers", "number_variants", "members", "members_as_of"}
    | {"relations", "roles", "accounts", DECISIONS}
)

OWN = 2  # a document speaking of itself
SAID = 1  # anyone else


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about a node or edge: `name` = `value`, said by `evidence`; `weight` is OWN or SAID.

    `value` is anything JSON can hold (dict and list included), money as a decimal string.
    """

    name: str
    value: Any
    evidence: tuple[str, ...] = ()
    weight: int = SAID


@dataclass(frozen=True, slots=True)
class Node:
    """A thing. `status` is `held` or `cited` for Documents, null otherwise."""

    id: str
    type: str
    facts: tuple[Fact, ...] = ()
    evidence: tuple[str, ...] = ()
    status: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation from `source` to `target` (node ids). `basis` is one of BASES."""

    id: str
    type: str
    source: str
    target: str
    facts: tuple[Fact, ...] = ()
    evidence: tuple[str, ...] = ()
    basis: str = "observed"
    score: float = 1.0
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something is said: a quote with its page, boxes and lines; `cell` is (table id, row, column)."""

    id: str
    source: str
    page: int
    boxes: tuple[tuple[float, float, float, float], ...]
    lines: tuple[int, ...]
    start: int
    end: int
    quote: str
    by: str
    score: float
    cell: tuple[str, int, int] | None = None
    more: tuple[tuple[int, tuple[tuple[float, float, float, float], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A test of what was read; it never changes a value. `verdict` is one of VERDICTS."""

    id: str
    rule: str
    verdict: str
    message: str
    expected: str | None = None
    found: str | None = None
    evidence: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file: `id` is `src:` and the first 16 hex digits of the SHA-256 of its bytes."""

    id: str
    names: tuple[str, ...]
    pages: tuple[tuple[tuple[str, Any], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph whose parts are each sorted by id."""

    sources: tuple[Source, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    checks: tuple[Check, ...] = ()

    def node(self, node_id: str) -> Node | None:
        """Give the node of an id."""
        return next((node for node in self.nodes if node.id == node_id), None)


def merge(graphs: Iterable[Graph]) -> Graph:
    """Unite graphs: by id, facts by name and value.

    Raises:
        ValueError: two graphs disagree on the type or the ends of one id, which no honest id can bring about.

    """
    graphs = tuple(graphs)
    return Graph(
        _unite((item for graph in graphs for item in graph.sources), _merge_sources),
        _unite((item for graph in graphs for item in graph.nodes), _merge_nodes),
        _unite((item for graph in graphs for item in graph.edges), _merge_edges),
        _unite((item for graph in graphs for item in graph.evidence), _merge_evidence),
        _unite((item for graph in graphs for item in graph.checks), _merge_checks),
    )


def extend(graph: Graph, more: Graph) -> Graph:
    """Give `merge([graph, more])` of a graph that is merged already: only the ids that `more` names are joined anew."""
    touched = Graph(
        _named(graph.sources, more.sources),
        _named(graph.nodes, more.nodes),
        _named(graph.edges, more.edges),
        _named(graph.evidence, more.evidence),
        _named(graph.checks, more.checks),
    )
    joined = merge([touched, more])
    return Graph(
        _replaced(graph.sources, joined.sources),
        _replaced(graph.nodes, joined.nodes),
        _replaced(graph.edges, joined.edges),
        _replaced(graph.evidence, joined.evidence),
        _replaced(graph.checks, joined.checks),
    )


T = TypeVar("T", Source, Node, Edge, Evidence, Check)


def _named(items: tuple[T, ...], more: tuple[T, ...]) -> tuple[T, ...]:
    ids = {item.id for item in more}
    return tuple(item for item in items if item.id in ids) if ids else ()


def _replaced(items: tuple[T, ...], joined: tuple[T, ...]) -> tuple[T, ...]:
    """Give the items with those of the same ids in place of the old, sorted by id."""
    ids = {item.id for item in joined}
    kept = tuple(item for item in items if item.id not in ids)
    return tuple(sorted(kept + joined, key=lambda item: item.id)) if joined else items


def _unite(items: Iterable[T], join: Callable[[Sequence[T]], T]) -> tuple[T, ...]:
    """Join the items of one id, all at once; even a lone item is joined, which puts it into its normal form."""
    found: dict[str, list[T]] = {}
    for item in items:
        found.setdefault(item.id, []).append(item)
    return tuple(join(found[key]) for key in sorted(found))


def _merge_sources(items: Sequence[Source]) -> Source:
    pages = max((item.pages for item in items), key=canonical)
    return replace(items[0], names=_union(item.names for item in items), pages=pages)


def _merge_nodes(items: Sequence[Node]) -> Node:
    types = sorted({item.type for item in items})
    if len(types) > 1:
        raise ValueError(f"{items[0].id} is a {types[0]} and a {types[1]}")
    return replace(
        items[0],
        facts=merge_facts(fact for item in items for fact in item.facts),
        evidence=_union(item.evidence for item in items),
        status=max(item.status or "" for item in items) or None,  # "held" > "cited"
        doubts=_union(item.doubts for item in items),
    )


def _merge_edges(items: Sequence[Edge]) -> Edge:
    ends = sorted({(item.type, item.source, item.target) for item in items})
    if len(ends) > 1:
        raise ValueError(f"{items[0].id} joins {ends[0][1:]} as {ends[0][0]} and {ends[1][1:]} as {ends[1][0]}")
    return replace(
        items[0],
        facts=merge_facts(fact for item in items for fact in item.facts),
        evidence=_union(item.evidence for item in items),
        basis=max((item.basis for item in items), key=BASES.index),
        score=max(item.score for item in items),
        doubts=_union(item.doubts for item in items),
    )


def _merge_evidence(items: Sequence[Evidence]) -> Evidence:
    different = dict.fromkeys(items)
    if len(different) == 1:
        return items[0]
    return max(different, key=lambda item: (item.score, canonical(asdict(item))))


def _merge_checks(items: Sequence[Check]) -> Check:
    best_one = max(items, key=_check_order)
    return replace(
        best_one,
        evidence=_union(item.evidence for item in items),
        about=_union(item.about for item in items),
    )


def _check_order(check: Check) -> tuple[str, ...]:
    """Order checks by all that merging does not unite, so that a tie is no choice."""
    return check.verdict, check.message, check.rule, repr(check.expected), repr(check.found)


def merge_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Unite facts of one name and value; sorted by name and value."""
    found: dict[tuple[str, bytes], list[Fact]] = {}
    for fact in facts:
        found.setdefault((fact.name, canonical(fact.value)), []).append(fact)
    return tuple(_merge_same(found[key]) for key in sorted(found))


def _merge_same(facts: Sequence[Fact]) -> Fact:
    weight = max(fact.weight for fact in facts)
    return replace(facts[0], evidence=_union(fact.evidence for fact in facts), weight=weight)


def facts_to_props(facts: Iterable[Fact]) -> dict[str, Any]:
    """Give the best value of each name, people before documents; all values, sorted, where the name is multivalued."""
    props: dict[str, Any] = {}
    for name, group in facts_by_name(facts).items():
        props[name] = [fact.value for fact in group] if name in MULTIVALUED else best(group).value
    rights = [item for item in props.get(DECISIONS, ()) if item["decision"] == "right"]
    return props | {item["name"]: item["value"] for item in rights} if rights else props


def best(facts: Iterable[Fact]) -> Fact:
    """Give the fact to believe: said by the document itself, then by most evidence, then the smallest value."""
    facts = tuple(facts)
    return (
        facts[0]
        if len(facts) == 1
        else min(facts, key=lambda fact: (-fact.weight, -len(fact.evidence), canonical(fact.value)))
    )


def label(node: Node) -> str:
    """Give the name that people call the node by."""
    props = facts_to_props(node.facts)
    named = props.get("number") or props.get("name") or props.get("title")
    return str(named or node.id.partition(":")[2])


def canonical(value: Any) -> bytes:
    """Give the one byte form of a JSON value."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({item for group in groups for item in group}))


def facts_by_name(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Group facts by their name, in the order they come."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.name, []).append(fact)
    return groups
