"""Tables without lines between their columns, and what looks like one and is none."""

import itertools
from collections.abc import Sequence
from typing import Any

import paper
import pytest
from paper import check_grid, read, texts

from extractors.document import Document, Table

HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
BODY = [
    ["201", "一般公共服务支出", "1,234.56", "1,000.56", "234.00"],
    ["20103", "政府办公厅（室）及相关机构事务", "1,134.56", "1,000.56", "134.00"],
    ["2010301", "行政运行", "1,000.56", "1,000.56", ""],
    ["2010302", "一般行政管理事务", "134.00", "", "134.00"],
    ["208", "社会保障和就业支出", "12,345.67", "12,345.67", ""],
]
LEFTS, RIGHTS = (45, 118, 300, 390, 480), (110, 290, 380, 470, 560)


def only(document: Document) -> Table:
    (table,) = document.tables
    check_grid(table)
    assert table.doubt
    return table


def put(page: Any, y: float, cells: Sequence[str], *, size: float = 9, figures: int = 2) -> None:
    """Write a row: names at the left of their columns, figures at the right, several lines of a cell centred."""
    for at, text in enumerate(cells):
        lines = text.split("\n")
        for place, part in enumerate(lines):
            width = paper.pymupdf.get_text_length(part, fontname=paper.FONT, fontsize=size)
            x = RIGHTS[at] - width if at >= figures else LEFTS[at]
            if text:
                paper.write(page, x, y + (place - (len(lines) - 1) / 2) * size * 1.25, part, size)


def put_all(page: Any, rows: Sequence[Sequence[str]], *, y: float = 140, step: float = 18) -> None:
    for at, row in enumerate(rows):
        put(page, y + at * step, row)


def sheet(rows: Sequence[Sequence[str]] = (HEAD, *BODY), **options: Any) -> Any:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.center(page, 90, "一般公共预算支出表", 16)
    paper.write(page, 460, 115, "单位：万元", 9)
    put_all(page, rows, **options)
    return file


def test_a_table_without_lines() -> None:
    document = read(sheet())
    table = only(document)
    assert texts(document, table) == [HEAD, *BODY]
    assert [document.quote(cell.span) for cell in table.cells if cell.header] == HEAD
    assert table.unit_text == "万元" and table.title and document.quote(table.title) == "一般公共预算支出表"


def test_a_head_rule_and_a_foot_rule() -> None:
    file = sheet()
    for y in (127, 145, 236):
        paper.line(file[0], 45, y, 560, y)
    document = read(file)
    assert texts(document, only(document)) == [HEAD, *BODY]


def test_horizontal_rules_only() -> None:
    """The lines say where a row ends, also where a name takes two lines."""
    body = [list(row) for row in BODY]
    body[1][1] = "政府办公厅（室）\n及相关机构事务"
    file = sheet([HEAD, *body], step=28)
    for at in range(len(body) + 2):
        paper.line(file[0], 45, 122 + at * 28, 560, 122 + at * 28)
    document = read(file)
    assert texts(document, only(document)) == [HEAD, *BODY]


def test_a_name_on_two_lines_is_one_cell() -> None:
    body = [list(row) for row in BODY]
    body[1][1] = "政府办公厅（室）\n及相关机构事务"
    document = read(sheet([HEAD, *body], step=26))
    assert texts(document, only(document)) == [HEAD, *BODY]


def test_a_name_on_three_lines_that_begins_level_with_its_figures() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    put_all(page, [HEAD, BODY[0], BODY[2]])
    put(page, 194, ["2010399", "其他政府办公厅", "5.00", "5.00", ""])
    put(page, 206, ["", "及相关机构事务", "", "", ""])
    put(page, 218, ["", "支出", "", "", ""])
    put(page, 236, BODY[4])
    document = read(file)
    wrapped = ["2010399", "其他政府办公厅及相关机构事务支出", "5.00", "5.00", ""]
    assert texts(document, only(document)) == [HEAD, BODY[0], BODY[2], wrapped, BODY[4]]


