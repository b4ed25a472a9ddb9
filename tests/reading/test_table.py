"""Ruled tables: every cell with its text, its place and what is said of the table."""

import itertools
from collections.abc import Sequence
from typing import Any

import paper
import pytest
from paper import check_grid, texts

from extractors.document import Document, Table


def read(file: Any) -> Document:
    document = paper.read(file)
    for table in document.tables:
        check(document, table)
    return document


def check(document: Document, table: Table) -> None:
    """No place of the grid is empty or taken twice; spans run in order."""
    check_grid(table)
    assert [cell.span.start for cell in table.cells] == sorted(cell.span.start for cell in table.cells)
    assert document.text[table.span.start : table.span.end].count("\t") <= len(table.cells)


def header(document: Document, table: Table) -> list[str]:
    return [document.quote(cell.span) for cell in table.cells if cell.header]


ROWS = [["地区", "项目", "金额"], ["广州市", "专利奖", "250,000.00"], ["韶关市", "创造运用", "7,200,000.00"]]
XS, YS = (80, 200, 340, 500), (120, 145, 170, 195)


def plain(xs: Sequence[float] = XS, ys: Sequence[float] = YS, **options: Any) -> Any:
    file = paper.new_file()
    paper.grid(paper.new_page(file), xs, ys, ROWS, **options)
    return file


def test_a_plain_table() -> None:
    document = read(plain())
    (table,) = document.tables
    assert document.text == "\n".join("\t".join(row) for row in ROWS)
    assert header(document, table) == ROWS[0]
    cell = table.cells[5]
    assert cell.box is not None and (cell.row, cell.column, cell.page) == (1, 2, 1)
    assert (cell.box.left, cell.box.top, cell.box.right, cell.box.bottom) == pytest.approx((340, 145, 500, 170), abs=1)


def test_sides_may_be_open() -> None:
    document = read(plain(sides=False))
    assert texts(document, document.tables[0]) == ROWS


def test_lines_drawn_as_thin_rectangles_in_pieces() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    for y in YS:
        for left, right in itertools.pairwise(XS):
            page.draw_rect((left, y, right, y + 0.5), color=None, fill=(0, 0, 0))
    for x in XS:
        for top, bottom in itertools.pairwise(YS):
            page.draw_rect((x, top, x + 0.5, bottom), color=None, fill=(0, 0, 0))
    paper.write(page, 90, 135, "乙")
    paper.write(page, 210, 160, "丙")
    document = read(file)
    assert texts(document, document.tables[0])[0][0] == "乙"
    assert [len(row) for row in texts(document, document.tables[0])] == [3, 3, 3]


def test_double_and_dashed_lines() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    for y in YS:
        paper.line(page, 80, y, 500, y, dashes="[3 2] 0")
        paper.line(page, 80, y + 2, 500, y + 2)
    for x in XS:
        for start in range(120, 197, 4):
            paper.line(page, x, start, x, min(start + 2.5, 197))
    for row, y in zip(ROWS, YS, strict=False):
        for text, x in zip(row, XS, strict=False):
            paper.write(page, x + 4, y + 16, text, 10)
    document = read(file)
    assert texts(document, document.tables[0]) == ROWS


def test_rectangles_stroked_around_cells() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    for row, top, bottom in zip(ROWS, YS, YS[1:], strict=False):
        for text, left, right in zip(row, XS, XS[1:], strict=False):
            page.draw_rect((left, top, right, bottom))
            paper.write(page, left + 4, top + 16, text, 10)
    document = read(file)
    assert texts(document, document.tables[0]) == ROWS


