"""会同, 任, 和, 新建: words in front of 县 and 区 that are names of places too."""

from pathlib import Path

import pytest

from extractors.pipeline import analyse, load_models
from extractors.reading import read_bytes

MODELS = load_models(Path(__file__).parents[2] / "models")
HEAD = "祁东县财政局文件\n祁财农指〔2022〕56号\n祁东县财政局关于下达资金的通知\n各乡镇财政所：\n"
TAIL = "\n祁东县财政局\n2022年5月6日\n"


def names_in(body: str, head: str = HEAD, tail: str = TAIL) -> list[tuple[str, str | None, bool]]:
    document = read_bytes((head + body + tail).encode(), "document.txt", MODELS.folder)
    return [
        (document.quote(mention.span), mention.value, bool(mention.doubt))
        for mention in analyse(document, MODELS).mentions
        if mention.kind in ("organisation", "region")
        and len(head) <= mention.span.start
        and mention.span.end <= len(head + body)
    ]


@pytest.mark.parametrize(
    ("body", "second"),
    [
        ("资金由县乡村振兴局会同县财政局监管。", ("县财政局", "祁东县财政局", False)),
        ("由县财政局和县教育局商定。", ("县教育局", "祁东县教育局", False)),
        ("报县财政局同意，张华任县教育局副局长。", ("县教育局", "祁东县教育局", False)),
        ("经县财政局发文县教育局。", ("县教育局", "祁东县教育局", False)),
    ],
)
def test_a_word_before_a_level_is_no_place(body, second):
    assert names_in(body)[1] == second


def test_the_same_letters_are_a_place_at_home():
    head = "怀化市财政局文件\n怀财农〔2022〕5号\n怀化市财政局关于下达资金的通知\n各县财政局：\n"
    tail = "\n怀化市财政局\n2022年5月6日\n"
    assert names_in("下达会同县财政局资金50万元。", head, tail) == [("会同县财政局", "会同县财政局", False)]
    assert names_in("由市财政局会同县财政局办理。", head, tail)[1][0] == "县财政局"
    assert names_in("拨付怀化市会同县财政局资金50万元。", HEAD)[0][1] == "怀化市会同县财政局"


def test_where_both_readings_are_open_there_is_a_doubt():
    assert names_in("会同县财政局办理。") == [("会同县财政局", "会同县财政局", True)]


@pytest.mark.parametrize(
    "body", ["新建区域性平台和新建区级项目。", "推动和平区域合作市场。", "推动资源县域统筹、新建市政管网。"]
)
def test_a_place_inside_a_longer_word_is_none(body):
    assert names_in(body) == []
