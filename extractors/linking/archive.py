"""The pass over the merged graph: what only the whole archive can tell. Deterministic, and the same when run twice.

Everything it adds is first taken out again, so that `conclude(merge(conclude(a), conclude(b)))` is
`conclude(merge(a, b))`.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.graph import Check, Edge, Fact, Graph, Node, extend
from extractors.linking.fulfils import keep_promises
from extractors.linking.ids import edge_id
from extractors.linking.passes_on import follow_money
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
    *("target_without_result", "result_without_target", "result_unit"),
)
ACROSS = ("passes_on", "fulfils")
NUMBER_VARIANTS = "number_variants"


def conclude(graph: Graph) -> Graph:
    """Give a merged graph with what only all documents together tell.

    same_as: documents that stand in it under two ids or two titles; passes_on: money that is handed on or accounted
    for; fulfils: targets and the results that claim them; a check for each of them.
    """
    plain = _without_conclusions(graph)
    documents = [node for node in plain.nodes if node.type == "Document"]
    apart = find_apart(plain.edges)
    numbers = find_number_variants(documents, apart)
    joint = find_joint_numbers(documents)
    titles = find_title_only(documents, issuers_of(plain.edges), apart)
    checks = [check for node in documents for check in (*check_surfaces(node), *check_titles(node))]
    found = Graph(
        nodes=tuple(_better_attested(variant) for variant in numbers),
        edges=tuple(_variant_to_edge(variant) for variant in (*numbers, *joint, *titles)),
        checks=(*checks, *(_variant_to_check(variant) for variant in numbers)),
    )
    joined = extend(plain, found)
    handed = extend(joined, follow_money(joined))
    return extend(handed, keep_promises(handed))


def _without_conclusions(graph: Graph) -> Graph:
    return replace(
        graph,
        nodes=tuple(
            replace(node, facts=tuple(fact for fact in node.facts if fact.name != NUMBER_VARIANTS))
            if any(fact.name == NUMBER_VARIANTS for fact in node.facts)
            else node
            for node in graph.nodes
        ),
        edges=tuple(edge for edge in graph.edges if not _is_conclusion(edge)),
        checks=tuple(check for check in graph.checks if check.rule not in RULES),
    )


def _is_conclusion(edge: Edge) -> bool:
    return edge.type in ACROSS or (edge.type == "same_as" and edge.basis == "derived")


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
