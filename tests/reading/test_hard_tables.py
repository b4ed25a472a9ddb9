"""Ruled tables as they come out of real programs: cut by pages, turned, framed, filled, dotted, side by side."""

import itertools
from collections.abc import Sequence
from typing import Any

import paper
import pymupdf
from paper import read, texts

from extractors.document import Document

XS = (60, 120, 260, 360, 460)
HEAD = ["序号", "项目名称", "预算数", "执行数"]


def only(document: Document) -> list[list[str]]:
    (table,) = document.tables
    return texts(document, table)


def rows_of(count: int, first: int = 1) -> list[list[str]]:
    return [
        [str(at), f"第{'甲乙丙丁戊己庚辛壬癸'[at % 10]}项目", f"{at},000.00", f"{at}00.00"]
        for at in range(first, first + count)
    ]


def pages(*parts: Sequence[Sequence[str]], height: float = 24, xs: Sequence[float] = XS) -> Any:
    """Draw the parts of a table at the foot and the head of following pages."""
    file = paper.new_file()
    for at, rows in enumerate(parts):
        top = 790 - height * len(rows) if not at else 70.0
        ys = [top + height * row for row in range(len(rows) + 1)]
        paper.grid(paper.new_page(file), xs, ys, rows)
    return file


def test_the_header_is_lost_on_the_second_page() -> None:
    assert only(read(pages([HEAD, *rows_of(4)], rows_of(2, 5)))) == [HEAD, *rows_of(6)]


def test_a_name_cut_by_the_page_end() -> None:
    """The first cell is empty below, or it is the cell that goes on."""
    above = ["3", "其他政府办公厅（室）及相关", "3.00", "2.00"]
    document = read(pages([HEAD, *rows_of(2), above], [["", "机构事务支出", "", ""], *rows_of(1, 4)]))
    assert only(document) == [
        HEAD,
        *rows_of(2),
        ["3", "其他政府办公厅（室）及相关机构事务支出", "3.00", "2.00"],
        *rows_of(1, 4),
    ]
    xs = (60, 196, 270, 370, 470)
    file = pages(
        [HEAD, ["其他政府办公厅（室）事务及", "个", "3.00", "2.00"]],
        [["机构事务支出", "", "", ""], ["教育支出", "个", "4.00", "1.00"]],
        xs=xs,
    )
    assert only(read(file))[1:] == [
        ["其他政府办公厅（室）事务及机构事务支出", "个", "3.00", "2.00"],
        ["教育支出", "个", "4.00", "1.00"],
    ]


def test_a_figure_cut_by_the_page_end() -> None:
    xs = (60, 120, 230, 328, 460)
    above = ["3", "专项", "198,250,0", "2.00"]
    document = read(pages([HEAD, *rows_of(2), above], [["", "", "00.00", ""], *rows_of(1, 4)], xs=xs, height=30))
    assert only(document)[3] == ["3", "专项", "198,250,000.00", "2.00"]


def test_figures_under_an_empty_name_are_a_row() -> None:
    above = ["3", "专项", "1,000.00", "200.00"]
    rest = [["", "", "500.00", "100.00"], *rows_of(1, 4)]
    document = read(pages([HEAD, *rows_of(2), above], rest, xs=(60, 120, 230, 328, 430)))
    assert only(document)[3:5] == [above, ["", "", "500.00", "100.00"]]


def test_a_figure_on_two_lines_of_a_cell() -> None:
    document = read(
        pages(
            [HEAD, ["1", "专项", "198,250,0\n00.00", "2.00"], ["2", "项", "1.00", "1.00"]],
            xs=(60, 120, 230, 328, 460),
            height=34,
        )
    )
    assert only(document)[1] == ["1", "专项", "198,250,000.00", "2.00"]


def test_a_page_turned_in_the_middle_of_a_table() -> None:
    """The columns are wider on the page that lies on its side; the header stands again."""
    file = paper.new_file()
    paper.grid(paper.new_page(file), XS, [700 + 20 * at for at in range(4)], [HEAD, *rows_of(2)])
    page = paper.new_page(file)
    wide = [60 + (x - 60) * 1.7 for x in XS]
    lying(page, wide, [60 + 20 * at for at in range(4)], [HEAD, *rows_of(2, 3)])
    paper.grid(paper.new_page(file), XS, [70, 90, 110], [HEAD, *rows_of(1, 5)])
    document = read(file)
    assert only(document) == [HEAD, *rows_of(5)]
    assert document.tables[0].pages == (1, 2, 3)


