"""Documents that stand in the graph under two numbers, two titles or two surfaces."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, pairwise

from extractors.graph import Check, Edge, Fact, Node
from extractors.linking.ids import (
    Numbering,
    inner_core,
    normal_surface,
    normal_title,
    split_number,
    title_core,
)

LONG = 8  # a title shorter than that is no proof that two numbers mean one document
LONGER = 12  # the same where the figures differ: notices to single persons have one title and follow each other
PREFIX_SLIPS = 2  # characters in which two prefixes of one document may differ
ALIKE = 0.8  # two titles that share so much may be one, badly copied


@dataclass(frozen=True, slots=True)
class Variant:
    """Two nodes that are likely one document; `told_by` names the facts that tell."""

    better: Node
    other: Node
    reason: str
    score: float
    told_by: tuple[str, ...] = ("number", "title")
    doubtful: bool = True


def find_number_variants(documents: Sequence[Node], apart: Collection[frozenset[str]] = ()) -> list[Variant]:
    """Give the pairs of numbers that differ by a slip and stand under one title, but for those known to be two."""
    candidates: dict[tuple[str, ...], dict[str, Node]] = {}
    for node in documents:
        number = split_number(_own_number(node) or "")
        for core in _cores(node) if number else ():
            for key in _keys(number):
                candidates.setdefault((core, *key), {})[node.id] = node
    pairs: dict[tuple[str, str], Variant] = {}
    for group in candidates.values():
        for one, other in combinations(group.values(), 2):
            reason = _slip(one, other)
            if reason and frozenset((one.id, other.id)) not in apart:
                better, worse = _rank(one, other)
                pairs[better.id, worse.id] = Variant(better, worse, reason, 0.8)
    return [pairs[key] for key in sorted(pairs)]


def _own_number(node: Node) -> str | None:
    """Give the number in a node's id; a document without one has an id of another build."""
    number = node.id.removeprefix("doc:")
    return number if "/附件" not in number and any(fact.name == "number" for fact in node.facts) else None


def _keys(number: Numbering | None) -> Iterator[tuple[str, ...]]:
    """Give keys of which two numbers share one if only the prefix or one digit differs."""
    if number is None:
        return
    yield "prefix", number.year, number.sequence
    yield "digit", number.prefix, number.year, number.sequence
    digits = number.sequence
    for at in range(len(digits)):
        yield "digit", number.prefix, number.year, digits[:at] + digits[at + 1 :]
    for at in range(len(number.year)):
        yield "year", number.prefix, number.year[:at] + "?" + number.year[at + 1 :], digits


def _cores(node: Node) -> set[str]:
    return {core for core in map(title_core, _values(node, "title")) if len(core) >= LONG}


def _values(node: Node, name: str) -> list[str]:
    return [str(fact.value) for fact in node.facts if fact.name == name]


def _slip(one: Node, other: Node) -> str | None:
    """Say in what two numbers differ; None where that is no slip or both stand together under one title."""
    first, second = split_number(_own_number(one) or ""), split_number(_own_number(other) or "")
    if first is None or second is None or _stand_together(one, other) or one.status == other.status == "held":
        return None
    if (first.year, first.sequence) == (second.year, second.sequence):
        close = (
            0 < distance(first.prefix, second.prefix) <= PREFIX_SLIPS < 2 * min(map(len, (first.prefix, second.prefix)))
        )
        reason = f"same title, year and sequence, the prefixes {first.prefix} and {second.prefix} differ"
        return reason if close else None
    figures = distance(first.year + first.sequence, second.year + second.sequence)
    if first.prefix == second.prefix and figures == 1 and _share_title(one, other, LONGER):
        return "same title and prefix, the figures differ in one digit"
    return None


def _share_title(one: Node, other: Node, length: int) -> bool:
    return any(len(core) >= length for core in _cores(one) & _cores(other))


def _stand_together(one: Node, other: Node) -> bool:
    """Say whether one title at one place has both numbers: then they are a series or a joint document."""
    evidence = [
        {item for fact in node.facts if fact.name == "title" for item in fact.evidence} for node in (one, other)
    ]
    return bool(evidence[0] & evidence[1])


def distance(one: str, other: str) -> int:
    """Give the number of characters to change, add or take away (Levenshtein)."""
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        next_row = [at]
        for place, letter in enumerate(other, 1):
            next_row.append(min(row[place] + 1, next_row[-1] + 1, row[place - 1] + (char != letter)))
        row = next_row
    return row[-1]


def _rank(one: Node, other: Node) -> tuple[Node, Node]:
    """Give the better attested first: held before cited, then by places, then by id."""
    first, second = sorted(
        (one, other), key=lambda node: (node.status != "held", -len(_places(node, "number")), node.id)
    )
    return first, second


def _places(node: Node, name: str) -> set[str]:
    return {item for fact in node.facts if fact.name == name for item in fact.evidence}


def find_joint_numbers(documents: Sequence[Node]) -> list[Variant]:
    """Give the pairs of numbers that one document has of itself: a joint document has one from each issuer."""
    by_number = {number: node for node in documents if (number := _own_number(node))}
    found: dict[tuple[str, str], Variant] = {}
    for node in documents:
        others = (by_number.get(number) for number in _values(node, "numbers"))
        for other in others:
            if other is not None and other.id != node.id:
                better, worse = _rank(node, other)
                reason = "two numbers of one joint document"
                found[better.id, worse.id] = Variant(better, worse, reason, 0.95, ("numbers",), doubtful=False)
    return [found[key] for key in sorted(found)]


