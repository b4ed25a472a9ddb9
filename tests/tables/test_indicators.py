"""Rows of indicator tables: levels, names, values, and rows that are none."""

from __future__ import annotations

import pytest
from table_paper import MODELS, table_of

from extractors.tables import read_sheets
from extractors.tables.goals import read_goals
from extractors.tables.indicator import Indicator, clean_name, read_indicators
from extractors.tables.programme import field_money, funding_money, read_programme

HEADS = ("一级指标", "二级指标", "三级指标", "指标值")
RESULTS = (*HEADS, "实际完成值", "分值", "得分", "偏差原因分析及改进措施")


def indicators_of(*rows, **options) -> list[Indicator]:
    document = table_of(*rows, **options)
    return [each for sheet in read_sheets(document, MODELS) for each in read_indicators(document, sheet, MODELS)]


def said(*rows, **options) -> list[tuple[str | None, str | None, str, str | None]]:
    found = indicators_of(*rows, **options)
    return [
        (each.levels.level1.text, each.levels.level2.text, each.name, each.target.text if each.target else None)
        for each in found
    ]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("指标9：服务对象的有效投诉率", "服务对象的有效投诉率"),
        ("指标3: 项目完成期限", "项目完成期限"),
        ("指标1.培训人数", "培训人数"),
        ("数量指标2：培训场次", "培训场次"),
        ("1.培训人数", "培训人数"),
        ("2、培训人数", "培训人数"),
        ("（3）培训人数", "培训人数"),
        ("①培训人数", "培训人数"),
        ("指标1：", ""),
        ("……", ""),
        ("—", ""),
        ("2.5兆瓦以上机组数", "2.5兆瓦以上机组数"),
        ("12345热线办结率", "12345热线办结率"),
        ("15个居民区全覆盖", "15个居民区全覆盖"),
        ("5G基站数", "5G基站数"),
    ],
)
def test_a_name_without_its_number(printed: str, name: str) -> None:
    assert clean_name(printed) == name


def test_merged_levels_hold_for_their_rows() -> None:
    assert said(
        HEADS,
        ("产出指标", "数量指标", "培训人次", "≥200人次"),
        ("^", "^", "印发手册", "3000册"),
        ("^", "质量指标", "合格率", "100%"),
        ("效益指标", "社会效益指标", "知晓率", "≥80%"),
    ) == [
        ("产出指标", "数量指标", "培训人次", "≥200人次"),
        ("产出指标", "数量指标", "印发手册", "3000册"),
        ("产出指标", "质量指标", "合格率", "100%"),
        ("效益指标", "社会效益指标", "知晓率", "≥80%"),
    ]


def test_satisfaction_over_both_levels() -> None:
    rows = said(
        HEADS,
        ("产出指标", "数量指标", "场次", "2场"),
        ("^", "^", "人数", "9人"),
        ("服务对象满意度指标", "<", "满意度", "≥90%"),
    )
    assert rows[-1][:2] == ("服务对象满意度指标", "服务对象满意度指标")


def test_empty_rows_are_no_indicators_and_no_error() -> None:
    assert said(
        HEADS,
        ("产出指标", "数量指标", "指标1：", ""),
        ("^", "质量指标", "合格率", "100%"),
        ("^", "成本指标", "", ""),
        ("^", "……", "……", ""),
        ("效益指标", "社会效益指标", "无", ""),
    ) == [("产出指标", "质量指标", "合格率", "100%")]


def test_the_second_level_tells_the_first() -> None:
    """The cells of 一级指标 are blank."""
    found = indicators_of(
        HEADS,
        ("", "时效指标", "完成时间", "12月底"),
        ("", "生态效益指标", "绿化率", "30%"),
        ("", "自定指标", "甲", "1个"),
    )
    levels = [(each.levels.level1.text, each.levels.level1.basis) for each in found]
    assert levels[:2] == [("产出指标", "derived"), ("效益指标", "derived")]


def test_levels_that_are_lost_are_null_and_in_doubt() -> None:
    (first, second, third) = indicators_of(
        HEADS, ("", "", "甲事项", "1个"), ("^", "^", "乙事项", "2个"), ("效益指标", "经济效益指标", "丙事项", "3个")
    )
    assert [first.levels.level1.text, second.levels.level2.text] == [None, None]
    assert first.levels.level1.doubt and second.levels.level2.doubt
    assert third.levels.level1.text == "效益指标" and third.levels.level1.doubt is None


def test_one_empty_cell_is_told_by_any_of_its_rows() -> None:
    found = indicators_of(
        HEADS,
        ("", "", "甲事项", "1个"),
        ("^", "^", "乙事项", "2个"),
        ("^", "时效指标", "完成时间", "12月底"),
        ("效益指标", "社会效益指标", "知晓率", "≥80%"),
    )
    assert [each.levels.level1.text for each in found] == ["产出指标"] * 3 + ["效益指标"]
    assert found[0].levels.level1.basis == "derived" and found[0].levels.level2.text is None


