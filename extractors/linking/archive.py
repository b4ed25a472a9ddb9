"""The pass over the merged graph: what only the whole archive can tell. Deterministic, and the same when run twice.

Everything it adds is first taken out again, so that `conclude(merge(conclude(a), conclude(b)))` is
`conclude(merge(a, b))`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractors.decision import Decision
from extractors.graph import DECISIONS, Check, Edge, Fact, Graph, Node, extend
from extractors.linking.copies import find_copies
from extractors.linking.fulfils import keep_promises
from extractors.linking.ids import edge_id
from extractors.linking.passes_on import follow_money
from extractors.linking.ruling import (
    DIFFERENT,
    PASSES_ON,
    SAME_AS,
    Ruling,
    check_decisions,
    decided_values,
    rule,
    settle_links,
    settle_same,
)
from extractors.linking.ruling import RULES as DECIDED
from extractors.linking.variants import (
    Variant,
    check_surfaces,
    check_titles,
    find_apart,
    find_joint_numbers,
    find_number_variants,
    find_title_only,
    issuers_of,
)

RULES = (
    *("number_variant", "surface_variant", "title_variant", "flow_received"),
    *(
        "flow_project",
        "flow_demand",
        "flow_split",
        "flow_spent",
        "flow_rate",
        "flow_dates",
        "chain_forwarding",
        "chain_report",
    ),
    *("target_without_result", "result_without_target", "result_unit", "completion_rate"),
    *DECIDED,
)
ACROSS = ("passes_on", "fulfils")
NUMBER_VARIANTS = "number_variants"
CONCLUDED = (NUMBER_VARIANTS, DECISIONS)


def conclude(graph: Graph, decisions: Iterable[Decision] = ()) -> Graph:
    """Give a merged graph with what only all documents together tell, and what people decided, the oldest first.

    same_as: documents that stand in it under two ids or two titles; passes_on: money that is handed on or accounted
    for; fulfils: targets and the results that claim them; a check for each of them.
    """
    ruling = rule(decisions)
    plain = without_conclusions(graph)
    plain = extend(plain, decided_values(plain, ruling))
    joined = extend(plain, find_same(plain, ruling))
    kept = follow(joined, ruling)
    kept = extend(kept, decided_values(kept, ruling))
    return extend(kept, Graph(checks=tuple(check_decisions(kept, ruling))))


def find_same(plain: Graph, ruling: Ruling, apart: Iterable[frozenset[str]] = ()) -> Graph:
    """Give what documents tell of each other by number and title: which are the same, under which variants.

    It rests on the documents, who issued them and what they cite, and on nothing that is concluded. `apart` are pairs
    that texts outside this graph tell apart.
    """
    documents = [node for node in plain.nodes if node.type == "Document"]
    apart = {*apart, *find_apart(plain.edges)} | ruling.pairs_of(SAME_AS, "different").keys()
    numbers = find_number_variants(documents, apart)
    joint = find_joint_numbers(documents)
    copies = list(find_copies(documents, apart))
    titles = find_title_only(documents, issuers_of(plain.edges), apart, numbers)
    checks = [check for node in documents for check in (*check_surfaces(node), *check_titles(node))]
    return Graph(
        nodes=tuple(_better_attested(variant) for variant in numbers),
        edges=settle_same(
            plain, [_variant_to_edge(variant) for variant in (*numbers, *joint, *copies, *titles)], ruling
        ),
        checks=(*checks, *(_variant_to_check(variant) for variant in numbers)),
    )


def follow(joined: Graph, ruling: Ruling) -> Graph:
    """Give a graph, whose documents are joined, with its flows of money and its promises kept."""
    handed = extend(joined, settle_links(follow_money(joined), PASSES_ON, ruling))
    return extend(handed, keep_promises(handed, ruling))


def without_conclusions(graph: Graph) -> Graph:
    """Give a graph as its documents alone tell it."""
    return replace(
        graph,
        nodes=tuple(
            replace(node, facts=tuple(fact for fact in node.facts if fact.name not in CONCLUDED))
            if any(fact.name in CONCLUDED for fact in node.facts)
            else node
            for node in graph.nodes
        ),
        edges=tuple(
            replace(edge, facts=tuple(fact for fact in edge.facts if fact.name != DECISIONS))
            if any(fact.name == DECISIONS for fact in edge.facts)
            else edge
            for edge in graph.edges
            if not _is_conclusion(edge)
        ),
        checks=tuple(check for check in graph.checks if check.rule not in RULES),
    )


def _is_conclusion(edge: Edge) -> bool:
    return edge.type in ACROSS or (edge.type in (SAME_AS, DIFFERENT) and edge.basis in ("derived", "decided"))


def _better_attested(variant: Variant) -> Node:
    """Give the other number as a fact of the node that more places speak of."""
    best, other = variant.better, variant.other
    evidence = _evidence_of(other, "number")
    return Node(best.id, best.type, (Fact(NUMBER_VARIANTS, other.id.removeprefix("doc:"), evidence),))


def _evidence_of(node: Node, name: str) -> tuple[str, ...]:
    return tuple(sorted({item for fact in node.facts if fact.name == name for item in fact.evidence}))


def _variant_to_edge(variant: Variant) -> Edge:
    source, target = variant.other.id, variant.better.id
    names = variant.told_by
    evidence = {item for node in (variant.other, variant.better) for name in names for item in _evidence_of(node, name)}
    return Edge(
        edge_id("same_as", source, target),
        "same_as",
        source,
        target,
        (Fact("reason", variant.reason),),
        tuple(sorted(evidence)),
        "derived",
        variant.score,
        (variant.reason,) if variant.doubtful else (),
    )


def _variant_to_check(variant: Variant) -> Check:
    best, other = (node.id.removeprefix("doc:") for node in (variant.better, variant.other))
    evidence = {item for node in (variant.other, variant.better) for item in _evidence_of(node, "number")}
    return Check(
        f"check:number_variant:{'|'.join(sorted((variant.better.id, variant.other.id)))}",
        "number_variant",
        "fail",
        f"{best} and {other} stand under one title: one of the two is likely a slip; compare the places",
        expected=best,
        found=other,
        evidence=tuple(sorted(evidence)),
        about=tuple(sorted((variant.better.id, variant.other.id))),
    )
