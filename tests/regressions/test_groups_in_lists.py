"""Recipients that are sets of bodies, and words that one set says for several."""

from pathlib import Path

import pytest

from extractors.pipeline import analyse, load_models
from extractors.reading import read_bytes

MODELS = load_models(Path(__file__).parents[2] / "models")
TEXT = "{mark}文件\n{number}\n{mark}关于做好有关工作的通知\n{to}：\n现将有关事项通知如下。\n{mark}\n2021年8月9日\n"


def sent_to(mark: str, number: str, to: str) -> set[str]:
    text = TEXT.format(mark=mark, number=number, to=to)
    graph = analyse(read_bytes(text.encode(), "document.txt", MODELS.folder), MODELS).graph
    return {edge.target for edge in graph.edges if edge.type == "addressed_to"}


@pytest.mark.parametrize(
    "to",
    [
        "市级国家机关各部门",
        "市人民政府各工作部门",
        "厅直属各单位",
        "驻区各单位",
        "镇属各办公室（中心）",
        "区直各预算单位",
        "市政府各部門",
        "第一师、第四师、第八师财政局",
    ],
)
def test_a_set_of_bodies_is_a_group(to):
    (target,) = sent_to("驻马店市人民政府", "驻政〔2021〕43号", to)
    assert target.startswith("group:411700:")


def test_one_word_of_a_group_is_said_for_the_next_body():
    assert sent_to("驻马店市人民政府", "驻政〔2021〕43号", "各街道党工委、办事处，市各园区党工委、管委会") == {
        "group:411700:各街道党工委",
        "group:411700:各街道办事处",
        "group:411700:市各园区党工委",
        "group:411700:市各园区管委会",
    }


def test_tax_bureaus_of_the_provinces_are_not_the_central_body():
    found = sent_to("财政部", "财税〔2010〕5号", "各省、自治区、直辖市财政厅（局）、国家税务局、地方税务局")
    assert found == {
        "group:100000:各省、自治区、直辖市财政厅(局)",
        "group:100000:各省、自治区、直辖市国家税务局",
        "group:100000:各省、自治区、直辖市地方税务局",
    }


def test_a_level_that_the_place_has_not_is_not_guessed():
    text = "祁东县财政局文件\n祁财〔2022〕5号\n祁东县财政局关于资金的通知\n各乡镇：\n"
    text += "报区委办公室、州委、县委办、县府办。\n"
    mentions = analyse(read_bytes(text.encode(), "document.txt", MODELS.folder), MODELS).mentions
    named = {text[one.span.start : one.span.end]: one for one in mentions if one.kind == "organisation"}
    assert named["区委办公室"].value is None
    assert named["区委办公室"].doubt
    assert named["州委"].value is None
    assert named["县委办"].value == "中共祁东县委办公室"
    assert named["县府办"].value == "祁东县人民政府办公室"
