"""A page whose text lies on its side is read all the same; its boxes are those of the page."""

import paper
import pymupdf
import pytest

from extractors.document import Box, Span
from extractors.reading import read_bytes
from extractors.reading.page.turning import turn_back, turned_matrix


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_there_and_back(turn: int) -> None:
    matrix = turned_matrix(pymupdf.Matrix(1, 0, 0, 1, 0, 0), turn, 400, 600)
    rect = pymupdf.Rect(10, 20, 110, 40) * matrix
    width, height = (600, 400) if turn % 2 else (400, 600)
    assert turn_back(Box(rect.x0, rect.y0, rect.x1, rect.y1), turn, width, height) == Box(10, 20, 110, 40)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_table_drawn_on_its_side(rotate: int) -> None:
    file = paper.new_file()
    upright = paper.new_page(file, *(paper.A4[::-1] if rotate != 180 else paper.A4))
    rows = [["地区", "金额"], ["广州市", "250,000.00"], ["韶关市本级和各县", "7,200.00"]]
    paper.grid(upright, (80, 300, 500), (100, 125, 150, 175), rows)
    paper.write(upright, 80, 60, "资金分配情况表", 14)
    flat = read_bytes(file.tobytes(), "a.pdf")
    turned = pymupdf.open()
    page = turned.new_page(width=595, height=842)
    page.show_pdf_page(page.rect, file, 0, rotate=rotate)
    document = read_bytes(paper.to_bytes(turned), "b.pdf")
    assert document.text == flat.text
    assert len(document.tables) == 1
    assert (document.pages[0].width, document.pages[0].height) == (595, 842)
    start = document.text.index("韶关市")
    (place,) = document.locate(Span(start, start + 8))
    (box,) = place.boxes
    clip = pymupdf.Rect(box.left - 1, box.top - 1, box.right + 1, box.bottom + 1)
    with pymupdf.open(stream=paper.to_bytes(_copy(document, file, rotate)), filetype="pdf") as shown:
        assert "韶关市本级和各县" in shown[0].get_textbox(clip).replace("\n", "")
    assert all(line.stops == () for line in document.lines)


def _copy(document: object, file: pymupdf.Document, rotate: int) -> pymupdf.Document:
    turned = pymupdf.open()
    page = turned.new_page(width=595, height=842)
    page.show_pdf_page(page.rect, file, 0, rotate=rotate)
    return turned
