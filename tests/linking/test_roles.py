from __future__ import annotations

from pathlib import Path

import pytest

from extractors.graph import Graph
from extractors.pipeline import analyse, load_models
from extractors.reading import read_bytes

MODELS = load_models(Path(__file__).parents[2] / "models")


def _graph(text: str) -> Graph:
    return analyse(read_bytes(text.encode(), "a.txt", MODELS.folder), MODELS).graph


def _ends(graph: Graph, kind: str) -> list[str]:
    return sorted(edge.target if kind == "supervised_by" else edge.source for edge in graph.edges if edge.type == kind)


@pytest.mark.parametrize(
    ("text", "kind", "ids"),
    [
        ("本项目主管部门为重庆市科学技术局，总投资80万元。\n", "supervised_by", ["org:500000:科学技术局"]),
        (
            "项目承担单位：太原理工大学、山西焦煤集团有限责任公司；联系人：张某\n",
            "undertakes",
            ["org:-:太原理工大学", "org:-:山西焦煤集团有限公司"],
        ),
        ("申报单位（盖章）：青海大学\n推荐单位（主管部门）：青海省教育厅\n", "applies_for", ["org:-:青海大学"]),
        ("推荐单位（主管部门）：青海省教育厅\n", "supervised_by", ["org:630000:教育厅"]),
        ("主管部门应当会同山西省财政厅加强管理。\n", "supervised_by", []),
        ("承担单位：见附件\n山西省财政厅\n", "undertakes", []),
    ],
)
def test_a_label_says_who_plays_a_part(text: str, kind: str, ids: list[str]) -> None:
    assert _ends(_graph(text), kind) == sorted(ids)


def test_every_such_edge_shows_the_label_and_the_name() -> None:
    graph = _graph("申报单位：青海大学\n")
    (edge,) = (edge for edge in graph.edges if edge.type == "applies_for")
    quotes = {item.id: item.quote for item in graph.evidence}
    assert {quotes[item] for item in edge.evidence} == {"申报单位", "青海大学"}
    assert edge.score <= 0.9


def test_a_column_headed_by_a_label_names_all_below_it() -> None:
    text = (
        "项目安排表\n单位：万元\n项目名称\t承担单位\t金额\n甲项目\t太原理工大学\t12\n乙项目\t山西大学\t8\n合计\t\t20\n"
    )
    assert {"org:-:太原理工大学", "org:-:山西大学"} <= set(_ends(_graph(text), "undertakes"))
