"""Names on scans that were misread: 韶关市财攻局 where the same document has 韶关市财政局.

Only on recognised pages, only against names that stand elsewhere in the same document, only where every character that
differs is one that print confuses. The surface stays; the name is taken over with a doubt that says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractors.document import Document
from extractors.linking.atlas import Atlas
from extractors.linking.identity import identify, normal_name
from extractors.mention import Mention

LEAST = 4  # a shorter name says too little
MOST = 2  # characters that may differ
SCORE = 0.6
KIND = "organisation"


def mend_names(document: Document, mentions: Sequence[Mention], atlas: Atlas) -> tuple[Mention, ...]:
    """Give the resolved mentions with the names that were likely misread taken from where they can be read."""
    scanned = {page.number for page in document.pages if page.route == "ocr"}
    if not scanned:
        return tuple(mentions)
    printed = {
        mention.span: normal_name(document.quote(mention.span), atlas) for mention in mentions if _named(mention)
    }
    counts = Counter(printed.values())
    known = {mention: _known(mention, atlas) for mention in mentions if _named(mention)}
    sure: dict[str, Mention] = {}
    for mention in mentions:
        if mention in known and mention.value and not mention.doubt:
            sure.setdefault(printed[mention.span], mention)
    return tuple(
        _mended(mention, printed[mention.span], _nearest(mention, printed[mention.span], sure, counts, known, atlas))
        if mention in known and _page(document, mention) in scanned
        else mention
        for mention in mentions
    )


def _named(mention: Mention) -> bool:
    return mention.kind == KIND


def _page(document: Document, mention: Mention) -> int:
    places = document.locate(mention.span)
    return places[0].page if places else 0


def _known(mention: Mention, atlas: Atlas) -> bool:
    """Say whether a name is put together from what the lexicons hold."""
    return bool(mention.value) and identify(str(mention.value), atlas).adcode is not None and _by_lexicon(mention)


def _by_lexicon(mention: Mention) -> bool:
    rule = mention.by.partition("+")[0].rpartition(".")[2]
    return rule in ("region", "level", "central", "branch", "known", "ellipsis")


def _nearest(
    mention: Mention,
    said: str,
    sure: Mapping[str, Mention],
    counts: Mapping[str, int],
    known: Mapping[Mention, bool],
    atlas: Atlas,
) -> Mention | None:
    """Give the name that this one is a misreading of: the only one that is likelier to be right."""
    if known[mention] or len(said) < LEAST:
        return None
    alike = {
        str(other.value): other
        for name, other in sure.items()
        if differ_by_shape(said, name, atlas.confusable) and (known[other] or counts[name] > counts[said])
    }
    return next(iter(alike.values())) if len(alike) == 1 else None


def differ_by_shape(one: str, other: str, confusable: frozenset[tuple[str, str]]) -> bool:
    """Say whether two names differ, and only in characters that look alike."""
    if len(one) != len(other) or one == other:
        return False
    pairs = list(_differences(one, other))
    return len(pairs) <= min(MOST, len(one) // LEAST) and all(pair in confusable for pair in pairs)


def _differences(one: str, other: str) -> Iterator[tuple[str, str]]:
    return ((left, right) for left, right in zip(one, other, strict=True) if left != right)


def _mended(mention: Mention, said: str, meant: Mention | None) -> Mention:
    if meant is None:
        return mention
    why = f"read as {said}; {meant.value} stands elsewhere in the document, and its characters look alike"
    doubt = f"{mention.doubt}; {why}" if mention.doubt else why
    return replace(mention, value=meant.value, by=f"{mention.by}+misread", score=min(mention.score, SCORE), doubt=doubt)
