from pathlib import Path

import pytest
from build_document import document_of, mention_of, numbers_of, part_of, titles_of

from extractors.graph import OWN, facts_to_props
from extractors.linking import build_graph, conclude, load_atlas, load_relations, resolve_mentions

MODELS = Path(__file__).parents[2] / "models"
ATLAS, RELATIONS = load_atlas(MODELS), load_relations(MODELS)

NOTICE = (
    "广东省财政厅文件",
    "粤财工〔2020〕228号",
    "广东省财政厅关于提前下达2021年度专项资金的通知",
    "各地级以上市财政局：",
    "根据《广东省市场监督管理局关于报送资金分配方案的函》（粤市监财函〔2020〕1309号），现下达资金。",
    "附件：1.分配表",
    "附件1",
    "抄送：省市场监管局，省档案馆。",
)
PARTS = (
    ("number", "粤财工〔2020〕228号"),
    ("title", "广东省财政厅关于提前下达2021年度专项资金的通知"),
    ("issuers", "广东省财政厅"),
    ("recipients", "各地级以上市财政局"),
    ("attachments", "1.分配表"),
    ("copied_to", "省市场监管局"),
    ("copied_to", "省档案馆"),
)
NAMES = ("广东省财政厅", "各地级以上市财政局", "广东省市场监督管理局", "省市场监管局", "省档案馆")


def graph_of(paragraphs, parts=(), names=(), **more):
    plain = document_of(*paragraphs)
    document = document_of(*paragraphs, parts=tuple(part_of(plain.text, *part) for part in parts), **more)
    mentions = [*titles_of(document.text), *numbers_of(document.text)]
    mentions += [mention_of(document.text, "organisation", name, None) for name in names]
    resolved = resolve_mentions(document, sorted(mentions, key=lambda mention: mention.span), ATLAS)
    return build_graph(document, resolved, ATLAS, RELATIONS)


@pytest.fixture(scope="module")
def notice():
    return graph_of(NOTICE, PARTS, NAMES)


def targets(graph, kind, source="doc:粤财工〔2020〕228号"):
    return [edge.target for edge in graph.edges if edge.type == kind and edge.source == source]


def test_the_document_is_a_node_by_its_number(notice):
    node = notice.node("doc:粤财工〔2020〕228号")
    assert node.status == "held"
    props = facts_to_props(node.facts)
    assert props["title"] == "广东省财政厅关于提前下达2021年度专项资金的通知"
    assert props["number"] == "粤财工〔2020〕228号"
    assert props["sources"] == ["src:0000000000000000"]
    assert all(fact.weight == OWN for fact in node.facts)


def test_who_issues_who_gets_and_who_is_copied(notice):
    assert targets(notice, "issued_by") == ["org:440000:财政厅"]
    assert targets(notice, "addressed_to") == ["group:440000:各地级以上市财政局"]
    assert targets(notice, "copied_to") == ["org:440000:市场监督管理局", "org:440000:档案馆"]
    body = notice.node("org:440000:市场监督管理局")
    assert facts_to_props(body.facts)["surfaces"] == ["广东省市场监督管理局", "省市场监管局"]


def test_what_it_cites(notice):
    assert targets(notice, "cites") == ["doc:粤市监财函〔2020〕1309号"]
    (edge,) = (edge for edge in notice.edges if edge.type == "cites")
    assert facts_to_props(edge.facts) == {
        "relation": "basis",
        "relations": ["basis"],
        "title": "广东省市场监督管理局关于报送资金分配方案的函",
        "surfaces": ["粤市监财函〔2020〕1309号"],
    }
    quotes = {item.id: item.quote for item in notice.evidence}
    assert {quotes[item] for item in edge.evidence} == {
        "根据",
        "粤市监财函〔2020〕1309号",
        "《广东省市场监督管理局关于报送资金分配方案的函》",
    }
    assert notice.node("doc:粤市监财函〔2020〕1309号").status == "cited"
    assert targets(notice, "issued_by", "doc:粤市监财函〔2020〕1309号") == ["org:440000:市场监督管理局"]


def test_attachments_are_nodes_with_their_place(notice):
    assert targets(notice, "attaches") == ["doc:粤财工〔2020〕228号/附件1"]
    annex = notice.node("doc:粤财工〔2020〕228号/附件1")
    assert facts_to_props(annex.facts) == {"title": "分配表", "place": "附件1"}
    assert annex.status == "held"


def test_bodies_lie_in_regions(notice):
    assert targets(notice, "located_in", "org:440000:财政厅") == ["region:440000"]


def test_every_evidence_that_is_named_is_there(notice):
    known = {item.id for item in notice.evidence}
    for thing in (*notice.nodes, *notice.edges):
        assert set(thing.evidence) <= known
        assert {item for fact in thing.facts for item in fact.evidence} <= known
    assert all(edge.evidence for edge in notice.edges if edge.basis == "observed")


def test_a_document_never_cites_itself():
    text = (
        *NOTICE,
        "《广东省财政厅关于提前下达2021年度专项资金的通知》（粤财工〔2020〕228号）附件",
        "粤财工〔2020〕228号",
    )
    assert targets(graph_of(text, PARTS, NAMES), "cites") == ["doc:粤市监财函〔2020〕1309号"]


def test_a_document_without_a_number_is_known_by_its_bytes():
    graph = graph_of(("根据《预算法》制定。",), source="ab" * 8)
    assert graph.node("doc:abababababababab").status == "held"
    assert targets(graph, "cites", "doc:abababababababab") == ["doc:《预算法》"]


