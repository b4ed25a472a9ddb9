"""What is left of money against what was there and what was spent."""

import pytest
from running_text import findings_of

from extractors.checking.balances import check_balances


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("校舍维修经费预算320.00万元，支出288.00万元，结余32.00万元。", ["pass"]),
        ("校舍维修经费预算320.00万元，支出288.00万元，结余42.00万元。", ["fail"]),
        ("截至年底，到位资金2,450.00万元，实际支出2,180.50万元，预算执行率89.00%，结余269.50万元。", ["pass"]),
        ("下达资金1.26亿元，实际支出1.13亿元，结余资金1,287万元。", ["pass"]),  # as printed to 0.01亿元
        ("下达资金500万元，已支付460万元，剩余资金为40万元。", ["pass"]),
        ("下达资金500万元，已支付460万元，剩余资金为50万元。", ["fail"]),
    ],
)
def test_what_is_left_is_the_whole_less_what_was_spent(text, expected):
    assert [finding.verdict for finding in findings_of(check_balances, text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "全年预算500万元，实际支出460万元，结余30万元，收回财政10万元。",
        "全年预算500万元，实际支出460万元，结余30万元，其余已收回财政。",
        "年初预算500万元，支出460万元，结余140万元。",  # the budget may have been raised
        "下达资金500万元，支出460万元，年末结余60万元（含上年结转20万元）。",
        "收入500万元，支出460万元，累计结余160万元。",
        "预算500万元。支出460万元，结余30万元。",
        "每户补助资金5万元，支出3万元，结余1万元。",
    ],
)
def test_a_sentence_that_says_more_is_left_alone(text):
    assert findings_of(check_balances, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "上年结转20万元。\n当年下达500万元资金，支出460万元，年末结余60万元。",
        "上年结转资金20万元。下达资金500万元，支出460万元，结余60万元。",
    ],
)
def test_money_of_another_sentence_leaves_it_open(text):
    assert {finding.verdict for finding in findings_of(check_balances, text)} <= {"unknown"}
