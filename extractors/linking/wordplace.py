"""Names of places that are words: 县财政局会同县审计局 names no body of 会同县, but in a document of that place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import regex

from extractors.document import Document, Span
from extractors.gazetteer import CENTRE
from extractors.linking.atlas import Atlas
from extractors.mention import Mention
from extractors.text import fold, squeeze

VERBS = ("会同",)  # after a body these are verbs, wherever the document is from
SCORE = 0.9
_HAN = regex.compile(r"[\p{Han}、]")
_SPACE = regex.compile(r"\s++")


def part_words(document: Document, mentions: Iterable[Mention], atlas: Atlas, home: str) -> tuple[Mention, ...]:
    """Give the mentions with such words cut off their front; where both readings are open, with a doubt.

    `home` is the code of the document's place, empty where it is not known.
    """
    found: list[Mention] = []
    ends: set[int] = set()
    for mention in mentions:
        read = _read(document, mention, atlas, home, glued=mention.span.start in ends)
        ends |= {mention.span.end} if mention.kind == "organisation" else set()
        found.append(read)
    return tuple(found)


def _read(document: Document, mention: Mention, atlas: Atlas, home: str, *, glued: bool) -> Mention:
    plain = fold(squeeze(str(mention.value))) if mention.kind == "organisation" else ""
    surface = next((plain[:size] for size in (3, 2) if plain[:size] in atlas.words), "")
    if not surface or atlas.read_department(plain[len(surface) :]) is None:
        return mention
    before = document.text[: mention.span.start].rstrip()[-1:]
    if atlas.words[surface] and before not in atlas.words[surface]:
        return mention
    verb = glued and surface.startswith(VERBS)
    if not verb and _at_home(surface, atlas, home):
        return mention
    headed = fold(squeeze(document.quote(mention.span))).startswith(surface) and not _HAN.match(before)
    if not verb and (not home or home == CENTRE or headed):
        stem, level = surface[:-1], surface[-1]
        return replace(
            mention, doubt=mention.doubt or f"{surface}: a place, or the word {stem} and a {level}", score=0.6
        )
    return _without(document, mention, surface[:-1])


def _at_home(surface: str, atlas: Atlas, home: str) -> bool:
    """Say whether the place lies in the city of the document, or in its province where it is from no city."""
    outer = atlas.above(home, "city") or atlas.above(home, "province") if home and home != CENTRE else None
    return outer is not None and any(atlas.inside(unit.adcode, outer.adcode) for unit in atlas.regions_named(surface))


def _without(document: Document, mention: Mention, stem: str) -> Mention:
    """Give the mention without the word; a name filled in from a list has the word in its value only."""
    raw, at = document.quote(mention.span), 0
    value = str(mention.value)[len(stem) :]
    if not fold(squeeze(raw)).startswith(stem):
        return replace(mention, value=value, score=min(mention.score, SCORE))
    for _ in stem:
        space = _SPACE.match(raw, at)
        at = (space.end() if space else at) + 1
    space = _SPACE.match(raw, at)
    start = mention.span.start + (space.end() if space else at)
    return replace(mention, span=Span(start, mention.span.end), value=value, score=min(mention.score, SCORE))
