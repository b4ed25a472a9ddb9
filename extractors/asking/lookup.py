"""From what people type to the node they mean: a number in any printing, a title, a name; near ones where none is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from extractors.asking.archive import Archive
from extractors.graph import Node
from extractors.linking.ids import Numbering, normal_title, split_number, title_to_id
from extractors.text import fold
from extractors.values.number import find_numbers

NEAR = 8  # near ones that are named
LIKE = 0.5  # names that share less are not near

Identify = Callable[[str], str]
"""Gives the node id of a full name."""


@dataclass(frozen=True, slots=True)
class Found:
    """The node that is meant; where nothing or several fit, `near` names some. `asked` is the normal form."""

    asked: str
    node: Node | None = None
    near: tuple[str, ...] = ()
    several: bool = False


def find_node(archive: Archive, text: str, identify: Identify | None = None, *, documents: bool = False) -> Found:
    """Give the node of a number, a title, a name or an id; `documents` leaves out all else."""
    number = next((match.value for match in find_numbers(text) if match.value), None)
    if number is not None and _is_number(text):
        ids = _ids_of_number(archive, number)
        return _chosen(archive, number, ids) or Found(number, near=tuple(_near_numbers(archive, number)))
    ids = [node for node in _ids_of_name(archive, text, identify) if not documents or _is_document(archive, node)]
    return _chosen(archive, text, ids) or Found(text, near=tuple(_near_names(archive, text, documents=documents)))


def _is_number(text: str) -> bool:
    """Say whether a number is all that was typed, but for its node's prefix and brackets."""
    first = next(find_numbers(text))
    rest = text[: first.start] + text[first.end :]
    return not rest.removeprefix("doc:").strip(" ()（）\t")


def _is_document(archive: Archive, node_id: str) -> bool:
    return archive.nodes[node_id].type == "Document"


def _ids_of_number(archive: Archive, number: str) -> list[str]:
    if f"doc:{number}" in archive.nodes:
        return [f"doc:{number}"]
    return [node.id for node in archive.documents() if number in _numbers(archive, node)]


def _numbers(archive: Archive, node: Node) -> list[str]:
    props = archive.props(node)
    return [str(item) for item in (props.get("number"), *(props.get("numbers") or ())) if item]


def _ids_of_name(archive: Archive, text: str, identify: Identify | None) -> list[str]:
    """Give the nodes of a name: by id, by who is meant, by label or surface; the first way that finds one."""
    plain = text.strip().strip("《》")
    known = [text.strip(), title_to_id(plain), *([identify(plain)] if identify else [])]
    for node_id in known:
        if node_id in archive.nodes:
            return [node_id]
    wanted = normal_title(plain)
    return [node.id for node in archive.graph.nodes if wanted in set(_names(archive, node))]


def _names(archive: Archive, node: Node) -> Iterator[str]:
    said = [archive.label(node.id), *(fact.value for fact in node.facts if fact.name in ("title", "name", "surfaces"))]
    said += [name for source in archive.sources_of(node) for name in (*source.names, _stem(source.names[0]))]
    yield from (normal_title(str(name)) for name in said)


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def _chosen(archive: Archive, asked: str, ids: list[str]) -> Found | None:
    """Give the one node; documents that are the same are one, and an annex of that name gives way to the rest."""
    groups = {archive.mates(node_id)[0]: node_id for node_id in ids}
    if len(groups) == 1:
        return Found(asked, archive.nodes[next(iter(groups.values()))])
    return Found(asked, near=tuple(sorted(groups)[:NEAR]), several=True) if groups else None


def _near_numbers(archive: Archive, number: str) -> list[str]:
    """Give the numbers that share most parts with one that is not there."""
    wanted = split_number(number)
    ranked = []
    for node in archive.documents():
        for other in _numbers(archive, node)[:1] if wanted else ():
            have = split_number(other)
            likeness = _likeness(wanted, have) if wanted and have else 0.0
            if likeness:
                ranked.append((-likeness, other))
    return [other for _, other in sorted(ranked)[:NEAR]]


def _likeness(one: Numbering, other: Numbering) -> float:
    """Say how many of prefix, year and sequence two numbers share, and how alike the rest is; 0 for under two."""
    pairs = list(zip((one.prefix, one.year, one.sequence), (other.prefix, other.year, other.sequence), strict=True))
    if sum(left == right for left, right in pairs) < 2:
        return 0.0
    return sum(SequenceMatcher(None, left, right, autojunk=False).ratio() for left, right in pairs)


def _near_names(archive: Archive, text: str, *, documents: bool) -> list[str]:
    """Give the labels that hold the text, are held by it or share most pairs of letters with it."""
    wanted = normal_title(fold(text).strip().strip("《》"))
    nodes = archive.documents() if documents else [n for n in archive.graph.nodes if n.type != "Indicator"]
    ranked = []
    for node in nodes:
        names = [name for name in _names(archive, node) if name]
        best = max((_share(wanted, name) for name in names), default=0.0)
        if best >= LIKE:
            ranked.append((-best, archive.label(node.id)))
    return list(dict.fromkeys(name for _, name in sorted(ranked)))[:NEAR]


def _share(one: str, other: str) -> float:
    if one and (one in other or other in one):
        return 1.0 + min(len(one), len(other)) / max(len(one), len(other))
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) / max(1, len(pairs[0]) + len(pairs[1]))
