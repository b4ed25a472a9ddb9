import pytest

from extractors.checking.totals import check_totals
from extractors.document import Cell, Document, Span, Table


def table_of(*rows: tuple[str, ...]) -> Document:
    """Give a document that is one table; the first row is its header."""
    text, cells = "", []
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            cells.append(Cell(Span(len(text), len(text) + len(value)), number, column, header=number == 0))
            text += value + "\n"
    return Document("0" * 16, "a.pdf", "pdf", text, tables=(Table("t1", Span(0, len(text)), (1,), tuple(cells)),))


def verdicts(*rows):
    return [(finding.expected, finding.found, finding.verdict) for finding in check_totals(table_of(*rows))]


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


@pytest.mark.parametrize(
    "rows",
    [
        (HEAD, ("合计", "", "30"), ("甲市", "", "30"), ("其中：甲县", "", "10")),
        (HEAD, ("合计", "", "30"), ("201", "一般公共服务支出", "30"), ("20103", "政府办公厅", "30")),
        (HEAD, ("合计", "", "30.00"), ("甲市", "", "10.33"), ("乙市", "", "19.66")),
        (HEAD, ("合计", "", "30"), ("甲市", "", "10"), ("乙市", "", "见备注")),
    ],
)
def test_where_rows_may_overlap_the_verdict_is_open(rows):
    assert [verdict for _, _, verdict in verdicts(*rows)] == ["unknown"]


def test_columns_that_are_no_sums_are_left_alone():
    rows = (("单位", "完成率", "编码"), ("甲市", "90", "601"), ("乙市", "80", "602"), ("合计", "85", "600"))
    assert verdicts(*rows) == []


def test_a_table_without_a_total_says_nothing():
    assert verdicts(HEAD, ("甲市", "道路", "10"), ("乙市", "桥梁", "20")) == []
