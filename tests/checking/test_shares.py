"""Shares against totals and parts against wholes, beyond the gold of prose allocations."""

from functools import cache
from pathlib import Path

import pytest

from extractors.checking.shares import check_shares
from extractors.document import Document, Page
from extractors.pipeline import load_models, tidy_mentions

MODELS = Path(__file__).parents[2] / "models"


@cache
def extractors():
    return load_models(MODELS).extractors


def checks(text):
    document = Document("0" * 16, "a.txt", "text", text, pages=(Page(1, 0, 0),))
    mentions = tidy_mentions(mention for each in extractors() for mention in each.extract(document))
    return [(each.rule, each.verdict, each.expected, each.found) for each in check_shares(document, mentions)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目资金50万元。其中47万元用于申报；3万元用于日常工作。", ("pass", "500000.00", "500000.00")),
        (
            "支出合计2319.21万元，其中：甲费122.43万元，乙费1387.72万元，丙费809.07万元。",
            ("pass", "23192100.00", "23192200.00"),
        ),
        ("支出合计2319万元，其中：甲费122万元，乙费1387万元，丙费811万元。", ("fail", "23190000.00", "23200000.00")),
        ("安排资金100万元，其中：设备费60万元（含税费5万元），材料费40万元。", ("pass", "1000000.00", "1000000.00")),
        ("资金100万元，其中：已支出90万元，已拨付95万元。", ("unknown", "1000000.00", "1850000.00")),
        ("对专利7件（4.9万元）给予后补助。", None),
        ("全年收入100万元，比上年增加20万元，其中财政拨款增加30万元。", None),
        ("本年支出120万元，其中基本支出不超过80万元。", None),
    ],
)
def test_parts(text, expected):
    assert checks(text) == ([("prose_parts", *expected)] if expected else [])


def test_rounding_is_said():
    text = "支出合计105.58万元，其中：人员经费95.36万元，公用经费10.23万元。"
    document = Document("0" * 16, "a.txt", "text", text, pages=(Page(1, 0, 0),))
    mentions = tidy_mentions(mention for each in extractors() for mention in each.extract(document))
    (finding,) = check_shares(document, mentions)
    assert finding.verdict == "pass"
    assert "100.00 apart, as rounding does" in finding.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对6家企业每家补助5万元，合计30万元。", ("pass", "300000.00", "300000.00")),
        ("对6家企业每家补助5万元，合计35万元。", ("fail", "350000.00", "300000.00")),
        ("每家企业补助5万元。", None),
        ("新建厂房3栋，每栋造价200万元，合计600万元。", None),
    ],
)
def test_counted(text, expected):
    assert checks(text) == ([("share_total", *expected)] if expected else [])
