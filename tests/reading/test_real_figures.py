"""Every figure of the pages with tables: none lost, none doubled, none divided, beside an independent count."""

from collections import Counter
from pathlib import Path

import paper
import pymupdf
import pytest
import regex

from extractors.document import Document
from extractors.reading import read_file

FILES = sorted((paper.SHARED / "real").glob("*.pdf"))
FIGURE = regex.compile(r"\d[\d,]*(?:\.\d+)?")


def outside(document: Document, page: int) -> Counter[str]:
    blocks = [block for block in document.blocks if block.role != "table"]
    lines = [line for block in blocks for line in document.lines_of(block.span) if line.page == page]
    return Counter(figure for line in lines for figure in FIGURE.findall(document.quote(line.span)))


def inside(document: Document, page: int) -> Counter[str]:
    cells = [cell for table in document.tables for cell in table.cells if cell.page == page]
    return Counter(figure for cell in cells for figure in FIGURE.findall(document.quote(cell.span)))


@pytest.mark.skipif(not FILES, reason="the documents are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_figure_once(path: Path) -> None:
    document = read_file(path)
    pages = sorted({page for table in document.tables for page in table.pages})
    assert pages
    with pymupdf.open(path) as file:
        for page in pages:
            words = file[page - 1].get_text("words")
            printed = Counter(figure for word in words for figure in FIGURE.findall(word[4]))
            assert inside(document, page) + outside(document, page) == printed, page
