"""Who plays which part in a document, against gold: a role is an edge of the graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from extractors.errors import GoldError
from extractors.graph import Graph, Node, facts_to_props
from extractors.linking import identify
from extractors.pipeline import Models, analyse
from extractors.reading import read_bytes
from flows.comparison import bare, held_id
from flows.gold import ROLE
from flows.tally import NOTHING, Tally

FILE = f"{ROLE}.jsonl"
BODIES = ("Organisation", "OrganisationGroup")


@dataclass(frozen=True, slots=True)
class Shape:
    """The edge that a role is: its type, which end the body is at, whether the document itself is the other.

    `own` is None where the other end is no document.
    """

    type: str
    end: str = "target"
    own: bool | None = None


ROLES = {
    "issuer": Shape("issued_by", own=True),
    "addressee": Shape("addressed_to", own=True),
    "copied_to": Shape("copied_to", own=True),
    "payee": Shape("allocates"),
    "undertaker": Shape("undertakes", "source"),
    "supervisor": Shape("supervised_by"),
    "applicant": Shape("applies_for", "source"),
    "cited_author": Shape("issued_by", own=False),
}


@dataclass(frozen=True, slots=True)
class GoldRoles:
    """A small document with its (raw, role) pairs."""

    where: str
    text: str
    roles: tuple[tuple[str, str], ...]


def read_roles(folder: Path) -> tuple[GoldRoles, ...]:
    """Give the small documents with their roles; none where the folder has no such file.

    Raises:
        GoldError: a line breaks the rules.

    """
    path = folder / FILE
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_read(f"{FILE}:{number}", line) for number, line in enumerate(lines, start=1) if line.strip())


def _read(where: str, line: str) -> GoldRoles:
    row = orjson.loads(line)
    roles = tuple((str(raw), str(role)) for raw, role in row["roles"])
    for raw, role in roles:
        if role not in ROLES:
            raise GoldError(f"{where}: no such role: {role}; there are {', '.join(ROLES)}")
        if raw not in row["text"]:
            raise GoldError(f"{where}: {raw!r} is not in the text; copy the exact slice")
    return GoldRoles(where, row["text"], roles)


def score_roles(folder: Path, models: Models) -> dict[str, Any]:
    """Give the scores by role, and every miss."""
    counts = dict.fromkeys(ROLES, NOTHING)
    misses: list[dict[str, str]] = []
    for gold in read_roles(folder):
        document = read_bytes(gold.text.encode(), "text.txt", models.folder)
        graph = analyse(document, models).graph
        nodes = {node.id: node for node in graph.nodes}
        for role in ROLES:
            found = [nodes[name] for name in _ends(graph, role, held_id(document, graph)) if name in nodes]
            wanted = [raw for raw, said in gold.roles if said == role]
            score, missed = _compare([node for node in found if node.type in BODIES], wanted, models)
            counts[role] += score
            misses += [{"where": gold.where, "role": role} | miss for miss in missed]
    return {"roles": {role: score.to_json() for role, score in counts.items()}, "misses": misses}


def _ends(graph: Graph, role: str, own: str) -> list[str]:
    """Give the ids of the nodes that play a role, in order."""
    shape = ROLES[role]
    return sorted(
        {
            getattr(edge, shape.end)
            for edge in graph.edges
            if edge.type == shape.type and (shape.own is None or (edge.source == own) == shape.own)
        }
    )


def _compare(found: Sequence[Node], wanted: Sequence[str], models: Models) -> tuple[Tally, list[dict[str, str]]]:
    names = {node.id: set(_names(node)) for node in found}
    right = {raw: [node for node in names if is_meant(node, names[node], raw, models)] for raw in wanted}
    matched = {node for nodes in right.values() for node in nodes}
    missed = [{"what": "missed", "raw": raw} for raw in wanted if not right[raw]]
    extra = [{"what": "extra", "raw": node} for node in names if node not in matched]
    return Tally(len(wanted) - len(missed), len(extra), len(missed)), missed + extra


def is_meant(node: str, names: set[str], raw: str, models: Models) -> bool:
    """Say whether a node is the body that is printed as `raw`: by its surfaces or its normal form."""
    return bare(raw) in names or node == identify(bare(raw), models.atlas).id


def _names(node: Node) -> Iterator[str]:
    props: Mapping[str, Any] = facts_to_props(node.facts)
    yield from (bare(str(surface)) for surface in props.get("surfaces", ()))
    yield bare(str(props.get("name", "")))
