"""Printed ratios of prose against their parts."""

import pytest
from running_text import findings_of

from extractors.checking.percents import check_percents
from extractors.checking.ratios import check_ratios


def ratios(text):
    return [(finding.found, finding.expected, finding.verdict) for finding in findings_of(check_ratios, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("资金750万元按计划进度支出749.8986万元，完成率99.99%。", [("99.99%", "99.99%", "pass")]),
        ("下达资金750万元，实际支出700万元，支出率99.99%。", [("99.99%", "93.33%", "fail")]),
        ("年初预算为54.53万元，支出决算为54.53万元，完成年初预算的100.00%。", [("100.00%", "100.00%", "pass")]),
        ("实际支出93.2万元，预算100万元，预算执行率93.20%。", [("93.20%", "93.20%", "pass")]),
        ("应到位资金320万元，实际到位资金320万元，资金到位率达到100%。", [("100%", "100.00%", "pass")]),
        ("安排资金3万元，实际支出2万元，执行率66.6%。", [("66.6%", "66.67%", "pass")]),  # cut, not rounded
        ("安排资金3万元，实际支出2万元，执行率66.8%。", [("66.8%", "66.67%", "pass")]),  # 2.00 to 2.49 round to 2
        ("安排资金3.00万元，实际支出2.00万元，执行率67.8%。", [("67.8%", "66.67%", "fail")]),
    ],
)
def test_a_rate_is_what_was_done_of_what_was_planned(text, expected):
    assert ratios(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本年支出合计200万元，其中：基本支出50万元，占25%；项目支出150万元，占75%。", ["pass", "pass"]),
        ("本年支出合计200万元，其中：基本支出50万元，占35%；项目支出150万元，占65%。", ["fail", "fail"]),
        ("共支出200万元，主要用于以下方面：教育支出（类）50万元，占25.00%。", ["pass"]),
        ("机关运行经费支出142.80万元，比2023年度减少13.52万元，下降8.65%。", ["pass"]),
        ("收入总计9859.38万元。与2023年度相比，收入总计增加1062.85万元，增长12.08%。", ["pass"]),
        ("收入总计9859.38万元，与2023年度相比增加1062.85万元，增长10.78%。", ["fail"]),  # of the new figure
        ("2022年执行数为1.48万元，2023年预算安排2.63万元，比2022年执行数增加77.70%。", ["pass"]),
        ("2025年执行数为241.76万元，2026年预算安排170.03万元，比2025年执行数增加21.74%。", ["fail"]),
        ("2024年投入100万元，2025年投入80万元，比2024年下降20%。", ["pass"]),
        ("下达资金8,600万元，实际支出5,160万元，支出进度仅为60%。", ["pass"]),
        (
            "中央下达12,350万元，省级下达4,700万元，合计17,050万元。\n累计支出16,537.25万元，预算执行率96.99%。",
            ["pass"],
        ),
        ("资金总额500万元。\n实际到位500万元，到位率100%；实际支出486.32万元，支出率97.26%。", ["pass", "pass"]),
        ("支出决算为18.36万元，完成预算的73.44%，比上年减少2.1万元，下降10.26%。", ["pass"]),
        ("支出18.36万元，比上年减少2.1万元，下降10.26%。其中：维护费15.2万元，占82.79%。", ["pass", "pass"]),
        ("采购支出总额5,632.1万元，其中中小企业4,505.68万元，占采购支出总额的80%。", ["pass"]),
        ("采购支出总额5,632.1万元，其中中小企业4,505.68万元，占采购支出总额的90%。", ["fail"]),
    ],
)
def test_shares_and_changes(text, expected):
    assert [verdict for _, _, verdict in ratios(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "资金到位率100%。",  # no parts
        "投入资金100万元，项目完成率95%。",
        "安排资金100万元，实际支出80万元，项目完成率100%。",  # of the tasks
        "补助标准为每人720元，占8,600万元的一部分，完成率90%。",
        "2024年投入100万元，2025年投入80万元，产值比上年增长12%。",  # of something else
        "贷款利率为5%，本金100万元。",
        "公务接待费支出与上年持平，三公经费减少0.15万元，下降27.78%。",
        "预算执行率95%。",
        "贷款总额1000万元，年利率4.35%，贴息20万元，占利息的45.98%。",
        "按全年任务数的70%预拨1,260万元，剩余30%待验收后拨付。",
        "资金总额500万元。\n实际支出400万元，支出率97.26%。",  # of a whole that is not named
        "税收收入100亿元，下降5%；非税收入20亿元，增长3.2%。",
        "资金由省财政承担60%、市财政承担40%，总额100万元。",
    ],
)
def test_what_is_no_ratio_of_two_amounts_gives_nothing(text):
    assert ratios(text) == []


