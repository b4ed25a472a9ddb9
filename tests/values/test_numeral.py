from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import UnknownValueError
from extractors.values.numeral import format_numeral, parse_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十二亿一千八百万", "1218000000"),
        ("3亿5000万", "350000000"),
        ("1.2万亿", "1200000000000"),
        ("1亿零500万", "105000000"),
        ("壹佰万", "1000000"),
        ("叁拾伍万陆仟", "356000"),
        ("拾万", "100000"),
        ("一点五亿", "150000000"),
        ("十五点三万", "153000"),
        ("二〇二〇", "2020"),
        ("两万", "20000"),
        ("１２，３４５．６０", "12345.60"),
        ("一万零五", "10005"),
        ("零", "0"),
        ("一万亿", "1000000000000"),
    ],
)
def test_reads_numerals_as_they_are_printed(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "万", "百万", "两万五", "一百五", "三五万", "100万20万", "一5", "1.2.3", "甲", "五万五亿", "点五"]
)
def test_refuses_what_is_no_numeral_or_has_two_readings(text: str) -> None:
    with pytest.raises(UnknownValueError):
        parse_numeral(text)


@settings(deadline=None)
@given(st.integers(0, 10**16 - 1), st.booleans())
def test_round_trip(value: int, formal: bool) -> None:
    assert parse_numeral(format_numeral(value, formal=formal)) == value


@pytest.mark.parametrize(
    ("value", "plain", "formal"),
    [(0, "零", "零"), (105, "一百零五", "壹佰零伍"), (350000000, "三亿五千万", "叁亿伍仟万"), (10, "一十", "壹拾")],
)
def test_writes_numerals(value: int, plain: str, formal: str) -> None:
    assert format_numeral(value) == plain
    assert format_numeral(value, formal=True) == formal


@pytest.mark.parametrize("value", [-1, 10**16])
def test_writes_no_numeral_out_of_range(value: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        format_numeral(value)


@settings(deadline=None)
@given(st.text(alphabet="零一二两十百千万亿点0123456789., ", max_size=12))
def test_any_text_is_a_value_or_refused(text: str) -> None:
    try:
        assert parse_numeral(text) >= 0
    except UnknownValueError as error:
        assert "not a numeral" in str(error)
