"""The stages together: from bytes to a graph, in any order and split."""

from itertools import permutations
from pathlib import Path

import pytest

import extractors
from extractors.document import Span
from extractors.graph import facts_to_props, merge
from extractors.linking import conclude
from extractors.mention import Mention
from extractors.pipeline import analyse, analyse_file, load_models, tidy_mentions
from extractors.reading import read_bytes

ROOT = Path(__file__).parents[1]
MODELS = load_models(ROOT / "models")
FILES = tuple(sorted((ROOT / "corpus").glob("documents/*.pdf"))) + tuple(sorted((ROOT / "corpus").glob("text/*.txt")))

FORWARDED = """长沙市财政局文件

长财企〔2021〕15号

长沙市财政局转发《湖南省财政厅关于下达2021年中小企业发展专项资金的通知》的通知

各区县（市）财政局：

现将《湖南省财政厅关于下达2021年中小企业发展专项资金的通知》（湘财企指〔2021〕22号）转发给你们，请遵照执行。

长沙市财政局
2021年6月8日
"""


def test_one_document_from_its_bytes():
    graph = analyse(read_bytes(FORWARDED.encode(), "a.txt", MODELS.folder), MODELS).graph
    edges = {(edge.type, edge.source, edge.target) for edge in graph.edges}
    own = "doc:长财企〔2021〕15号"
    assert ("cites", own, "doc:湘财企指〔2021〕22号") in edges
    assert ("forwards", own, "doc:湘财企指〔2021〕22号") in edges
    assert ("issued_by", own, "org:430100:财政局") in edges
    assert ("issued_by", "doc:湘财企指〔2021〕22号", "org:430000:财政厅") in edges
    assert not any("《" in target for _, _, target in edges)  # one text, one title: the one with the number
    assert not [edge for edge in conclude(graph).edges if edge.type == "same_as"]


def test_an_empty_looking_document_gives_a_graph_too():
    analysis = analyse(read_bytes("。\n".encode(), "a.txt", MODELS.folder), MODELS)
    assert [node.status for node in analysis.graph.nodes] == ["held"]


def test_mentions_are_in_order_and_none_twice():
    def mention(kind, start, end, score=1.0, value="x"):
        return Mention(kind, Span(start, end), value, "r", score)

    outer, inner = mention("title", 0, 9), mention("title", 3, 6)
    long, short, damaged = mention("amount", 2, 8), mention("amount", 4, 8), mention("doc_number", 0, 9, value=None)
    twice = mention("doc_number", 1, 9)
    found = tidy_mentions([short, inner, twice, long, outer, outer, damaged])
    assert found == (outer, twice, long, inner)
    assert tidy_mentions(reversed((short, inner, twice, long, outer, damaged))) == found


@pytest.fixture(scope="module")
def graphs():
    if len(FILES) < 2:
        pytest.skip("the corpus is not there")
    return [analyse_file(path, MODELS).graph for path in FILES]


def test_order_and_split_do_not_matter(graphs):
    whole = extractors.graph_to_bytes(conclude(merge(graphs)), {})
    for place, order in enumerate(permutations(graphs)):
        at = place % len(order)
        parts = [conclude(merge(order[:at])), conclude(merge(order[at:]))]
        assert extractors.graph_to_bytes(conclude(merge(parts)), {}) == whole
    assert extractors.graph_to_bytes(conclude(merge(graphs + graphs)), {}) == whole


