"""What people decided, applied to a graph: it wins over every score, and is taken out as easily as it was put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from extractors.decision import Decision, decision_to_json, decision_to_line
from extractors.graph import DECISIONS, Check, Edge, Fact, Graph, Node
from extractors.linking.ids import edge_id
from extractors.linking.united import United

SAME_AS, FULFILS, PASSES_ON, DIFFERENT = "same_as", "fulfils", "passes_on", "different_from"
UNPLACED, CONTRADICTED = "decision_unplaced", "decision_contradicted"
RULES = (UNPLACED, CONTRADICTED)

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What stands of all decisions, the latest of each matter: on pairs by relation, on values by id and name.

    `against` are decisions that others of the same moment contradict; of these the last line stands.
    """

    pairs: Mapping[tuple[str, Pair], Decision] = field(default_factory=dict)
    values: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
    against: tuple[tuple[Decision, Decision], ...] = ()

    def pairs_of(self, relation: str, kind: str) -> dict[Pair, Decision]:
        """Give the decisions of a kind on pairs of a relation."""
        return {
            pair: each
            for (said, pair), each in sorted(self.pairs.items(), key=_told)
            if (said, each.kind) == (relation, kind)
        }

    def standing(self) -> Iterator[Decision]:
        """Give every decision that stands and says something."""
        yield from (each for each in (*self.pairs.values(), *self.values.values()) if each.kind != "open")


def _told(item: tuple[tuple[str, Pair], Decision]) -> bytes:
    return decision_to_line(item[1])


def rule(decisions: Iterable[Decision]) -> Ruling:
    """Give what stands of decisions that come with the oldest first."""
    latest: dict[tuple[str, Pair | str], Decision] = {}
    against = []
    for decision in decisions:
        key = _matter(decision)
        before = latest.get(key)
        if before is not None and before.moment == decision.moment and _contradict(before, decision):
            against.append((before, decision))
        latest[key] = decision
    pairs = {(name, key): each for (name, key), each in latest.items() if isinstance(key, frozenset)}
    values = {(key, name): each for (name, key), each in latest.items() if isinstance(key, str)}
    return Ruling(pairs, values, tuple(against))


def _matter(decision: Decision) -> tuple[str, Pair | str]:
    """Give what a decision is about: a relation between two nodes, or a name of one."""
    if len(decision.about) == 1:
        return decision.name, decision.about[0]
    usual = FULFILS if all(each.startswith("ind:") for each in decision.about) else SAME_AS
    return decision.relation or usual, frozenset(decision.about)


def _contradict(one: Decision, other: Decision) -> bool:
    """Say whether two decisions on one matter differ; to take one back is no contradiction."""
    return other.kind != "open" and (one.kind, one.value) != (other.kind, other.value)


def decision_to_fact(decision: Decision) -> Fact:
    """Give a decision as a fact of the node or edge it is about."""
    return Fact(DECISIONS, decision_to_json(decision))


def decided_values(graph: Graph, ruling: Ruling) -> Graph:
    """Give the values that people decided, as facts of the nodes and edges they are about."""
    facts: dict[str, list[Fact]] = {}
    for (key, _), decision in ruling.values.items():
        if decision.kind == "right":
            facts.setdefault(key, []).append(decision_to_fact(decision))
    return Graph(
        nodes=tuple(Node(node.id, node.type, tuple(facts[node.id])) for node in graph.nodes if node.id in facts),
        edges=tuple(
            replace(edge, facts=tuple(facts[edge.id]), evidence=(), doubts=())
            for edge in graph.edges
            if edge.id in facts
        ),
    )


