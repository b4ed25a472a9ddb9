"""Figures of a clause: what bounds them, what they count, and what is no figure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values.numeral import format_numeral
from extractors.values.quantity import find_quantities, unread_figures

LEAST = ("≥", "不少于", "至少", "不低于", "不得少于", "大于等于", ">=")
MOST = ("≤", "不超过", "不高于", "至多", "不得超过", "小于等于", "<=")


@given(st.sampled_from([*LEAST, *MOST]), st.integers(0, 10**6), st.sampled_from(["家", "%", "人次", "万元", "平方米"]))
def test_a_bound_before_a_figure(word: str, figure: int, unit: str) -> None:
    (found,) = find_quantities(f"{word}{figure}{unit}")
    assert (found.op, found.value, found.unit) == (">=" if word in LEAST else "<=", Decimal(figure), unit)


@given(st.integers(1, 9999), st.sampled_from(["家", "场", "人次", "户"]))
def test_chinese_numerals_are_the_same_figures(figure: int, unit: str) -> None:
    (found,) = find_quantities(f"不少于{format_numeral(figure)}{unit}")
    assert (found.op, found.value, found.unit) == (">=", Decimal(figure), unit)


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from(["-", "~", "至", "到"]))
def test_a_range_keeps_both_ends(low: int, high: int, join: str) -> None:
    (found,) = find_quantities(f"{low}{join}{high}场")
    assert (found.op, found.low, found.high, found.unit) == ("between", Decimal(low), Decimal(high), "场")
    assert (found.doubt is not None) == (low > high)


@pytest.mark.parametrize(
    ("text", "growth"),
    [("增长5%", 1), ("5%增长", 1), ("下降5%", -1), ("提高到5%", 0), ("降至5%", 0), ("增幅≥5%", 1), ("5%", 0)],
)
def test_a_change_is_told_from_a_level(text: str, growth: int) -> None:
    (found,) = find_quantities(text)
    assert (found.growth, found.value, found.unit) == (growth, Decimal(5), "%")


@pytest.mark.parametrize(
    "text",
    ["12345热线", "5G网络", "PM2.5浓度", "第3批试点", "一批项目", "一村一品", "两个责任", "ISO9001认证", "4A级景区"],
)
def test_figures_of_names_are_none(text: str) -> None:
    assert list(find_quantities(text)) == []
    assert not unread_figures(text)


@pytest.mark.parametrize("text", ["1:3", "2/3", "7×24小时", "几十家", "数百人", "三分之二", "每月15日前", "≥15ppm以下"])
def test_figures_that_cannot_be_read_are_said_to_be_unread(text: str) -> None:
    assert list(find_quantities(text)) == []
    assert unread_figures(text)


def test_words_that_disagree_are_doubted() -> None:
    (found,) = find_quantities("不超过10家以上")
    assert found.doubt == "two bounds: <= and >="
