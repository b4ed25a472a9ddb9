"""Leaves → Document: one text, every character with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from extractors.document import Cell, Document, Page, Span, Table
from extractors.reading.grids.captions import find_captions
from extractors.reading.grids.joining import Frame, rows_of
from extractors.reading.leaf import Aside, Leaf
from extractors.reading.naming import name_document
from extractors.reading.page.sheet import Sheet
from extractors.reading.passage import Passage
from extractors.reading.prose.layout import Paragraph
from extractors.reading.writing import Manuscript, cover


def bind(leaves: Sequence[Leaf], source: str, name: str, models: Path | None) -> Document:
    """Write the leaves into one document: what is read first, furniture at the end."""
    script = Manuscript(sheets={leaf.sheet.number: leaf.sheet for leaf in leaves})
    tables: list[Table] = []
    passages = [passage for leaf in leaves for passage in _write_leaf(script, leaf, tables)]
    passages += [_write_aside(script, aside) for leaf in leaves for aside in leaf.furniture]
    pages = tuple(_page(leaf.sheet) for leaf in leaves)
    named = find_captions(script.text, passages, tables)
    document = Document(source, name, "pdf", script.text, pages, tuple(script.lines), tables=named)
    return name_document(document, tuple(passages), models)


def _page(sheet: Sheet) -> Page:
    width, height = (sheet.height, sheet.width) if sheet.turn % 2 else (sheet.width, sheet.height)
    return Page(sheet.number, width, height, sheet.route, sheet.why, sheet.unread)


def _write_leaf(script: Manuscript, leaf: Leaf, tables: list[Table]) -> Iterator[Passage]:
    for order, item in enumerate(leaf.items):
        script.begin()
        passage = _write_paragraph(script, item) if isinstance(item, Paragraph) else _write_table(script, item, tables)
        yield replace(passage, order=order, last=order == len(leaf.items) - 1)


def _write_paragraph(script: Manuscript, item: Paragraph) -> Passage:
    first = item.strips[0]
    return Passage(
        script.add_strips(item.strips),
        first.page,
        0,
        box=script.place(cover(item.strips), first.page),
        size=first.size,
        bold=all(strip.bold for strip in item.strips),
        red=all(strip.red for strip in item.strips),
        align=item.align,
        rule_above=item.rule_above,
        rule_below=item.rule_below,
    )


def _write_table(script: Manuscript, frame: Frame, tables: list[Table]) -> Passage:
    start = script.length
    cells: list[Cell] = []
    for row, group in rows_of(frame.cells):
        if cells:
            script.add("\n")
        for at, cell in enumerate(group):
            if at:
                script.add("\t")
            span = script.add_strips(cell.strips, cell.box.right)
            header = row < frame.header_rows
            cells.append(
                Cell(
                    span,
                    row,
                    cell.column,
                    cell.row_span,
                    cell.column_span,
                    header,
                    cell.page,
                    script.place(cell.box, cell.page),
                )
            )
    span = Span(start, script.length)
    table = Table(f"t{len(tables) + 1}", span, frame.pages, tuple(cells), doubt=frame.doubt)
    tables.append(table)
    return Passage(table.span, frame.pages[0], 0, box=script.place(frame.box, frame.pages[0]), table=True)


def _write_aside(script: Manuscript, aside: Aside) -> Passage:
    script.begin()
    start = script.length
    for at, strips in enumerate(aside.pieces):
        if at:
            script.add("\t")
        script.add_strips(strips)
    strips = tuple(strip for piece in aside.pieces for strip in piece)
    span = Span(start, script.length)
    return Passage(
        span,
        strips[0].page,
        0,
        box=script.place(cover(strips), strips[0].page),
        size=strips[0].size,
        furniture=aside.role,
    )
