from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Block, Document, Part, Span
from extractors.linking.atlas import load_atlas
from extractors.linking.identity import identify
from extractors.linking.resolve import resolve_mentions
from extractors.mention import Mention
from extractors.ner import load_names

MODELS = Path(__file__).parent.parent.parent / "models"
ATLAS = load_atlas(MODELS)
EXTRACTORS = load_names(MODELS)


def _resolved(text: str, *parts: Part, blocks: tuple[Block, ...] = ()) -> dict[str, Mention]:
    document = Document("0" * 16, "test", "txt", text, parts=parts, blocks=blocks)
    found = [mention for extractor in EXTRACTORS for mention in extractor.extract(document)]
    return {document.quote(mention.span): mention for mention in resolve_mentions(document, found, ATLAS)}


def _issuer(name: str) -> Part:
    return Part("issuers", name, None, "test")


@pytest.mark.parametrize(
    ("issuer", "said", "name"),
    [
        ("广东省财政厅", "省市场监管局", "广东省市场监督管理局"),
        ("韶关市财政局", "省市场监管局", "广东省市场监督管理局"),
        ("韶关市财政局", "市财政局", "韶关市财政局"),
        ("乳源瑶族自治县财政局", "市财政局", "韶关市财政局"),
        ("乳源瑶族自治县财政局", "县水务局", "乳源瑶族自治县水务局"),
        ("乐昌市财政局", "市财政局", "乐昌市财政局"),
        ("上海市普陀区财政局", "市财政局", "上海市财政局"),
        ("内蒙古自治区财政厅", "自治区审计厅", "内蒙古自治区审计厅"),
        ("韶关市市场监督管理局", "省局", "广东省市场监督管理局"),
        ("韶关市财政局", "省局", None),
        ("广东省财政厅", "市财政局", None),
        ("财政部", "省财政厅", None),
    ],
)
def test_short_names_by_the_issuer(issuer: str, said: str, name: str | None) -> None:
    mention = _resolved(f"由{said}负责。", _issuer(issuer))[said]
    assert mention.value == name
    assert bool(mention.doubt) == (name is None)
    assert (mention.score < 0.9) or name is not None


def test_the_reason_stands_in_by() -> None:
    assert _resolved("抄送：省档案馆。", _issuer("广东省财政厅"))["省档案馆"].by == "ner.organisation.level+issuer"


def test_a_short_form_that_the_document_explains_means_what_it_says() -> None:
    text = "韶关市市场监督管理局（以下简称“市局”）与韶关市财政局协商，由市局负责。"
    mention = _resolved(text, _issuer("韶关市人民政府"))["市局"]
    assert mention.value == "韶关市市场监督管理局"
    assert mention.by.endswith("+alias")


def test_a_short_form_may_be_of_the_recipients_trade() -> None:
    parts = (_issuer("韶关市人民政府"), Part("recipients", "各县（市、区）市场监督管理局", None, "test"))
    mention = _resolved("请及时报送市局。", *parts)["市局"]
    assert (mention.value, mention.by) == ("韶关市市场监督管理局", "ner.organisation.short+addressee")
    assert mention.score < 0.9


def test_a_short_form_that_two_bodies_could_be_stays_open() -> None:
    mention = _resolved("韶关市财政局、韶关市教育局会商，报市局。", _issuer("韶关市人民政府"))["市局"]
    assert mention.value is None
    assert mention.doubt


def test_without_an_issuer_the_places_that_are_named_most_decide_with_less_certainty() -> None:
    text = "韶关市财政局、韶关市教育局和乳源县财政局收到广东省财政厅通知，市审计局、省审计厅核查。"
    found = _resolved(text)
    assert found["市审计局"].value == "韶关市审计局"
    assert found["省审计厅"].value == "广东省审计厅"
    assert found["市审计局"].by.endswith("+dominant")
    assert found["市审计局"].score < 0.9


def test_the_title_tells_the_place_where_no_issuer_was_read() -> None:
    title = "温州市财政局关于下达专项资金的通知"
    blocks = (Block(Span(0, len(title)), "title", 1), Block(Span(len(title) + 1, len(title) + 8), "paragraph", 1))
    assert _resolved(f"{title}\n由市审计局核查", blocks=blocks)["市审计局"].value == "温州市审计局"


