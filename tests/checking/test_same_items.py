"""One item with two amounts, and years that do not agree."""

from dataclasses import replace

import pytest
from running_text import document_of, findings_of
from table_paper import MODELS, table_of

from extractors.checking.same_items import check_same_items
from extractors.checking.years import check_fund_years, check_sheet_years
from extractors.document import Part, Span
from extractors.tables import read_sheets


def items(text):
    return [(finding.expected, finding.found, finding.verdict) for finding in findings_of(check_same_items, text)]


def test_one_item_in_two_sections_with_two_amounts():
    text = "（一）安排情况。贯标推进项目30万元。\n（二）支出情况。贯标推进项目 40万元，已支付。"
    assert items(text) == [("300000.00", "400000.00", "unknown")]


def test_a_date_is_no_year_of_the_item():
    text = "（一）安排情况。贯标推进项目30万元。\n（二）支出情况。2021年2月4日下达到单位150万元；贯标推进项目40万元。"
    assert items(text) == [("300000.00", "400000.00", "unknown")]


def test_the_sum_of_both_is_said():
    text = "（一）方案。后补助项目资金230万元。\n乙科：后补助项目资金30万元。\n（二）到位。后补助项目资金260万元。"
    (finding,) = findings_of(check_same_items, text)
    assert finding.verdict == "unknown"
    assert "230万元 and 30万元 in one place and 260万元 in another" in finding.message
    assert "260万元 is the sum of the former" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "（一）安排。贯标推进项目30万元。\n（二）支出。贯标推进项目30万元。",
        "（一）安排。贯标推进项目30万元。\n贯标推进项目40万元。",  # two of one name in one section
        "（一）安排。2022年贯标推进项目30万元。\n（二）安排。2023年贯标推进项目40万元。",
        "（一）安排。2022年，贯标推进项目30万元。\n（二）安排。2023年，贯标推进项目40万元。",
        "（一）安排。贯标推进项目30万元。\n（二）支出。贯标推进项目每家5万元。",
        "（一）安排。贯标推进项目30万元。\n（二）支出。贯标推进项目增加5万元。",
        "（一）甲。公务接待费年初预算2万元。\n（二）乙。公务接待费支出决算1万元。",
        "（一）甲。竞争性分配项目230万元；竞争性分配项目25万元。\n（二）乙。竞争性分配项目25万元。",
        "（一）甲。为30万元。\n（二）乙。为40万元。",
    ],
)
def test_items_that_do_not_contradict_each_other(text):
    assert items(text) == []


FUND = "2021年度省促进经济发展专项资金（知识产权）已下达。"


def fund_years(text):
    return [(item.expected, item.found, item.verdict) for item in check_fund_years(document_of(text))]


def test_a_fund_that_once_has_another_year():
    text = "\n".join([FUND] * 3 + ["韶关市2020年促进经济发展专项资金取得成效。"])
    assert fund_years(text) == [("2021", "2020", "unknown")]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([FUND] * 3),
        FUND + "\n2020年促进经济发展专项资金结转。",  # nothing tells which is usual
        "\n".join([FUND] * 3 + ["根据《2020年促进经济发展专项资金管理办法》"]),
        "\n".join([FUND] * 3 + ["2020年水利发展资金已支付。"]),
    ],
)
def test_funds_whose_years_say_nothing(text):
    assert fund_years(text) == []


def sheet_years(title, sheet_title):
    document = table_of(("项目", "金额"), ("甲", "1"), ("合计", "1"), title=sheet_title, unit="单位：元")
    part = Part("title", title, Span(0, 1), "p-1")
    document = replace(document, parts=(part,))
    return [(item.found, item.verdict) for item in check_sheet_years(document, read_sheets(document, MODELS))]


@pytest.mark.parametrize(
    ("title", "sheet", "expected"),
    [
        ("某市财政局2025年度部门预算", "2025年部门收入预算总表", [("2025", "pass")]),
        ("某市财政局2025年度部门预算", "2024年部门收入预算总表", [("2024", "unknown")]),
        ("某市财政局2025年度部门预算", "部门收入预算总表", []),
        ("关于做好统计工作的通知", "2024年部门收入预算总表", []),
    ],
)
def test_a_sheet_is_of_the_year_of_the_title(title, sheet, expected):
    assert sheet_years(title, sheet) == expected
