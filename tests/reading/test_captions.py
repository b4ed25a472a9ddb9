"""Title, unit and annex of a table."""

import paper
import pytest

from extractors.document import Document, Table
from extractors.reading import read_bytes

ROWS = [["地区", "金额"], ["广州市", "250"], ["韶关市", "720"]]
XS, YS = (80, 300, 500), (160, 185, 210, 235)


def say(document: Document, table: Table) -> tuple[str | None, str | None, str | None]:
    title = document.quote(table.title) if table.title else None
    if table.unit:
        assert document.quote(table.unit) == table.unit_text
    return title, table.unit_text, table.annex


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：元", "元"),
        ("单位:万元", "万元"),
        ("（单位：万元）", "万元"),
        ("金额单位：元", "元"),
        ("单位：人民币亿元", "亿元"),
        ("编制部门：某市财政局    单位：千元", "千元"),
        ("单位：家", None),
        ("编制单位：某局", None),
    ],
)
def test_units_above_the_table(line: str, unit: str | None) -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.center(page, 110, "专项资金分配情况表", 18)
    paper.write(page, 350 if "编制" not in line else 80, 150, line, 10)
    paper.grid(page, XS, YS, ROWS)
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert say(document, document.tables[0]) == ("专项资金分配情况表", unit, None)


def test_the_unit_in_the_header() -> None:
    file = paper.new_file()
    paper.grid(paper.new_page(file), XS, YS, [["地区", "金额（万元）"], *ROWS[1:]])
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert say(document, document.tables[0]) == (None, "万元", None)


def test_two_units_in_the_header_are_none_of_the_table() -> None:
    file = paper.new_file()
    paper.grid(paper.new_page(file), XS, YS, [["单价（元）", "金额（万元）"], ["25", "250"], ["30", "720"]])
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert say(document, document.tables[0]) == (None, None, None)


def test_annexes_govern_their_tables() -> None:
    file = paper.new_file()
    for number in ("1", "2", "3"):
        page = paper.new_page(file)
        if number != "3":
            paper.write(page, 80, 80, f"附件{number}", 16)
        paper.center(page, 120, f"第{number}张分配表", 18)
        paper.grid(page, XS, YS, ROWS)
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert [table.annex for table in document.tables] == ["1", "2", "2"]


def test_the_list_of_annexes_names_a_table_whose_heading_is_lost() -> None:
    text = (
        "附件：1.资金分配表\n2.专项资金绩效目标表（知识产权）\n3.专项资金绩效目标表（专利奖励）\n\n附件1\n资金分配表\n单位：元\n地区\t金额\n甲\t5\n\n"
        "专项资金绩效目标表（知识产权-广州市）\n指标\t值\n甲\t5\n\n专项资金绩效目标表（专利奖励-广州市）\n指标\t值\n甲\t5\n"
    )
    document = read_bytes(text.encode(), "a.txt")
    assert [table.annex for table in document.tables] == ["1", "2", "3"]


@pytest.mark.parametrize("form", ["附件1", "附件 1", "附件１", "附件一", "附件1：", "附件"])
def test_forms_of_annex_headings(form: str) -> None:
    document = read_bytes(f"{form}\n资金分配表\n地区\t金额\n甲\t5\n".encode(), "a.txt")
    assert document.tables[0].annex == "1"


def test_a_sentence_above_is_no_title() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.write(page, 112, 140, "具体分配方案如下表：", 16)
    paper.grid(page, XS, YS, ROWS)
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert say(document, document.tables[0])[0] is None


def test_an_annex_with_its_title_on_one_line() -> None:
    text = "附件1：资金分配表\n附件2：绩效目标表\n\n附件1：资金分配表\n单位：元\n地区\t金额\n甲\t5\n\n"
    text += "附件2 绩效目标表\n指标\t值\n甲\t5\n"
    document = read_bytes(text.encode(), "a.txt")
    assert [table.annex for table in document.tables] == ["1", "2"]


def test_a_rate_is_no_unit_of_a_table() -> None:
    document = read_bytes("补助标准表\n单位：元/人\n地区\t标准\n甲\t500\n".encode(), "a.txt")
    assert document.tables[0].unit is None


@pytest.mark.parametrize(
    "line", ["单 位：万 元", "单位：（万元）", "单位（万元）", "金额单位：人民币万元", "单位： 万元"]
)
def test_spaced_and_bracketed_units(line: str) -> None:
    document = read_bytes(f"资金分配表\n{line}\n地区\t金额\n甲\t500\n".encode(), "a.txt")
    assert document.tables[0].unit_text == "万元"


def test_the_year_below_a_title_is_passed_over() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.center(page, 100, "部门整体支出绩效自评表", 18)
    paper.center(page, 125, "（2022年度）", 12)
    paper.grid(page, XS, YS, ROWS)
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert say(document, document.tables[0])[0] == "部门整体支出绩效自评表"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("2021年省级专项资金（市场监督管理-知识产权", "创造运用、专利奖励）明细分配表"),
            "2021年省级专项资金（市场监督管理-知识产权创造运用、专利奖励）明细分配表",
        ),
        (
            ("某某市2023年农村公路养护工程省级补助资金", "分配方案表"),
            "某某市2023年农村公路养护工程省级补助资金分配方案表",
        ),
        (("某某市财政局", "专项资金分配情况表"), "专项资金分配情况表"),
        (("附件1", "专项资金分配情况表"), "专项资金分配情况表"),
    ],
)
def test_a_title_over_two_lines_is_one(lines: tuple[str, str], title: str) -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    for at, line in enumerate(lines):
        paper.center(page, 100 + 28 * at, line, 16)
    paper.grid(page, XS, YS, ROWS)
    document = read_bytes(paper.to_bytes(file), "a.pdf")
    assert say(document, document.tables[0])[0] == title