def test_names_over_groups_of_columns() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    put(page, 140, ["科目编码", "科目名称", "", "", ""])
    paper.write(page, 373, 131, "本 年 支 出 合 计 数", 9)
    put(page, 149, ["", "", *HEAD[2:]])
    put_all(page, BODY, y=170)
    document = read(file)
    table = only(document)
    head = {document.quote(cell.span): cell for cell in table.cells if cell.header}
    assert set(head) == {"本 年 支 出 合 计 数", *HEAD}
    group = head["本 年 支 出 合 计 数"]
    assert (group.row, group.column, group.column_span, head["科目编码"].row_span, head["合计"].row) == (0, 2, 3, 2, 1)


def test_a_total_over_two_columns() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    put_all(page, [HEAD, *BODY])
    put(page, 248, ["", "", "13,580.23", "13,346.23", "234.00"])
    paper.write(page, 105, 248, "合　　　　计", 9)
    document = read(file)
    table = only(document)
    total = [cell for cell in table.cells if cell.row == 6]
    assert [document.quote(cell.span).replace(" ", "") for cell in total] == [
        "合计",
        "13,580.23",
        "13,346.23",
        "234.00",
    ]
    assert total[0].column_span == 2


def test_a_table_over_pages_keeps_its_columns() -> None:
    """The second page has two rows, no header, and a column that is empty there."""
    file = paper.new_file()
    page = paper.new_page(file)
    put_all(page, [HEAD, *BODY], y=690)
    paper.write(page, 290, 815, "1", 9)
    page = paper.new_page(file)
    rest = [["20808", "抚恤", "120.00", "120.00", ""], ["2080801", "死亡抚恤", "120.00", "120.00", ""]]
    put_all(page, rest, y=80)
    paper.write(page, 80, 200, "以上数据由单位填报，经市财政局审核后公开，请社会各界监督。", 12)
    paper.write(page, 290, 815, "2", 9)
    document = read(file)
    table = only(document)
    assert table.pages == (1, 2)
    assert texts(document, table) == [HEAD, *BODY, *rest]
    assert "以上数据由单位填报" not in document.text[table.span.start : table.span.end]


def test_a_header_that_stands_again_stands_once() -> None:
    file = paper.new_file()
    for body in (BODY, BODY[::-1]):
        put_all(paper.new_page(file), [HEAD, *body], y=640)
    document = read(file)
    assert texts(document, only(document)) == [HEAD, *BODY, *BODY[::-1]]


def test_two_tables_on_a_page() -> None:
    file = sheet()
    page = file[0]
    paper.center(page, 290, "政府性基金预算支出表", 16)
    paper.write(page, 460, 310, "单位：元", 9)
    put_all(
        page,
        [
            ["序号", "项目", "预算数", "决算数", "差额"],
            *[[str(at), "甲" * at, f"{at}00", f"{at}50", "50"] for at in range(1, 5)],
        ],
        y=335,
    )
    document = read(file)
    first, second = document.tables
    assert (first.unit_text, second.unit_text) == ("万元", "元")
    assert texts(document, first) == [HEAD, *BODY]
    assert texts(document, second)[4] == ["4", "甲甲甲甲", "400", "450", "50"]


def test_amounts_of_a_table_in_doubt_are_in_doubt() -> None:
    from extractors.rules import amount

    found = list(amount.extract(read(sheet())))
    assert len(found) == 12
    assert all(mention.doubt and mention.score < 0.9 for mention in found)


def prose(page: Any) -> None:
    line = "为贯彻落实党中央国务院关于实施乡村振兴战略的决策部署，现将有关事项通知如"
    for at in range(14):
        paper.write(page, 80, 120 + at * 28, line[: 28 - at % 3], 15.5)


def attachments(page: Any) -> None:
    paper.write(page, 112, 300, "附件：1.2021年中央财政资金安排表")
    paper.write(page, 160, 328, "2.2021年省级财政资金安排表")
    paper.write(page, 160, 356, "3.绩效目标表")
    paper.write(page, 112, 400, "附件：")
    for at in range(1, 5):
        paper.write(page, 160, 400 + (at - 1) * 28, f"{at}.")
        paper.write(page, 200, 400 + (at - 1) * 28, f"2021年第{at}批项目资金分配方案")


def signatures(page: Any) -> None:
    for at in range(3):
        paper.write(page, 100, 300 + 28 * at, ("某省财政厅", "某省教育厅", "2021年3月1日")[at])
        paper.write(page, 340, 300 + 28 * at, ("某省民政厅", "某省卫生健康委员会", "2021年3月1日")[at])


