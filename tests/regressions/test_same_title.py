"""One title in several places: whose number it has, whose it has not, and when it is one document."""

from pathlib import Path

from extractors.linking import conclude
from extractors.pipeline import analyse, load_models
from extractors.reading import read_bytes

MODELS = load_models(Path(__file__).parents[2] / "models")


def graph_of(text: str):
    return analyse(read_bytes(text.encode(), "document.txt", MODELS.folder), MODELS).graph


def edges_of(graph, kind: str) -> dict[str, dict[str, list[str]]]:
    """Give target → facts of the edges of a kind."""
    found: dict[str, dict[str, list[str]]] = {}
    for edge in (edge for edge in graph.edges if edge.type == kind):
        for fact in edge.facts:
            found.setdefault(edge.target, {}).setdefault(fact.name, []).append(fact.value)
    return found


def test_each_of_two_numbers_in_one_bracket_keeps_its_own_surface():
    graph = graph_of(
        "根据《衡阳市财政局关于下达衔接资金的通知》（衡财农指〔2022〕34号、衡财农指〔2022〕91号）和"
        "《省政府办公厅关于消防工作的通知》（苏政办发〔2020〕6号、〔2021〕12号），现通知如下。"
    )
    cites = edges_of(graph, "cites")
    assert cites["doc:衡财农指〔2022〕34号"]["surfaces"] == ["衡财农指〔2022〕34号"]
    assert cites["doc:衡财农指〔2022〕91号"]["surfaces"] == ["衡财农指〔2022〕91号"]
    assert cites["doc:苏政办发〔2020〕6号"]["surfaces"] == ["苏政办发〔2020〕6号"]
    assert cites["doc:苏政办发〔2021〕12号"]["surfaces"] == ["〔2021〕12号"]


def test_a_forwarded_title_is_the_document_that_stands_with_its_number():
    graph = graph_of(
        "六安市财政局文件\n六财农〔2021〕163号\n"
        "六安市财政局关于转发《安徽省财政厅关于做好2021年农业保险工作的通知》的通知\n各县区财政局：\n"
        "现将《安徽省财政厅关于做好2021年农业保险工作的通知》（皖财金〔2021〕105号）转发给你们，请贯彻落实。\n"
        "六安市财政局\n2021年3月12日\n"
    )
    assert set(edges_of(graph, "cites")) == set(edges_of(graph, "forwards")) == {"doc:皖财金〔2021〕105号"}
    assert not edges_of(conclude(graph), "same_as")


def test_a_title_issued_here_is_not_the_abolished_document_of_that_title():
    graph = conclude(
        graph_of(
            "中华人民共和国财政部\n国家档案局令\n第79号\n"
            "现将修订后的《会计档案管理办法》公布，自2016年1月1日起施行。1998年8月21日财政部、国家档案局发布的"
            "《会计档案管理办法》（财会字〔1998〕32号）同时废止。\n2015年12月11日\n"
        )
    )
    cites = edges_of(graph, "cites")
    assert cites["doc:《会计档案管理办法》"]["relation"] == ["issues"]
    assert cites["doc:财会字〔1998〕32号"]["relation"] == ["abolishes"]
    assert not edges_of(graph, "same_as")


def test_a_title_of_two_numbered_versions_means_neither():
    graph = graph_of(
        "按照《专项资金管理办法》（财建〔2019〕5号）制定。按照《专项资金管理办法》（财建〔2022〕8号）修改。"
        "请遵照《专项资金管理办法》执行。"
    )
    assert "doc:《专项资金管理办法》" in edges_of(graph, "cites")
    assert not edges_of(conclude(graph), "same_as")