def issuers_of(edges: Iterable[Edge]) -> dict[str, set[str]]:
    """Give the issuers of each document."""
    found: dict[str, set[str]] = {}
    for edge in edges:
        if edge.type == "issued_by":
            found.setdefault(edge.source, set()).add(edge.target)
    return found


def find_apart(edges: Iterable[Edge]) -> set[frozenset[str]]:
    """Give the pairs of documents that some text tells apart: one issued or amended, the other put away by it."""
    new: dict[str, set[str]] = {}
    old: dict[str, set[str]] = {}
    for edge in edges:
        said = {fact.value for fact in edge.facts if fact.name == "relations"} if edge.type == "cites" else set()
        if said & {"issues", "amends"}:
            new.setdefault(edge.source, set()).add(edge.target)
        if said & {"abolishes", "replaces"}:
            old.setdefault(edge.source, set()).add(edge.target)
    return {
        frozenset((one, other))
        for source, gone in old.items()
        for other in gone
        for one in {source, *new.get(source, set())} - {other}
    }


def find_title_only(
    documents: Sequence[Node],
    issuers: Mapping[str, set[str]],
    apart: Collection[frozenset[str]] = (),
    known_same: Sequence[Variant] = (),
) -> list[Variant]:
    """Join a document without a number to the one other document that has its title.

    One that is cited by its title fits any that its issuers do not contradict; one that is held, and whose number
    is missing, needs an issuer in common. `apart` are pairs that are known to be two; of the numbers in `known_same`
    the better one stands for both.
    """
    worse = {variant.other.id for variant in known_same}
    known: dict[str, dict[str, Node]] = {}
    for node in documents:
        named = "/附件" not in node.id and not _is_title_only(node) and node.id not in worse
        for title in _values(node, "title") if named else ():
            for key in (normal_title(title), f"core:{title_core(title)}"):
                known.setdefault(key, {})[node.id] = node
    apart = frozenset(apart)
    matches = (_match_title(node, known, issuers, apart) for node in documents if _own_number(node) is None)
    return [match for match in matches if match]


def _is_title_only(node: Node) -> bool:
    return node.id.startswith("doc:《") and not any(fact.name == "number" for fact in node.facts)


def _match_title(
    node: Node, known: Mapping[str, dict[str, Node]], issuers: Mapping[str, set[str]], apart: frozenset[frozenset[str]]
) -> Variant | None:
    """Give the one document meant; none where two have the title, or the issuers say otherwise."""
    how = "cited by title only" if _is_title_only(node) else "held without a number"
    for title in _values(node, "title") if "/附件" not in node.id else ():
        if len(title_core(title)) < LONG // 2:
            continue
        for key, score, rest in (
            (normal_title(title), 0.9, "this title"),
            (f"core:{title_core(title)}", 0.7, "this title but for its issuer"),
        ):
            group = [
                other
                for other in known.get(key, {}).values()
                if other.id != node.id and frozenset((node.id, other.id)) not in apart
            ]
            fitting = [other for other in group if _may_be(node, other, issuers)]
            if len(fitting) == 1:
                return Variant(
                    fitting[0], node, f"{how}: one other document in the archive has {rest}", score, ("title",)
                )
            if group:
                return None
    return None


def _may_be(node: Node, other: Node, issuers: Mapping[str, set[str]]) -> bool:
    """Say whether the issuers let two documents of one title be one."""
    mine, others = issuers.get(node.id), issuers.get(other.id)
    if _is_title_only(node):
        return not _contradict(mine, others)
    both_unnumbered = _own_number(other) is None
    return bool(mine and others and mine & others) and (not both_unnumbered or node.id > other.id)


def _contradict(one: set[str] | None, other: set[str] | None) -> bool:
    return bool(one and other and not one & other)


def check_surfaces(node: Node) -> list[Check]:
    """Show a number that is printed in two ways (国务院令第706号, 国务院令706号); brackets and spaces do not count."""
    groups: dict[str, list[Fact]] = {}
    for fact in node.facts:
        if fact.name == "surfaces":
            groups.setdefault(normal_surface(str(fact.value)), []).append(fact)
    if len(groups) < 2:
        return []
    found = ", ".join(sorted(groups))
    return [
        Check(
            f"check:surface_variant:{node.id}",
            "surface_variant",
            "pass",
            f"one number is printed in {len(groups)} ways and read as one: {found}",
            expected=node.id.removeprefix("doc:"),
            found=found,
            evidence=tuple(sorted({item for group in groups.values() for fact in group for item in fact.evidence})),
            about=(node.id,),
        )
    ]


def check_titles(node: Node) -> list[Check]:
    """Say where one number stands under titles that differ by more than punctuation, the issuer or 关于印发."""
    facts = [fact for fact in node.facts if fact.name == "title"]
    cores = sorted({inner_core(str(fact.value)) for fact in facts})
    if len(cores) < 2 or not _own_number(node):
        return []
    alike = all(_is_alike(one, other) for one, other in pairwise(cores))
    return [
        Check(
            f"check:title_variant:{node.id}",
            "title_variant",
            "unknown" if alike else "fail",
            f"{node.id.removeprefix('doc:')} stands under {len(cores)} different titles; compare the places",
            found="; ".join(sorted(str(fact.value) for fact in facts)),
            evidence=tuple(sorted({item for fact in facts for item in fact.evidence})),
            about=(node.id,),
        )
    ]


def _is_alike(one: str, other: str) -> bool:
    return one in other or other in one or SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