def letterhead(page: Any) -> None:
    paper.center(page, 120, "某省财政厅", 30, color=(0.9, 0, 0))
    for at, (left, right) in enumerate(
        [("000001", "机密"), ("特急", "签发人：张三"), ("某财〔2021〕6号", "签发人：李四")]
    ):
        paper.write(page, 80, 200 + 28 * at, left)
        paper.write(page, 400, 200 + 28 * at, right)


def contents(page: Any) -> None:
    paper.center(page, 100, "目　　录")
    for at in range(1, 10):
        title = f"{'一二三四五六七八九'[at - 1]}、部门预算{'说明' * (at % 3 + 1)}"
        paper.write(page, 80, 120 + 28 * at, title)
        paper.write(page, 500, 120 + 28 * at, str(at * 2))


def leaders(page: Any) -> None:
    for at in range(1, 10):
        paper.write(page, 80, 120 + 28 * at, f"{at}  部门概况{'.' * 60}  {at * 3}", 12)


def contents_with_numbers(page: Any) -> None:
    for at in range(1, 10):
        paper.write(page, 80, 120 + 28 * at, f"{at}.")
        paper.write(page, 120, 120 + 28 * at, "部门预算说明" + "及附表" * (at % 3))
        paper.write(page, 500, 120 + 28 * at, str(at * 2))


def indented(page: Any) -> None:
    for at in range(8):
        paper.write(page, 80 + 32 * (at % 3), 120 + 28 * at, f"{at + 1}.2021年完成{at}个项目，投入{at}0万元")


def two_columns(page: Any) -> None:
    for at in range(30):
        paper.write(page, 60, 100 + 18 * at, "全省各级财政部门要切实加强资金监管20", 11)
        paper.write(page, 310, 100 + 18 * at, "确保资金使用规范、安全和有效，到2021", 11)


def cover(page: Any) -> None:
    for at, (left, right) in enumerate(
        [
            ("项目名称：", "专利奖"),
            ("项目编号：", "20210001"),
            ("申请金额：", "150.00"),
            ("联系电话：", "83170000"),
            ("填报日期：", "2021"),
        ]
    ):
        paper.write(page, 120, 250 + 36 * at, left)
        paper.write(page, 320, 250 + 36 * at, right)


def names(page: Any) -> None:
    for at in range(5):
        for place, name in enumerate(("张  三", "李四光", "王  五", "欧阳修")):
            paper.write(page, 100 + 100 * place, 200 + 28 * at, name)


def chart(page: Any) -> None:
    for at in range(6):
        paper.write(page, 100, 200 + 40 * at, f"{100 - 20 * at}", 9)
    for place in range(4):
        paper.write(page, 150 + 80 * place, 440, f"{2018 + place}年", 9)
        paper.write(page, 150 + 80 * place, 260 + 20 * place, f"{80 - 10 * place}.5", 9)


NONE = (
    prose,
    attachments,
    signatures,
    letterhead,
    contents,
    leaders,
    contents_with_numbers,
    indented,
    two_columns,
    cover,
    names,
    chart,
)


@pytest.mark.parametrize("draw", NONE, ids=lambda draw: draw.__name__)
def test_what_is_no_table(draw: Any) -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    draw(page)
    document = read(file)
    assert document.tables == ()
    assert document.text


@pytest.mark.parametrize(("above", "below"), list(itertools.permutations((prose, contents, two_columns), 2)))
def test_none_over_pages(above: Any, below: Any) -> None:
    file = paper.new_file()
    above(paper.new_page(file))
    below(paper.new_page(file))
    assert read(file).tables == ()


def test_the_doubt_is_said_in_the_output() -> None:
    from extractors.export import document_to_json
    from extractors.graph import Graph

    data = document_to_json(read(sheet()), (), Graph(), {"name": "a", "version": "1"})
    assert data["tables"][0]["doubtful"] is True and "gaps" in data["tables"][0]["why"]


