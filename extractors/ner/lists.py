"""Lists that say a word once for several bodies: 平定县、盂县农业农村局; 浦口区水利局、财政局."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.gazetteer import level_of
from extractors.ner.found import Name
from extractors.ner.tokens import Tokens

JOINS = "、和及与"
BOUNDARY = frozenset("，。；：、！？“”《》（）〔〕(),;:!?\n和及与由向对为在经请报送")
PLACED = ("region", "level", "zone", "ellipsis", "group")


def fill_lists(text: str, printed: str, tokens: Tokens, bodies: list[Name]) -> list[Name]:
    """Give the bodies with their ellipses filled; a bare department that no list explains stays only at a boundary."""
    ordered: list[Name] = []
    for body in sorted(bodies, key=lambda body: body.start):
        before = ordered[-1] if ordered else None
        if body.rule == "bare" or (body.rule == "central" and _of_places(text, before, body)):
            filled = _second(text, printed, before, body)
            if filled is not None:
                ordered.append(filled)
            continue
        ordered.extend(_first(text, tokens, body))
        ordered.append(body)
    return ordered


def _second(text: str, printed: str, before: Name | None, body: Name) -> Name | None:
    said = text[body.start : body.end]
    if before is not None and before.rule in PLACED and _joined(text, before.end, body.start):
        place = before.place or printed[before.start : before.place_end]
        return replace(body, rule="ellipsis", score=0.95, said=place + said, place=place)
    start_is_clear = body.start == 0 or text[body.start - 1] in BOUNDARY
    return body if start_is_clear and body.score > 0 else None


def _of_places(text: str, before: Name | None, body: Name) -> bool:
    """Say whether 国家税务局 behind 各省财政厅、 is that of the provinces, not the central body of 1988 to 1993."""
    listed = before is not None and before.rule in PLACED and before.end == body.start - 1
    return listed and text[body.start : body.end] == "国家税务局"


def _joined(text: str, end: int, start: int) -> bool:
    return end == start or (end == start - 1 and text[end] in JOINS)


def _first(text: str, tokens: Tokens, body: Name) -> Iterator[Name]:
    if body.rule != "region":
        return
    level, start, found = _level(body.codes), body.start, []
    while start > 1 and text[start - 1] in JOINS:
        region = tokens.region_before(start - 1)
        if region is None or _level(tuple(code for code, _ in region[2])) != level:
            break
        said = text[region[0] : region[1]] + text[body.place_end : body.end]
        found.append(Name(region[0], region[1], "ellipsis", 0.93, said, region[1]))
        start = region[0]
    yield from reversed(found)


def _level(codes: tuple[str, ...]) -> str:
    return level_of(codes[0]) if codes else ""
