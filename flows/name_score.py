"""Organisations and regions against gold: spans by genre, the full names of what was found, what scores are worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.linking import identify
from extractors.pipeline import Analysis, Models
from flows.comparison import bare
from flows.gold import GoldLine
from flows.reliability import reliability_to_json
from flows.tally import NOTHING, Tally, tally

KINDS = ("organisation", "region")
NO_GENRE = "-"


@dataclass(frozen=True, slots=True)
class Said:
    """A mention as it was found: its surface without white space, its full name, its score."""

    raw: str
    value: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention against gold: the span is right; the full name is letter by letter, or leads to the same node."""

    score: float
    span: bool
    name: bool = False
    node: bool = False


def score_names(kind: str, read: Iterable[tuple[GoldLine, Analysis]], models: Models) -> dict[str, Any]:
    """Give the scores of a kind over lines and their analyses."""
    genres: dict[str, Tally] = {}
    judged: list[Judged] = []
    for line, analysis in read:
        said = find_said(analysis, kind)
        counts = tally((bare(raw) for raw, _ in line.mentions), (item.raw for item in said))
        genre = line.genre or NO_GENRE
        genres[genre] = genres.get(genre, NOTHING) + counts
        judged += judge(said, line, models)
    return _to_json(genres, judged)


def find_said(analysis: Analysis, kind: str) -> tuple[Said, ...]:
    """Give the mentions of a kind in text order."""
    text = analysis.document.text
    return tuple(
        Said(bare(text[item.span.start : item.span.end]), str(item.value) if item.value else None, item.score)
        for item in analysis.mentions
        if item.kind == kind
    )


def judge(said: Sequence[Said], line: GoldLine, models: Models) -> list[Judged]:
    """Judge every mention; of several with one surface the one with the wanted full name is taken first."""
    left = Counter((bare(raw), value) for raw, value in line.mentions)
    judged: dict[int, Judged] = {}
    for number, item in enumerate(said):
        if left[item.raw, item.value] > 0:
            left[item.raw, item.value] -= 1
            judged[number] = Judged(item.score, span=True, name=True, node=True)
    for number, item in enumerate(said):
        if number not in judged:
            judged[number] = _judge_other(item, left, line.year, models)
    return [judged[number] for number in range(len(said))]


def _judge_other(item: Said, left: Counter[tuple[str, Any]], year: int | None, models: Models) -> Judged:
    wanted = next((pair for pair, count in left.items() if count > 0 and pair[0] == item.raw), None)
    if wanted is None:
        return Judged(item.score, span=False)
    left[wanted] -= 1
    return Judged(item.score, span=True, node=is_same(item.value, wanted[1], year, models))


def is_same(one: str | None, other: str | None, year: int | None, models: Models) -> bool:
    """Say whether two full names lead to one node."""
    if one is None or other is None:
        return one is other
    return identify(one, models.atlas, year).id == identify(other, models.atlas, year).id


def _to_json(genres: Mapping[str, Tally], judged: Sequence[Judged]) -> dict[str, Any]:
    found = [item for item in judged if item.span]
    return {
        "spans": sum(genres.values(), NOTHING).to_json(),
        "genres": {genre: counts.to_json() for genre, counts in genres.items()},
        "found": len(found),
        "full_name": _share(sum(item.name for item in found), len(found)),
        "same_node": _share(sum(item.node for item in found), len(found)),
        "reliability": reliability_to_json((item.score, item.span and item.node) for item in judged),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