def test_a_second_level_of_another_first_level_is_in_doubt() -> None:
    found = indicators_of(HEADS, ("产出指标", "数量指标", "甲", "1个"), ("^", "经济效益指标", "乙", "2万元"))
    assert found[1].levels.level1.text == "产出指标" and found[1].levels.level1.doubt


def test_points_in_brackets_are_no_part_of_a_level() -> None:
    rows = said(
        HEADS, ("产出指标（50分）", "数量指标（20分）", "甲", "1个"), ("一、效益指标", "社会效益指标", "乙", "提升")
    )
    assert [row[:2] for row in rows] == [("产出指标", "数量指标"), ("效益指标", "社会效益指标")]


def test_text_tables_go_on_below() -> None:
    """Nothing is merged in a text file: a blank level is the one above."""
    assert [row[:2] for row in said(
        HEADS,
        ("产出指标", "数量指标", "甲", "1个"),
        ("", "", "乙", "2个"),
        ("", "质量指标", "丙", "100%"),
        ("效益指标", "经济效益指标", "丁", "3万元"),
        ("满意度指标", "", "戊", "90%"),
    )] == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", "经济效益指标"),
        ("满意度指标", None),
    ]  # fmt: skip


def test_rows_of_text_tables_that_moved() -> None:
    found = indicators_of(
        ("", *HEADS),
        ("绩效指标", "产出指标", "数量指标", "培训人次", "≥200人次"),
        ("", "", "", "印发手册", "3000册"),
        ("", "时效指标", "完成期限", "2021年内完成", ""),
        ("", "开展调研", "1次", "", ""),
        ("", "效益指标", "社会效益指标", "知晓率", "≥80%"),
        ("", "", "安全意识", "进一步提升", ""),
        ("满意度指标", "", "投诉率", "不高于10%", ""),
    )
    rows = [(each.levels.level1.text, each.levels.level2.text, each.name, each.target.text) for each in found]
    assert rows == [
        ("产出指标", "数量指标", "培训人次", "≥200人次"),
        ("产出指标", "数量指标", "印发手册", "3000册"),
        ("产出指标", "时效指标", "完成期限", "2021年内完成"),
        ("产出指标", "时效指标", "开展调研", "1次"),
        ("效益指标", "社会效益指标", "知晓率", "≥80%"),
        ("效益指标", "社会效益指标", "安全意识", "进一步提升"),
        ("满意度指标", None, "投诉率", "不高于10%"),
    ]
    assert [bool(each.doubt) for each in found] == [False, False, True, True, False, True, True]


def test_results_with_points_and_reasons() -> None:
    found = indicators_of(
        RESULTS,
        ("产出指标", "数量指标", "改造小区", "≥12个", "11个", "10", "9.2", "管线迁改"),
        ("^", "质量指标", "合格率", "100%", "100%", "10", "10", ""),
        ("总分", "<", "<", "<", "<", "100", "97.9", ""),
    )
    assert [(each.name, each.target.text, each.actual.text) for each in found] == [
        ("改造小区", "≥12个", "11个"),
        ("合格率", "100%", "100%"),
    ]
    assert [name for name, _ in found[0].notes] == ["points", "score", "reason"]


def test_sign_and_unit_in_columns_of_their_own() -> None:
    (first, second) = indicators_of(
        ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"),
        ("产出指标", "数量指标", "保洁河道", "≥", "126", "公里"),
        ("效益指标", "生态效益指标", "水质", "定性", "持续改善", ""),
    )
    assert (first.target.text, first.target.unit, len(first.target.cells)) == ("≥126", "公里", 3)
    assert (second.target.text, second.target.unit) == ("持续改善", "")


def test_two_terms_side_by_side() -> None:
    rows = said(
        ("一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"),
        ("产出指标", "数量指标", "建成面积", "≥6万亩", "数量指标", "建成面积", "≥2万亩"),
        ("^", "质量指标", "合格率", "100%", "质量指标", "合格率", "95%"),
    )
    assert rows == [
        ("产出指标", "数量指标", "建成面积", "≥6万亩"),
        ("产出指标", "质量指标", "合格率", "100%"),
        ("产出指标", "数量指标", "建成面积", "≥2万亩"),
        ("产出指标", "质量指标", "合格率", "95%"),
    ]


def test_a_note_below_is_no_indicator() -> None:
    rows = said(
        HEADS,
        ("产出指标", "数量指标", "场次", "2场"),
        ("其他需要说明的问题", "<", "无", "<"),
        ("备注：无", "<", "<", "<"),
    )
    assert len(rows) == 1


