from pathlib import Path

import pytest
from build_document import document_of, mention_of, numbers_of, titles_of

from extractors.linking.citation import find_citations
from extractors.linking.relations import load_relations

RELATIONS = load_relations(Path(__file__).parents[2] / "models")

SAID = [
    ("根据《关于下达资金的通知》（粤财工〔2020〕228号），现下达你市。", ["basis"]),
    ("按照《预算法》和《关于下达资金的通知》（粤财工〔2020〕228号）要求，", ["basis", "basis"]),
    ("现将《甲项目管理办法》（皖财〔2019〕1号）转发给你们，请遵照执行。", ["forwards"]),
    ("现将《甲项目管理办法》印发给你们。", ["issues"]),
    ("本办法自发布之日起施行，《甲项目管理办法》（皖财〔2019〕1号）同时废止。", ["abolishes"]),
    ("根据《预算法》，原《甲项目管理办法》（皖财〔2019〕1号）停止执行。", ["basis", "abolishes"]),
    ("为贯彻落实《国家知识产权战略纲要》，制定本方案。", ["implements"]),
    ("收到下达资金文件《关于提前下达资金的通知》（粤财工〔2020〕228号），", ["receives"]),
    ("你局《关于请求拨付资金的请示》（韶财〔2020〕5号）收悉。", ["answers"]),
    ("市里讨论了《甲项目管理办法》的内容。", ["mentions"]),
    ("废止《甲项目管理办法》、《乙项目管理办法》和《丙项目管理办法》。", ["abolishes"] * 3),
    ("参照《甲项目管理办法》（皖财〔2019〕1号）。贯彻会议精神。", ["refers_to"]),
    ("违反了《中华人民共和国产品质量法》第三十二条，", ["violates"]),
]


def _find(*paragraphs, extra=()):
    document = document_of(*paragraphs)
    mentions = [*titles_of(document.text), *numbers_of(document.text), *extra]
    return document, find_citations(document, mentions, RELATIONS)


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_the_relation_is_what_the_nearest_words_say(text, expected):
    _, found = _find(text)
    assert [citation.relation.name for citation in found] == expected


def test_the_words_have_a_place():
    document, (citation,) = _find("为此，根据《关于下达资金的通知》（粤财工〔2020〕228号）办理。")
    assert document.quote(citation.relation.words) == "根据"


def test_a_heading_says_how_its_list_is_meant():
    from dataclasses import replace

    from extractors.document import Block

    document = document_of("（二）评价依据", "1.《中华人民共和国预算法》；", "2.《甲办法》（皖财〔2019〕1号）；")
    first = document.blocks[0]
    document = replace(document, blocks=(Block(first.span, "heading", 1, 2), *document.blocks[1:]))
    found = find_citations(document, [*titles_of(document.text), *numbers_of(document.text)], RELATIONS)
    assert [citation.relation.name for citation in found] == ["basis", "basis"]


def test_issuers_stand_before_the_title():
    text = "中共中央办公厅、国务院办公厅印发《关于强化知识产权保护的意见》（中办发〔2019〕56号）"
    extra = [mention_of(text, "organisation", name, name) for name in ("中共中央办公厅", "国务院办公厅")]
    _, (citation,) = _find(text, extra=extra)
    assert [issuer.value for issuer in citation.issuers] == ["中共中央办公厅", "国务院办公厅"]
    assert citation.relation.name == "issues"


def test_issuers_stand_in_the_front_of_the_title():
    text = "《教育部 国家知识产权局 科技部关于提升专利质量的若干意见》（教技〔2020〕1号）"
    extra = [mention_of(text, "organisation", name, name) for name in ("教育部", "国家知识产权局", "科技部")]
    _, (citation,) = _find(text, extra=extra)
    assert [issuer.value for issuer in citation.issuers] == ["教育部", "国家知识产权局", "科技部"]


def test_an_organisation_that_the_title_is_about_is_no_issuer():
    text = "根据《国家知识产权局知识产权人才“十三五”规划》（国知发人字〔2017〕12号）"
    _, (citation,) = _find(text, extra=[mention_of(text, "organisation", "国家知识产权局", "国家知识产权局")])
    assert citation.issuers == ()


def test_who_a_document_is_sent_to_is_no_issuer():
    text = "我局已报送省财政厅《关于资金使用情况的报告》（韶财〔2020〕5号）。"
    _, (citation,) = _find(text, extra=[mention_of(text, "organisation", "省财政厅", "广东省财政厅")])
    assert citation.issuers == ()
    assert citation.relation.name == "submits"


def test_a_nested_title_is_cited_by_the_outer_one():
    _, (outer, inner) = _find("《关于印发〈高校中心建设实施办法〉的通知》（国知办发规字〔2017〕62号）")
    assert inner.within == outer.title
    assert (inner.title.value, inner.relation.name) == ("高校中心建设实施办法", "issues")
    assert [number.value for number in outer.numbers] == ["国知办发规字〔2017〕62号"]


def test_a_name_given_to_a_document_is_an_alias():
    _, found = _find("根据《项目资金管理办法》（以下简称《办法》，苏财规〔2018〕3号），")
    assert [(citation.title.value, citation.alias) for citation in found] == [
        ("项目资金管理办法", False),
        ("办法", True),
    ]
    assert found[0].numbers[0].value == "苏财规〔2018〕3号"
