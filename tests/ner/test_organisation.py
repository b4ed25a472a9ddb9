from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Block, Document, Span
from extractors.ner import load_names

MODELS = Path(__file__).parent.parent.parent / "models"
ORGANISATIONS, REGIONS = load_names(MODELS)
PIECES = [
    "韶关市",
    "财政局",
    "有限公司",
    "和",
    "对",
    "（",
    "）",
    "市",
    "广东",
    " ",
    "\n",
    "、",
    "中心",
    "国家",
    "A",
    "3",
]


def _names(text: str, blocks: tuple[Block, ...] = ()) -> list[str]:
    document = Document("0" * 16, "test", "txt", text, blocks=blocks)
    return [document.text[item.span.start : item.span.end] for item in ORGANISATIONS.extract(document)]


def test_cells_are_not_glued() -> None:
    text = "地区\t广州\n恒成智道信息科技有限公司\n韶关市\n财政局"
    blocks = (Block(Span(0, len(text)), "table", 1),)
    assert _names(text, blocks) == ["恒成智道信息科技有限公司", "财政局"]


def test_a_name_over_lines_is_one_where_the_lines_are_not_known() -> None:
    assert _names("乳源瑶族自\n治县东阳光\n化成箔有限\n公司") == ["乳源瑶族自\n治县东阳光\n化成箔有限\n公司"]


@pytest.mark.parametrize(
    "verb", ["对", "由", "支持", "选定", "向", "经", "及", "委托", "授予", "会同", "报送", "与", "在", "为"]
)
def test_verbs_and_prepositions_are_not_swallowed(verb: str) -> None:
    assert _names(f"{verb}华南智造科技有限公司") == ["华南智造科技有限公司"]
    assert _names(f"{verb}韶关市财政局") == ["韶关市财政局"]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=300, deadline=None)
def test_names_are_apart_in_order_and_the_same_twice(text: str) -> None:
    document = Document("0" * 16, "test", "txt", text)
    first = list(ORGANISATIONS.extract(document))
    spans = [item.span for item in first]
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
    assert all(len(span) and not text[span.start].isspace() and not text[span.end - 1].isspace() for span in spans)
    again = Document("0" * 16, "test", "txt", "".join(list(text)))
    assert list(ORGANISATIONS.extract(again)) == first
    regions = [item.span for item in REGIONS.extract(document)]
    assert not any(region.overlaps(span) for region in regions for span in spans)


@pytest.mark.parametrize("piece", ["市", "有限公司", "广东省韶关市", "、财政局", "(", "各市、县", "国家和", "中 心"])
def test_time_grows_with_the_text_alone(piece: str) -> None:
    def seconds(size: int) -> float:
        document = Document("0" * 16, "test", "txt", piece * (size // len(piece)))
        start = time.process_time()
        list(ORGANISATIONS.extract(document))
        list(REGIONS.extract(document))
        return time.process_time() - start

    seconds(1_000)
    assert seconds(100_000) < 4.0
