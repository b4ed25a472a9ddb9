"""One document in two files that neither a number nor a title tells: by the characters they hold, in whatever order.

The order is left out because a table that was flattened to a text file may be read in another one than on paper.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

import regex

from extractors.document import Document
from extractors.graph import Node
from extractors.linking.variants import Variant
from extractors.text import fold

FINGERPRINT = "fingerprint"
SHORTEST = 200  # characters: two shorter texts may hold the same ones by chance
FURNITURE = frozenset({"page_header", "page_footer", "page_number", "repeated_header", "seal"})
_TELLING = regex.compile(r"[\p{Han}\p{Nd}\p{Latin}]")


def document_to_fingerprint(document: Document) -> str | None:
    """Give a digest of how often each letter, figure and Chinese character stands in a text, furniture left out."""
    kept: list[str] = []
    at = 0
    for block in sorted(document.blocks, key=lambda block: block.span):
        if block.role in FURNITURE:
            kept.append(document.text[at : block.span.start])
            at = max(at, block.span.end)
    counts = Counter(_TELLING.findall(fold("".join((*kept, document.text[at:])))))
    if counts.total() < SHORTEST:
        return None
    said = "".join(f"{letter}{counts[letter]}" for letter in sorted(counts))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def find_copies(documents: Sequence[Node], apart: Collection[frozenset[str]] = ()) -> Iterator[Variant]:
    """Give the held documents without a number that hold the characters of another one, each with the one it copies."""
    groups: dict[str, list[Node]] = {}
    for node in documents:
        for fact in node.facts if node.status == "held" else ():
            if fact.name == FINGERPRINT:
                groups.setdefault(str(fact.value), []).append(node)
    for key in sorted(groups):
        better, *others = sorted(groups[key], key=lambda node: node.id)
        for other in others:
            if frozenset((other.id, better.id)) not in apart:
                reason = "another file holds the same characters"
                yield Variant(better, other, reason, 0.97, (FINGERPRINT,), doubtful=False)
