"""Text files: lines with numbers instead of boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from extractors.document import Document, Line, Page, Span, Table
from extractors.reading.joints import joint
from extractors.reading.naming import name_document
from extractors.reading.passage import Passage
from extractors.reading.writing import Manuscript
from extractors.text import heal

_BREAK = regex.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_HIDDEN = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff]")
_MARKER = regex.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百\d]{1,5}[章节条编][ 　]"
    r"|\d{1,2}(?:[、．]|\.(?!\d))|[（(]\d{1,2}[）)]|[①-⑳]|附\s*(?:件|表)\s*\d{0,2}\s*(?:[:：]|$)|-\s"
)
_DONE = regex.compile(r"[。；：！？;:!?][”’」』）)]?$")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file that is not blank, with its number and whether a blank line stands above it."""

    number: int
    text: str
    apart: bool
    inset: bool


def read_text(text: str, source: str, name: str, models: Path | None) -> Document:
    """Give a text file as a document of one page of size 0."""
    rows = tuple(_rows(text))
    script = Manuscript()
    tables: list[Table] = []
    passages: list[Passage] = []
    for group in _group(rows):
        script.begin()
        span = _write(script, group)
        passages.append(Passage(span, 1, len(passages)))
    document = Document(source, name, "text", script.text, (Page(1, 0.0, 0.0),), tuple(script.lines), tables=tuple(tables))
    return name_document(document, tuple(passages), models)


def _rows(text: str) -> Iterator[Row]:
    apart = True
    for number, line in enumerate(_BREAK.split(text), start=1):
        clean = _HIDDEN.sub("", heal(line))
        if clean.strip():
            yield Row(number, clean.strip(), apart, clean[:1].isspace())
        apart = not clean.strip()


def _group(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    yield from ((row,) for row in rows)


def _write(script: Manuscript, rows: Sequence[Row]) -> Span:
    start = script.length
    before = ""
    for row in rows:
        script.add(joint(before, row.text))
        script.lines.append(Line(script.add(row.text), 1, row.number))
        before = row.text
    return Span(start, script.length)
