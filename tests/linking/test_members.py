from __future__ import annotations

from pathlib import Path

import pytest

from extractors.graph import Graph
from extractors.linking.atlas import load_atlas
from extractors.linking.members import find_members
from extractors.pipeline import analyse, load_models
from extractors.reading import read_bytes

FOLDER = Path(__file__).parents[2] / "models"
ATLAS = load_atlas(FOLDER)
MODELS = load_models(FOLDER)


def _members(said: str, home: str, year: int, **beside: str) -> list[str]:
    found = find_members(said, home, ATLAS, year, **beside)
    return list(found["members"]) if found else []


def _graph(text: str) -> Graph:
    return analyse(read_bytes(text.encode(), "a.txt", FOLDER), MODELS).graph


@pytest.mark.parametrize(
    ("said", "home", "year", "count"),
    [
        ("各地级以上市财政局", "440000", 2020, 21),
        ("各设区市财政局", "320000", 2020, 13),
        ("各市(州)财政局", "510000", 2021, 21),
        ("各盟市财政局", "150000", 2020, 12),
        ("各县(市、区)财政局", "140800", 2021, 13),
        ("各市、县(市、区)财政局", "330000", 2022, 101),
        ("各省、自治区、直辖市、计划单列市财政厅(局)", "100000", 2020, 36),
        ("各市财政局", "370000", 2017, 17),
        ("各市财政局", "370000", 2020, 16),  # 莱芜市 had gone to 济南市
    ],
)
def test_a_group_is_the_places_of_its_year(said: str, home: str, year: int, count: int) -> None:
    assert len(_members(said, home, year)) == count


def test_exceptions_are_taken_out_with_what_lies_in_them() -> None:
    all_of_them = _members("各市、县(市、区)财政局", "330000", 2022)
    without = _members("各市、县(市、区)财政局", "330000", 2022, behind="（宁波不发）：")
    assert {code[4:8] for code in set(all_of_them) - set(without)} == {"3302"}
    assert "org:440300:财政局" not in _members("各地级以上市财政局", "440000", 2020, before="除深圳外，")
    assert "org:440300:财政局" not in _members("各地级以上市(不含深圳市)财政局", "440000", 2020)
    assert "org:139001:财政局" not in _members("各市财政局", "130000", 2020)


def test_provinces_and_cities_beside_them_have_their_own_departments() -> None:
    members = _members("各省、自治区、直辖市、计划单列市财政厅(局)", "100000", 2020)
    assert {"org:440000:财政厅", "org:110000:财政局", "org:440300:财政局"} <= set(members)


@pytest.mark.parametrize("said", ["有关市财政局", "各有关单位", "各扩权县财政局", "市直各单位"])
def test_what_the_words_leave_open_has_no_members(said: str) -> None:
    assert _members(said, "510000", 2021) == []


def test_units_that_no_list_settles_are_named() -> None:
    found = find_members("各市(州)、扩权县财政局", "510000", ATLAS, 2021)
    assert found is not None
    assert found["open"] == ["扩权县"]


def test_the_group_of_a_notice_has_its_members_with_evidence() -> None:
    graph = _graph(
        "广东省财政厅\n粤财工〔2020〕228号\n广东省财政厅关于下达资金的通知\n各地级以上市财政局：\n2020年12月30日\n"
    )
    node = graph.node("group:440000:各地级以上市财政局")
    assert node is not None
    (fact,) = (fact for fact in node.facts if fact.name == "members_as_of")
    assert fact.evidence
    assert (fact.value["year"], len(fact.value["members"])) == (2020, 21)


def test_what_is_no_more_leads_to_what_came_after() -> None:
    graph = _graph("根据国家工商行政管理总局、卫生部和莱芜市的意见办理。\n")
    later = {(edge.source, edge.target): edge.facts[0].value for edge in graph.edges if edge.type == "succeeded_by"}
    assert later[("org:100000:国家工商行政管理总局", "org:100000:国家市场监督管理总局")] == 2018
    assert later[("org:100000:卫生部", "org:100000:国家卫生和计划生育委员会")] == 2013
    assert later[("org:100000:国家卫生和计划生育委员会", "org:100000:国家卫生健康委员会")] == 2018
    assert later[("region:371200", "region:370116")] == 2017
