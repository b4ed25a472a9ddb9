import pytest
from table_paper import MODELS, table_of

from extractors.checking.totals import check_totals
from extractors.tables import read_sheets


def findings(*rows, **options):
    document = table_of(*rows, **options)
    return list(check_totals(document, read_sheets(document, MODELS)))


def verdicts(*rows, **options):
    return [(finding.expected, finding.found, finding.verdict) for finding in findings(*rows, **options)]


HEAD = ("单位", "项目", "金额（万元）")


def test_rows_add_up_to_the_total_below_them():
    rows = (HEAD, ("甲市", "道路", "10"), ("乙市", "桥梁", "1,020.5"), ("合计", "", "1,030.50"))
    assert verdicts(*rows) == [("1030.50", "1030.5", "pass")]


def test_a_total_that_is_off_fails():
    rows = (HEAD, ("合 计", "", "40"), ("甲市", "道路", "10"), ("乙市", "桥梁", "20"))
    assert verdicts(*rows) == [("40", "30", "fail")]


def test_subtotals_are_structure_and_not_added_twice():
    rows = (
        HEAD,
        ("合计", "", "60"),
        ("一、各市合计", "", "60"),
        ("甲市小计", "", "30"),
        ("甲市本级", "道路", "10"),
        ("甲市本级", "桥梁", "20"),
        ("乙市（不含省直管县）小计", "", "30"),
        ("乙市本级", "道路", "30"),
    )
    assert [verdict for _, _, verdict in verdicts(*rows)] == ["pass"] * 4


def test_a_subtotal_that_is_off_fails_alone():
    rows = (
        HEAD,
        ("甲市", "道路", "10"),
        ("甲市", "桥梁", "20"),
        ("小计", "", "31"),
        ("乙市", "道路", "5"),
        ("小计", "", "5"),
        ("总计", "", "36"),
    )
    assert verdicts(*rows) == [("31", "30", "fail"), ("5", "5", "pass"), ("36", "36", "pass")]


CODED = ("科目编码", "科目名称", "金额（元）")


def test_rows_that_hold_others_are_added_once():
    codes = (CODED, ("合计", "", "30"), ("201", "一般公共服务支出", "30"), ("20103", "政府办公厅", "30"))
    inside = (HEAD, ("合计", "", "30"), ("甲市", "", "30"), ("其中：甲县", "", "10"))
    numbered = (HEAD, ("一、财政拨款", "", "30"), ("1、一般预算", "", "30"), ("二、其他", "", "5"), ("总计", "", "35"))
    assert verdicts(*codes) == [("30", "30", "pass")] * 2
    assert verdicts(*inside) == [("30", "30", "pass"), ("<= 30", "10", "pass")]
    assert verdicts(*numbered) == [("30", "30", "pass"), ("35", "35", "pass")]


def test_codes_in_several_columns_nest_too():
    rows = (
        ("科目编码类", "款", "项", "科目名称", "合计"),
        ("204", "", "", "公共安全支出", "79"),
        ("204", "06", "", "司法", "79"),
        ("204", "06", "01", "行政运行", "14"),
        ("204", "06", "04", "基层司法业务", "65"),
        ("208", "", "", "社会保障和就业支出", "3"),
        ("", "05", "", "养老支出", "3"),
        ("合计", "", "", "", "82"),
    )
    below = [("79", "79", "pass")] * 2 + [("3", "3", "pass")]
    assert verdicts(*rows) == [*below, ("82", "82", "pass")]
    assert verdicts(*rows[:-1], ("合计", "", "", "", "83")) == [*below, ("83", "82", "fail")]


def test_two_tables_side_by_side_are_two():
    rows = (
        ("收入", "预算数", "支出", "预算数"),
        ("一、财政拨款", "80", "一、公共安全", "60"),
        ("二、事业收入", "20", "二、社会保障", "40"),
        ("收入总计", "100", "支出总计", "100"),
    )
    assert verdicts(*rows) == [("100", "100", "pass")] * 2