@pytest.mark.parametrize(("rate", "verdict"), [("57%", "pass"), ("95%", "pass"), ("80%", "unknown")])
def test_of_more_than_two_amounts_any_may_be_the_whole(rate, verdict):
    text = f"安排资金100万元，其中省级60万元，实际支出57万元，执行率{rate}。"
    assert [found for _, _, found in ratios(text)] == [verdict]


def test_evidence_is_the_ratio_and_both_parts():
    (finding,) = findings_of(check_ratios, "资金750万元按计划支出749.8986万元，完成率99.99%。")
    assert len(finding.spans) == 3
    assert "750万元" in finding.message and "749.8986万元" in finding.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支出200万元，其中：基本支出50万元，占25%；项目支出150万元，占75%。", ["pass"]),
        ("支出200万元，其中：基本支出50万元，占25%；项目支出150万元，占85%。", ["fail"]),
        ("支出3万元，其中：甲1万元，占33.3%；乙1万元，占33.3%；丙1万元，占33.3%。", ["pass"]),  # rounding
        ("支出200万元，其中：基本支出50万元，占25%；项目支出30万元，占15%。", []),  # not the whole
        ("支出200万元，其中：甲150万元，占75%；乙150万元，占75%。", ["unknown"]),
        ("基本支出50万元，占25%；项目支出150万元，占75%。", []),  # of what is not said
    ],
)
def test_shares_of_a_whole_add_up(text, expected):
    assert [finding.verdict for finding in findings_of(check_percents, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支出200万元。\n教育支出100万元，占50%；卫生支出60万元，占30%；住房支出40万元，占20%。", ["pass"]),
        ("支出200万元。\n教育支出100万元，占50%；卫生支出60万元，占30%；住房支出40万元，占24%。", ["fail"]),
        # of something larger than what they add up to
        ("项目支出200万元。\n教育支出100万元，占25%；卫生支出60万元，占15%；住房支出40万元，占10%。", []),
        ("支出300万元。\n教育支出100万元，占50%；卫生支出60万元，占30%；住房支出40万元，占24%。", []),
    ],
)
def test_shares_whose_whole_stands_in_front_of_their_paragraph_add_up(text, expected):
    assert [finding.verdict for finding in findings_of(check_percents, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("实际支出460万元，结余40万元，执行率92%。", []),  # the whole is not named
        ("结余40万元，支出460万元，预算执行率92%。", []),
        ("可用资金4,080万元，支出3,875.40万元，年末结转204.60万元，支出进度为94.99%。", ["pass"]),
        ("可用资金4,080万元，支出3,875.40万元，年末结余204.60万元，支出进度为94.99%。", ["pass"]),
        ("本年共计2,105万元。全年支出1,988万元，结余117万元，预算执行率94.44%。", ["pass"]),
        ("下达资金500万元，支出460万元，收回财政40万元，执行率82%。", ["fail"]),
    ],
)
def test_what_is_left_is_neither_part_nor_whole_of_a_rate(text, expected):
    assert [verdict for _, _, verdict in ratios(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收入、支出决算总计各为12,064.58万元，与上年相比收、支总计各增加1,318.22万元，增长12.27%。", ["pass"]),
        ("收入、支出决算总计各为12,064.58万元，与上年相比收、支总计各增加1,318.22万元，增长15.27%。", ["fail"]),
        ("收、支总计均为12,064.58万元。与2022年度相比，收、支总计各增加1,318.22万元，增长12.27%。", ["pass"]),
    ],
)
def test_both_sides_of_a_budget_grow_as_one(text, expected):
    assert [verdict for _, _, verdict in ratios(text)] == expected
