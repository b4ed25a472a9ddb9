"""Amounts of running text against the money of tables."""

from dataclasses import replace

import pytest
from running_text import amounts_of
from table_paper import MODELS, table_of

from extractors.checking.prose import read_paragraphs
from extractors.checking.prose_tables import check_prose_tables
from extractors.document import Block, Part, Span
from extractors.tables import read_sheets

CODED = (
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("201", "一般公共服务支出", "12,029,501.84", "2,029,501.84", "10,000,000.00"),
    ("20103", "政府办公厅（室）及相关机构事务", "12,029,501.84", "2,029,501.84", "10,000,000.00"),
    ("2010301", "行政运行", "12,029,501.84", "2,029,501.84", "10,000,000.00"),
    ("221", "住房保障支出", "2,070,000.00", "2,070,000.00", ""),
    ("22102", "住房改革支出", "2,070,000.00", "2,070,000.00", ""),
    ("2210203", "购房补贴", "2,070,000.00", "2,070,000.00", ""),
    ("合计", "<", "14,099,501.84", "4,099,501.84", "10,000,000.00"),
)


def document_with(prose, *rows, title="2025年部门支出预算总表", unit="元"):
    document = table_of(*rows, title=title, unit=unit)
    start = len(document.text) + 1
    text = f"{document.text}\n{prose}"
    blocks = (*document.blocks, Block(Span(start, len(text)), "paragraph", 1))
    name = Part("title", "某局2025年度部门预算", None, "p-1")
    return replace(document, text=text, blocks=blocks, parts=(name,))


def compared(prose, *rows, **options):
    document = document_with(prose, *(rows or CODED), **options)
    paragraphs = read_paragraphs(document, amounts_of(document.text))
    sheets = read_sheets(document, MODELS)
    return [(item.found, item.expected, item.verdict) for item in check_prose_tables(document, paragraphs, sheets)]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        (
            "1.“一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）”科目1,202.95万元，主要用于运行。",
            [("12029500.00", "12029501.84", "pass")],
        ),
        (
            "1.“一般公共服务支出-政府办公厅（室）及相关机构事务-行政运行”科目1,202.95万元。",
            [("12029500.00", "12029501.84", "pass")],
        ),
        (
            "13、住房保障支出（221类）住房改革支出（02款）购房补贴（03项）207万元。2025年预算安排170.03万元。",
            [("2070000.00", "2070000.00", "pass"), ("1700300.00", "2070000.00", "fail")],
        ),
        ("住房保障支出（类）住房改革支出（款）购房补贴（项）270万元。", [("2700000.00", "2070000.00", "fail")]),
        ("住房保障支出（类）住房改革支出（款）提租补贴（项）20万元。", [("200000.00", None, "unknown")]),
        ("2025年，某局支出预算1,409.95万元。", [("14099500.00", "14099501.84", "pass")]),
        ("其中：项目支出1000万元。", [("10000000.00", "10000000.00", "pass")]),
        ("项目支出0.1亿元。", [("10000000.00", "10000000.00", "pass")]),
        ("基本支出409.96万元。", [("4099600.00", "4099501.84", "fail")]),  # 409.95 it is
        ("基本支出409万元。", [("4090000.00", "4099501.84", "pass")]),  # cut
    ],
)
def test_an_amount_of_prose_is_the_money_of_its_row_in_another_unit(prose, expected):
    assert compared(prose) == expected


@pytest.mark.parametrize(
    "prose",
    [
        "支出预算比2024年预算增加238.95万元。",
        "2024年支出预算1000万元。",
        "住房保障支出（类）住房改革支出（款）购房补贴（项）。2024年当年预算执行数为241.76万元。",
        "政府采购预算34万元。",
        "土地整治类项目支出20万元。",
        "基本支出0万元。",
        "每户项目支出各3万元。",
    ],
)
def test_amounts_of_other_things_give_nothing(prose):
    assert compared(prose) == []


def test_a_table_without_a_unit_says_nothing():
    assert compared("项目支出1000万元。", title="支出表", unit=None) == []


def test_evidence_stands_in_the_text_and_in_the_table():
    document = document_with("项目支出1000万元。", *CODED)
    paragraphs = read_paragraphs(document, amounts_of(document.text))
    (finding,) = check_prose_tables(document, paragraphs, read_sheets(document, MODELS))
    assert [document.quote(span) for span in finding.spans] == ["1000万元", "10,000,000.00"]
    assert "1000万元 in the text and 10,000,000.00 (1,000万元) in a table" in finding.message