def settle_same(graph: Graph, edges: Sequence[Edge], ruling: Ruling) -> tuple[Edge, ...]:
    """Give same_as edges as people want them, and what they told to be one or two beside."""
    ids = {node.id for node in graph.nodes}
    refused, wanted = ruling.pairs_of(SAME_AS, "different"), ruling.pairs_of(SAME_AS, "same")
    kept = [edge for edge in edges if _ends(edge) not in refused]
    found = {_ends(edge) for edge in kept}
    bare = [_bare_edge(SAME_AS, each) for pair, each in wanted.items() if pair <= ids and pair not in found]
    apart = [confirm(_bare_edge(DIFFERENT, each), each) for pair, each in refused.items() if pair <= ids]
    return (*(confirm(edge, wanted[_ends(edge)]) if _ends(edge) in wanted else edge for edge in (*kept, *bare)), *apart)


def _ends(edge: Edge) -> Pair:
    return frozenset((edge.source, edge.target))


def _bare_edge(kind: str, decision: Decision) -> Edge:
    source, target = decision.about if kind != DIFFERENT else sorted(decision.about)
    return Edge(edge_id(kind, source, target), kind, source, target)


def confirm(edge: Edge, decision: Decision) -> Edge:
    """Give an edge as a person wants it: no doubt, and who said so."""
    facts = (*edge.facts, decision_to_fact(decision))
    return replace(edge, facts=facts, basis="decided", score=1.0, doubts=())


def settle_links(found: Graph, relation: str, ruling: Ruling) -> Graph:
    """Give concluded links of a relation without those that people refused, and with their word on the rest."""
    refused, wanted = ruling.pairs_of(relation, "different"), ruling.pairs_of(relation, "same")
    if not refused and not wanted:
        return found
    edges = [edge for edge in found.edges if _ends(edge) not in refused]
    settled = tuple(confirm(edge, wanted[_ends(edge)]) if _ends(edge) in wanted else edge for edge in edges)
    checks = tuple(check for check in found.checks if not any(pair <= set(check.about) for pair in refused))
    return replace(found, edges=settled, checks=checks)


def check_decisions(graph: Graph, ruling: Ruling) -> Iterator[Check]:
    """Report the decisions that could not be applied, or that others contradict."""
    nodes = {node.id for node in graph.nodes}
    edges = {edge.id: edge for edge in graph.edges}
    links = {(edge.type, frozenset((edge.source, edge.target))) for edge in graph.edges}
    for (key, _), decision in ruling.values.items():
        if decision.kind == "right" and key not in nodes and key not in edges:
            yield _to_check(UNPLACED, decision, f"{key} is not in the archive", ())
    for (relation, pair), decision in ruling.pairs.items():
        gone = sorted(pair - nodes)
        if decision.kind != "open" and gone:
            yield _to_check(UNPLACED, decision, f"{', '.join(gone)} not in the archive", sorted(pair & nodes))
        elif decision.kind == "same" and (relation, pair) not in links:
            yield _to_check(UNPLACED, decision, f"there is no {relation} between the two to confirm", sorted(pair))
    yield from _check_contradictions(graph, ruling)


def _check_contradictions(graph: Graph, ruling: Ruling) -> Iterator[Check]:
    united = United(graph.edges)
    nodes = {node.id for node in graph.nodes}
    for pair, decision in ruling.pairs_of(SAME_AS, "different").items():
        if pair <= nodes and len({united.root(each) for each in pair}) == 1:
            yield _to_check(CONTRADICTED, decision, "the two are linked by way of a third", sorted(pair))
    for before, decision in ruling.against:
        message = f"{before.by} decided otherwise at the same time ({before.why}); the last line stands"
        yield _to_check(CONTRADICTED, decision, message, sorted(set(decision.about) & nodes))


def _to_check(kind: str, decision: Decision, problem: str, about: Sequence[str]) -> Check:
    digest = sha256(decision_to_line(decision)).hexdigest()[:16]
    said = f"{decision.by} decided on {decision.when}: {decision.kind} {' and '.join(decision.about)}"
    value = f" {decision.name} = {decision.value}" if decision.kind == "right" else ""
    message = f"{said}{value} ({decision.why}); {problem}"
    return Check(f"check:{kind}:{digest}", kind, "unknown", message, about=tuple(about))
