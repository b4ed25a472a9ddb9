"""One document by two routes: what its scan says against what its text layer says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from extractors.document import PART_NAMES
from extractors.linking.ids import normal_title
from extractors.mention import MENTION_KINDS, value_to_json
from extractors.pipeline import Analysis
from extractors.text import fold
from flows.comparison import SURE, Comparison, Found, bare, compare, key, surface, warned_spans
from flows.reading_score import Characters, Figures, compare_characters, compare_figures
from flows.row_score import FoundRow, graph_to_rows

ROWS = {
    "allocations": ("payee", "amount_cny", "region_code", "project", "subject_code", "leaf"),
    "indicators": ("region", "level1", "level2", "name", "target", "actual"),
}


@dataclass(frozen=True, slots=True)
class RouteScore:
    """What a scan says against its text layer: mentions and rows by kind, parts, characters, tables.

    `amounts` are those in cells, `figures` the other bare figures there.
    """

    kinds: dict[str, Comparison] = field(default_factory=dict)
    parts: dict[str, Comparison] = field(default_factory=dict)
    rows: dict[str, Comparison] = field(default_factory=dict)
    characters: Characters = Characters()  # noqa: RUF009
    amounts: Figures = Figures()  # noqa: RUF009
    figures: Figures = Figures()  # noqa: RUF009

    def __add__(self, other: RouteScore) -> RouteScore:
        """Add up."""
        return RouteScore(
            _unite(self.kinds, other.kinds),
            _unite(self.parts, other.parts),
            _unite(self.rows, other.rows),
            self.characters + other.characters,
            self.amounts + other.amounts,
            self.figures + other.figures,
        )


def _unite(one: Mapping[str, Comparison], other: Mapping[str, Comparison]) -> dict[str, Comparison]:
    names = sorted({*one, *other})
    return {name: one.get(name, Comparison()) + other.get(name, Comparison()) for name in names}


def compare_routes(text: Analysis, scan: Analysis, where: str) -> RouteScore:
    """Compare a scan with the text layer of the same pages; full-width forms and brackets are folded."""
    kinds = {kind: _compare_kind(text, scan, kind, where) for kind in MENTION_KINDS}
    wanted, found = graph_to_rows(text.graph), graph_to_rows(scan.graph)
    rows = {kind: _compare_rows(kind, wanted[kind], found[kind], where) for kind in ROWS}
    return RouteScore(
        _filled(kinds),
        _filled({name: _compare_part(text, scan, name, where) for name in PART_NAMES}),
        _filled(rows),
        compare_characters(text.document, scan.document),
        *compare_figures(text, scan),
    )


def _filled(scores: Mapping[str, Comparison]) -> dict[str, Comparison]:
    """Leave out what neither route has anything of."""
    return {name: score for name, score in scores.items() if score != Comparison()}


def _compare_kind(text: Analysis, scan: Analysis, kind: str, where: str) -> Comparison:
    wanted = [(value, value) for value, _ in _mentions(text, kind)]
    return compare(kind, [Found(value, key(value), loud) for value, loud in _mentions(scan, kind)], wanted, where)


def _mentions(analysis: Analysis, kind: str) -> Iterator[tuple[str, bool]]:
    """Give the values of a kind, each with whether something warns of it; without a value, what is printed counts."""
    warned = warned_spans(analysis)
    for mention in analysis.mentions:
        if mention.kind == kind:
            loud = bool(mention.doubt) or mention.score < SURE or mention.span in warned
            printed = fold(surface(analysis.document, mention.span))
            yield _as_text(kind, _folded(value_to_json(mention.value))) or printed, loud


def _as_text(kind: str, value: object) -> str:
    """Give a value as text; titles as links know them, for which 《》 inside a title are 〈〉."""
    if isinstance(value, str):
        return normal_title(value) if kind == "title" else value
    return "" if value is None else key(value)


def _folded(value: object) -> object:
    if isinstance(value, dict):
        return {name: _folded(part) for name, part in value.items()}
    return bare(fold(value)) if isinstance(value, str) else value


def _compare_part(text: Analysis, scan: Analysis, name: str, where: str) -> Comparison:
    wanted = [(said, said) for part in text.document.parts_of(name) for said in [bare(fold(part.value))]]
    found = [
        Found(said, key(said), bool(part.doubt) or part.score < SURE)
        for part in scan.document.parts_of(name)
        for said in [bare(fold(part.value))]
    ]
    return compare(name, found, wanted, where)


def _compare_rows(kind: str, wanted: Iterable[FoundRow], found: Iterable[FoundRow], where: str) -> Comparison:
    """Compare rows as multisets on the facts that tell one from another."""
    one = [(said, said) for row in wanted for said in [_row(row, ROWS[kind])]]
    other = [Found(said, key(said), not row.quiet) for row in found for said in [_row(row, ROWS[kind])]]
    return compare(kind, other, one, where)


def _row(row: FoundRow, names: Sequence[str]) -> str:
    """Give a row as text without white space; a value that is an object counts as printed."""
    facts = (row.facts.get(name) for name in names)
    said = (fact.get("text") if isinstance(fact, dict) else fact for fact in facts)
    return "|".join("" if fact is None else bare(fold(str(fact))) for fact in said)


# ---------------------------------------------------------------------------------------------- JSON


def route_to_json(score: RouteScore) -> dict[str, Any]:
    """Give a score for machines: points lost by kind, what became of amounts in tables, wrong characters."""
    characters = score.characters
    groups = {"kinds": score.kinds, "parts": score.parts, "rows": score.rows}
    return {name: {kind: _loss(item) for kind, item in group.items()} for name, group in groups.items()} | {
        "amounts": _counts(score.amounts),
        "figures": _counts(score.figures),
        "characters": {"printed": characters.printed, "wrong": characters.wrong, "percent": error_rate(characters)},
        "slips": [asdict(slip) for slip in (*score.amounts.slips, *score.figures.slips, *characters.slips)],
    }


def _counts(figures: Figures) -> dict[str, int]:
    return {name: getattr(figures, name) for name in ("right", "marked", "silent", "lost", "alarms")}


def _loss(score: Comparison) -> dict[str, Any]:
    tally = score.normalised
    return tally.to_json() | {
        "points_lost": None if tally.f1 is None else round(100 * (1 - tally.f1), 2),
        "silent_errors": sum(miss.silent for miss in score.misses),
    }


def error_rate(characters: Characters) -> float | None:
    """Give the wrong characters in a hundred."""
    return round(100 * characters.wrong / characters.printed, 3) if characters.printed else None
