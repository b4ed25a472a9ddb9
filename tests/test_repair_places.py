"""Places on a scan that are none: the place that alone can be meant, marked, with the reading kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractors.document import Document, Line, Page, Span
from extractors.legibility import read_doubt
from extractors.pipeline import analyse, load_models
from extractors.repair.places import mend_places, spell_places
from extractors.repair.shapes import likeness

MODELS = Path(__file__).resolve().parents[1] / "models"
BEFORE = "广东省财政厅、河源市财政局、梅州市财政局、清远市财政局。"


def scanned(*texts: str, score: float = 0.9999, seconds: str = "") -> Document:
    """Give lines of a scan; the second reading has `seconds` in place of the last one."""
    text, lines = "", []
    for number, said in enumerate(texts, start=1):
        other = seconds if seconds and number == len(texts) else said
        span = Span(len(text), len(text) + len(said))
        echoes = tuple((char, 0.9) for char in other)
        lines.append(Line(span, 1, number, scores=(score,) * len(said), seconds=echoes))
        text += said + "\n"
    return Document("0" * 16, "a.pdf", "pdf", text, (Page(1, 595, 842, "ocr"),), tuple(lines))


def spelt(document: Document) -> str:
    return spell_places(mend_places(document, MODELS)).text.rstrip("\n").rpartition("\n")[2]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("油头市本级", "汕头市本级"),
        ("昭关市财政局", "韶关市财政局"),
        ("其中韶关市渍江区站南小学", "其中韶关市浈江区站南小学"),  # 濠江区 lies in no place that stands before
        ("新半县（含镇）", "新丰县（含镇）"),
        ("清远市财政局", "清远市财政局"),
    ],
)
def test_a_place_that_is_none_is_the_only_one_like_it(read: str, meant: str) -> None:
    assert spelt(scanned(BEFORE, read)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "渍江区教育局",  # 浈江区, 濠江区 and 蓬江区 are of the province
        "请你县调整城区基准地价",
        "粤港澳大湾区建设",
        "粤东西北地区",
        "油头市场监管所",  # 市场
        "包头市财政局",  # a place, of another province
        "东莞市松山湖高新区",
        "支持油头市建设",  # in the middle of a sentence, of a place that is named nowhere
    ],
)
def test_what_may_be_another_place_or_none_stays(text: str) -> None:
    assert spelt(scanned(BEFORE, text)) == text


def test_a_place_that_is_named_elsewhere_may_stand_in_a_sentence() -> None:
    assert spelt(scanned(BEFORE, "汕头市财政局", "支持油头市建设")) == "支持汕头市建设"


def test_the_second_reading_settles_which_place_is_meant() -> None:
    assert spelt(scanned(BEFORE, "渍江区教育局", seconds="濠江区教育局")) == "濠江区教育局"


def test_no_place_of_another_province_is_meant() -> None:
    assert spelt(scanned("浙江省杭州市、浙江省宁波市", "油头市本级")) == "油头市本级"


def test_what_was_printed_as_text_is_left_alone() -> None:
    document = scanned(BEFORE, "油头市本级")
    plain = replace(document, lines=tuple(replace(line, scores=(), seconds=()) for line in document.lines))
    assert mend_places(plain, MODELS) is plain


def test_a_place_that_was_put_right_is_in_doubt_and_keeps_its_reading() -> None:
    found = analyse(scanned(BEFORE, "昭关市财政局"), load_models(MODELS))
    mention = next(item for item in found.mentions if item.value == "韶关市财政局")
    assert mention.doubt is not None and "昭关市, which is no place" in mention.doubt and mention.score <= 0.6
    assert found.document.text.endswith("昭关市财政局\n")
    assert read_doubt(found.document, mention.span)
    quotes = {item.quote for item in found.graph.evidence}
    assert "昭关市财政局" in quotes and "韶关市财政局" not in quotes


@pytest.mark.parametrize(("one", "other"), ["油汕", "昭韶", "渍浈", "未末"])
def test_characters_that_look_alike(one: str, other: str) -> None:
    assert likeness(one, other) > 0.75 > likeness(one, "一")
    assert likeness(one, one) == pytest.approx(1)
