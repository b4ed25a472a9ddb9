"""Sheets → leaves: each page divided into tables, lines and furniture, lines joined to paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractors.reading.columns import reading_order
from extractors.reading.furniture import find_furniture
from extractors.reading.layout import Paragraph, goes_on, strips_to_paragraphs, uses_indents
from extractors.reading.leaf import Leaf
from extractors.reading.margins import Margins, find_margins
from extractors.reading.sheet import Sheet, Strip, Stroke
from extractors.reading.strips import runs_to_strips
from extractors.reading.table import Sketch, find_sketches


def sheets_to_leaves(sheets: Sequence[Sheet]) -> tuple[Leaf, ...]:
    """Give the pages laid out; a paragraph that runs over a page break is on the page where it begins."""
    parted = [_part(sheet) for sheet in sheets]
    pages = [(sheet, strips) for sheet, strips, _ in parted]
    roles = find_furniture(pages)
    alike = _alike_pages(pages, roles)
    leaves = [
        _lay_out(sheet, strips, sketches, roles, alike[_size(sheet)]) for sheet, strips, sketches in parted
    ]
    return _join_pages(leaves)


def _part(sheet: Sheet) -> tuple[Sheet, tuple[Strip, ...], tuple[Sketch, ...]]:
    """Divide a page into tables and the lines outside them."""
    sketches, runs = find_sketches(sheet)
    strips = runs_to_strips(runs, sheet.number)
    return sheet, tuple(sorted((*strips, *sheet.odd), key=lambda strip: strip.box.bottom)), sketches


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
) -> Leaf:
    body = [strip for strip in strips if strip not in roles]
    margins = find_margins([strip for strip in body if strip.stops], alike, sheet.width)
    indents = uses_indents(alike, margins)
    items: list[Paragraph | Sketch] = []
    for part in reading_order(body, sketches, margins):
        if isinstance(part, Sketch):
            items.append(part)
        else:
            items.extend(strips_to_paragraphs(part.strips, part.margins, indents=indents))
    ruled = _mark_rules(items, sheet.strokes, sheet.width)
    return Leaf(sheet, margins, tuple(ruled), tuple((strip, roles[strip]) for strip in strips if strip in roles), indents)


def _mark_rules(
    items: Sequence[Paragraph | Sketch], strokes: Sequence[Stroke], width: float
) -> list[Paragraph | Sketch]:
    """Tell every paragraph of the long horizontal lines between it and its neighbours."""
    rules = sorted(
        stroke.at for stroke in strokes if not stroke.upright and stroke.end - stroke.start > 0.25 * width
    )
    marked: list[Paragraph | Sketch] = []
    for at, item in enumerate(items):
        if isinstance(item, Sketch):
            marked.append(item)
            continue
        above = _end(items[at - 1]) if at else 0.0
        below = _start(items[at + 1]) if at + 1 < len(items) else 1e9
        marked.append(
            replace(
                item,
                rule_above=any(above - 2 < rule < _start(item) + 2 for rule in rules),
                rule_below=any(_end(item) - 2 < rule < below + 2 for rule in rules),
            )
        )
    return marked


def _start(item: Paragraph | Sketch) -> float:
    """Give the y where the ink of an item begins."""
    if isinstance(item, Sketch):
        return item.box.bottom
    return item.strips[0].base - 0.85 * item.strips[0].size


def _end(item: Paragraph | Sketch) -> float:
    if isinstance(item, Sketch):
        return item.box.bottom
    return item.strips[-1].base


def _join_pages(leaves: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """Move the first lines of a page to the paragraph of the page before that they go on with."""
    joined: list[Leaf] = []
    for leaf in leaves:
        home = next((at for at in range(len(joined) - 1, -1, -1) if joined[at].items), None)
        if home is not None and _runs_over(joined[home], leaf):
            start, head = joined[home].items[-1], leaf.items[0]
            assert isinstance(start, Paragraph) and isinstance(head, Paragraph)
            whole = replace(start, strips=start.strips + head.strips, rule_below=head.rule_below)
            joined[home] = replace(joined[home], items=(*joined[home].items[:-1], whole))
            leaf = replace(leaf, items=leaf.items[1:])
        joined.append(leaf)
    return tuple(joined)


def _runs_over(before: Leaf, leaf: Leaf) -> bool:
    if leaf.sheet.number - before.sheet.number != 1 and before.items:
        if any(strip.page == leaf.sheet.number - 1 for strip in _strips(before.items[-1])) is False:
            return False
    if not before.items or not leaf.items:
        return False
    start, head = before.items[-1], leaf.items[0]
    if not isinstance(start, Paragraph) or not isinstance(head, Paragraph):
        return False
    last, first = start.strips[-1], head.strips[0]
    if abs(last.size - first.size) > 0.12 * last.size or last.bold != first.bold or "left" != start.align != head.align:
        return False
    if head.align != "left" or head.rule_above or start.rule_below or not last.stops or not first.stops:
        return False
    return _flows(start, last, first, before, leaf)


def _flows(start: Paragraph, last: Strip, first: Strip, before: Leaf, leaf: Leaf) -> bool:
    """Say whether the shapes of the lines go on, each measured by the margins of its own page."""
    shift = before.margins.left - leaf.margins.left
    moved = replace(
        first,
        box=replace(first.box, left=first.box.left + shift, right=max(first.box.left, first.box.right) + shift),
        stops=tuple(stop + shift for stop in first.stops),
    )
    return goes_on(start.strips, moved, before.margins, indents=before.indents)


def _strips(item: Paragraph | Sketch) -> tuple[Strip, ...]:
    return item.strips if isinstance(item, Paragraph) else ()