def test_two_places_of_one_name_are_told_apart_or_doubted() -> None:
    assert _resolved("鼓楼区教育局", _issuer("福州市财政局"))["鼓楼区教育局"].value == "福州市鼓楼区教育局"
    doubtful = _resolved("鼓楼区教育局")["鼓楼区教育局"]
    assert doubtful.doubt
    assert doubtful.score < 0.7


def test_other_mentions_pass_unchanged_and_in_order() -> None:
    document = Document("0" * 16, "test", "txt", "2020年广东省财政厅")
    mentions = (
        Mention("date", Span(0, 5), "2020", "rule"),
        Mention("organisation", Span(5, 11), None, "rule"),
    )
    resolved = resolve_mentions(document, mentions, ATLAS)
    assert resolved[0] is mentions[0]
    assert resolved[1].value == "广东省财政厅"


@pytest.mark.parametrize(
    ("name", "node"),
    [
        ("广东省市场监督管理局", "org:440000:市场监督管理局"),
        ("广东省市场监管局", "org:440000:市场监督管理局"),
        ("财政部", "org:100000:财政部"),
        ("国家发展改革委", "org:100000:国家发展和改革委员会"),
        ("财政部广东监管局", "org:100000:财政部/广东监管局"),
        ("广东省财政厅办公室", "org:440000:财政厅/办公室"),
        ("韶关市知识产权局知识产权促进科", "org:440200:知识产权局/知识产权促进科"),
        ("广东省韶关市财政局", "org:440200:财政局"),
        ("国家税务总局广东省税务局", "org:440000:税务局"),
        ("广东省税务局", "org:440000:税务局"),
        ("中共韶关市委组织部", "org:440200:委员会/组织部"),
        ("韶关市田家炳中学", "org:440200:田家炳中学"),
        ("先健科技（深圳）有限公司", "org:-:先健科技(深圳)有限公司"),
        ("先健科技(深圳)有限公司", "org:-:先健科技(深圳)有限公司"),
        ("广州市浪奇实业股份有限公司", "org:-:广州市浪奇实业股份有限公司"),
        ("北京市立方（广州）律师事务所", "org:-:北京市立方(广州)律师事务所"),
        ("韶关市", "region:440200"),
        ("南京市鼓楼区", "region:320106"),
    ],
)
def test_one_id_for_all_names_of_one_body(name: str, node: str) -> None:
    assert identify(name, ATLAS).id == node


def test_an_office_is_part_of_its_body() -> None:
    assert identify("广东省财政厅办公室", ATLAS).part_of == "org:440000:财政厅"


def test_a_group_belongs_to_the_place_of_its_document() -> None:
    found = identify("各地级以上市财政局", ATLAS, home="440000")
    assert (found.id, found.type) == ("group:440000:各地级以上市财政局", "OrganisationGroup")


def test_names_that_are_alike_are_not_one() -> None:
    names = ("广东东阳光药业有限公司", "乳源东阳光药业有限公司", "韶关市知识产权局", "国家知识产权局")
    assert len({identify(name, ATLAS).id for name in names}) == len(names)


def test_a_county_whose_name_others_have_is_not_guessed() -> None:
    found = identify("鼓楼区教育局", ATLAS)
    assert found.id == "org:-:鼓楼区教育局"
    assert found.doubt


def test_a_title_that_begins_with_a_place_tells_it() -> None:
    title = "温州市2023年度财政专项资金绩效自评报告"
    blocks = (Block(Span(0, len(title)), "title", 1), Block(Span(len(title) + 1, len(title) + 8), "paragraph", 1))
    assert _resolved(f"{title}\n由市审计局核查", blocks=blocks)["市审计局"].value == "温州市审计局"


def test_a_body_that_only_gets_a_copy_does_not_tell_the_place() -> None:
    text = "抄送：财政部广东监管局，省审计厅。"
    blocks = (Block(Span(0, len(text)), "imprint", 1),)
    assert _resolved(text, blocks=blocks)["省审计厅"].value is None


def test_a_region_whose_name_others_have_is_not_guessed() -> None:
    found = identify("朝阳区", ATLAS)
    assert (found.id, found.adcode) == ("region:-:朝阳区", None)
    assert found.doubt
