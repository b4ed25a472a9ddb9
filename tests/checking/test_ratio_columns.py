"""Rates in tables against the figures of their row."""

import pytest
from table_paper import table_of

from extractors.checking.ratio_columns import check_ratio_columns

HEAD = ("项目", "预算数", "执行数", "执行率")


def rates(*rows, **options):
    return [(item.found, item.expected, item.verdict) for item in check_ratio_columns(table_of(*rows, **options))]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("甲", "100.00", "93.20", "93.20%"), [("93.20%", "93.20%", "pass")]),
        (("甲", "1,000.00", "932.00", "93.2"), [("93.2", "93.20%", "pass")]),
        (("甲", "1,000.00", "932.00", "0.932"), [("0.932", "93.20%", "pass")]),
        (("甲", "300.00", "200.00", "66.66%"), [("66.66%", "66.67%", "pass")]),
        (("甲", "100.00", "93.20", "98.20%"), [("98.20%", "93.20%", "fail")]),
        (("甲", "100.00", "", "0%"), []),
        (("甲", "0.00", "0.00", "100%"), []),
        (("甲", "100.00", "93.20", "-"), []),
    ],
)
def test_a_rate_column_is_the_ratio_of_its_row(row, expected):
    assert rates(HEAD, row) == expected


def test_a_form_has_its_headings_in_the_middle_and_says_which_is_divided():
    form = (
        ("项目名称", "培训", "<", "<", "<", "<"),
        ("项目资金（万元）", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）"),
        ("年度资金总额", "120.00", "100.00", "90.00", "10", "90.00%"),
        ("其中：当年财政拨款", "120.00", "100.00", "90.00", "-", "75.00%"),
        ("年度总体目标", "完成培训", "<", "已完成", "<", "<"),
    )
    assert rates(*form, header=0) == [("90.00%", "90.00%", "pass"), ("75.00%", "90.00%", "fail")]


@pytest.mark.parametrize(
    "rows",
    [
        (("指标", "预期值", "完成值", "完成率"), ("场次", "2", "3", "100%")),  # capped: no money
        (("项目", "预算数", "增长率"), ("甲", "100", "5%")),
        (("项目", "执行率", "预算数", "执行数"), ("甲", "93%", "100", "50")),  # parts stand before
    ],
)
def test_other_columns_give_nothing(rows):
    assert rates(*rows) == []


def test_a_rate_over_two_columns_is_checked_like_any_other():
    form = (
        ("项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "<", "得分"),
        ("年度资金总额", "120.00", "100.00", "90.00", "10", "90.00%", "<", "9"),
        ("其中：当年财政拨款", "120.00", "100.00", "90.00", "-", "80.00%", "<", "-"),
    )
    assert rates(*form, header=0) == [("90.00%", "90.00%", "pass"), ("80.00%", "90.00%", "fail")]


def test_a_heading_over_columns_of_its_own_is_no_column():
    form = (
        ("项目", "预算执行数", "<", "执行率"),
        ("甲", "100.00", "93.20", "80.00%"),
    )
    assert rates(*form) == []
