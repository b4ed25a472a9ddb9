"""What a sheet of indicators is about: its region, its budget year, its project, each with where it is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractors.document import Cell, Document, Span
from extractors.gazetteer import CENTRE
from extractors.linking.identity import identify
from extractors.linking.parties import Scene
from extractors.linking.payee_cell import Beside
from extractors.tables.goals import GoalSheet
from extractors.text import fold, squeeze

_CUT = regex.compile(r"[()\[\]〔〕〈〉\-_·、:,/\s]+")
_LEVEL = regex.compile(r"(?:本级|市直|县直|区直)$")
_YEAR = regex.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:年|(?!\d))")
_ANNUAL = regex.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})年(?!\d{1,2}月|\d{1,2}日|[底末初])")
_LONE_YEAR = regex.compile(r"^\(?(?P<year>(?:19|20)\d{2})年度?\)?$|预算年度[:为]?(?P<year>(?:19|20)\d{2})年?")
_OF_YEAR = regex.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*年\s*度")
_FULL = "省市县区州盟旗"
OBSERVED, DERIVED = "observed", "derived"


@dataclass(frozen=True, slots=True)
class Said:
    """A value with the place that says it; `basis` is derived where it is concluded from that place."""

    value: str
    span: Span | None
    basis: str = OBSERVED
    own: bool = True


@dataclass(frozen=True, slots=True)
class GoalPlace:
    """What a sheet is about; `region` is an adcode. Null where nothing says it."""

    region: Said | None = None
    region_name: str | None = None
    year: Said | None = None
    project: Said | None = None


def find_goal_place(goal: GoalSheet, beside: Beside) -> GoalPlace:
    """Give what a sheet is about."""
    region = next(_regions(goal, beside), None)
    known = beside.scene.atlas.region(region.value, beside.scene.year) if region else None
    project = goal.programme.field("project")
    return GoalPlace(
        region,
        known.name if known else None,
        next(_years(goal, beside.document), None),
        cell_to_said(beside.document, project.value) if project else None,
    )


def cell_to_said(document: Document, cell: Cell) -> Said:
    """Give the text of a cell as it is printed."""
    return Said(squeeze(document.quote(cell.span)), cell.span)


def _regions(goal: GoalSheet, beside: Beside) -> Iterator[Said]:
    document, scene = beside.document, beside.scene
    title = goal.sheet.table.title
    if title is not None and (code := title_to_region(document.quote(title), scene)):
        yield Said(code, title)
    for role in ("region", "local_supervisor", "undertaker", "supervisor"):
        field = goal.programme.field(role)
        code = _cell_region(field.value.span, beside, role) if field else None
        if field and code:
            own = role in ("region", "local_supervisor")
            yield Said(code, field.value.span, OBSERVED if role == "region" else DERIVED, own)
    if scene.home and scene.home != CENTRE:
        yield Said(scene.home, None, DERIVED, own=False)


def title_to_region(title: str, scene: Scene) -> str | None:
    """Give the place in a title: a piece of it that is one (知识产权-广州市), or its front (韶关市2021年度…)."""
    plain = fold(title)
    for piece in reversed(_CUT.split(plain)):
        code = name_to_region(_LEVEL.sub("", piece), scene)
        if code is not None:
            return code
    front = regex.sub(r"\s+", "", plain)
    for units, rest in scene.atlas.read_place(front, scene.year):
        if front[: len(front) - len(rest)][-1:] in _FULL and len(units) == 1:
            return units[0].adcode
    return None


def name_to_region(name: str, scene: Scene) -> str | None:
    """Give the code of a name that is a place and nothing else; of several, the one that lies in the home."""
    if len(name) < 2:
        return None
    for units, rest in scene.atlas.read_place(name, scene.year):
        if rest:
            continue
        inside = [unit for unit in units if scene.home and scene.atlas.inside(unit.adcode, scene.home)]
        kept = inside or list(units)
        if len(kept) == 1 or kept[0].level != "county":
            return kept[0].adcode
    return None


def _cell_region(span: Span, beside: Beside, role: str) -> str | None:
    document, scene = beside.document, beside.scene
    text = regex.sub(r"\s+", "", fold(document.quote(span)))
    if role == "region":
        return name_to_region(_LEVEL.sub("", text), scene)
    names = [str(mention.value) for mention in beside.inside(span) if mention.value] or [text]
    party = identify(names[0], scene.atlas, scene.year, home=scene.home)
    return party.adcode if party.adcode and party.adcode != CENTRE else None


def _years(goal: GoalSheet, document: Document) -> Iterator[Said]:
    field = goal.programme.field("year")
    spans = [(field.value.span, _YEAR, OBSERVED)] if field else []
    table = goal.form
    heads = [cell.span for cell in table.cells if cell.row < 3 and cell.column_span > 2]
    spans += [(span, _ANNUAL, OBSERVED) for span in ([table.title] if table.title else []) + heads]
    spans += [(span, _LONE_YEAR, OBSERVED) for span in _above(goal, document)]
    title = document.part("title")
    spans += [(title.span, _ANNUAL, DERIVED)] if title and title.span else []
    start = goal.programme.field("start")
    spans += [(start.value.span, _YEAR, DERIVED)] if start else []
    for span, pattern, basis in spans:
        match = pattern.search(regex.sub(r"\s+", "", fold(document.quote(span))))
        if match:
            yield Said(match["year"], span, basis)
    yield from _usual_year(document)


def _above(goal: GoalSheet, document: Document) -> list[Span]:
    """Give the paragraphs right above a table: （2022年度） often stands alone there."""
    before = [table.span.end for table in document.tables if table.span.end <= goal.form.span.start]
    start, end = max(before, default=0), goal.form.span.start
    blocks = [block.span for block in document.blocks if start <= block.span.start and block.span.end <= end]
    return sorted(blocks, reverse=True)[:3]


def _usual_year(document: Document) -> Iterator[Said]:
    """Give the year that a text without a title speaks of: most of its 年度 are of it."""
    found = [match for match in _OF_YEAR.finditer(fold(document.text))]
    ranked = Counter(match["year"] for match in found).most_common(1)
    if ranked and ranked[0][1] > 1 and ranked[0][1] * 5 >= len(found) * 3:
        year = ranked[0][0]
        first = next(match for match in found if match["year"] == year)
        yield Said(year, Span(*first.span()), DERIVED)
