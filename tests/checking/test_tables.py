"""Sums over columns, codes that nest, the money of forms."""

import pytest
from table_paper import MODELS, table_of

from extractors.checking.across import check_columns
from extractors.checking.codes import check_codes
from extractors.checking.forms import check_forms
from extractors.tables import read_sheets


def columns_of(*rows, **options):
    document = table_of(*rows, **options)
    found = check_columns(document, read_sheets(document, MODELS))
    return [(finding.rule, finding.verdict, finding.expected, finding.found) for finding in found]


HEADS = ("项目", "合计", "基本支出", "项目支出")


def test_a_total_over_columns_holds():
    rows = (HEADS, ("公共安全", "10", "6", "4"), ("教育", "5", "5", "0"), ("农林水", "7", "", "7"))
    assert columns_of(*rows, unit="万元") == [("table_columns", "pass", None, None)]


def test_a_row_that_is_off_where_others_hold_fails():
    rows = (HEADS, ("公共安全", "10", "6", "4"), ("教育", "5", "5", "3"), ("农林水", "7", "0", "7"))
    assert columns_of(*rows, unit="元") == [
        ("table_columns", "pass", None, None),
        ("table_row", "fail", "5", "8"),
    ]


def test_where_most_rows_do_not_hold_the_heads_mean_something_else():
    rows = (HEADS, ("公共安全", "10", "60", "4"), ("教育", "5", "50", "3"), ("农林水", "7", "0", "7"))
    assert columns_of(*rows, unit="元") == [("table_columns", "unknown", None, None)]


def test_groups_stand_by_their_own_totals():
    heads = (
        ("“三公”经费预算数", "<", "<", "<", "<", "<", "机关运行经费预算数"),
        ("合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费", "<", "<", "^"),
        ("^", "^", "^", "小计", "购置费", "运行费", "^"),
    )
    row = ("10.71", "0.00", "0.73", "9.98", "0.00", "9.98", "184.59")
    assert columns_of(*heads, row, header=3, unit="万元") == [("table_columns", "pass", None, None)] * 2


def test_totals_that_are_repeated_for_two_years_are_two_families():
    heads = (
        ("合计", "<", "出国费", "<", "接待费", "<"),
        ("预算数", "决算数", "预算数", "决算数", "预算数", "决算数"),
    )
    row = ("5.00", "4.00", "2.00", "1.50", "3.00", "2.50")
    assert columns_of(*heads, row, header=2, unit="万元") == [("table_columns", "pass", None, None)] * 2


def test_columns_beside_the_sum_are_not_added():
    heads = ("地区", "本年合计", "中央", "省级", "其中：提前下达", "上年数")
    rows = (heads, ("甲市", "10", "6", "4", "3", "9"), ("乙市", "5", "5", "0", "2", "8"))
    assert columns_of(*rows, unit="万元") == [("table_columns", "pass", None, None)]


def test_rounding_in_a_row_is_said():
    rows = (HEADS, ("公共安全", "10.01", "6.00", "4.00"), ("教育", "5.00", "5.00", "0.00"))
    document = table_of(*rows, unit="万元")
    (finding,) = check_columns(document, read_sheets(document, MODELS))
    assert finding.verdict == "pass"
    assert "rounding" in finding.message


def test_figures_in_yuan_are_exact():
    rows = (
        HEADS,
        ("公共安全", "10.01", "6.00", "4.00"),
        ("教育", "5.00", "5.00", "0.00"),
        ("交通", "1.00", "1.00", ""),
    )
    assert [verdict for _, verdict, *_ in columns_of(*rows, unit="元")] == ["pass", "fail"]


CODES = (
    ("科目编码", "<", "<", "科目名称", "金额"),
    ("类", "款", "项", "^", "^"),
    ("210", "", "", "卫生健康支出", "5"),
    ("210", "11", "", "行政事业单位医疗", "5"),
)


@pytest.mark.parametrize(
    ("row", "verdict"),
    [(("210", "11", "02", "事业单位医疗", "5"), "pass"), (("7", "11", "02", "事业单位医疗", "5"), "fail")],
)
def test_codes_begin_with_the_code_above(row, verdict):
    document = table_of(*CODES, row, header=2, unit="元")
    (finding,) = check_codes(document, read_sheets(document, MODELS))
    assert finding.verdict == verdict
    assert finding.spans


@pytest.mark.parametrize(
    ("parts", "verdict"), [(("80", "20"), "pass"), (("80", "30"), "fail"), (("80", "10"), "unknown")]
)
def test_the_money_of_a_form(parts, verdict):
    document = table_of(
        ("项目名称", "<", "道路"),
        ("项目资金（万元）", "年度资金总额", "100"),
        ("^", "其中：财政拨款", parts[0]),
        ("^", "其他资金", parts[1]),
        header=0,
    )
    assert [finding.verdict for finding in check_forms(document)] == [verdict]