def test_merged_cells_stand_once() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    xs = (80, 160, 240, 400, 500)
    for y in (100, 125, 200):
        paper.line(page, 80, y, 500, y)
    paper.line(page, 240, 150, 500, 150)
    paper.line(page, 160, 175, 500, 175)
    for x in xs:
        paper.line(page, x, 100, x, 200)
    for x, y, text in (
        (85, 115, "一级指标"),
        (165, 115, "二级指标"),
        (245, 115, "三级指标"),
        (405, 115, "指标值"),
        (85, 165, "产出指标"),
        (165, 155, "数量指标"),
        (245, 140, "宣传活动"),
        (405, 140, "不少于2场"),
        (245, 165, "企业辅导"),
        (405, 165, "不少于15家"),
        (165, 190, "时效指标"),
        (245, 190, "完成时间"),
        (405, 190, "年内"),
    ):
        paper.write(page, x, y, text, 10)
    document = read(file)
    (table,) = document.tables
    spans = {
        document.quote(cell.span): (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells
    }
    assert spans["产出指标"] == (1, 0, 3, 1) and spans["数量指标"] == (1, 1, 2, 1) and spans["时效指标"] == (3, 1, 1, 1)
    assert texts(document, table)[2] == ["企业辅导", "不少于15家"]
    assert header(document, table) == ["一级指标", "二级指标", "三级指标", "指标值"]


def test_a_grouped_header_is_one() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    for y in (100, 150, 175, 200):
        paper.line(page, 80, y, 500, y)
    paper.line(page, 200, 125, 500, 125)
    for x in (80, 200, 500):
        paper.line(page, x, 100, x, 200)
    for x in (300, 400):
        paper.line(page, x, 125, x, 200)
    for x, y, text in (
        (90, 130, "项目"),
        (320, 115, "本年支出"),
        (220, 140, "合计"),
        (310, 140, "基本支出"),
        (410, 140, "项目支出"),
        (90, 165, "人员经费"),
        (220, 165, "30"),
        (310, 165, "20"),
        (410, 165, "10"),
        (90, 190, "公用经费"),
        (220, 190, "3"),
        (310, 190, "2"),
        (410, 190, "1"),
    ):
        paper.write(page, x, y, text, 10)
    document = read(file)
    assert header(document, document.tables[0]) == ["项目", "本年支出", "合计", "基本支出", "项目支出"]


def test_a_form_has_no_header() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    for y in (100, 125, 150, 175):
        paper.line(page, 80, y, 500, y)
    for x in (80, 180, 500):
        paper.line(page, x, 100, x, 175)
    for x in (300, 380):
        paper.line(page, x, 150, x, 175)
    for x, y, text in (
        (85, 115, "项目名称"),
        (185, 115, "专利奖"),
        (85, 140, "资金类型"),
        (185, 140, "省级资金"),
        (85, 165, "主管部门"),
        (185, 165, "省局"),
        (305, 165, "地方部门"),
        (385, 165, "市局"),
    ):
        paper.write(page, x, y, text, 10)
    document = read(file)
    assert header(document, document.tables[0]) == []


def test_lines_of_a_cell_are_one_text() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.grid(
        page,
        (80, 160, 200, 300),
        (100, 130, 220),
        [
            ["省级文件编号", "金额", "企业"],
            ["粤财工\n〔2020〕228\n号、粤市监\n财〔2021〕\n6 号", "198,\n250", "ABC Tech\nLimited"],
        ],
    )
    document = read(file)
    assert texts(document, document.tables[0])[1] == [
        "粤财工〔2020〕228号、粤市监财〔2021〕6 号",
        "198,250",
        "ABC Tech Limited",
    ]


def test_two_figures_below_each_other_do_not_become_one() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.grid(page, (80, 160, 300), (100, 130, 180), [["名称", "数"], ["甲\n乙", "25\n30"]])
    document = read(file)
    assert texts(document, document.tables[0])[1] == ["甲乙", "25 30"]


def test_a_figure_that_sticks_out_of_its_cell_stays_whole() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.grid(page, (80, 140, 300), (100, 130, 160), [["收入", "支出"], ["", "0"]])
    page.insert_text((87, 145), "189,767,551", fontname="cour", fontsize=10)
    document = read(file)
    assert texts(document, document.tables[0])[1] == ["189,767,551", "0"]


def test_neighbours_without_a_gap_are_divided_at_the_line() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.grid(page, (80, 140, 300), (100, 130, 160), [["收入", "支出"], ["", ""]])
    page.insert_text((80, 145), "1234567890", fontname="cour", fontsize=10)
    page.insert_text((140, 145), "5678", fontname="cour", fontsize=10)
    document = read(file)
    assert texts(document, document.tables[0])[1] == ["1234567890", "5678"]


def test_what_is_no_table() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.center(page, 100, "广东省财政厅文件", 30, color=(0.9, 0, 0))
    page.draw_line((80, 130), (515, 130), color=(0.9, 0, 0), width=2)
    paper.write(page, 80, 200, "有下划线的词语在这里")
    paper.line(page, 80, 203, 180, 203)
    page.draw_rect((80, 250, 300, 290))
    paper.write(page, 90, 275, "框里的一句话")
    for y in (700, 725, 750):
        paper.line(page, 80, y, 515, y)
    paper.write(page, 90, 718, "抄送：省档案馆。", 14)
    paper.write(page, 90, 743, "广东省财政厅办公室", 14)
    page.draw_rect((30, 30, 565, 812))
    document = read(file)
    assert document.tables == ()
    assert "框里的一句话" in document.text and "抄送：省档案馆。" in document.text


def test_text_around_a_table_keeps_its_order() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.write(page, 80, 300, "注：以上为示例。", 10)
    paper.grid(page, XS, YS, ROWS)
    paper.write(page, 80, 100, "分配方案如下：", 12)
    document = read(file)
    lines = document.text.split("\n")
    assert lines[0] == "分配方案如下：" and lines[-1] == "注：以上为示例。"


def test_a_table_on_a_turned_page() -> None:
    file = paper.new_file()
    page = paper.new_page(file, 400, 600)
    page.set_rotation(90)
    for y in (100, 130, 160):
        page.draw_line(
            *(point * page.derotation_matrix for point in (paper.pymupdf.Point(50, y), paper.pymupdf.Point(450, y)))
        )
    for x in (50, 250, 450):
        page.draw_line(
            *(point * page.derotation_matrix for point in (paper.pymupdf.Point(x, 100), paper.pymupdf.Point(x, 160)))
        )
    for x, y, text in ((60, 120, "收入"), (260, 120, "支出"), (60, 150, "一"), (260, 150, "二")):
        page.insert_text(
            paper.pymupdf.Point(x, y) * page.derotation_matrix, text, fontname=paper.FONT, fontsize=10, rotate=90
        )
    document = read(file)
    assert texts(document, document.tables[0]) == [["收入", "支出"], ["一", "二"]]
    assert document.tables[0].cells[0].box is not None and document.tables[0].cells[0].box.top == pytest.approx(
        100, abs=1
    )


def test_an_imprint_in_a_box_is_no_table() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.grid(
        page, (80, 515), (700, 725, 750), [["抄送：省审计厅。"], ["某省财政厅办公室  2022年5月10日印发"]], size=12
    )
    paper.grid(page, (80, 300, 515), (500, 525), [["某市财政局办公室", "2022年5月11日印发"]], size=12)
    document = read(file)
    assert document.tables == ()
    assert "抄送：省审计厅。\n某省财政厅办公室" in document.text
