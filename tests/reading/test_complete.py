"""No printed character is lost, none is invented, and every line stands where it is said to stand."""

import itertools
from collections import Counter
from pathlib import Path

import paper
import pymupdf
import pytest

from extractors.document import Document
from extractors.reading import read_bytes
from extractors.text import heal

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "documents"
FILES = sorted([*CORPUS.glob("*.pdf"), *(paper.SHARED / "real").glob("*.pdf")])


def said(document: Document, page: int) -> Counter[str]:
    lines = (document.quote(line.span) for line in document.lines if line.page == page)
    return Counter(char for line in lines for char in line if not char.isspace())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_character_once(path: Path) -> None:
    data = path.read_bytes()
    document = read_bytes(data, path.name)
    with pymupdf.open(stream=data) as file:
        for page in document.pages:
            printed = Counter(char for char in heal(file[page.number - 1].get_text()) if not char.isspace())
            assert said(document, page.number) == printed, page.number


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_spans_are_whole(path: Path) -> None:
    document = read_bytes(path.read_bytes(), path.name)
    lines = sorted(document.lines, key=lambda line: line.span)
    assert all(before.span.end <= after.span.start for before, after in itertools.pairwise(lines))
    assert all(len(line.stops) == len(line.span) + 1 for line in lines if line.stops)
    covered = [char for line in lines for char in document.text[line.span.start : line.span.end]]
    assert len(covered) == len(document.text) - len(_joints(document))
    for table in document.tables:
        assert all(table.span.covers(cell.span) for cell in table.cells)
        assert table.unit is None or document.quote(table.unit) == table.unit_text


def _joints(document: Document) -> str:
    """Give the characters that stand in no line: they are white space."""
    kept = [True] * len(document.text)
    for line in document.lines:
        kept[line.span.start : line.span.end] = [False] * len(line.span)
    text = "".join(char for char, keep in zip(document.text, kept, strict=True) if keep)
    assert text.strip() == ""
    return text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_lines_stand_in_their_boxes(path: Path) -> None:
    data = path.read_bytes()
    document = read_bytes(data, path.name)
    with pymupdf.open(stream=data) as file:
        for line in document.lines[:: max(1, len(document.lines) // 60)]:
            assert line.box is not None
            clip = pymupdf.Rect(line.box.left - 0.5, line.box.top, line.box.right + 0.5, line.box.bottom)
            shown = "".join(heal(file[line.page - 1].get_textbox(clip)).split())
            assert "".join(document.quote(line.span).split()) in shown


def test_reading_twice_gives_the_same() -> None:
    for path in FILES[:2]:
        data = path.read_bytes()
        assert read_bytes(data, path.name) == read_bytes(data, path.name)
