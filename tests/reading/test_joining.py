"""Tables over pages are one table; two tables stay two."""

from collections.abc import Sequence
from typing import Any

import paper
from paper import read

from extractors.document import Document

XS = (80, 200, 340, 500)
HEADER = ["地区", "项目", "金额"]


def table(page: Any, rows: Sequence[Sequence[str]], top: float = 100, xs: Sequence[float] = XS) -> None:
    paper.grid(page, xs, [top + 25 * at for at in range(len(rows) + 1)], rows)


def body(start: int, count: int) -> list[list[str]]:
    return [[f"第{at}市", f"项目{at}", f"{at},000.00"] for at in range(start, start + count)]


def rows_of(document: Document, at: int = 0) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in document.tables[at].cells:
        rows.setdefault(cell.row, []).append(document.quote(cell.span))
    return [rows[row] for row in sorted(rows)]


def asides(document: Document) -> list[str]:
    return [
        document.text[block.span.start : block.span.end] for block in document.blocks if block.role == "repeated_header"
    ]


def test_a_table_over_three_pages_with_its_header_repeated() -> None:
    file = paper.new_file()
    for number in range(3):
        page = paper.new_page(file)
        if not number:
            paper.center(page, 60, "资金分配表", 18)
            paper.write(page, 440, 85, "单位：元", 10)
        table(page, [HEADER, *body(number * 4, 4)])
        paper.center(page, 800, f"— {number + 1} —", 12)
    document = read(file)
    assert len(document.tables) == 1
    assert rows_of(document) == [HEADER, *body(0, 12)]
    assert document.tables[0].pages == (1, 2, 3)
    assert asides(document) == ["\t".join(HEADER)] * 2
    last = document.tables[0].cells[-1]
    assert (last.page, last.row) == (3, 12)
    assert document.locate(last.span)[0].page == 3
    assert document.text.index("第11市") < document.text.index("— 1 —") < len(document.text)


def test_a_table_that_goes_on_without_its_header() -> None:
    file = paper.new_file()
    table(paper.new_page(file), [HEADER, *body(0, 3)], top=650)
    table(paper.new_page(file), body(3, 3))
    document = read(file)
    assert rows_of(document) == [HEADER, *body(0, 6)]
    assert [document.quote(cell.span) for cell in document.tables[0].cells if cell.header] == HEADER


def test_a_caption_between_keeps_two_tables_apart() -> None:
    for caption in ("附件2", "省财政专项资金绩效目标表（深圳市）", "二、下一张表如下"):
        file = paper.new_file()
        table(paper.new_page(file), [HEADER, *body(0, 3)])
        page = paper.new_page(file)
        paper.write(page, 80, 80, caption, 12)
        table(page, [HEADER, *body(3, 3)])
        document = read(file)
        assert [len(rows_of(document, at)) for at in range(len(document.tables))] == [4, 4], caption
        assert asides(document) == []


def test_other_columns_are_another_table() -> None:
    file = paper.new_file()
    table(paper.new_page(file), [HEADER, *body(0, 3)])
    table(paper.new_page(file), [["序号", "单位", "得分"], ["1", "甲", "90"]], xs=(80, 150, 400, 500))
    assert len(read(file).tables) == 2


def test_a_page_whose_rows_are_all_merged_keeps_the_columns() -> None:
    file = paper.new_file()
    table(paper.new_page(file), [HEADER, *body(0, 3)])
    table(paper.new_page(file), [["合计", "6,000.00"]], xs=(80, 340, 500))
    document = read(file)
    (found,) = document.tables
    assert [(cell.column, cell.column_span) for cell in found.cells if cell.row == 4] == [(0, 2), (2, 1)]


def test_a_row_that_the_page_end_cut_is_whole() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.grid(
        page, XS, (700, 725, 765), [HEADER, ["广州市", "2021年度广东省专利代理\n质量提升项目专利代理机构能", "30"]]
    )
    paper.grid(paper.new_page(file), XS, (80, 105, 130), [["", "力提升", ""], ["韶关市", "任务", "40"]])
    document = read(file)
    assert rows_of(document)[1:] == [
        ["广州市", "2021年度广东省专利代理质量提升项目专利代理机构能力提升", "30"],
        ["韶关市", "任务", "40"],
    ]
    cell = next(cell for cell in document.tables[0].cells if "构能力" in document.quote(cell.span))
    assert [place.page for place in document.locate(cell.span)] == [1, 2]


def test_an_empty_first_cell_is_not_taken_for_a_cut_row() -> None:
    file = paper.new_file()
    table(paper.new_page(file), [["序号", "单位", "金额"], ["1", "广州市小计", "60"], ["", "甲公司", "20"]])
    table(paper.new_page(file), [["", "乙公司", "40"]])
    assert rows_of(read(file)) == [
        ["序号", "单位", "金额"],
        ["1", "广州市小计", "60"],
        ["", "甲公司", "20"],
        ["", "乙公司", "40"],
    ]


def test_a_merged_cell_goes_on_over_the_page() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    for y in (700, 725, 775):
        paper.line(page, 80, y, 500, y)
    paper.line(page, 200, 750, 500, 750)
    for x in (80, 200, 500):
        paper.line(page, x, 700, x, 775)
    for x, y, text in (
        (85, 715, "一级指标"),
        (205, 715, "三级指标"),
        (85, 755, "产出指标"),
        (205, 740, "甲"),
        (205, 765, "乙"),
    ):
        paper.write(page, x, y, text, 10)
    page = paper.new_page(file)
    for y in (80, 130, 155):
        paper.line(page, 80, y, 500, y)
    paper.line(page, 200, 105, 500, 105)
    for x in (80, 200, 500):
        paper.line(page, x, 80, x, 155)
    for x, y, text in ((205, 95, "丙"), (205, 120, "丁"), (85, 145, "效益指标"), (205, 145, "戊")):
        paper.write(page, x, y, text, 10)
    document = read(file)
    spans = {document.quote(cell.span): (cell.row, cell.row_span) for cell in document.tables[0].cells}
    assert spans == {
        "一级指标": (0, 1),
        "三级指标": (0, 1),
        "产出指标": (1, 4),
        "甲": (1, 1),
        "乙": (2, 1),
        "丙": (3, 1),
        "丁": (4, 1),
        "效益指标": (5, 1),
        "戊": (5, 1),
    }


def test_what_says_only_that_the_table_goes_on_is_set_aside() -> None:
    for words in ("续表", "（续）", "续表1", "单位：元"):
        file = paper.new_file()
        page = paper.new_page(file)
        paper.center(page, 60, "资金分配表", 18)
        paper.write(page, 440, 85, "单位：元", 10)
        table(page, [HEADER, *body(0, 3)])
        page = paper.new_page(file)
        paper.write(page, 440, 85, words, 10)
        table(page, [HEADER, *body(3, 3)])
        document = read(file)
        assert rows_of(document) == [HEADER, *body(0, 6)], words
        assert asides(document) == ["\t".join(HEADER), words] or asides(document) == [words, "\t".join(HEADER)]


def test_another_header_at_the_head_of_a_page_is_another_table() -> None:
    file = paper.new_file()
    table(paper.new_page(file), [HEADER, *body(0, 3)])
    table(paper.new_page(file), [["单位", "任务", "得分"], ["甲局", "宣传", "90"], ["乙局", "培训", "80"]])
    document = read(file)
    assert [len(rows_of(document, at)) for at in range(len(document.tables))] == [4, 3]
