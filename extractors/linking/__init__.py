"""Mentions to graph: names resolved, citations with the words that say how, the pass over the archive."""

from __future__ import annotations

from extractors.linking.archive import conclude
from extractors.linking.atlas import Atlas, load_atlas
from extractors.linking.build import build_graph
from extractors.linking.relations import Relations, load_relations
from extractors.linking.resolve import identify, resolve_mentions

__all__ = [
    "Atlas",
    "Relations",
    "build_graph",
    "conclude",
    "identify",
    "load_atlas",
    "load_relations",
    "resolve_mentions",
]