def test_a_title_says_what_is_forwarded():
    title = "韶关市财政局转发《关于提前下达2021年度专项资金的通知》的通知"
    graph = graph_of(("韶财工〔2021〕10号", title), (("number", "韶财工〔2021〕10号"), ("title", title)))
    assert targets(graph, "forwards", "doc:韶财工〔2021〕10号") == ["doc:《关于提前下达2021年度专项资金的通知》"]


def test_a_title_without_marks_says_what_is_forwarded():
    title = "韶关市财政局转发广东省财政厅关于提前下达2021年度专项资金的通知的通知"
    parts = (("number", "韶财工〔2021〕10号"), ("title", title))
    graph = graph_of(("韶财工〔2021〕10号", title), parts, ("广东省财政厅",))
    cited = "doc:《广东省财政厅关于提前下达2021年度专项资金的通知》"
    assert targets(graph, "forwards", "doc:韶财工〔2021〕10号") == [cited]
    assert targets(graph, "issued_by", cited) == ["org:440000:财政厅"]
    assert all(edge.doubts for edge in graph.edges if edge.type == "forwards")


def test_what_the_forwarded_document_issues_is_not_forwarded_itself():
    title = "成都市财政局转发四川省财政厅关于印发《四川省工业资金管理办法》的通知的通知"
    parts = (("number", "成财产发〔2022〕35号"), ("title", title))
    graph = graph_of(("成财产发〔2022〕35号", title, "现予转发。"), parts, ("四川省财政厅",))
    cited = "doc:《四川省财政厅关于印发〈四川省工业资金管理办法〉的通知》"
    assert targets(graph, "forwards", "doc:成财产发〔2022〕35号") == [cited]
    assert targets(graph, "forwards", cited) == ["doc:《四川省工业资金管理办法》"]
    assert targets(graph, "cites", "doc:成财产发〔2022〕35号") == [cited]


def test_what_is_done_to_a_document_says_more_than_that_it_is_followed():
    text = ("现将《工业资金管理办法》（川财规〔2022〕3号，以下简称《办法》）转发你们。", "按照《办法》规定执行。")
    (edge,) = (edge for edge in graph_of(text).edges if edge.type == "cites")
    props = facts_to_props(edge.facts)
    assert (props["relation"], props["relations"]) == ("forwards", ["basis", "forwards"])


def test_a_nested_document_is_handed_on_by_the_outer_one():
    graph = graph_of(("根据《关于印发〈高校中心建设实施办法〉的通知》（国知办发规字〔2017〕62号）办理。",))
    assert targets(graph, "forwards", "doc:国知办发规字〔2017〕62号") == ["doc:《高校中心建设实施办法》"]
    assert targets(graph, "cites", "doc:0000000000000000") == ["doc:国知办发规字〔2017〕62号"]


def test_a_short_name_stands_for_its_document():
    text = ("根据《湖南省专项资金管理办法》（以下简称《办法》，湘财外〔2019〕7号）申报。", "按照《办法》执行。")
    graph = graph_of(text)
    assert targets(graph, "cites", "doc:0000000000000000") == ["doc:湘财外〔2019〕7号"]
    (edge,) = (edge for edge in graph.edges if edge.type == "cites")
    quotes = {item.id: item.quote for item in graph.evidence}
    assert [quotes[item] for item in edge.evidence].count("《办法》") == 2
    assert facts_to_props(graph.node("doc:湘财外〔2019〕7号").facts)["title"] == "湖南省专项资金管理办法"


def test_a_name_that_means_no_one_document_is_no_node():
    graph = graph_of(("请按《通知》要求填写《申请表》。",))
    assert targets(graph, "cites", "doc:0000000000000000") == []


def test_the_numbers_of_a_joint_document_lead_to_one():
    graph = conclude(graph_of(("根据《联合下达维修经费的通知》（宁水管〔2010〕549号、宁财农〔2010〕965号）",)))
    assert targets(graph, "cites", "doc:0000000000000000") == ["doc:宁水管〔2010〕549号", "doc:宁财农〔2010〕965号"]
    assert [edge.type for edge in graph.edges if edge.basis == "derived"] == ["same_as"]
    assert graph.checks == ()


def test_two_own_numbers_are_no_two_surfaces_of_one():
    numbers = "内水财〔2019〕99号、内财农〔2019〕1200号"
    parts = (("number", "内水财〔2019〕99号"), ("numbers", "内水财〔2019〕99号"), ("numbers", "内财农〔2019〕1200号"))
    graph = conclude(graph_of((numbers, "关于下达资金的通知"), parts))
    props = facts_to_props(graph.node("doc:内水财〔2019〕99号").facts)
    assert (props["numbers"], props["surfaces"]) == (
        ["内水财〔2019〕99号", "内财农〔2019〕1200号"],
        ["内水财〔2019〕99号"],
    )
    assert graph.checks == ()


def test_a_series_under_one_title_is_several_documents():
    graph = conclude(graph_of(("根据《关于下达专项资金预算指标的通知》（粤财工〔2017〕144号、粤财工〔2017〕145号）",)))
    assert [edge.type for edge in graph.edges] == ["cites", "cites"]
    assert graph.checks == ()


def test_a_citation_in_doubt_says_so():
    graph = graph_of(("根据《甲市管理办法》《乙市管理办法》（皖财〔2019〕1号、皖财〔2019〕2号）",))
    assert {edge.target: edge.doubts for edge in graph.edges} == {
        "doc:皖财〔2019〕1号": ("titles and numbers were paired by their order",),
        "doc:皖财〔2019〕2号": ("titles and numbers were paired by their order",),
    }
