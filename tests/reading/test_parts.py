"""Roles, spans and looks: what lines alone cannot show, with passages and tables as layout makes them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import BLOCK_ROLES, PART_NAMES, Block, Cell, Part, Span, Table
from extractors.reading.parts import find_parts
from extractors.reading.passage import Passage
from extractors.text import squeeze

Line = tuple[str, dict[str, object]]


def lay(*pages: list[Line]) -> tuple[str, tuple[Passage, ...]]:
    """Give the text and the passages of pages of lines with looks."""
    text, passages = "", []
    for page, lines in enumerate(pages, start=1):
        for order, (line, looks) in enumerate(lines):
            start = len(text)
            text += line + "\n"
            passages.append(Passage(Span(start, start + len(line)), page, order, **looks))  # type: ignore[arg-type]
    return text, tuple(passages)


MARK: dict[str, object] = {"size": 40.0, "red": True, "align": "center"}
TITLE: dict[str, object] = {"size": 22.0, "align": "center"}
BODY: dict[str, object] = {"size": 16.0, "align": "left"}
MIDDLE: dict[str, object] = {"size": 16.0, "align": "center"}
RIGHT: dict[str, object] = {"size": 16.0, "align": "right"}

NOTICE = [
    [
        ("内蒙古自治区财政厅文件", MARK),
        ("内财农〔2022〕406号", MIDDLE | {"rule_below": True}),
        ("内蒙古自治区财政厅关于拨付", TITLE),
        ("耕地轮作休耕资金的通知", TITLE),
        ("各盟市财政局，满洲里市、二连浩特市财政局：", BODY),
        ("为支持耕地轮作休耕，现拨付资金如下，请按规定使用。", BODY),
        ("一、资金用途", BODY),
        ("（一）补助标准。每亩150元。", BODY),
        ("1.实施区域", BODY),
        ("二、请各地严格管理资金，确保专款专用，不得截留挪用，并按期报送执行情况。", BODY),
        ("附件：1.资金分配表", BODY),
        ("2.绩效目标表（耕地轮作休耕）", BODY),
        ("内蒙古自治区财政厅", RIGHT),
        ("2022年5月6日", RIGHT),
    ],
    [
        ("附件1", BODY),
        ("资金分配表", TITLE),
        ("单位：万元", RIGHT),
        ("呼和浩特市 120 包头市 80", BODY | {"table": True}),
    ],
    [("附件2", BODY), ("绩效目标表", TITLE), ("2022年12月31日", RIGHT)],
]


def values(parts: tuple[Part, ...], name: str) -> list[str]:
    return [part.value for part in parts if part.name == name]


def roles(text: str, blocks: tuple[Block, ...]) -> dict[str, tuple[str, int]]:
    return {text[block.span.start : block.span.end]: (block.role, block.level) for block in blocks}


def test_roles_and_levels():
    text, passages = lay(*NOTICE)
    blocks, _ = find_parts(text, passages, ())
    found = roles(text, blocks)
    assert found["内蒙古自治区财政厅文件"] == ("head", 0)
    assert found["内财农〔2022〕406号"] == ("head", 0)
    assert found["耕地轮作休耕资金的通知"] == ("title", 0)
    assert found["各盟市财政局，满洲里市、二连浩特市财政局："] == ("recipients", 0)
    assert found["一、资金用途"] == ("heading", 1)
    assert found["（一）补助标准。每亩150元。"] == ("paragraph", 2)
    assert found["1.实施区域"] == ("heading", 3)
    assert found["二、请各地严格管理资金，确保专款专用，不得截留挪用，并按期报送执行情况。"] == ("paragraph", 1)
    assert found["附件：1.资金分配表"] == ("attachments", 0)
    assert found["2.绩效目标表（耕地轮作休耕）"] == ("attachments", 0)
    assert found["2022年5月6日"] == ("signature", 0)
    assert found["附件1"] == ("caption", 0)
    assert found["单位：万元"] == ("caption", 0)
    assert found["呼和浩特市 120 包头市 80"] == ("table", 0)
    assert found["附件2"] == ("caption", 0)


def test_the_annexes_are_not_the_document():
    text, passages = lay(*NOTICE)
    _, parts = find_parts(text, passages, ())
    assert values(parts, "date") == ["2022-05-06"]
    assert values(parts, "title") == ["内蒙古自治区财政厅关于拨付耕地轮作休耕资金的通知"]
    assert values(parts, "attachments") == ["资金分配表", "绩效目标表（耕地轮作休耕）"]
    assert values(parts, "recipients") == ["各盟市财政局", "满洲里市、二连浩特市财政局"]


def test_spans_hold_what_the_values_say():
    text, passages = lay(*NOTICE)
    _, parts = find_parts(text, passages, ())
    for part in parts:
        assert part.span is not None
        if part.name != "date":
            assert squeeze(text[part.span.start : part.span.end]) == part.value
    recipients = [part.span for part in parts if part.name == "recipients"]
    assert [text[span.start : span.end] for span in recipients if span] == [
        "各盟市财政局",
        "满洲里市、二连浩特市财政局",
    ]


def test_the_list_of_annexes_at_the_top_of_a_page():
    text, passages = lay(
        [
            ("关于报送决算的通知", TITLE),
            ("各预算单位：", BODY),
            ("请于三月底前报送决算，具体要求见附件。", BODY),
        ],
        [
            ("附件：", BODY),
            ("1.决算报表", BODY),
            ("2.填报说明", BODY),
            ("赣州市财政局", RIGHT),
            ("2021年1月5日", RIGHT),
        ],
    )
    _, parts = find_parts(text, passages, ())
    assert values(parts, "attachments") == ["决算报表", "填报说明"]
    assert values(parts, "issuers") == ["赣州市财政局"]
    assert values(parts, "date") == ["2021-01-05"]


def test_furniture_keeps_its_role():
    text, passages = lay(
        [
            ("关于放假的通知", TITLE),
            ("各科室：", BODY),
            ("— 1 —", {"furniture": "page_number"}),
            ("抄送：", {"furniture": "page_footer"}),
        ]
    )
    blocks, parts = find_parts(text, passages, ())
    assert [block.role for block in blocks] == ["title", "recipients", "page_number", "page_footer"]
    assert values(parts, "copied_to") == []


def test_cover_page_by_size():
    text, passages = lay(
        [
            ("贵阳市观山湖区", TITLE | {"size": 36.0}),
            ("卫生健康局", TITLE | {"size": 36.0}),
            ("2023年度部门决算", TITLE | {"size": 36.0}),
        ],
        [("目录", TITLE), ("一、部门概况", BODY), ("本部门主要职责是组织实施全区卫生健康工作，落实各项政策。", BODY)],
    )
    _, parts = find_parts(text, passages, ())
    assert values(parts, "title") == ["贵阳市观山湖区卫生健康局2023年度部门决算"]
    assert values(parts, "issuers") == ["贵阳市观山湖区卫生健康局"]


def test_letter_without_file_word():
    text, passages = lay(
        [
            ("天 津 市 司 法 局", MARK),
            ("津司函〔2021〕22号", RIGHT),
            ("关于协助核查有关情况的函", TITLE),
            ("市人力资源和社会保障局：", BODY),
            ("请协助核查。此函。", BODY),
            ("天津市司法局", RIGHT),
            ("2021年3月9日", RIGHT),
        ]
    )
    blocks, parts = find_parts(text, passages, ())
    assert values(parts, "issuer_mark") == ["天津市司法局"]
    assert values(parts, "number") == ["津司函〔2021〕22号"]
    assert blocks[0].role == "head"


def test_joint_masthead_with_all_small_marks():
    text, passages = lay(
        [
            ("000086", BODY),
            ("机密★5年 特急", BODY),
            ("山西省财政厅", MARK),
            ("山西省教育厅 文件", MARK),
            ("山西省人力资源和社会保障厅", MARK),
            ("晋财教〔2021〕121号 签发人：武涛", BODY | {"rule_below": True}),
            ("关于下达2021年学生资助补助经费（第二批）", TITLE),
            ("预算的通知", TITLE),
            ("各市财政局、教育局、人力资源和社会保障局：", BODY),
            ("现下达预算，请按规定使用。", BODY),
            ("山西省财政厅 山西省教育厅", MIDDLE),
            ("山西省人力资源和社会保障厅", MIDDLE),
            ("2021年8月6日", RIGHT),
            ("（此件主动公开）", BODY),
        ]
    )
    _, parts = find_parts(text, passages, ())
    named = {part.name: part.value for part in parts}
    assert (named["copy_number"], named["secrecy"], named["urgency"]) == ("000086", "机密★5年", "特急")
    assert (named["number"], named["signatory"]) == ("晋财教〔2021〕121号", "武涛")
    assert named["title"] == "关于下达2021年学生资助补助经费（第二批）预算的通知"
    assert values(parts, "issuers") == ["山西省财政厅", "山西省教育厅", "山西省人力资源和社会保障厅"]
    assert named["disclosure"] == "主动公开"


def test_urgency_on_the_line_of_the_number():
    text, passages = lay(
        [
            ("浙江省市场监督管理局", MARK),
            ("加急 浙市监函〔2022〕88号", BODY),
            ("浙江省市场监督管理局关于商请推荐专家的函", TITLE),
            ("省科技厅、浙江大学，各有关高校：", BODY),
        ]
    )
    _, parts = find_parts(text, passages, ())
    assert values(parts, "urgency") == ["加急"]
    assert values(parts, "number") == ["浙市监函〔2022〕88号"]
    assert values(parts, "title") == ["浙江省市场监督管理局关于商请推荐专家的函"]
    assert values(parts, "recipients") == ["省科技厅", "浙江大学", "各有关高校"]


def test_the_title_of_an_annex_is_a_caption():
    text, passages = lay(*NOTICE)
    blocks, _ = find_parts(text, passages, ())
    assert roles(text, blocks)["资金分配表"] == ("caption", 0)


def _table(text: str, cells: list[str], columns: int) -> Table:
    found, at = [], 0
    for index, cell in enumerate(cells):
        at = text.index(cell, at)
        found.append(Cell(Span(at, at + len(cell)), index // columns, index % columns))
        at += len(cell)
    return Table("t1", Span(found[0].span.start, found[-1].span.end), (1,), tuple(found))


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        (["抄送：省审计厅，省林业局。", "安徽省财政厅办公室 2022年7月8日印发"], 1),
        (["抄送：省审计厅，省林业局。", "", "安徽省财政厅办公室", "2022年7月8日印发"], 2),
    ],
)
def test_imprint_drawn_as_a_table(cells, columns):
    body = "关于下达林业资金的通知\n各市财政局：\n现下达资金，请按规定使用。\n安徽省财政厅\n2022年7月6日\n"
    drawn = [cell for cell in cells if cell]
    text = body + "\n".join(drawn)
    passages, start = [], 0
    for line in body.splitlines():
        passages.append(Passage(Span(start, start + len(line)), 1, len(passages)))
        start += len(line) + 1
    table = _table(text, drawn, 1)
    passages.append(Passage(table.span, 1, len(passages), table=True))
    blocks, parts = find_parts(text, tuple(passages), (table,))
    assert values(parts, "copied_to") == ["省审计厅", "省林业局"]
    assert values(parts, "printed_by") == ["安徽省财政厅办公室"]
    assert values(parts, "printed_date") == ["2022-07-08"]
    assert values(parts, "date") == ["2022-07-06"]
    assert blocks[-1].role == "table"


def test_labels_in_a_table_above_the_document():
    cells = [
        "索引号",
        "000014349/2021-00090",
        "发文字号",
        "黔府办函〔2021〕60号",
        "成文日期",
        "2021年7月30日",
        "公开方式",
        "主动公开",
    ]
    text = "\n".join(cells) + "\n关于调整领导小组的通知\n各市（州）人民政府：\n现予调整。\n"
    table = _table(text, cells, 2)
    passages = [Passage(table.span, 1, 0, table=True)]
    start = table.span.end + 1
    for line in text[start:].splitlines():
        passages.append(Passage(Span(start, start + len(line)), 1, len(passages)))
        start += len(line) + 1
    _, parts = find_parts(text, tuple(passages), (table,))
    assert values(parts, "number") == ["黔府办函〔2021〕60号"]
    assert values(parts, "date") == ["2021-07-30"]
    assert values(parts, "disclosure") == ["主动公开"]
    assert values(parts, "title") == ["关于调整领导小组的通知"]


def test_nobody_signed():
    text, passages = lay(
        [
            ("关于召开会议的通知", {}),
            ("各科室：", {}),
            ("定于明日召开会议。", {}),
            ("庆阳市财政局办公室 2020年5月6日印发", {}),
        ]
    )
    _, parts = find_parts(text, passages, ())
    issuer = next(part for part in parts if part.name == "issuers")
    assert (issuer.value, issuer.by) == ("庆阳市财政局", "parts:imprint_office")
    assert issuer.score < 0.9


WORDS = (
    "附件 附件1 附件： ： 。 、 ， 《 》 （ ） 广东省财政厅 文件 粤财工〔2020〕228号 关于 的通知 2020年12月30日 印发"
    " 抄送： 一、 1. 令 第3号 签发人： 特急 各市财政局 ○ a"
)
PIECES = st.sampled_from([*WORDS.split(), " ", "\u3000"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=5).map("".join), max_size=14))
def test_any_lines(lines):
    text, passages = lay([(line, {}) for line in lines])
    blocks, parts = find_parts(text, passages, ())
    assert (blocks, parts) == find_parts(text, passages, ())
    assert [block.span for block in blocks] == [passage.span for passage in passages]
    assert all(block.role in BLOCK_ROLES and 0 <= block.level <= 4 for block in blocks)
    for part in parts:
        assert part.name in PART_NAMES
        assert part.value
        assert part.span is not None
        assert part.span.end <= len(text)


def test_nothing_in_nothing():
    assert find_parts("", (), ()) == ((), ())
