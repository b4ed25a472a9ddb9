import json
import time
from decimal import Decimal
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.values.money import AmountMatch, Money, find_amounts, format_yuan
from extractors.values.numeral import format_numeral


def read(text: str) -> list[tuple[str, Money]]:
    return [(text[match.start : match.end], match.value) for match in find_amounts(text)]


def doubts(text: str) -> list[str | None]:
    return [match.doubt for match in find_amounts(text)]


@settings(deadline=None)
@given(st.integers(0, 10**11), st.sampled_from(["元", "万元", "亿元", "千元", "百万元"]), st.booleans())
def test_any_figure_with_a_unit_is_exact(cents: int, unit: str, grouped: bool) -> None:
    figure = Decimal(cents) / 100
    printed = f"{figure:,.2f}" if grouped else f"{figure:.2f}"
    scale = {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}[unit]
    text = f"下达资金{printed}{unit}。"
    assert read(text) == [(printed + unit, Money(cny=format_yuan(figure * scale)))]


@settings(deadline=None)
@given(st.integers(10, 10**15), st.booleans())
def test_any_chinese_numeral_is_exact(value: int, formal: bool) -> None:
    text = f"补助{format_numeral(value, formal=formal)}元整"
    assert [money.cny for _, money in read(text)] == [f"{value}.00"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["", " ", "\n", "  "]), min_size=3, max_size=3), st.integers(1, 9999))
def test_white_space_between_tokens_changes_no_value(gaps: list[str], figure: int) -> None:
    text = f"专项资金{gaps[0]}{figure}{gaps[1]}万{gaps[2]}元，"
    assert [money.cny for _, money in read(text)] == [f"{figure}0000.00"]


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet="0123456789.,，、-—至~（）()元万亿千百角分整每各约共XX*¥￥人民币美资金一二三十壹佰年月 \n", max_size=40
    )
)
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    end = 0
    for match in find_amounts(text):
        assert end <= match.start < match.end <= len(text)
        assert 0 < match.score <= 1
        assert match.doubt is None or match.score < 0.9
        end = match.end


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**13, places=4))
def test_formatting_keeps_the_value_and_two_decimals(value: Decimal) -> None:
    text = format_yuan(value)
    assert Decimal(text) == value
    assert len(text.partition(".")[2]) >= 2
    assert format_yuan(Decimal(text)) == text


def test_capital_and_small_figures_that_differ_are_both_doubted() -> None:
    assert doubts("人民币壹佰万元整（¥1,000,000.00）") == [None, None]
    assert doubts("人民币壹佰万元整（¥1,200,000.00）") == ["大写 and 小写 differ"] * 2
    assert doubts("¥520000.00（大写：伍拾叁万元整）") == ["大写 and 小写 differ"] * 2


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("增长20，150万元", "a comma of text inside the figure"),
        ("共10,2000万元", "figures before a comma or a line break"),
        ("资金1\n50万元", "figures before a comma or a line break"),
        ("资金1 234元", "figures before a space"),
        ("补助10-5万元", "the range falls"),
        ("金额3. 5万元", "figures before a point"),
        ("共20, 000元", "a space inside the figure"),
        ("结余△5.3万元", "a triangle before the figure"),
        ("1.50万元以上的采购项目", "the number of an item may be part of the figure"),
        ("结余3·5万元", "letters read as figures, or a dot as a point"),
        ("罚款l0万元", "letters read as figures, or a dot as a point"),
    ],
)
def test_odd_figures_are_doubted(text: str, doubt: str) -> None:
    assert doubts(text) == [doubt]


@pytest.mark.parametrize(
    "text", ["1. 50万元以上的采购项目", "金额5.2万元（含税）的项目", "下达：\n2. 30万元用于公路养护"]
)
def test_numbers_of_items_raise_no_doubt_of_their_own(text: str) -> None:
    assert doubts(text) == [None]


def test_two_digits_in_a_row_are_a_range() -> None:
    assert read("涉案三四十万元") == [("三四十万元", Money(low="300000.00", high="400000.00", qualifier="about"))]
    assert read("统一三百万元") == [("三百万元", Money(cny="3000000.00"))]


@pytest.mark.parametrize(
    ("text", "raw", "cny"),
    [
        ("成交金额（万元）：123.45", "123.45", "1234500.00"),
        ("成交金额：123.45（万元）", "123.45（万元）", "1234500.00"),
        ("合同价（元）：9800", "9800", "9800.00"),
    ],
)
def test_units_in_brackets(text: str, raw: str, cny: str) -> None:
    assert read(text) == [(raw, Money(cny=cny))]


def test_lists_take_the_unit_of_the_last_figure_and_are_doubted() -> None:
    assert read("奖励5、10、15万元") == [
        ("5", Money(cny="50000.00")),
        ("10", Money(cny="100000.00")),
        ("15万元", Money(cny="150000.00")),
    ]
    assert doubts("奖励5、10、15万元") == ["unit from the last figure"] * 2 + [None]


@pytest.mark.parametrize(
    "text", ["附件1、2万元预算表", "第3、5万元档", "1、50万元", "（1、50万元", "按规定，1、50万元", "2020、2021万元"]
)
def test_numbers_of_items_are_no_list_of_amounts(text: str) -> None:
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    ("text", "qualifier", "per"),
    [
        ("不超过5万元", "at_most", None),
        ("不得低于5万元", "at_least", None),
        ("超过5万元", "at_least", None),
        ("不足5万元", "at_most", None),
        ("5万元（含）以上", "at_least", None),
        ("节约5万元", None, None),
        ("节约近5万元", "about", None),
        ("每户补助5万元", "each", "户"),
        ("每家最高不超过5万元", "at_most", "家"),
        ("各补助5万元", "each", None),
        ("各类资金5万元", None, None),
        ("均衡性转移支付5万元", None, None),
        ("公共服务支出5万元", None, None),
        ("共同承担5万元", None, None),
        ("共下达5万元", "total", None),
        ("最高人民法院支出5万元", None, None),
        ("5万元/人/年", None, "人·年"),
        ("户均5万元", None, "户"),
    ],
)
def test_words_around_an_amount(text: str, qualifier: str | None, per: str | None) -> None:
    ((_, money),) = read(text)
    assert (money.qualifier, money.per) == (qualifier, per)


GOLD = Path(__file__).parents[2] / "corpus" / "gold" / "amount.jsonl"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize("line", GOLD.read_text(encoding="utf-8").splitlines())
def test_typesetting_changes_no_value(line: str) -> None:
    text = json.loads(line)["text"]
    values = [money for _, money in read(text)]
    spaced = regex.sub(r"(?<=\p{Han})(?=\d)|(?<=\d)(?=\p{Han})", " ", text)
    broken = regex.sub(r"(?<=\d)(?=[万亿元])", "\n", text)
    assert [money for _, money in read(spaced)] == values
    assert [money for _, money in read(broken)] == values
    assert [money for _, money in read(text.translate(WIDE))] == values


def test_match_keeps_its_parts() -> None:
    assert list(find_amounts("付5元")) == [AmountMatch(1, 3, Money(cny="5.00"))]


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1 ", "1、", "一 ", "1-", "1万", "*", "Xx", "150万元", "金额100万，", "一万亿", "每家", "¥ "]
)
def test_time_grows_with_length_alone(piece: str) -> None:
    def measure(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        list(find_amounts(text))
        return time.process_time() - start

    measure(1_000)
    assert measure(40_000) < 12 * measure(10_000) + 0.2  # quadratic would be 16 times, and seconds
