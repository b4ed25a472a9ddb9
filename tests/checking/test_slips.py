"""Units that slipped, and shares that lost their sign."""

import pytest
from running_text import document_of, findings_of
from table_paper import sheets_of, table_of

from extractors.checking.share_slips import check_share_slips
from extractors.checking.unit_slips import check_unit_slips

TWO = "促进科承担460万元，保护科承担140万元，分配下达的资金为150万元。\n"


def slips(text):
    return [(finding.found, finding.expected, finding.verdict) for finding in findings_of(check_unit_slips, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TWO + "竞争性分配项目230万元；分配下达的资金为150元；后补助资金230万元。", [("150.00", "1500000.00", "fail")]),
        ("竞争性分配项目230万元；分配下达的资金为150元；后补助资金230万元。", [("150.00", "1500000.00", "unknown")]),
        ("甲县8600元，乙县9200万元，丙县1.72亿元。\n安排甲县8600万元。", [("8600.00", "86000000.00", "fail")]),
        (
            "水利项目安排资金1200万元。\n道路项目3500万元，水利项目安排资金1200亿元。",
            [("120000000000.00", "12000000.00", "fail")],
        ),
        (
            "全省安排教育资金12亿元。\n卫生资金8亿元，全省安排教育资金12万元。",
            [("120000.00", "1200000000.00", "fail")],
        ),
    ],
)
def test_an_amount_of_another_unit_than_its_neighbours(text, expected):
    assert slips(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "下达补助资金8,600万元，小学生均公用经费基准定额为720元。",
        "补助资金8600万元，每生每年720元，共惠及7200人。\n720万元用于设备。",
        "补助资金8600万元，标准为720元/人。\n720万元用于设备。",
        "资金总额500万元，一等奖5000元，二等奖3000元。\n5000万元用于建设。",
        "总投资5亿元，奖励5万元。",
        "奖励标准：省级示范园100万元，市级示范园50万元，农户500元。",
        "安排学前教育资金5000万元、义务教育资金1.2亿元；学生资助每生每年1000元。",
        "总投资5亿元，其中市级补助500万元。\n全市500亿元。",
        "总投资3000万元，门票30元。\n其中30万元为门票。",
        "预算总额100万元，结余利息12元，另支付手续费15元。\n12万元另行安排。",
        "罚款20000元，没收违法所得1.5万元。",
        "决算9,101.68万元，即91,016,800元。",
        "单价150元，合同金额460万元，质保金140万元。\n另安排150万元。",
        "个人缴费380元，财政补助640万元。\n380万元用于培训。",
    ],
)
def test_small_amounts_that_are_meant_give_nothing(text):
    assert slips(text) == []


def test_evidence_of_a_slip_is_the_amount_its_neighbours_and_the_witness():
    text = TWO + "竞争性分配项目230万元；分配下达的资金为150元；后补助资金260万元。"
    (finding,) = findings_of(check_unit_slips, text)
    assert [text[span.start : span.end] for span in finding.spans] == ["150万元", "230万元", "150元", "260万元"]
    assert "150万元 may be meant" in finding.message


HEAD = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值")


def shares(target, actual):
    document = table_of(HEAD, ("产出指标", "数量指标", "专利转让件数", target, actual))
    sheets = sheets_of(HEAD, ("产出指标", "数量指标", "专利转让件数", target, actual))
    return [(finding.found, finding.expected, finding.verdict) for finding in check_share_slips(document, sheets)]


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("增长10%", "0.11", "11%"),
        ("≥95%", "0.98", "98%"),
        ("100%", "1", "100%"),
        ("不低于 90%", "0.9", "90%"),
    ],
)
def test_a_bare_decimal_where_a_share_was_the_target(target, actual, expected):
    assert shares(target, actual) == [(actual, expected, "fail")]


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("增长10%", "11%"),
        ("增长10%", "11"),
        ("≥10%", "0"),
        ("≥10家", "0.11"),
        ("≤0.5%", "0.45"),  # percent, or 45 %: not told
        ("10%至20%", "0.15"),  # a range
        ("≥95%", "1"),  # one of something
        ("", "0.11"),
        ("降低5%", "已完成"),
    ],
)
def test_actual_values_that_are_no_lost_shares(target, actual):
    assert shares(target, actual) == []


def test_a_decimal_far_from_its_target_is_left_open():
    assert shares("≤10%", "0.4") == [("0.4", "40%", "unknown")]
    assert shares("≤5%", "0.5") == []


def test_a_share_slip_in_a_text_that_lost_its_table():
    document = document_of("备案件数\n增长 10% 0.11\n不少于 3家 4家\n增长 20% 25%")
    assert [(finding.found, finding.expected) for finding in check_share_slips(document, ())] == [("0.11", "11%")]
