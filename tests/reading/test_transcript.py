"""A scanned page is read like a printed one, or is named with the reason."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import paper
import pymupdf
import pytest
import scans
from PIL import Image

from extractors.document import Box, Document, Span
from extractors.errors import ReadError
from extractors.reading import read_bytes

LINES = (
    "\u3000\u3000为提高预算完整性，加快预算执行进度，现下达资金，具体项",
    "目和金额见附件，有关事项通知如下，请遵照执行。",
    "\u3000\u3000一、此项资金待预算年度开始后，按程序拨付使用。",
)
ROWS = [["地区", "金额"], ["广州市", "250,000.00"], ["韶关市本级", "7,200.00"]]
XS, YS = (80, 300, 500), (400, 425, 450, 475)


def letter() -> Any:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.write_lines(page, LINES)
    paper.write_lines(page, [line.strip() for line in LINES], y=520)
    return page


def chart() -> Any:
    page = letter()
    paper.grid(page, XS, YS, ROWS)
    return page


def box_of(document: Document, text: str) -> Box:
    start = document.text.index(text)
    (place,) = document.locate(Span(start, start + len(text)))
    return place.boxes[0]


def test_lines_become_paragraphs() -> None:
    page = letter()
    clerk = scans.show(page)
    document = read_bytes(scans.scan(page), "a.pdf", reader=clerk)
    (only,) = document.pages
    assert (only.route, only.unread) == ("ocr", False) and "scan" in str(only.why)
    assert "具体项目和金额见附件" in document.text and "\n一、此项资金" in document.text
    assert clerk.count == 1


def test_without_a_reader_a_scan_is_unread() -> None:
    page = letter()
    document = read_bytes(scans.scan(page), "a.pdf")
    assert document.pages[0].unread and document.text == ""


def test_without_an_engine_the_page_says_so() -> None:
    document = read_bytes(scans.scan(letter()), "a.pdf", reader=scans.Nobody())
    assert document.pages[0].unread and "there is no engine for scans" in str(document.pages[0].why)


def test_a_page_that_cannot_be_believed_is_unread() -> None:
    page = letter()
    clerk = replace(scans.show(page), score=0.5)
    document = read_bytes(scans.scan(page), "a.pdf", reader=clerk)
    assert document.pages[0].unread and document.text == ""
    assert "score of 0.50" in str(document.pages[0].why)


def test_a_blank_scan_is_blank() -> None:
    blank = paper.new_page(paper.new_file())
    clerk = scans.Clerk([], paper.A4)
    document = read_bytes(scans.scan(blank), "a.pdf", reader=clerk)
    assert not document.pages[0].unread and "blank" in str(document.pages[0].why) and clerk.count == 0


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_whichever_way_the_paper_lay(turn: int) -> None:
    page = letter()
    clerk = scans.show(page)
    document = read_bytes(scans.scan(page, turn=turn), "a.pdf", reader=clerk)
    assert not document.pages[0].unread and "具体项目和金额见附件" in document.text
    width, height = document.pages[0].width, document.pages[0].height
    assert (width > height) == bool(turn % 2)
    top = box_of(document, "具体项")  # at the end of the first line: upper right on the upright page
    near = {0: (True, True), 1: (True, False), 2: (False, False), 3: (False, True)}[turn]
    assert ((top.left + top.right > width), (top.top + top.bottom < height)) == near


@pytest.mark.parametrize("skew", [-1.2, 0.8, 2.5])
def test_paper_that_lay_aslant(skew: float) -> None:
    page = chart()
    clerk = scans.show(page)
    data = scans.scan(page, skew=skew)
    document = read_bytes(data, "a.pdf", reader=clerk)
    assert [document.quote(cell.span) for cell in document.tables[0].cells] == [text for row in ROWS for text in row]
    box = box_of(document, "7,200.00")
    with pymupdf.open(stream=data, filetype="pdf") as file:  # ink lies in the box, and none beside it
        inside = file[0].get_pixmap(clip=(box.left, box.top, box.right, box.bottom), colorspace=pymupdf.csGRAY)
        beside = file[0].get_pixmap(
            clip=(box.right + 4, box.top, box.right + 40, box.bottom), colorspace=pymupdf.csGRAY
        )
    assert min(inside.samples) < 120 and min(beside.samples) > 200
    assert box.bottom - box.top < 16


def test_a_table_with_merged_cells() -> None:
    page = letter()
    for y, left in ((400, 80), (425, 300), (450, 80), (475, 80)):
        paper.line(page, left, y, 500, y)
    for x, top in ((80, 400), (300, 400), (400, 425), (500, 400)):
        paper.line(page, x, top, x, 475)
    for x, y, text in ((90, 430, "地区"), (310, 418, "金额"), (310, 443, "上年"), (410, 443, "本年")):
        paper.write(page, x, y, text, 10)
    for x, text in ((90, "韶关市"), (310, "12.5"), (410, "13.5")):
        paper.write(page, x, 468, text, 10)
    clerk = scans.show(page)
    document = read_bytes(scans.scan(page), "a.pdf", reader=clerk)
    cells = [
        (document.quote(cell.span), cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in document.tables[0].cells
    ]
    assert cells == [
        ("地区", 0, 0, 2, 1),
        ("金额", 0, 1, 1, 2),
        ("上年", 1, 1, 1, 1),
        ("本年", 1, 2, 1, 1),
        ("韶关市", 2, 0, 1, 1),
        ("12.5", 2, 1, 1, 1),
        ("13.5", 2, 2, 1, 1),
    ]


def test_an_earlier_recognition_is_done_again() -> None:
    page = letter()
    clerk = scans.show(page)
    with pymupdf.open(stream=scans.scan(page), filetype="pdf") as file:
        paper.write(
            file[0], 80, 100, "为提高顸算完整性加快顸算执行迸度现下达资佥具体顶日和金颔见附仵", 12, render_mode=3
        )
        data = bytes(file.tobytes())
    document = read_bytes(data, "a.pdf", reader=clerk)
    assert "预算完整性" in document.text and "顸" not in document.text
    kept = read_bytes(data, "a.pdf", reader=scans.Nobody())
    assert "顸" in kept.text and "no engine" in str(kept.pages[0].why)


@pytest.mark.parametrize("image", ["png", "jpeg"])
def test_an_image_is_a_page(image: str) -> None:
    page = letter()
    clerk = scans.show(page)
    document = read_bytes(scans.scan(page, image=image), f"a.{image}", reader=clerk)
    assert document.format == "image" and "具体项目和金额见附件" in document.text


def test_the_images_of_a_file_are_pages() -> None:
    page = letter()
    clerk = scans.show(page)
    drawn = Image.fromarray(scans.picture(page))
    kept = io.BytesIO()
    drawn.save(kept, format="TIFF", save_all=True, append_images=[drawn], dpi=(scans.DPI, scans.DPI))
    document = read_bytes(kept.getvalue(), "a.tif", reader=clerk)
    assert [page.number for page in document.pages] == [1, 2] and clerk.count == 2


def test_a_damaged_image_is_named() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.png", reader=scans.Nobody())
    assert caught.value.kind == "damaged"
