"""The nodes around an allocation: who gets it, several who get it jointly, and the project it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.document import Document, Span
from extractors.evidence import span_to_evidence
from extractors.graph import Evidence, Fact, Graph, Node
from extractors.linking.identity import Identity
from extractors.linking.ids import normal_title


@dataclass(frozen=True, slots=True)
class Party:
    """Who a printed name means, as a node with the evidence of the place; `doubt` says why it may be another.

    `region`, `level` (本级) and `scope` (不含省直管县) are what stands beside or in the name; `more` are the nodes it
    needs, `inside` who they are.
    """

    identity: Identity
    node: Node
    evidence: tuple[Evidence, ...]
    doubt: str | None = None
    region: str | None = None
    level: str | None = None
    scope: str | None = None
    more: tuple[Node, ...] = ()
    inside: tuple[Identity, ...] = ()


def build_group(members: Sequence[Party]) -> Party:
    """Give several who get one sum jointly as one node: an edge to each would count the money twice."""
    names = "、".join(member.identity.name for member in members)
    evidence = tuple(item for member in members for item in member.evidence)
    ids = tuple(item.id for item in evidence)
    facts = [Fact("name", names, ids)] + [Fact("members", member.identity.id, ids) for member in members]
    identity = Identity(f"group:-:{names}", "OrganisationGroup", names)
    node = Node(identity.id, identity.type, tuple(facts), tuple(sorted(set(ids))))
    doubts = sorted({member.doubt for member in members if member.doubt})
    more = tuple(member.node for member in members)
    return Party(
        identity,
        node,
        evidence,
        "; ".join(doubts) or None,
        more=more,
        inside=tuple(member.identity for member in members),
    )


def project_to_id(name: str) -> str:
    """Give the node id of a project."""
    return f"project:{plain_name(name)}"


def plain_name(name: str) -> str:
    """Give a name with white space out and marks folded."""
    return regex.sub(r"\s+", "", normal_title(name))


def build_project(document: Document, span: Span, by: str) -> Graph:
    """Give the node of a project as it is printed at one place."""
    item = span_to_evidence(document, span, by)
    name = "".join(item.quote.split())
    node = Node(project_to_id(name), "Project", (Fact("name", name, (item.id,)),), (item.id,))
    return Graph(nodes=(node,), evidence=(item,))
