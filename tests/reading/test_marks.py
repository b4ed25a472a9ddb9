"""Seals and watermarks do not run into the text."""

import math

import paper
import pymupdf

from extractors.reading import read_bytes

BODY = [
    "为提高预算完整性加快预算执行进度根据有关规定现提前下达",
    "专项资金请按照要求尽快拨付使用并切实加强资金监管不得挤",
]


def around(page: pymupdf.Page, text: str, x: float, y: float, radius: float) -> None:
    """Write red characters in a ring."""
    for at, char in enumerate(text):
        angle = math.pi * (1.15 - 1.3 * at / (len(text) - 1))
        point = pymupdf.Point(x + radius * math.cos(angle), y - radius * math.sin(angle))
        turn = math.degrees(math.pi / 2 - angle)
        page.insert_text(
            point, char, fontname=paper.FONT, fontsize=14, color=(0.9, 0, 0), morph=(point, pymupdf.Matrix(-turn))
        )


def test_a_seal_over_the_signature() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.write_lines(page, BODY)
    paper.write(page, 380, 300, "广东省财政厅")
    paper.write(page, 370, 328, "2020年12月30日")
    around(page, "广东省财政厅专用章", 430, 310, 55)
    paper.write(page, 410, 345, "（1）", 12, color=(0.9, 0, 0))
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    blocks = [(block.role, document.quote(block.span)) for block in document.blocks]
    assert [text for _, text in blocks[:-1]] == ["".join(BODY), "广东省财政厅", "2020年12月30日"]
    assert blocks[-1][0] == "seal" and sorted(blocks[-1][1]) == sorted("广东省财政厅专用章（1）")


def test_a_watermark_does_not_cut_a_paragraph() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.write_lines(page, BODY)
    point = pymupdf.Point(150, 240)
    page.insert_text(
        point, "政务公开", fontname=paper.FONT, fontsize=60, color=(0.8, 0.8, 0.8), morph=(point, pymupdf.Matrix(45))
    )
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert document.text == "".join(BODY) + "\n政务公开"
