"""Text files: lines with numbers instead of boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from extractors.document import Cell, Document, Line, Page, Span, Table
from extractors.errors import ReadError
from extractors.reading.grids.captions import find_captions
from extractors.reading.naming import name_document
from extractors.reading.passage import Passage
from extractors.reading.plain.textlines import Row, rows_to_paragraphs, text_to_rows
from extractors.reading.plain.texttable import header_rows, rows_to_tables, split_repeats
from extractors.reading.prose.joints import joint
from extractors.reading.writing import Manuscript


def read_text(text: str, source: str, name: str, models: Path | None) -> Document:
    """Give a text file as a document of one page of size 0.

    Raises:
        ReadError: nothing is written in it.

    """
    rows = text_to_rows(text)
    if not rows:
        raise ReadError(name, "the file has no text", "fetch it again", kind="empty")
    script = Manuscript()
    tables: list[Table] = []
    passages: list[Passage] = []
    repeats: list[Row] = []
    for group in _groups(rows):
        script.begin()
        if group[0].tabled:
            kept, again = split_repeats(group)
            repeats.extend(again)
            tables.append(_write_table(script, kept, f"t{len(tables) + 1}"))
        span = tables[-1].span if group[0].tabled else _write_lines(script, group)
        passages.append(Passage(span, 1, len(passages), table=group[0].tabled))
    passages[-1] = replace(passages[-1], last=True)
    passages.extend(_write_repeat(script, row) for row in repeats)
    named = find_captions(script.text, passages, tables)
    document = Document(source, name, "text", script.text, (Page(1, 0.0, 0.0),), tuple(script.lines), tables=named)
    return name_document(document, tuple(passages), models)


def _groups(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Give tables and paragraphs, each as its lines."""
    for tabled, run in groupby(rows, key=lambda row: row.tabled):
        part = tuple(run)
        yield from rows_to_tables(part) if tabled else rows_to_paragraphs(part)


def _write_lines(script: Manuscript, rows: Sequence[Row]) -> Span:
    start = script.length
    before = ""
    for row in rows:
        script.add(joint(before, row.text))
        script.lines.append(Line(script.add(row.text), 1, row.number))
        before = row.text
    return Span(start, script.length)


def _write_table(script: Manuscript, rows: Sequence[Row], name: str) -> Table:
    start = script.length
    wide = [len(row.text.split("\t")) for row in rows]
    head = header_rows(rows, max(wide))
    cells: list[Cell] = []
    for at, row in enumerate(rows):
        if at:
            script.add("\n")
        spans = _write_fields(script, row)
        spans += [Span(script.length, script.length)] * (max(wide) - len(spans))
        cells.extend(Cell(span, at, column, header=at < head) for column, span in enumerate(spans))
    return Table(name, Span(start, script.length), (1,), tuple(cells))


def _write_fields(script: Manuscript, row: Row) -> list[Span]:
    """Write the fields of a row with TABs between them; each is a line of its own with the number of the row."""
    spans = []
    for column, field in enumerate(row.text.split("\t")):
        if column:
            script.add("\t")
        span = script.add(field.strip())
        spans.append(span)
        if len(span):
            script.lines.append(Line(span, 1, row.number))
    return spans


def _write_repeat(script: Manuscript, row: Row) -> Passage:
    script.begin()
    start = script.length
    _write_fields(script, row)
    return Passage(Span(start, script.length), 1, 0, furniture="repeated_header")
