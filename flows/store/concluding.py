"""What a change touches is concluded anew: documents that may be the same, then flows and promises, then decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.decision import Decision
from extractors.linking.ruling import rule
from flows.store.database import Database
from flows.store.groups import Each, conclude_links
from flows.store.neighbours import find_group, find_holders, find_mates
from flows.store.ruled import conclude_decisions
from flows.store.same import conclude_same


@dataclass(slots=True)
class Changed:
    """What was touched: documents by node, contributions that came, `gone` those that went.

    `located` and `named` are the places of bodies and the names of regions that came, so that each is looked up once.
    """

    nodes: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    located: set[tuple[str, str]] = field(default_factory=set)
    named: set[tuple[str, str]] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.nodes or self.origins or self.gone)


def conclude_changes(database: Database, changed: Changed, decisions: Sequence[Decision], each: Each) -> int:
    """Conclude anew what was touched; give the number of contributions whose flows were concluded."""
    ruling = rule(decisions)
    told = [pair for _, pair in ruling.pairs]
    near = find_mates(database, find_mates(database, changed.nodes, told), told)
    groups = find_group(database, near)
    conclude_same(database, near, ruling)
    groups |= find_group(database, near)
    origins = changed.origins | find_holders(database, groups)
    origins = conclude_links(database, origins, ruling, changed.gone, each)
    conclude_decisions(database, ruling)
    return len(origins - changed.gone)
