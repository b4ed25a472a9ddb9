"""Sheets → leaves: each page divided into tables, lines and furniture, lines joined to paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.reading.columns import reading_order
from extractors.reading.furniture import find_furniture
from extractors.reading.layout import Paragraph, strips_to_paragraphs, uses_indents
from extractors.reading.leaf import Leaf
from extractors.reading.margins import find_margins
from extractors.reading.ruling import mark_rules
from extractors.reading.sheet import Sheet, Strip
from extractors.reading.stitching import Rough, join_pages
from extractors.reading.strips import runs_to_strips
from extractors.reading.table import Sketch, find_sketches


def sheets_to_leaves(sheets: Sequence[Sheet]) -> tuple[Leaf, ...]:
    """Give the pages laid out; a paragraph that runs over a page break is on the page where it begins."""
    parted = [_part(sheet) for sheet in sheets]
    pages = [(sheet, strips) for sheet, strips, _ in parted]
    roles = find_furniture(pages)
    alike = _alike_pages(pages, roles)
    return join_pages(
        [_lay_out(sheet, strips, sketches, roles, alike[_size(sheet)]) for sheet, strips, sketches in parted]
    )


def _part(sheet: Sheet) -> tuple[Sheet, tuple[Strip, ...], tuple[Sketch, ...]]:
    """Divide a page into tables and the lines outside them."""
    sketches, runs, odd = find_sketches(sheet)
    strips = runs_to_strips(runs, sheet.number)
    return sheet, tuple(sorted((*strips, *odd), key=lambda strip: strip.box.bottom)), sketches


def _size(sheet: Sheet) -> tuple[int, int]:
    return round(sheet.width / 10), round(sheet.height / 10)


def _alike_pages(
    pages: Sequence[tuple[Sheet, Sequence[Strip]]], roles: dict[Strip, str]
) -> dict[tuple[int, int], list[Strip]]:
    alike: dict[tuple[int, int], list[Strip]] = defaultdict(list)
    for sheet, strips in pages:
        alike[_size(sheet)].extend(strip for strip in strips if strip not in roles and strip.stops)
    return alike


def _lay_out(
    sheet: Sheet, strips: Sequence[Strip], sketches: Sequence[Sketch], roles: dict[Strip, str], alike: Sequence[Strip]
) -> Rough:
    body = [strip for strip in strips if strip not in roles]
    margins = find_margins([strip for strip in body if strip.stops], alike, sheet.width)
    indents = uses_indents(alike, margins)
    items: list[Paragraph | Sketch] = []
    for part in reading_order(body, sketches, margins):
        if isinstance(part, Sketch):
            items.append(part)
        else:
            items.extend(strips_to_paragraphs(part.strips, part.margins, indents=indents))
    furniture = tuple((strip, roles[strip]) for strip in strips if strip in roles)
    return Rough(sheet, margins, tuple(mark_rules(items, sheet.flat, sheet.width)), furniture, indents)