def test_a_value_without_a_name_is_in_doubt() -> None:
    (first, second) = indicators_of(
        HEADS, ("产出指标", "数量指标", "场次", "2场"), ("满意度指标", "服务对象满意度指标", "", "≥90%")
    )
    assert first.doubt is None
    assert (second.name, bool(second.doubt)) == ("服务对象满意度指标", True)


def test_a_name_that_is_also_a_level_keeps_its_target() -> None:
    rows = said(
        HEADS,
        ("产出指标", "数量指标", "场次", "2场"),
        ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥81%"),
    )
    assert rows[1] == ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥81%")


def test_the_head_of_a_self_evaluation() -> None:
    document = table_of(
        ("项目名称", "老旧小区改造补助资金", "<", "<", "<"),
        ("主管部门", "某市住建局", "<", "实施单位", "某市城建中心"),
        ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数"),
        ("^", "年度资金总额", "1,200.00", "1,350.50", "1,298.63"),
        ("^", "其他资金", "0", "0", "—"),
        ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"),
        ("产出指标", "数量指标", "改造小区", "12个", "11个"),
        header=0,
    )
    programme = read_programme(document, document.tables[0], MODELS)
    fields = {field.role: document.quote(field.value.span) for field in programme.fields}
    assert fields == {"project": "老旧小区改造补助资金", "supervisor": "某市住建局", "undertaker": "某市城建中心"}
    first, second = programme.funding
    money = [str(funding_money(document, first, cell)) for _, cell in first.cells]
    assert (first.label, money) == ("年度资金总额", ["12000000.00", "13505000.00", "12986300.00"])
    assert second.label == "其他资金"
    (goal,) = read_goals(document, read_sheets(document, MODELS), MODELS)
    assert [each.actual.text for each in goal.indicators] == ["11个"]


def test_money_of_a_field_takes_its_unit_from_the_group() -> None:
    document = table_of(
        ("项目资金（万元）", "年度资金总额：", "3,200"),
        ("一级指标", "三级指标", "指标值"),
        ("产出指标", "场次", "2场"),
        header=0,
    )
    programme = read_programme(document, document.tables[0], MODELS)
    found = field_money(document, document.tables[0], programme.field("amount"))
    assert (str(found.yuan), found.doubt) == ("32000000.00", None)


def test_money_without_a_unit_is_no_money() -> None:
    document = table_of(
        ("年度资金总额", "3,200", "<"), ("一级指标", "三级指标", "指标值"), ("产出指标", "场次", "2场"), header=0
    )
    programme = read_programme(document, document.tables[0], MODELS)
    found = field_money(document, document.tables[0], programme.field("amount"))
    assert (found.yuan, found.doubt) == (None, "no unit is printed")


def test_tables_of_two_levels() -> None:
    found = indicators_of(
        ("一级指标", "二级指标", "指标值", "实际完成值"),
        ("产出指标", "数量指标", "12个", "11个"),
        ("效益指标", "社会效益指标", "提升", "提升"),
    )
    assert [(each.levels.level1.text, each.name, each.actual.text) for each in found] == [
        ("产出指标", "数量指标", "11个"),
        ("效益指标", "社会效益指标", "提升"),
    ]


def test_how_points_are_given_is_no_score() -> None:
    found = indicators_of(
        ("一级指标", "二级指标", "三级指标", "指标解释", "评分标准", "分值", "目标值", "实际值", "得分", "扣分原因"),
        ("过程", "资金管理", "资金到位率", "到位资金/预算", "按比例", "3", "100%", "96%", "2.9", "上级资金未到"),
    )
    assert [name for name, _ in found[0].notes] == ["points", "score", "reason"]
    assert found[0].actual.text == "96%"


def test_the_target_of_the_year_before_that_of_the_whole_term() -> None:
    (found,) = indicators_of(
        ("一级指标", "二级指标", "三级指标", "实施期指标值", "年度指标值"),
        ("产出指标", "数量指标", "建成面积", "6万亩", "2万亩"),
    )
    assert (found.target.text, [other.text for other in found.others]) == ("2万亩", ["6万亩"])


def test_a_head_of_two_rows_below_a_form() -> None:
    rows = (
        ("项目名称", "困难群众救助补助资金", "<", "<", "<"),
        ("一级指标", "二级指标", "三级指标", "指标值", "<"),
        ("^", "^", "^", "实施期指标值", "年度指标值"),
        ("产出指标", "数量指标", "指标1：临时救助人次", "≥1.5万人次", "≥5000人次"),
        ("满意度指标", "服务对象满意度", "指标1：救助对象满意度", "≥90%", "≥88%"),
    )
    assert [(each.name, each.target and each.target.text) for each in indicators_of(*rows, header=0)] == [
        ("临时救助人次", "≥5000人次"),
        ("救助对象满意度", "≥88%"),
    ]
    assert [other.text for each in indicators_of(*rows, header=0) for other in each.others] == ["≥1.5万人次", "≥90%"]
