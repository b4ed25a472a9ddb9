"""Document numbers: every form, every province, every damage, and what only looks like one."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values.number import NumberMatch, find_numbers

HERE = Path(__file__).parent
# Canonical forms, one a line: central bodies first, then every province, many cities and counties.
NUMBERS = (HERE / "numbers.txt").read_text(encoding="utf-8").split()
ORDERS = (HERE / "orders.txt").read_text(encoding="utf-8").split()
CONTEXTS = (
    "{}",
    "根据{}",
    "按照{}文件要求",
    "（{}）",
    "《关于下达资金的通知》（{}）精神",
    "现将{}转发给你们",
    "见{}。",
    "以及{}的规定",
    "与{}不一致的，以本办法为准",
    "原{}同时废止",
    "经{}批准",
    "1.{}",
    "文号：{}，金额100万元",
    "文件依据{}",
    "广东省财政厅文件\n{}\n关于提前下达资金的通知",
    "{}文",
    "转发{}的通知",
    "执行{}第三条",
    "印发了{}、",
)


def _values(text: str) -> list[str | None]:
    return [match.value for match in find_numbers(text)]


def _only(text: str) -> NumberMatch:
    (match,) = find_numbers(text)
    return match


def test_many_numbers_are_tried() -> None:
    assert len(set(NUMBERS)) >= 250


@pytest.mark.parametrize("number", NUMBERS + ORDERS)
def test_canonical_number_is_itself_without_doubt(number: str) -> None:
    match = _only(number)
    assert (match.value, match.start, match.end, match.doubt) == (number, 0, len(number), None)
    assert match.score >= 0.9


@pytest.mark.parametrize("context", CONTEXTS)
def test_words_around_a_number_are_not_part_of_it(context: str) -> None:
    wrong = {}
    for number in NUMBERS:
        text = context.format(number)
        found = [(text[match.start : match.end], match.value) for match in find_numbers(text)]
        if found != [(number, number)]:
            wrong[number] = found
    assert not wrong


@pytest.mark.parametrize("joint", ["、", "和", "，", " ", "；", "及", "以及", "与"])
def test_two_numbers_are_two(joint: str) -> None:
    pairs = list(pairwise(NUMBERS))
    assert {pair: _values(joint.join(pair)) for pair in pairs} == {pair: list(pair) for pair in pairs}


@pytest.mark.parametrize(
    "left, right", ["[]", "［］", "【】", "﹝﹞", "（）", "()", "(）", "「」", "〈〉", "„‟", "{}", "〖〗"]
)
@pytest.mark.parametrize("number", NUMBERS[::7])
def test_bracket_styles_are_one(number: str, left: str, right: str) -> None:
    printed = number.replace("〔", left).replace("〕", right)
    assert _only(printed).value == number
    assert _only(printed).doubt is None


@pytest.mark.parametrize("number", NUMBERS[::7])
@pytest.mark.parametrize("left, right", [("〔", ""), ("", "〕"), ("(", "t"), ("C", "]"), ("t", "〕"), ("[", "l")])
def test_a_lost_bracket_is_found_again_and_said(number: str, left: str, right: str) -> None:
    number = re.sub(r"1(\d{3})号", r"\1号", number)  # 1 before three figures is read as a bracket: the next test
    match = _only(number.replace("〔", left).replace("〕", right))
    assert match.value == number
    assert match.doubt
    assert match.score < 0.9


@pytest.mark.parametrize(
    "printed", ["粤财社〔20201128号", "粤财社〔2020l128号", "粤财社(2020]128号", "粤财社2020〕128号"]
)
def test_one_for_a_bracket_is_said_to_be_doubtful(printed: str) -> None:
    match = _only(printed)
    assert match.value == "粤财社〔2020〕128号"
    assert match.doubt or "]" in printed


@pytest.mark.parametrize("body", ["财政厅", "韶关市财政局", "省委办公厅", "某某县人民政府", "国家发展改革委"])
def test_a_body_before_its_own_code_is_not_part_of_it(body: str) -> None:
    assert _only(f"{body}粤财工〔2020〕228号").value == "粤财工〔2020〕228号"


@given(st.sampled_from(NUMBERS + ORDERS), st.data())
def test_white_space_inside_changes_nothing(number: str, data: st.DataObject) -> None:
    if "、" in number:
        return
    at = data.draw(st.integers(number.index("〔") if "〔" in number else len(number) - 2, len(number) - 1))
    gap = data.draw(st.sampled_from([" ", "\n", "  ", "\u3000", "\n\n", "\t"]))
    printed = number[:at] + gap + number[at:]
    match = _only(printed)
    assert (match.value, match.start, match.end) == (number, 0, len(printed))


@given(
    st.sampled_from(NUMBERS),
    st.text(alphabet="的，。（）《》 \n", max_size=6),
    st.text(alphabet="，。）》 \n", max_size=6),
)
def test_offsets_are_those_of_the_text(number: str, before: str, after: str) -> None:
    if number.startswith("并") and before.strip():  # 》并财农: a word, or the letter of 太原
        return
    text = before + number + after
    match = _only(text)
    assert text[match.start : match.end] == number


@given(st.text(alphabet="0123456789-—./年月日 \n第号电话：,，()（）[]〔〕元", max_size=60))
def test_figures_alone_are_no_number_with_a_prefix(text: str) -> None:
    assert all(not match.prefix for match in find_numbers(text))


@given(st.text(alphabet="粤财工国发〔〕[]()（）20198号第、和令公告年 \n根据的Ctl", max_size=80))
def test_matches_are_ordered_and_apart(text: str) -> None:
    end = 0
    for match in find_numbers(text):
        assert end <= match.start < match.end <= len(text)
        assert 0 < match.score <= 1
        assert match.value is not None or match.doubt
        end = match.end


@pytest.mark.parametrize("text", ["省政府令第300号", "市政府第45号令", "公告第八号", "总局公告2020年第5号"])
def test_a_body_that_only_the_document_can_name_is_doubtful(text: str) -> None:
    assert _only(text).doubt


def test_parts_are_given() -> None:
    match = _only("根据粤财工〔2020〕第028号")
    assert (match.prefix, match.year, match.sequence) == ("粤财工", "2020", "028")
    match = _only("财政部 国家档案局令第79号")
    assert (match.prefix, match.year, match.sequence) == ("财政部、国家档案局令", None, "79")


BEFORE = [
    "",
    "根据",
    "（",
    "《办法》",
    "及",
    "转发",
    "广东省财政厅",
    "我局",
    "经",
    "附件1 ",
    "1.",
    "2021年3月",
    "合计\n",
    "备注\t",
    "第三条 根据",
    "由",
    "将",
]
BEHIND = ["", "）", "文", "规定", "、", "。", "，2020年12月", "\n100", "下达", "和《办法》", "；2."]


def _damaged(number: str, chance: Random) -> str:
    """Give a number as a scan or a web page spoils it: brackets, white space, letters for figures."""
    left = chance.choice("〔〔〔[(（【［CtlI1{「《 fE") if chance.random() < 0.9 else ""
    right = chance.choice("〕〕〕])）】］ltIJ1}」》 ") if chance.random() < 0.9 else ""
    printed = number.replace("〔", left).replace("〕", right)
    at = chance.randrange(1, len(printed))
    if chance.random() < 0.3:
        printed = printed[:at] + chance.choice([" ", "\n", "  "]) + printed[at:]
    return printed.replace("0", "O", 1) if chance.random() < 0.1 else printed


def test_damage_is_repaired_or_said() -> None:
    chance = Random(7)
    right = silent = 0
    total = 6000
    for _ in range(total):
        number = chance.choice([number for number in NUMBERS if number[0] not in "和并"])
        text = chance.choice(BEFORE) + _damaged(number, chance) + chance.choice(BEHIND)
        found = list(find_numbers(text))
        right += any(match.value == number for match in found)
        silent += any(match.value != number and match.doubt is None for match in found)
    assert right >= 0.93 * total
    assert silent <= 0.001 * total


def test_long_text_takes_linear_time() -> None:
    text = "根据粤财工〔2020〕228号、229号和国务院令第706号，按照《办法》下达资金1000万元。" * 4000
    assert sum(1 for _ in find_numbers(text)) == 12000


@pytest.mark.parametrize(
    "text", ["粤" * 50_000, "粤 " * 50_000, "〔2020〕" * 20_000, "政府令第" * 20_000, "2020号" * 20_000]
)
def test_hostile_text_ends(text: str) -> None:
    assert all(match.doubt for match in find_numbers(text))
