"""Columns: what each of them holds, by its heading and by its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import regex

from extractors.document import Cell, Document
from extractors.lexicon import read_rows
from extractors.tables.figure import parse_figure
from extractors.tables.grid import Grid
from extractors.tables.plain import MONEY, OTHER
from extractors.tables.section import Section
from extractors.tables.sheet import Column
from extractors.tables.unit import Unit, heads_to_unit
from extractors.values.unit import WORD

LABELS = frozenset({"region", "payee", "project", "subject", "subject_name", "text"})
"""Kinds of columns whose words name a row."""

_BRACKET = regex.compile(r"[(\[【](?:单位[:：]?)?[^()\[\]【】]{0,16}[)\]】]$")
_COUNTED = regex.compile(
    r"[(\[](?:个|人|户|件|次|家|亩|吨|台|套|辆|名|场|期|篇|项|处|座|批次|人次|公里|公顷|平方米|立方米)[)\]]$"
)
_CODED = regex.compile(r"\d{3,12}")
_CODE_AND_NAME = regex.compile(r"\[?\d{3,9}\]?[-—:]?\p{Han}.*")
_MEASURE = regex.compile(WORD)
_FUND = regex.compile(r"资金|经费|补助|预算|决算|奖励|拨款|金额|补贴")
UNNAMED = "?"
"""Figures under a heading that says nothing of money or numbers."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row of the lexicon: headings that match are of a kind."""

    pattern: regex.Pattern[str]
    kind: str


PLAIN_HEADINGS = (Heading(OTHER, "count"), Heading(MONEY, "money"))
"""What is known of headings without a lexicon."""


@lru_cache(maxsize=4)
def load_headings(path: Path) -> tuple[Heading, ...]:
    """Read the lexicon of headings; the first that matches counts.

    Raises:
        MissingModelError: the lexicon is not there.

    """
    return tuple(Heading(regex.compile(row["pattern"]), row["kind"]) for row in read_rows(path))


@dataclass(frozen=True, slots=True)
class _Cells:
    """What the cells of a column are: filled ones, how many are figures, codes, codes with a name, measures."""

    filled: int
    figures: int
    codes: int
    named: int
    measures: int


def read_columns(
    document: Document, grid: Grid, section: Section, headings: Sequence[Heading], unit: Unit | None
) -> tuple[Column, ...]:
    """Give the columns of a section; `unit` governs where a head states none."""
    found = []
    for column in section.columns:
        own = heads_to_unit(document, section.heads.get(column, ()))
        kind = _kind(section, column, headings, _look(grid, section, column), stated=own is not None)
        governs = (own or unit) if kind == "money" else None
        found.append(
            Column(
                column,
                section.heading(column),
                kind,
                governs[0] if governs else None,
                governs[1] if governs else None,
            )
        )
    title = document.quote(grid.table.title) if grid.table.title else ""
    return tuple(_settle_levels(grid, section, _settle_unnamed(found, title, unit)))


def _look(grid: Grid, section: Section, column: int) -> _Cells:
    texts = [text for row in section.rows if grid.own(row, column) and (text := grid.text(row, column))]
    return _Cells(
        len(texts),
        sum(parse_figure(text) is not None for text in texts),
        sum(bool(_CODED.fullmatch(text)) for text in texts),
        sum(bool(_CODE_AND_NAME.fullmatch(text)) for text in texts),
        sum(bool(_MEASURE.fullmatch(text)) for text in texts),
    )


def heading_to_kind(names: Sequence[str], headings: Sequence[Heading]) -> str | None:
    """Give the kind of a header path: its last name decides, then those above."""
    for name in reversed(names):
        if _COUNTED.search(name):
            return "count"
        plain = _BRACKET.sub("", name) or name
        for text in (name, plain):
            kind = next((each.kind for each in headings if each.pattern.search(text)), None)
            if kind is not None:
                return kind
    return None


def _kind(section: Section, column: int, headings: Sequence[Heading], cells: _Cells, *, stated: bool) -> str:
    """Give the kind by heading, corrected by the cells: words are no money, bare figures are no names."""
    kind = heading_to_kind(section.names.get(column, ()), headings)
    mostly_figures = cells.figures * 2 > cells.filled
    if stated and (mostly_figures or not cells.filled):
        return "money" if kind not in {"share", "count", "subject_code", "region_code"} or kind is None else kind
    if kind in {"subject", "subject_name", "subject_code"}:
        return _subject_kind(kind, cells)
    if kind == "money" and cells.filled and not mostly_figures:
        return "text"
    if kind == "payee" and cells.filled and cells.measures == cells.filled:
        return "text"  # 单位 over 个, 台, 亩
    if kind in LABELS and mostly_figures and cells.filled:
        return "count" if kind == "text" else UNNAMED
    if kind is None:
        return UNNAMED if mostly_figures and cells.filled else "text"
    return kind


def _subject_kind(kind: str, cells: _Cells) -> str:
    if cells.named * 2 > cells.filled:
        return "subject"
    if cells.filled and cells.codes * 2 > cells.filled:
        return "subject_code"
    return "subject_name" if kind == "subject" and cells.filled and not cells.figures else kind


def _settle_unnamed(columns: Sequence[Column], title: str, unit: Unit | None) -> list[Column]:
    """Let figures under a name (of a payee, of a fund) be money where the table has money: else they are counts."""
    money = unit is not None or any(column.kind == "money" for column in columns) or bool(_FUND.search(title))
    settled = []
    for column in columns:
        if column.kind != UNNAMED:
            settled.append(column)
        elif money:
            name, span = unit or (None, None)
            settled.append(Column(column.number, column.heading, "money", name, span))
        else:
            settled.append(Column(column.number, column.heading, "count"))
    return settled


def _settle_levels(grid: Grid, section: Section, columns: list[Column]) -> list[Column]:
    """Leave the level to the one column that holds it: the first of two under 一级指标 says 绩效指标 all the way."""
    settled = list(columns)
    for kind in ("level1", "level2", "level3", "target", "actual"):
        same = [at for at, column in enumerate(settled) if column.kind == kind]
        spanned = [at for at in same if _head(section, settled[at]) == _head(section, settled[same[-1]])]
        if len(spanned) < 2:
            continue
        best = _telling(grid, section, [settled[at].number for at in spanned], last=kind == "level1")
        for at in spanned:
            if settled[at].number != best:
                old = settled[at]
                settled[at] = Column(old.number, old.heading, "text", old.unit, old.unit_span)
    return settled


def _head(section: Section, column: Column) -> tuple[Cell, ...]:
    """Give the head cells of a column: two sets of heads side by side (实施期目标 | 年度目标) share none."""
    return section.heads.get(column.number, ())


def _telling(grid: Grid, section: Section, columns: Sequence[int], *, last: bool) -> int:
    """Give the column whose cells begin in it: most of its own, the last of equals if asked."""
    counts = {column: sum(bool(grid.own(row, column)) for row in section.rows) for column in columns}
    best = max(counts.values())
    equal = [column for column in columns if counts[column] == best]
    return equal[-1] if last else equal[0]
