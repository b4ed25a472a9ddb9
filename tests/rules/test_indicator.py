"""Indicators as mentions; whole sheets are in corpus/gold/indicators, since a row of a table is no line of text."""

from pathlib import Path

from extractors.rules import RULES, load_rules
from extractors.rules.indicator import Indicators
from tests.tables.table_paper import table_of

MODELS = Path(__file__).parents[2] / "models"
HEADS = ("一级指标", "二级指标", "三级指标", "指标值")


def test_one_mention_a_row_on_the_name() -> None:
    document = table_of(
        HEADS,
        ("产出指标", "数量指标", "指标1：培训人次", "≥200人次"),
        ("^", "质量指标", "", ""),
        ("满意度指标", "服务对象满意度指标", "学员满意度", "≥95%"),
    )
    found = list(Indicators(MODELS).extract(document))
    assert [(document.quote(mention.span), mention.value) for mention in found] == [
        ("指标1：培训人次", "培训人次"),
        ("学员满意度", "学员满意度"),
    ]
    assert {mention.kind for mention in found} == {"indicator"}


def test_a_table_of_money_has_no_indicators() -> None:
    document = table_of(("地区", "项目名称", "金额（万元）"), ("甲市", "数量指标监测", "20"))
    assert not list(Indicators(MODELS).extract(document))


def test_it_comes_with_the_models() -> None:
    assert {rule.kind for rule in load_rules(MODELS)} - {rule.kind for rule in RULES} == {"indicator"}
