"""Text files: lines with numbers, paragraphs healed, fields between TABs as tables."""

from extractors.document import Document, Span
from extractors.reading import read_bytes


def read(text: str) -> Document:
    return read_bytes(text.encode(), "a.txt")


def paragraphs(text: str) -> list[str]:
    return read(text).text.split("\n")


BROKEN = """（一）资金概况。省级下达的专项资金金额750万，2020年12

月26日收到下达资金文件《广东省财政厅关于提前下达2021年度

省促进经济高质量发展专项资金的通知》（粤财工〔2020〕228

号），按要求需分配下达至市县及项目承担单位的资金为150万元。

（二）资金分配方案制定情况。

知识产权促进科竞争性分配项目230万元；按省局要求需分配

下达至市县及项目承担单位的资金为30.80

万元。

3.加强管理。
"""


def test_hard_line_breaks_with_blank_lines_between() -> None:
    assert paragraphs(BROKEN) == [
        "（一）资金概况。省级下达的专项资金金额750万，2020年12月26日收到下达资金文件《广东省财政厅关于提前下达2021年度"
        "省促进经济高质量发展专项资金的通知》（粤财工〔2020〕228号），按要求需分配下达至市县及项目承担单位的资金为150万元。",
        "（二）资金分配方案制定情况。",
        "知识产权促进科竞争性分配项目230万元；按省局要求需分配下达至市县及项目承担单位的资金为30.80",
        "万元。",
        "3.加强管理。",
    ]


def test_line_numbers_are_those_of_the_file() -> None:
    document = read(BROKEN)
    start = document.text.index("粤财工")
    (place,) = document.locate(Span(start, start + 13))
    assert (place.page, place.boxes, place.lines) == (1, (), (5, 7))
    assert (document.pages[0].width, document.pages[0].height) == (0, 0)


def test_hard_line_breaks_without_blank_lines() -> None:
    text = BROKEN.replace("\n\n", "\n")
    assert paragraphs(text)[0].endswith("资金为150万元。")


def test_a_blank_line_divides_where_it_is_rare() -> None:
    text = BROKEN.replace("\n\n", "\n").replace("2020年12\n", "2020年12\n\n")
    assert paragraphs(text)[0].endswith("2020年12")


def test_one_paragraph_a_line_stays() -> None:
    lines = [
        "粤财工〔2020〕228号",
        "各地级以上市财政局：",
        "为提高预算完整性，加快预算执行进度，根据有关规定，现提前下达专项资金，具体项目、金额、科目及绩效目标见附件，有关事项通知如下",
        "一、此项资金待预算年度开始后，按程序拨付使用",
        "二、请尽快将本次提前下达资金分配拨付至有关单位或县（市、区）财政部门，切实提高预算编制的完整性和规范性，加强管理",
    ]
    assert paragraphs("\n\n".join(lines)) == lines


def test_lines_of_any_ending_and_hidden_characters() -> None:
    document = read("\ufeff第一行\r\n\u200b第二行\r第三行\x00")
    assert document.text == "第一行\n第二行\n第三行"
    assert [line.number for line in document.lines] == [1, 2, 3]


def test_fields_between_tabs_are_a_table() -> None:
    document = read(
        "单位：元\n\n地区\t编码\t金额\n合计\t\t198,250,000.00\n\t601\t25\n\n地区\t编码\t金额\n韶关市\t606\t7\n"
    )
    (table,) = document.tables
    assert [document.quote(cell.span) for cell in table.cells] == [
        "地区",
        "编码",
        "金额",
        "合计",
        "",
        "198,250,000.00",
        "",
        "601",
        "25",
        "韶关市",
        "606",
        "7",
    ]
    assert [cell.row for cell in table.cells][-1] == 3
    assert [document.quote(cell.span) for cell in table.cells if cell.header] == ["地区", "编码", "金额"]
    assert table.unit_text == "元"
    assert document.text.endswith("\n地区\t编码\t金额")
    assert document.blocks[-1].role == "repeated_header"
    cell = table.cells[-1]
    assert document.locate(cell.span)[0].lines == (8,)


def test_a_row_of_one_field_stays_in_its_table() -> None:
    document = read("一级\t二级\t三级\t值\n产出\t数量\t宣传\t2场\n\t\t\t时效指标\n效益\t经济\t融资\t10%\n")
    (table,) = document.tables
    assert (table.cells[11].row, table.cells[11].column, document.quote(table.cells[11].span)) == (2, 3, "时效指标")


def test_an_indent_by_tab_is_no_table() -> None:
    assert read("\t为提高预算完整性，现下达资金。\n\t请认真执行。").tables == ()


def test_ragged_rows_are_filled_up() -> None:
    document = read("甲\t乙\t丙\n一\t二\n三\t四\t五\n")
    assert len(document.tables[0].cells) == 9


def test_residue_of_html_is_left_as_it_is() -> None:
    text = '政策依据\t<ol style="x"> 1. 《关于印发计划的通知》(国知办函办字〔2018〕384号) 2. 另一件 </ol>\n资金\t5\n'
    document = read(text)
    assert document.quote(document.tables[0].cells[1].span).startswith('<ol style="x"> 1. 《关于')


def test_fragments_of_a_flattened_table_are_not_glued() -> None:
    fragments = ["项目名称", "省级文件编", "号", "一级指标 二级指标 三级指标 评价年度预期值 评价年度实现值绩", "效"]
    text = BROKEN + "\n" + "\n\n".join(fragments)
    found = paragraphs(text)
    assert found[-5:] == fragments


def test_a_megabyte_is_read_in_time() -> None:
    document = read(BROKEN * 3000)
    assert len(document.lines) > 20000


def test_a_form_and_its_indicators_are_one_table_over_a_blank_line() -> None:
    text = "绩效目标表\n项目名称\t专利奖\t\t\n主管部门\t省局\t地方部门\t市局\n预算年度\t2021年\t\t\n\n"
    text += "\t一级指标\t二级指标\t三级指标\t指标值\t\n绩效指标\t产出\t数量\t件数\t2件\t\n"
    document = read(text)
    assert len(document.tables) == 1
    assert max(cell.column for cell in document.tables[0].cells) == 5
