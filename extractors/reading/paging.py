"""Sheets → leaves: each page divided into tables, lines and furniture, lines joined to paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.reading.grids.aligned import Found, find_aligned
from extractors.reading.grids.table import Sketch, find_sketches
from extractors.reading.leaf import Aside, Leaf
from extractors.reading.page.marks import Mark, find_marks
from extractors.reading.page.sheet import Sheet, Strip
from extractors.reading.page.strips import runs_to_strips
from extractors.reading.prose.columns import between_tables, split_columns
from extractors.reading.prose.furniture import find_furniture
from extractors.reading.prose.layout import Paragraph, strips_to_paragraphs, uses_indents
from extractors.reading.prose.margins import Margins, find_margins
from extractors.reading.prose.ruling import mark_rules
from extractors.reading.stitching import Rough, join_pages


@dataclass(frozen=True, slots=True)
class Parted:
    """A page divided: its lines column by column, and its tables."""

    sheet: Sheet
    columns: tuple[tuple[Strip, ...], ...]
    sketches: tuple[Sketch, ...]
    marks: tuple[Mark, ...]

    @property
    def strips(self) -> tuple[Strip, ...]:
        """All lines from top to bottom."""
        return tuple(sorted((strip for column in self.columns for strip in column), key=_foot))


def sheets_to_leaves(sheets: Sequence[Sheet]) -> tuple[Leaf, ...]:
    """Give the pages laid out; what runs over a page break is on the page where it begins."""
    parted = [_part(sheet) for sheet in sheets]
    roles = find_furniture([(page.sheet, page.strips) for page in parted])
    parted = _align(parted, roles)
    alike = _alike_pages(parted, roles)
    return join_pages([_lay_out(page, roles, alike[_size(page.sheet)]) for page in parted])


def _part(sheet: Sheet) -> Parted:
    """Divide a page into tables, marks and the lines outside them."""
    marks, rest = find_marks(sheet)
    sketches, runs, odd = find_sketches(rest)
    groups = [runs] if sketches else split_columns(runs, sheet.width)
    columns = [runs_to_strips(group, sheet.number) for group in groups]
    columns[-1] = (*columns[-1], *odd)
    return Parted(sheet, tuple(tuple(sorted(column, key=_foot)) for column in columns), sketches, marks)


def _align(pages: Sequence[Parted], roles: dict[Strip, str]) -> list[Parted]:
    """Give the pages with the tables that have no lines; one that ends a page may go on on the next."""
    whole: list[Parted] = []
    above: Sketch | None = None
    for page in pages:
        strips = [strip for column in page.columns for strip in column if strip not in roles]
        found = find_aligned(strips, page.sheet.flat, above)
        if found.sketches:
            page = _with_aligned(page, found, roles)
        whole.append(page)
        above = _open_table(page, roles)
    return whole


def _with_aligned(page: Parted, found: Found, roles: dict[Strip, str]) -> Parted:
    rest = set(map(id, found.rest))
    columns = tuple(tuple(strip for strip in column if id(strip) in rest or strip in roles) for column in page.columns)
    sketches = sorted((*page.sketches, *found.sketches), key=lambda sketch: (sketch.box.top, sketch.box.left))
    return replace(page, columns=columns, sketches=tuple(sketches))


def _open_table(page: Parted, roles: dict[Strip, str]) -> Sketch | None:
    """Give the table without lines that a page ends with."""
    last = max(page.sketches, key=lambda sketch: sketch.box.bottom, default=None)
    if last is None or not last.doubt:
        return None
    below = any(strip.base > last.box.bottom for column in page.columns for strip in column if strip not in roles)
    return None if below else last


def _foot(strip: Strip) -> float:
    return strip.box.bottom


def _size(sheet: Sheet) -> tuple[int, int]:
    return round(sheet.width / 10), round(sheet.height / 10)


def _alike_pages(pages: Sequence[Parted], roles: dict[Strip, str]) -> dict[tuple[int, int], list[Strip]]:
    """Give the lines of all pages of one size."""
    alike: dict[tuple[int, int], list[Strip]] = defaultdict(list)
    for page in pages:
        alike[_size(page.sheet)].extend(strip for strip in page.strips if strip not in roles and strip.stops)
    return alike


def _lay_out(page: Parted, roles: dict[Strip, str], alike: Sequence[Strip]) -> Rough:
    columns = [[strip for strip in column if strip not in roles] for column in page.columns]
    margins = _margins([strip for column in columns for strip in column], alike, page.sheet.width)
    indents = uses_indents(alike, margins)
    items: list[Paragraph | Sketch] = []
    for column in columns:
        inner = _margins(column, column, page.sheet.width) if len(columns) > 1 else margins
        for part in between_tables(column, page.sketches):
            if isinstance(part, Sketch):
                items.append(part)
            else:
                items.extend(strips_to_paragraphs(part, inner, indents=indents))
    furniture = tuple(Aside(((strip,),), roles[strip]) for strip in page.strips if strip in roles)
    furniture += tuple(Aside((mark.strips,), mark.role) for mark in page.marks)
    return Rough(page.sheet, margins, tuple(mark_rules(items, page.sheet.flat, page.sheet.width)), furniture, indents)


def _margins(strips: Sequence[Strip], alike: Sequence[Strip], width: float) -> Margins:
    return find_margins([strip for strip in strips if strip.stops], alike, width)
