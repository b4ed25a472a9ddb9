"""Pages whose text cannot be had are named, never silently empty."""

from typing import Any

import paper
import pymupdf

from extractors.reading import read_bytes


def picture(page: Any, share: float) -> None:
    pix = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 50, 50))
    pix.clear_with(200)
    page.insert_image(pymupdf.Rect(0, 0, 595, 842 * share), pixmap=pix, keep_proportion=False)


def test_a_scan_is_unread() -> None:
    file = paper.new_file()
    paper.write(paper.new_page(file), 80, 100, "第一页是文字，足够长的一行文字在这里。")
    picture(paper.new_page(file), 1.0)
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    first, second = document.pages
    assert (first.route, first.unread, first.why) == ("text", False, None)
    assert (second.route, second.unread) == ("ocr", True) and second.why


def test_a_scan_with_a_typed_page_number() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    picture(page, 0.9)
    paper.center(page, 800, "— 1 —", 12)
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert document.pages[0].unread and document.pages[0].route == "ocr"


def test_a_blank_page_says_so() -> None:
    file = paper.new_file()
    paper.write(paper.new_page(file), 80, 100, "正文")
    paper.new_page(file)
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert (document.pages[1].route, document.pages[1].why, document.pages[1].unread) == ("text", "blank", False)


def add_content(file: Any, page: Any, content: str) -> None:
    """Draw with operators of our own."""
    xref = file.get_new_xref()
    file.update_object(xref, "<<>>")
    file.update_stream(xref, content.encode("latin-1"))
    refs = " ".join(f"{number} 0 R" for number in (*page.get_contents(), xref))
    file.xref_set_key(page.xref, "Contents", f"[{refs}]")


def test_garbage_is_not_text() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    page.insert_text((80, 100), "Sample", fontname="helv", fontsize=12)
    codes = "".join(f"\\{code:03o}" for code in range(1, 30)) * 3
    add_content(file, page, f"BT /helv 12 Tf 80 500 Td ({codes}) Tj ET")
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert document.pages[0].unread and document.pages[0].route == "ocr" and document.text == ""


def test_an_earlier_recognition_is_marked() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    picture(page, 1.0)
    paper.write(
        page, 80, 100, "关于下达二〇二一年度专项资金的通知各地级以上市财政局为提高预算完整性", 12, render_mode=3
    )
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert document.pages[0].route == "ocr" and document.pages[0].why and "关于下达" in document.text


def test_absurdly_many_lines_do_not_hang() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.write(page, 80, 100, "正文还在")
    add_content(
        file, page, " ".join(f"{x} {y} m {x} {y + 3} l" for x in range(10, 500) for y in range(10, 800, 5)) + " S"
    )
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert "正文还在" in document.text
    assert document.pages[0].why and "tables are unread" in document.pages[0].why


def test_letters_drawn_as_curves_are_unread() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    curve = "{x} {y} m {x} {y} 10 10 20 20 c 30 30 40 40 {x} {y} c f"
    add_content(file, page, " ".join(curve.format(x=x, y=y) for x in range(80, 500, 16) for y in range(100, 700, 28)))
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert document.pages[0].unread and document.pages[0].why == "its text is drawn, not written"


def test_damage_inside_a_file_is_said() -> None:
    file = paper.new_file()
    for _ in range(3):
        paper.write_lines(paper.new_page(file), ["为提高预算完整性，加快预算执行进度，根据有关规定下达资金"] * 20)
    data = bytearray(paper.to_bytes(file, deflate=True))
    whole = read_bytes(bytes(data), "a.pdf")
    start = data.index(b"stream", len(data) // 3) + 40
    data[start : start + 60] = bytes(range(60, 120))
    document = read_bytes(bytes(data), "a.pdf")
    assert document.text == whole.text or any(page.why and "damaged" in page.why for page in document.pages)


def test_a_page_of_absurdly_many_characters_is_unread() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    page.insert_text((80, 100), "x", fontname="helv", fontsize=12)
    add_content(file, page, f"BT /helv 1 Tf 8 500 Td ({'x' * 1000}) Tj " + f"0 -1 Td ({'x' * 1000}) Tj " * 400 + "ET")
    page.set_mediabox(pymupdf.Rect(0, 0, 2000, 842))
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert document.pages[0].unread and "absurdly many" in str(document.pages[0].why)