def test_a_grand_total_is_the_total_and_what_was_carried_over():
    rows = (HEAD, ("一、拨款", "", "80"), ("本年收入合计", "", "80"), ("年初结转", "", "20"), ("总计", "", "100"))
    assert verdicts(*rows) == [("80", "80", "pass"), ("100", "100", "pass")]


@pytest.mark.parametrize(
    "rows",
    [
        (HEAD, ("合计", "", "30"), ("甲市", "", "20"), ("其中：甲县", "", "10")),
        (HEAD, ("合计", "", "30"), ("甲市", "", "10"), ("（一）乙市", "", "10"), ("乙县", "", "5")),
    ],
)
def test_where_rows_may_overlap_the_verdict_is_open(rows):
    assert verdicts(*rows)[0][2] == "unknown"


def test_rounding_is_tolerated_and_said():
    rows = (HEAD, ("合计", "", "30.00"), ("甲市", "", "10.33"), ("乙市", "", "19.66"))
    (finding,) = findings(*rows)
    assert finding.verdict == "pass"
    assert "0.01 apart, as rounding to 0.01 does" in finding.message
    (exact,) = findings(("单位", "项目", "金额（元）"), *rows[1:])
    assert exact.verdict == "fail"


def test_rounding_is_no_excuse_for_more():
    rows = [("甲市", "", "10.33")] * 8
    assert [verdict for *_, verdict in verdicts(HEAD, ("合计", "", "82.64"), *rows)] == ["pass"]
    assert [verdict for *_, verdict in verdicts(HEAD, ("合计", "", "82.66"), *rows)] == ["pass"]
    assert [verdict for *_, verdict in verdicts(HEAD, ("合计", "", "82.68"), *rows)] == ["unknown"]
    assert [verdict for *_, verdict in verdicts(HEAD, ("合计", "", "82.74"), *rows)] == ["fail"]


def test_a_part_is_no_more_than_the_whole():
    rows = (HEAD, ("合计", "", "30"), ("甲市", "", "30"), ("其中：甲县", "", "40"))
    assert verdicts(*rows) == [("30", "30", "pass"), ("<= 30", "40", "fail")]


def test_the_same_total_at_both_ends():
    rows = (HEAD, ("合计", "", "30"), ("甲市", "", "10"), ("乙市", "", "20"), ("合计", "", "30"))
    assert verdicts(*rows) == [("30", "30", "pass")] * 2


def test_a_cell_that_is_no_figure_leaves_the_verdict_open():
    rows = (HEAD, ("合计", "", "30"), ("甲市", "", "10"), ("丙市", "", "15"), ("乙市", "", "见备注"))
    assert [verdict for _, _, verdict in verdicts(*rows)] == ["unknown"]


def test_columns_that_are_no_sums_are_left_alone():
    rows = (("单位", "完成率", "编码"), ("甲市", "90", "601"), ("乙市", "80", "602"), ("合计", "85", "600"))
    assert verdicts(*rows) == []


def test_a_table_without_a_total_says_nothing():
    assert verdicts(HEAD, ("甲市", "道路", "10"), ("乙市", "桥梁", "20")) == []


def test_a_list_in_two_halves_adds_up_over_both():
    rows = (
        ("序号", "单位", "金额（元）", "序号", "单位", "金额（元）"),
        ("1", "甲校", "10", "3", "丙校", "30"),
        ("2", "乙校", "20", "", "合计", "60"),
    )
    assert verdicts(*rows) == [("60", "60", "pass")]


def test_rows_that_are_taken_off_leave_the_verdict_open():
    rows = (HEAD, ("应补", "", "50"), ("减：已拨", "", "20"), ("合计", "", "30"))
    assert [verdict for *_, verdict in verdicts(*rows)] == ["unknown"]


def test_unmarked_levels_that_cannot_be_told_leave_the_verdict_open():
    rows = (HEAD, ("合计", "", "100"), ("甲市", "", "60"), ("乙县", "", "41"), ("丙县", "", "20"), ("丁市", "", "40"))
    assert [verdict for *_, verdict in verdicts(*rows)] == ["unknown"]