def lying(page: Any, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
    """Draw a table on a page with /Rotate 90."""
    page.set_rotation(90)
    back = page.derotation_matrix
    for y in ys:
        page.draw_line(pymupdf.Point(xs[0], y) * back, pymupdf.Point(xs[-1], y) * back)
    for x in xs:
        page.draw_line(pymupdf.Point(x, ys[0]) * back, pymupdf.Point(x, ys[-1]) * back)
    for row, top in zip(rows, ys, strict=False):
        for text, left in zip(row, xs, strict=False):
            page.insert_text(
                pymupdf.Point(left + 3, top + 14) * back, text, fontname=paper.FONT, fontsize=10, rotate=90
            )


def test_tables_side_by_side() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    ys = [100, 120, 140]
    paper.grid(page, (60, 140, 270), ys, [["收入", "金额"], ["拨款", "100.00"]])
    paper.grid(page, (300, 380, 520), ys, [["支出", "金额"], ["教育", "90.00"]])
    document = read(file)
    assert [texts(document, table) for table in document.tables] == [
        [["收入", "金额"], ["拨款", "100.00"]],
        [["支出", "金额"], ["教育", "90.00"]],
    ]


def test_two_tables_below_each_other() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.grid(page, XS, [100, 120, 140], [HEAD, *rows_of(1)])
    paper.grid(page, XS, [150, 170, 190], [HEAD, *rows_of(1, 2)])
    document = read(file)
    assert [texts(document, table) for table in document.tables] == [[HEAD, *rows_of(1)], [HEAD, *rows_of(1, 2)]]


def test_thick_borders_double_lines_and_fills() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    ys = (100, 124, 148, 172)
    page.draw_rect((60, 100, 460, 124), color=None, fill=(0.8, 0.87, 0.95))
    page.draw_rect((120, 125, 260, 147), color=None, fill=(1, 1, 0.6))
    for left, top, right, bottom in ((58, 98, 462, 102), (58, 170, 462, 174), (58, 98, 62, 174), (458, 98, 462, 174)):
        page.draw_rect((left, top, right, bottom), color=None, fill=(0, 0, 0))
    for y in (124, 126, 148):
        paper.line(page, 60, y, 460, y, color=(0.6, 0.6, 0.6), width=0.4)
    for x in XS[1:-1]:
        paper.line(page, x, 100, x, 172)
    write_rows(page, ys, [HEAD, *rows_of(2)])
    assert only(read(file)) == [HEAD, *rows_of(2)]


def write_rows(page: Any, ys: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
    for row, top in zip(rows, ys, strict=False):
        for text, left in zip(row, XS, strict=False):
            paper.write(page, left + 4, top + 15, text, 10)


def test_dotted_borders() -> None:
    """Browsers print a dotted border as small squares."""
    file = paper.new_file()
    page = paper.new_page(file)
    shape = page.new_shape()
    ys = (100, 124, 148, 172)
    for y in ys:
        for at in range(134):
            shape.draw_rect((60 + 3 * at, y, 60.75 + 3 * at, y + 0.75))
    for x in XS:
        for at in range(24):
            shape.draw_rect((x, 100 + 3 * at, x + 0.75, 100.75 + 3 * at))
    shape.finish(color=None, fill=(0, 0, 0))
    shape.commit()
    write_rows(page, ys, [HEAD, *rows_of(2)])
    assert only(read(file)) == [HEAD, *rows_of(2)]


def test_a_border_around_every_cell_with_gaps_between() -> None:
    """A table of a web page without joined borders: each cell has its own box, two points from the next."""
    file = paper.new_file()
    page = paper.new_page(file)
    ys = (100, 124, 148, 172)
    for (top, bottom), (left, right) in itertools.product(itertools.pairwise(ys), itertools.pairwise(XS)):
        page.draw_rect((left + 1, top + 1, right - 1, bottom - 1), width=0.5)
    write_rows(page, ys, [HEAD, *rows_of(2)])
    page.draw_rect((58, 98, 462, 174), width=0.5)
    assert only(read(file)) == [HEAD, *rows_of(2)]


def test_a_table_inside_a_frame() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    page.draw_rect((30, 30, 565, 812), width=2)
    page.draw_rect((34, 34, 561, 808), width=0.5)
    paper.center(page, 80, "项目支出表", 16)
    paper.grid(page, XS, [100, 124, 148], [HEAD, *rows_of(1)])
    document = read(file)
    assert only(document) == [HEAD, *rows_of(1)]
    assert document.tables[0].title is not None


def test_no_line_at_the_right_edge() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    ys = (100, 124, 148, 172)
    for y in ys:
        paper.line(page, 60, y, 595, y)
    for x in XS:
        paper.line(page, x, 100, x, 172)
    for top, text in zip(ys, ("备注", "新", "旧"), strict=False):
        paper.write(page, 480, top + 15, text, 10)
    write_rows(page, ys, [HEAD, *rows_of(2)])
    document = read(file)
    assert [row[-1] for row in only(document)] == ["备注", "新", "旧"]


def test_a_header_on_three_lines_with_groups_of_groups() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    xs = (60, 160, 240, 320, 400, 480)
    for y in (100, 180, 204):
        paper.line(page, 60, y, 480, y)
    paper.line(page, 160, 120, 480, 120)
    paper.line(page, 240, 140, 480, 140)
    for x in (60, 160, 480):
        paper.line(page, x, 100, x, 204)
    paper.line(page, 240, 120, 240, 204)
    paper.line(page, 400, 120, 400, 204)
    paper.line(page, 320, 140, 320, 204)
    for x, y, text in (
        (70, 145, "项目"),
        (280, 115, "本年支出"),
        (170, 150, "合计"),
        (290, 135, "基本支出"),
        (410, 135, "项目支出"),
        (245, 155, "人员"),
        (245, 170, "经费"),
        (325, 160, "公用经费"),
        (410, 160, "小计"),
        (70, 195, "教育"),
        (170, 195, "60.00"),
        (250, 195, "30.00"),
        (330, 195, "20.00"),
        (410, 195, "10.00"),
    ):
        paper.write(page, x, y, text, 9)
    document = read(file)
    (table,) = document.tables
    head = {
        document.quote(cell.span): (cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in table.cells
        if cell.header
    }
    assert head == {
        "项目": (0, 0, 3, 1),
        "本年支出": (0, 1, 1, 4),
        "合计": (1, 1, 2, 1),
        "基本支出": (1, 2, 1, 2),
        "项目支出": (1, 4, 1, 1),
        "人员经费": (2, 2, 1, 1),
        "公用经费": (2, 3, 1, 1),
        "小计": (2, 4, 1, 1),
    }
    assert xs


def test_the_empty_rest_of_a_row_at_the_head_of_a_page() -> None:
    """A word processor divides a row whose text ended on the page before."""
    document = read(pages([HEAD, *rows_of(3)], [HEAD, ["", "", "", ""], *rows_of(2, 4)]))
    assert only(document) == [HEAD, *rows_of(5)]
