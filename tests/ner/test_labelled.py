from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Block, Cell, Document, Span, Table
from extractors.mention import Mention
from extractors.ner import load_names

ORGANISATIONS, _ = load_names(Path(__file__).parents[2] / "models")


def _found(document: Document) -> dict[str, Mention]:
    return {document.quote(item.span): item for item in ORGANISATIONS.extract(document)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("承担单位：清水湾物业", "清水湾物业"),
        ("收款单位：清水湾物业　开户行：某银行", "清水湾物业"),
        ("申报企业（盖章）：同方晶源，地址略", "同方晶源"),
        ("供应商名称：晶源A8（盖章）", "晶源A8"),
    ],
)
def test_a_bare_name_behind_its_label_is_one_and_is_not_sure(text: str, name: str) -> None:
    found = _found(Document("0" * 16, "test", "txt", text))
    assert name in found
    assert found[name].doubt
    assert found[name].score < 0.9


@pytest.mark.parametrize(
    "text",
    [
        "承担单位：见附件2",
        "承担单位：同上",
        "甲方：张三丰",
        "建设单位：项目负责人：李四",
        "采购人：详见公告正文；",
        "责任单位：办公室、财务科",
        "单位名称：　　法定代表人：",
        "企业名称：某某企业",
        "清水湾物业表示满意",
    ],
)
def test_notes_persons_and_kinds_are_no_names(text: str) -> None:
    assert _found(Document("0" * 16, "test", "txt", text)) == {}


def test_a_column_of_units_holds_names() -> None:
    rows = [("承担单位", "金额"), ("清水湾物业", "12"), ("合计", "12")]
    text, cells = "", []
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            cells.append(Cell(Span(len(text), len(text) + len(word)), row, column, header=row == 0))
            text += word + "\t"
    table = Table("t1", Span(0, len(text)), (1,), tuple(cells))
    document = Document("0" * 16, "test", "txt", text, blocks=(Block(Span(0, len(text)), "table", 1),), tables=(table,))
    assert list(_found(document)) == ["清水湾物业"]