def test_a_code_right_beside_its_name() -> None:
    """The widest code nearly touches the name: the column begins where the other names begin."""
    file = paper.new_file()
    page = paper.new_page(file)
    put_all(page, [HEAD, *BODY])
    paper.write(page, 45, 248, "20103019", 9)
    put(page, 248, ["", "其他行政运行", "3.00", "", "3.00"])
    document = read(file)
    assert texts(document, only(document))[-1] == ["20103019", "其他行政运行", "3.00", "", "3.00"]


def test_a_figure_on_two_lines_is_one() -> None:
    rows = [*BODY[:3], ["2089999", "其他社会保障", "198,250,0\n00.00", "198,250,0\n00.00", ""], BODY[4]]
    document = read(sheet([HEAD, *rows], step=30))
    assert texts(document, only(document))[4][2:4] == ["198,250,000.00", "198,250,000.00"]


def test_text_columns_between_rules() -> None:
    """No figures: three lines across tell that it is a table."""
    rows = [
        ["序号", "项目名称", "承担单位"],
        ["一", "专利导航", "某大学"],
        ["二", "质押融资", "某银行"],
        ["三", "海外维权", "某中心"],
    ]
    file = paper.new_file()
    page = paper.new_page(file)
    for at, row in enumerate(rows):
        for text, x in zip(row, (80, 200, 400), strict=True):
            paper.write(page, x, 200 + 24 * at, text, 10)
    for y in (182, 208, 284):
        paper.line(page, 70, y, 520, y)
    document = read(file)
    assert texts(document, only(document)) == rows


def near(page: Any, y: float, code: str, name: str, first: str, last: str) -> None:
    """Write a row whose columns stand nearer than a character."""
    size = 9
    paper.write(page, 45, y, code, size)
    for at, part in enumerate(lines := name.split("\n")):
        paper.write(page, 116, y + (at - (len(lines) - 1) / 2) * 12, part, size)
    for right, text in ((412, first), (500, last)):
        paper.write(page, right - pymupdf_width(text, size), y, text, size)


def pymupdf_width(text: str, size: float) -> float:
    width: float = paper.pymupdf.get_text_length(text, fontname=paper.FONT, fontsize=size)
    return width


LONG = "其他政府办公厅（室）及相关机构事务支出包括公务"  # as wide as its column
NEAR = [
    ["2010301", "行政运行", "1,000.56", "1,234.56"],
    ["2010302", f"{LONG}\n用车购置", "12,345.67", "13,345.67"],
    ["2010303", "机关服务", "134.00", "34.00"],
    ["2010304", f"{LONG}\n用车运行", "5.00", "4.00"],
    ["2010305", "专项服务", "8.00", "7.00"],
]


def test_columns_nearer_than_a_character() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    for text, x in (("科目编码", 58), ("科目名称", 200), ("预算数", 360), ("执行数", 460)):
        paper.write(page, x, 175, text, 9)
    for at, row in enumerate(NEAR):
        near(page, 200 + 30 * at, *row)
    document = read(file)
    assert texts(document, only(document))[1:] == [[cell.replace("\n", "") for cell in row] for row in NEAR]


def test_a_row_cut_by_the_page_end() -> None:
    """The rest of a name stands at the head of the next page, as far from the next row as rows are."""
    file = paper.new_file()
    page = paper.new_page(file)
    for text, x in (("科目编码", 58), ("科目名称", 200), ("预算数", 360), ("执行数", 460)):
        paper.write(page, x, 615, text, 9)
    for at, row in enumerate(NEAR[:3]):
        near(page, 640 + 30 * at, *row)
    near(page, 730, "2010304", LONG, "5.00", "4.00")
    page = paper.new_page(file)
    paper.write(page, 116, 80, "用车运行", 9)
    for at, row in enumerate((NEAR[4], NEAR[0], NEAR[2])):
        near(page, 104 + 24 * at, *row)
    document = read(file)
    rows = [*NEAR, NEAR[0], NEAR[2]]
    assert texts(document, only(document))[1:] == [[cell.replace("\n", "") for cell in row] for row in rows]


def test_lines_under_every_row_and_a_header_above_the_first() -> None:
    file = sheet()
    for at in range(1, 7):
        paper.line(file[0], 45, 127.5 + at * 18, 560, 127.5 + at * 18)
    document = read(file)
    table = only(document)
    assert texts(document, table) == [HEAD, *BODY]
    assert [document.quote(cell.span) for cell in table.cells if cell.header] == HEAD
