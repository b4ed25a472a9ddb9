"""Titles as mentions: order, nesting, cells, missing brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Block, Cell, Document, Page, Span, Table
from extractors.rules import title
from extractors.values.title import find_titles


def _document(text: str, blocks: tuple[Block, ...] = (), tables: tuple[Table, ...] = ()) -> Document:
    return Document("0" * 16, "made.pdf", "pdf", text, pages=(Page(1, 595, 842),), blocks=blocks, tables=tables)


def _values(text: str) -> list[str]:
    return [match.value for match in find_titles(text)]


def test_outer_title_comes_before_inner() -> None:
    mentions = list(title.extract(_document("见《关于印发〈甲办法〉的通知》和《乙条例》")))
    assert [mention.value for mention in mentions] == ["关于印发〈甲办法〉的通知", "甲办法", "乙条例"]
    assert mentions[0].span.covers(mentions[1].span)
    assert {mention.by for mention in mentions} == {"rules.title"}


@pytest.mark.parametrize("gap", ["\n", " ", "\n\n", "　", " \n "])
def test_white_space_inside_a_title_is_not_part_of_its_value(gap: str) -> None:
    assert _values(f"《关于下达{gap}资金的通知》") == ["关于下达资金的通知"]


def test_a_title_ends_with_its_cell() -> None:
    text = "《预算法\t《会计法》"
    cells = (Cell(Span(0, 4), 0, 0), Cell(Span(5, 10), 0, 1))
    document = _document(text, tables=(Table("t1", Span(0, 10), (1,), cells),))
    assert [(mention.value, bool(mention.doubt)) for mention in title.extract(document)] == [
        ("预算法", True),
        ("会计法", False),
    ]


def test_a_title_over_two_paragraphs_is_less_sure() -> None:
    text = "《关于下达\n资金的通知》"
    blocks = (Block(Span(0, 5), "paragraph", 1), Block(Span(6, 12), "paragraph", 1))
    (mention,) = title.extract(_document(text, blocks))
    assert (mention.value, mention.score) == ("关于下达资金的通知", 0.9)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("根据《关于下达资金的通知（粤财工〔2020〕228号），现下达", "关于下达资金的通知"),
        ("根据《预算法、《会计法》", "预算法"),
        ("按照关于下达资金的通知》（粤财工〔2020〕228号）", "关于下达资金的通知"),
        ("依据《甲省专项资金管理办法；乙", "甲省专项资金管理办法"),
    ],
)
def test_a_missing_bracket_is_said(text: str, value: str) -> None:
    found = next(match for match in find_titles(text) if match.doubt)
    assert found.value == value
    assert found.score < 0.9


@given(st.text(alphabet="《》〈〉<>“”关于的通知。、\n 粤财工〔2020〕1号（）", max_size=80))
def test_titles_are_ordered_and_inside_the_text(text: str) -> None:
    last = (0, -len(text))
    for match in find_titles(text):
        assert 0 <= match.start < match.end <= len(text)
        assert (match.start, -match.end) >= last
        assert match.value
        last = (match.start, -match.end)


@given(st.text(alphabet="关于下达资金的通知和〔2020〕号", min_size=1, max_size=40).filter(lambda text: "关" in text))
def test_what_stands_between_brackets_is_the_value(inside: str) -> None:
    assert _values(f"根据《{inside}》执行") == [inside]


@pytest.mark.parametrize("text", ["《" * 20_000, "》" * 20_000, "“关于" * 20_000, "《关于" * 20_000, "关于》" * 20_000])
def test_hostile_text_ends(text: str) -> None:
    assert all(match.doubt for match in find_titles(text))
