"""Characters of a PDF: every one that is printed, once, where it stands."""

import paper
import pymupdf
import pytest

from extractors.document import Document, Span
from extractors.reading import read_bytes


def find(document: Document, text: str) -> Span:
    start = document.text.index(text)
    return Span(start, start + len(text))


def read(file: object) -> Document:
    return read_bytes(paper.to_bytes(file), "a.pdf")


def test_a_box_holds_just_the_characters_of_a_span() -> None:
    file = paper.new_file()
    paper.write(paper.new_page(file), 80, 100, "根据粤财工〔2020〕228号通知", 16)
    document = read(file)
    (place,) = document.locate(find(document, "粤财工〔2020〕228号"))
    (box,) = place.boxes
    assert box.left == pytest.approx(80 + 2 * 16, abs=0.5)
    assert box.right == pytest.approx(80 + 15 * 16, abs=0.5)
    assert box.top < 100 < box.bottom


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_are_in_the_turned_page(rotation: int) -> None:
    file = paper.new_file()
    page = paper.new_page(file, 400, 600)
    # what is printed upright on the turned page
    spot = pymupdf.Point(100, 200) if rotation in (0, 180) else pymupdf.Point(150, 100)
    page.set_rotation(rotation)
    width, height = page.rect.width, page.rect.height
    page.insert_text(spot * page.derotation_matrix, "下达资金", fontname=paper.FONT, fontsize=20, rotate=rotation)
    document = read(file)
    assert document.text == "下达资金"
    assert (document.pages[0].width, document.pages[0].height) == (width, height)
    (place,) = document.locate(find(document, "资金"))
    (box,) = place.boxes
    assert box.left == pytest.approx(spot.x + 40, abs=1) and box.right == pytest.approx(spot.x + 80, abs=1)
    assert box.top < spot.y < box.bottom


def test_lines_that_run_otherwise_have_a_box_and_no_stops() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.write(page, 80, 100, "正文")
    page.insert_text((300, 500), "侧边文字", fontname=paper.FONT, fontsize=12, rotate=90)
    document = read(file)
    line = next(line for line in document.lines if document.quote(line.span) == "侧边文字")
    assert line.stops == () and line.box is not None and line.box.bottom - line.box.top > 40


def test_a_shadow_counts_once() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    for shift in (0, 0.4, 0.8):
        paper.write(page, 80 + shift, 100, "广东省财政厅文件")
    paper.write(page, 80, 140, "财财——11")
    assert read(file).text.replace("\n", "") == "广东省财政厅文件财财——11"


def test_the_same_characters_on_other_lines_are_not_shadows() -> None:
    """A line lost 用, 护及 and a 0 because characters of another size stood at places that hashed alike."""
    file = paper.new_file()
    page = paper.new_page(file)
    lines = ["创造运用保护及省部会商260万元"] * 40
    for at, line in enumerate(lines):
        paper.write(page, 60 + at * 3.7, 60 + at * 18.3, line, 7 + at * 0.35)
    assert read(file).text.count("创造运用保护及省部会商260万元") == 40


def test_invisible_text_is_left_out() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.write(page, 80, 100, "看得见的正文")
    paper.write(page, 80, 200, "隐", render_mode=3)
    assert read(file).text == "看得见的正文"


def test_text_outside_the_crop_box_is_left_out() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.write(page, 80, 300, "页内")
    paper.write(page, 80, 800, "页外")
    page.set_cropbox(pymupdf.Rect(0, 100, 595, 600))
    document = read(file)
    assert document.text == "页内"
    (place,) = document.locate(Span(0, 2))
    assert place.boxes[0].top < 200 < place.boxes[0].bottom


def test_runs_on_one_base_line_are_one_line() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.write(page, 144, 100, "2020")
    paper.write(page, 80, 100, "发文日期")
    paper.write(page, 176, 100, "年")
    document = read(file)
    assert document.text == "发文日期2020年"
    assert len(document.lines) == 1


def test_a_wide_gap_is_a_space() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.write(page, 80, 100, "广东省财政厅办公室")
    paper.write(page, 350, 100, "2020年12月30日印发")
    assert read(file).text == "广东省财政厅办公室 2020年12月30日印发"


def test_compatibility_characters_are_healed() -> None:
    file = paper.new_file()
    paper.write(paper.new_page(file), 80, 100, "資⾦\uf98e")
    text = read(file).text
    assert "\uf98e" not in text and "⾦" not in text
