"""Edges of one id from many places of a document settled: which relation is the main one, whether a doubt remains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.graph import Edge

UNSAID = "mentions"
# What is done to a document says more than that it was followed: 按照《办法》 further down does not undo 转发《办法》.
ORDER = (
    "forwards",
    "abolishes",
    "replaces",
    "amends",
    "answers",
    "issues",
    "receives",
    "submits",
    "violates",
    "basis",
    "implements",
    "complies_with",
    "refers_to",
    "annex",
    UNSAID,
)


def settle_edges(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Give the edges with one `relation` each, all that are said in `relations`; `mentions` only where no other is.

    An edge is in doubt only where no place says it without doubt.
    """
    groups: dict[str, list[Edge]] = {}
    for edge in edges:
        groups.setdefault(edge.id, []).append(edge)
    return tuple(_settled(group) for group in groups.values())


def _settled(group: Sequence[Edge]) -> Edge:
    facts = [fact for edge in group for fact in edge.facts]
    said = [fact for fact in facts if fact.name == "relations"]
    telling = [fact for fact in said if fact.value != UNSAID] or said
    main = min((str(fact.value) for fact in telling), key=_place, default=None)
    rest = [fact for fact in facts if fact.name != "relations"]
    chosen = [replace(fact, name="relation") for fact in telling if fact.value == main]
    return replace(
        group[0],
        facts=(*rest, *telling, *chosen),
        evidence=tuple(sorted({item for edge in group for item in edge.evidence})),
        score=max(edge.score for edge in group),
        doubts=_doubts([edge.doubts for edge in group]),
    )


def _place(relation: str) -> tuple[int, str]:
    return (ORDER.index(relation) if relation in ORDER else len(ORDER), relation)


def _doubts(places: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return () if () in places else tuple(sorted({doubt for doubts in places for doubt in doubts}))