LISTED = {
    "国知办函办字〔2018〕384号": "关于印发2018年度全国专利信息传播利用工作计划的通知",
    "国知办发规字〔2017〕62号": "关于印发〈高校知识产权信息服务中心建设实施办法〉的通知",
    "国知办发服字〔2020〕9号": "国家知识产权局办公室教育部办公厅"
    "关于开展第二批高校国家知识产权信息服务中心遴选工作的通知",
    "国知办发规字〔2014〕40号": "国家知识产权局办公室关于印发〈国家知识产权服务业集聚发展区工作实施办法〉的通知",
    "粤知规〔2014〕153号": "广东省知识产权局关于印发〈广东省知识产权服务业集聚发展区培育工作方案〉的通知",
    "国知发人字〔2017〕12号": "国家知识产权局知识产权人才“十三五”规划",
    "粤府〔2016〕56号": "广东省建设引领型知识产权强省试点省实施方案",
    "粤人社规〔2017〕17号": "关于印发广东省知识产权专利研究人员专业技术资格条件(试行)的通知",
    "国务院令第706号": "专利代理条例",
    "国家市场监督管理总局令第6号": "专利代理管理办法",
    "国家市场监督管理总局令第7号": "专利代理师资格考试办法",
    "国发〔2008〕18号": "国家知识产权战略纲要",
    "中办发〔2019〕56号": "关于强化知识产权保护的意见",
    "国知发运字〔2020〕13号": "推动知识产权高质量发展年度工作指引(2020)",
    "教技〔2020〕1号": "教育部国家知识产权局科技部关于提升高等学校专利质量促进转化运用的若干意见",
    "国资发科创规〔2020〕15号": "国资委国家知识产权局"
    "关于印发《关于推进中央企业知识产权工作高质量发展的指导意见》的通知",
    "国知办发运字〔2020〕8号": "国家知识产权试点示范高校建设工作方案(试行)",
    "国知办发服字〔2020〕1号": "关于深化知识产权领域“放管服”改革营造良好营商环境的实施意见",
    "国知办发运字〔2020〕17号": "国家知识产权局办公室关于深化“蓝天”行动促进知识产权服务业健康发展的通知",
}


@pytest.fixture(scope="module")
def archive(graphs):
    papers = [graph for path, graph in zip(FILES, graphs, strict=True) if path.suffix == ".pdf"]
    return conclude(merge(papers))


def _plain(title):
    return "".join(title.split()).translate(str.maketrans("《》（）", "〈〉()"))


@pytest.mark.parametrize(("number", "title"), LISTED.items())
def test_each_number_of_the_policy_lists_has_its_title_and_every_place(archive, number, title):
    node = archive.node(f"doc:{number}")
    titles = {_plain(fact.value) for fact in node.facts if fact.name == "title"}
    assert titles == {_plain(title)}
    said = [fact for fact in node.facts if fact.name == "number"]
    slips = 1 if number == "国知办发服字〔2020〕1号" else 0  # one of the 21 lists has 国知发服字
    assert [len(fact.evidence) for fact in said] == [21 - slips]


def test_slips_and_surfaces_are_said(archive):
    found = {(check.rule, check.verdict, *check.about) for check in archive.checks if "variant" in check.rule}
    assert ("number_variant", "fail", "doc:国知办发服字〔2020〕1号", "doc:国知发服字〔2020〕1号") in found
    assert ("surface_variant", "pass", "doc:国务院令第706号") in found
    assert all(check.evidence for check in archive.checks if "variant" in check.rule)


def test_the_notice_is_whole(archive):
    own = "doc:粤财工〔2020〕228号"
    props = facts_to_props(archive.node(own).facts)
    assert (props["urgency"], props["disclosure"], props["printed_date"]) == ("加急", "主动公开", "2020-12-30")
    targets = {}
    for edge in archive.edges:
        if edge.source == own:
            targets.setdefault(edge.type, []).append(edge.target)
    assert targets["issued_by"] == ["org:440000:财政厅"]
    assert targets["addressed_to"] == ["group:440000:各地级以上市财政局"]
    assert targets["attaches"] == [f"{own}/附件{number}" for number in range(1, 5)]
    names = {facts_to_props(archive.node(target).facts)["name"] for target in targets["copied_to"]}
    assert names == {"广东省市场监督管理局", "广东省档案馆", "财政部广东监管局"}
    assert {f"doc:{number}" for number in (*LISTED, "国知发服字〔2020〕1号", "粤市监财函〔2020〕1309号")} <= set(
        targets["cites"]
    )


def test_the_report_lands_on_the_node_of_the_notice(archive):
    (report,) = (node.id for node in archive.nodes if node.status == "held" and "〔" not in node.id)
    cited = {edge.target for edge in archive.edges if edge.source == report and edge.type == "cites"}
    assert {"doc:粤财工〔2020〕228号", "doc:韶财工〔2021〕10号", "doc:粤市监财〔2021〕6号"} <= cited
    assert archive.node("doc:粤财工〔2020〕228号").status == "held"


def test_every_evidence_of_a_paper_has_a_box(archive):
    assert all(item.boxes and item.page for item in archive.evidence)
    known = {item.id for item in archive.evidence}
    for thing in (*archive.nodes, *archive.edges, *archive.checks):
        assert set(thing.evidence) <= known
