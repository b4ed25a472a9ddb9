"""A number in any printing, a title, a name: the node that is meant, or what is near."""

import pytest

from extractors.asking import Archive, find_node
from extractors.graph import OWN, Edge, Fact, Graph, Node, merge

NOTICE = "粤财工〔2020〕228号"


def document(number, title=None, status="cited", **more):
    facts = [Fact("number", number, (), OWN)] if number else []
    facts += [Fact("title", title)] if title else []
    facts += [Fact(name, value) for name, value in more.items()]
    return Node(f"doc:{number or f'《{title}》'}", "Document", tuple(facts), (), status)


def archive_of(*nodes, edges=()):
    return Archive(merge([Graph(nodes=tuple(nodes), edges=tuple(edges))]))


ARCHIVE = archive_of(
    document(NOTICE, "关于提前下达知识产权专项资金的通知", "held"),
    document("粤财工〔2020〕229号"),
    document("粤财农〔2020〕228号"),
    document("粤财工〔2021〕228号"),
    document("湘府发〔1999〕3号"),
    document(None, "广东省专利奖励办法"),
    document("宁水管〔2010〕549号", numbers="宁财农〔2010〕965号"),
    Node("region:440200", "Region", (Fact("name", "韶关市"), Fact("surfaces", "韶关"))),
    Node("org:440200:财政局", "Organisation", (Fact("name", "韶关市财政局"),)),
    Node("region:140100", "Region", (Fact("name", "长安"),)),
    Node("region:140200", "Region", (Fact("name", "长安"),)),
)


@pytest.mark.parametrize(
    "text",
    [
        NOTICE,
        "粤财工[2020]228号",
        "粤财工(2020)228号",
        "粤财工（2020）228号",
        "粤财工【2020】228 号",
        "粤财工 〔2020〕 第228号",
        "粤财工2020年228号",
        f"（{NOTICE}）",
        f"doc:{NOTICE}",
        "《关于提前下达知识产权专项资金的通知》",
        "关于提前下达知识产权专项资金的通知",
    ],
)
def test_a_number_in_any_printing_is_one_document(text):
    assert find_node(ARCHIVE, text).node.id == f"doc:{NOTICE}"


@pytest.mark.parametrize(
    ("text", "node_id"),
    [
        ("《广东省专利奖励办法》", "doc:《广东省专利奖励办法》"),
        ("广东省专利奖励办法", "doc:《广东省专利奖励办法》"),
        ("宁财农〔2010〕965号", "doc:宁水管〔2010〕549号"),
        ("韶关", "region:440200"),
        ("韶关市财政局", "org:440200:财政局"),
        ("org:440200:财政局", "org:440200:财政局"),
    ],
)
def test_names_titles_and_second_numbers(text, node_id):
    assert find_node(ARCHIVE, text).node.id == node_id


def test_who_a_name_means_is_asked():
    found = find_node(ARCHIVE, "韶关市财局", lambda name: "org:440200:财政局")
    assert found.node.id == "org:440200:财政局"


def test_an_unknown_number_names_near_ones_and_guesses_none():
    found = find_node(ARCHIVE, "粤财工[2020]227号")
    assert found.node is None
    assert found.asked == "粤财工〔2020〕227号"
    assert set(found.near) == {NOTICE, "粤财工〔2020〕229号"}
    assert set(find_node(ARCHIVE, "粤财社〔2020〕228号").near) == {NOTICE, "粤财农〔2020〕228号"}
    assert find_node(ARCHIVE, "皖政〔1988〕77号").near == ()


def test_an_unknown_name_names_near_ones():
    assert find_node(ARCHIVE, "专利奖励办法").near[0] == "广东省专利奖励办法"
    assert find_node(ARCHIVE, "毫无关系之名").near == ()


def test_a_name_of_two_is_not_guessed():
    found = find_node(ARCHIVE, "长安")
    assert found.node is None
    assert found.several
    assert found.near == ("region:140100", "region:140200")


def test_documents_alone_where_documents_are_asked_for():
    assert find_node(ARCHIVE, "韶关", documents=True).node is None


def test_two_ids_of_one_document_are_one():
    one, other = document("国知发〔2020〕1号", "实施意见甲", "held"), document(None, "实施意见甲")
    same = Edge("same_as:1", "same_as", other.id, one.id)
    assert find_node(archive_of(one, other, edges=[same]), "实施意见甲").node.id in {one.id, other.id}
