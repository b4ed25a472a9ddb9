"""Indicators of a text whose table is lost: as PDF tools write it, line by line."""

from __future__ import annotations

from extractors.document import Document
from extractors.tables.goals import read_goals
from tests.tables.table_paper import MODELS, table_of


def rows_of(*lines: str) -> list[tuple[str | None, str | None, str, str | None, str | None]]:
    document = Document("0" * 16, "a.txt", "text", "\n".join(lines))
    (goal,) = read_goals(document, (), MODELS)
    assert all(each.doubt for each in goal.indicators)
    return [
        (
            each.levels.level1.text,
            each.levels.level2.text,
            each.name,
            each.target.text if each.target else None,
            each.actual.text if each.actual else None,
        )
        for each in goal.indicators
    ]


def test_cells_that_wrap_and_levels_one_letter_a_line() -> None:
    assert rows_of(
        "一级指标 二级指标 三级指标 年度预期值 年度实现值",
        *"产出指标",
        "数量指标",
        "举办就业技能培训和创",
        "业培训",
        "不少于 12期 14期",
        "新建就业驿站 3个 3个",
        "培育劳务品牌不少于 2个 培育中",
        "按要求",
        "编制年度就业形势分析",
        "形成至少 4份分析报告",
        "并报送主管部门",
        "4份",
        "经济效益",
        "指标",
        "带动就业人员年收入 增长 8% 0.09",
        "服务对象满",
        "意度指标",
        "学员满意度 ≥90% 95.2%",
        "（四）存在的问题",
        "1.培训针对性不强。",
    ) == [
        ("产出指标", "数量指标", "举办就业技能培训和创业培训", "不少于12期", "14期"),
        ("产出指标", "数量指标", "新建就业驿站", "3个", "3个"),
        ("产出指标", "数量指标", "培育劳务品牌", "不少于2个", "培育中"),
        ("产出指标", "数量指标", "按要求编制年度就业形势分析", "形成至少4份分析报告并报送主管部门", "4份"),
        ("效益指标", "经济效益指标", "带动就业人员年收入", "增长8%", "0.09"),
        ("效益指标", "服务对象满意度指标", "学员满意度", "≥90%", "95.2%"),  # no other 一级 is printed between
    ]


def test_every_cell_on_a_line_of_its_own() -> None:
    assert rows_of(
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "产出指标",
        "数量指标",
        "开展职业技能培训",
        "人次",
        "≥5000人次",
        "5321人次",
        "质量指标",
        "培训合格率",
        "≥90%",
        "94.5%",
        "效益指标",
        "社会效益指标",
        "就业形势",
        "保持稳定",
        "总体稳定",
    ) == [
        ("产出指标", "数量指标", "开展职业技能培训人次", "≥5000人次", "5321人次"),
        ("产出指标", "质量指标", "培训合格率", "≥90%", "94.5%"),
        ("效益指标", "社会效益指标", "就业形势", "保持稳定", "总体稳定"),
    ]


def test_targets_alone() -> None:
    assert rows_of(
        "一级指标 二级指标 三级指标 指标值",
        "产出指标",
        "时效指标",
        "项目完成时间 2023年12月底前",
        "效益指标",
        "生态效益指标",
        "水质达标率 ≥95%",
    ) == [
        ("产出指标", "时效指标", "项目完成时间", "2023年12月底前", None),
        ("效益指标", "生态效益指标", "水质达标率", "≥95%", None),
    ]


def test_the_lines_of_a_table_are_no_lost_table() -> None:
    document = table_of(
        ("一级指标", "二级指标", "三级指标", "指标值"),
        ("产出指标", "数量指标", "甲", "1个"),
        ("效益指标", "社会效益指标", "乙", "提升"),
    )
    assert not read_goals(document, (), MODELS)


def test_prose_about_levels_is_none() -> None:
    text = "一级指标 二级指标 三级指标 指标值\n本部门按照上述框架设置了绩效指标。\n全年共完成12项。"
    assert not read_goals(Document("0" * 16, "a.txt", "text", text), (), MODELS)
