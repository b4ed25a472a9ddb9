"""Indicators as nodes and edges: ids, what they are about, targets beside results, the head of a sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Document, Part, Span
from extractors.graph import Graph, facts_to_props, merge
from extractors.linking import load_atlas
from extractors.linking.goal_place import title_to_region
from extractors.linking.indicator import build_indicators
from extractors.linking.parties import Scene
from extractors.tables import read_sheets
from extractors.tables.goals import read_goals
from tests.tables.table_paper import MODELS, table_of

ATLAS = load_atlas(MODELS)
HEADS = ("一级指标", "二级指标", "三级指标", "指标值")
ONE = ("产出指标", "数量指标", "培训人次", "≥200人次")


def graph_of(*rows, home: str | None = "430000", **options) -> Graph:
    return graph_of_document(table_of(*rows, **options), home)


def graph_of_document(document: Document, home: str | None) -> Graph:
    goals = read_goals(document, read_sheets(document, MODELS), MODELS)
    return merge([build_indicators(document, (), goals, "doc:甲", Scene(ATLAS, 2022, home)).graph])


def nodes(graph: Graph, kind: str) -> list[str]:
    return [node.id for node in graph.nodes if node.type == kind]


def props(graph: Graph, kind: str) -> list[dict]:
    return [facts_to_props(edge.facts) for edge in graph.edges if edge.type == kind]


@pytest.mark.parametrize(
    ("title", "adcode"),
    [
        ("省财政专项转移支付绩效目标表(知识产权-广州市)", "440100"),
        ("绩效目标表（专利奖励-广州）", "440100"),
        ("2022年省级农业专项绩效自评表（清远市）", "441800"),
        ("韶关市2021年度项目支出绩效目标表", "440200"),
        ("武威市凉州区项目支出绩效目标申报表", "620602"),
        ("区域绩效目标表——长沙市本级", "430100"),
        ("中央对地方专项转移支付区域绩效目标表", None),
        ("项目支出绩效目标表（2023年度）", None),
    ],
)
def test_the_region_of_a_title(title: str, adcode: str | None) -> None:
    assert title_to_region(title, Scene(ATLAS, 2022, None)) == adcode


def test_a_county_of_a_common_name_is_that_of_the_home() -> None:
    assert title_to_region("绩效目标表（城关区）", Scene(ATLAS, 2022, "620000")) == "620102"
    assert title_to_region("绩效目标表（鼓楼区）", Scene(ATLAS, 2022, None)) is None


def test_ids_by_region_then_by_project_then_by_home() -> None:
    form = ("项目名称", "某补助资金", "<", "<")
    in_region = graph_of(HEADS, ONE, title="绩效目标表（湘潭市）")
    in_project = graph_of(form, HEADS, ONE, header=0)
    at_home = graph_of(HEADS, ONE)
    nowhere = graph_of(HEADS, ONE, home=None)
    assert nodes(in_region, "Indicator") == ["ind:doc:甲:430300:培训人次"]
    assert nodes(in_project, "Indicator") == ["ind:doc:甲:某补助资金:培训人次"]
    assert nodes(at_home, "Indicator") == ["ind:doc:甲:430000:培训人次"]
    assert nodes(nowhere, "Indicator") == ["ind:doc:甲:-:培训人次"]


def test_a_name_that_stands_twice() -> None:
    graph = graph_of(HEADS, ONE, ("^", "^", "培训人次", "≥300人次"), title="绩效目标表（湘潭市）")
    assert nodes(graph, "Indicator") == ["ind:doc:甲:430300:培训人次", "ind:doc:甲:430300:培训人次#2"]


def test_what_is_concluded_is_marked() -> None:
    (said,) = props(graph_of(HEADS, ("", "时效指标", "完成时间", "2022年底前")), "sets_target")
    assert (said["level1"], said["level1_basis"], said["region_basis"]) == ("产出指标", "derived", "derived")
    assert (said["target"]["op"], said["target"]["value"][:4]) == ("deadline", "2022")


def test_lost_levels_are_null_and_in_doubt() -> None:
    graph = graph_of(HEADS, ("", "", "甲事项", "1个"), ("^", "^", "乙事项", "2个"))
    assert [(each["level1"], each["level2"]) for each in props(graph, "sets_target")] == [(None, None)] * 2
    assert all(edge.doubts and edge.score < 0.9 for edge in graph.edges if edge.type == "sets_target")


def test_results_beside_targets() -> None:
    heads = (*HEADS, "实际完成值", "分值", "得分", "偏差原因分析")
    graph = graph_of(
        heads,
        ("产出指标", "数量指标", "改造小区", "≥12个", "11个", "10", "9.2", "管线迁改"),
        ("^", "质量指标", "合格率", "100%", "", "10", "0", ""),
    )
    first, second = sorted(props(graph, "reports_actual"), key=lambda each: each["row"])
    assert (first["target"]["value"], first["actual"]["value"]) == ("12", "11")
    assert (first["points"], first["score"], first["reason"]) == ("10", "9.2", "管线迁改")
    assert "actual" not in second
    doubts = [edge.doubts for edge in graph.edges if edge.target.endswith("合格率") and edge.type == "reports_actual"]
    assert doubts == [("no actual is printed",)]


def test_a_form_of_results_that_is_not_filled_in_sets_targets() -> None:
    graph = graph_of((*HEADS, "实际完成值"), (*ONE, ""), ("效益指标", "社会效益指标", "知晓率", "≥80%", ""))
    assert len(props(graph, "sets_target")) == 2 and not props(graph, "reports_actual")


def test_the_unit_of_a_column_and_the_sign_before_a_figure() -> None:
    heads = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位")
    (said,) = props(graph_of(heads, ("产出指标", "数量指标", "保洁河道", "≤", "126", "公里")), "sets_target")
    assert {key: said["target"][key] for key in ("op", "value", "unit")} == {"op": "<=", "value": "126", "unit": "公里"}


def test_the_head_of_a_sheet() -> None:
    graph = graph_of(
        ("项目名称", "高标准农田建设", "<", "<"),
        ("省级主管部门", "湖南省农业农村厅", "地方主管部门", "湘潭市农业农村局"),
        ("预算年度", "2022年", "<", "<"),
        ("资金需求", "580万元", "<", "<"),
        HEADS,
        ONE,
        header=0,
    )
    (said,) = props(graph, "plans")
    wanted = {"amount_cny": "5800000.00", "amount_printed": "580万元", "budget_year": "2022", "region": "430300"}
    assert {key: said[key] for key in wanted} == wanted
    supervisors = [edge.target for edge in graph.edges if edge.type == "supervised_by"]
    assert supervisors == ["org:430000:农业农村厅", "org:430300:农业农村局"]
    assert nodes(graph, "Project") == ["project:高标准农田建设"]
    (target,) = props(graph, "sets_target")
    assert (target["project"], target["budget_year"], target["region"]) == ("高标准农田建设", "2022", "430300")


def test_several_projects_in_one_table() -> None:
    graph = graph_of(
        ("单位名称", "项目名称", "预算金额（万元）", *HEADS),
        ("湘潭市水利局", "河道保洁", "85.6", *ONE),
        ("^", "防汛", "40", "产出指标", "质量指标", "合格率", "100%"),
    )
    money = {edge.target: facts_to_props(edge.facts)["amount_cny"] for edge in graph.edges if edge.type == "plans"}
    assert money == {"project:河道保洁": "856000.00", "project:防汛": "400000.00"}
    assert [each["project"] for each in props(graph, "sets_target")] == ["河道保洁", "防汛"]


def test_a_fund_without_a_project() -> None:
    graph = graph_of(
        ("专项名称", "农村危房改造补助资金", "<", "<"), ("年度金额", "30万元", "<", "<"), HEADS, ONE, header=0
    )
    (edge,) = [edge for edge in graph.edges if edge.type == "plans"]
    assert edge.target == "fund:农村危房改造补助资金"
    assert props(graph, "sets_target")[0]["fund"] == "农村危房改造补助资金"


def test_the_year_of_the_title_of_the_document() -> None:
    document = table_of(HEADS, ONE, title="某县2020年度绩效自评报告")
    title = document.tables[0].title
    lone = replace(
        document,
        tables=(replace(document.tables[0], title=None),),
        parts=(Part("title", "某县2020年度绩效自评报告", title, "gold"),),
    )
    (said,) = props(graph_of_document(lone, None), "sets_target")
    assert (said["budget_year"], said["budget_year_basis"]) == ("2020", "derived")


def test_every_fact_of_a_row_has_evidence() -> None:
    graph = graph_of(HEADS, ONE, title="绩效目标表（湘潭市）")
    kept = {item.id for item in graph.evidence}
    (edge,) = [edge for edge in graph.edges if edge.type == "sets_target"]
    cited = {fact.name: fact.evidence for fact in edge.facts}
    for name in ("name", "level1", "level2", "target", "region"):
        assert cited[name] and set(cited[name]) <= kept, name
    assert Span(0, 1).start == 0 and all(item.quote for item in graph.evidence)
