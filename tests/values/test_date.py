import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.values.date import find_dates
from extractors.values.numeral import format_numeral

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
CIRCLES = st.sampled_from("〇○零O0")


def read(text: str) -> list[tuple[str, str | None]]:
    return [(text[match.start : match.end], match.value) for match in find_dates(text)]


def doubts(text: str) -> list[str | None]:
    return [match.doubt for match in find_dates(text)]


def chinese(day: date, circle: str) -> str:
    year = "".join(circle if char == "0" else format_numeral(int(char)) for char in str(day.year))
    month, number = (
        format_numeral(part).removeprefix("一") if 10 <= part < 20 else format_numeral(part)
        for part in (day.month, day.day)
    )
    return f"{year}年{month}月{number}日"


@settings(deadline=None)
@given(
    DAYS,
    st.sampled_from(["{0}年{1}月{2}日", "{0}-{1:02}-{2:02}", "{0}/{1}/{2}", "{0}.{1}.{2}", "{0} 年 {1} 月\n{2} 日"]),
)
def test_every_day_in_every_form(day: date, form: str) -> None:
    printed = form.format(day.year, day.month, day.day)
    assert read(f"（{printed}）") == [(printed, day.isoformat())]


@settings(deadline=None)
@given(DAYS, CIRCLES)
def test_every_day_in_chinese_numerals(day: date, circle: str) -> None:
    printed = chinese(day, circle)
    assert read(f"国务院\n{printed}") == [(printed, day.isoformat())]


@settings(deadline=None)
@given(DAYS, st.integers(1, 400))
def test_a_range_is_two_dates(day: date, length: int) -> None:
    last = day + timedelta(length)
    first, second = (f"{end.year}年{end.month}月{end.day}日" for end in (day, last))
    assert read(f"自{first}至{second}止") == [(first, day.isoformat()), (second, last.isoformat())]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789年月日度—-至、./同今次二〇○一十三OoIl〔〕号第 \n。，（", max_size=40))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    end = 0
    for match in find_dates(text):
        assert end <= match.start < match.end <= len(text)
        assert (match.value is None) <= (match.doubt is not None)
        assert match.doubt is None or match.score <= 0.7
        end = match.end


@pytest.mark.parametrize(
    "text", ["2020年13月40日", "2021年2月29日", "2021年2月30日", "2021-02-30", "2020年0月", "12月32日"]
)
def test_days_that_no_calendar_has_are_kept_and_doubted(text: str) -> None:
    assert read(text) == [(text, None)]
    assert doubts(text) == ["no such date"]


@pytest.mark.parametrize("text", ["二二○年十二月三十日", "二〇年十二月三十日", "二 二 年十二月三十日"])
def test_a_year_that_lost_figures_has_no_value(text: str) -> None:
    assert read(text) == [(text, None)]
    assert doubts(text) == ["year is damaged"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("2020年12月3O日", "2020-12-30"), ("2020年l2月30日", "2020-12-30"), ("2O20年12月30曰", "2020-12-30")],
)
def test_letters_for_figures_are_mended_and_doubted(text: str, value: str) -> None:
    assert read(text) == [(text, value)]
    assert doubts(text) == ["letters read as figures"]


def test_a_lost_mark_of_the_day_is_doubted() -> None:
    assert read("二〇二〇年十二月三十一") == [("二〇二〇年十二月三十一", "2020-12-31")]
    assert doubts("二〇二〇年十二月三十一") == ["日 is missing"]
    assert read("2020年12月15家企业") == [("2020年12月", "2020-12")]


def test_a_year_comes_from_the_text_before_or_not_at_all() -> None:
    assert doubts("2021年3月2日发函，4月16日收到回复。") == [None, "year from context"]
    assert read("4月16日收到回复。") == [("4月16日", None)]
    assert read("2021年工作总结。\n二、4月16日收到回复。")[1] == ("4月16日", None)
    assert read("2021年" + "，" * 500 + "4月16日")[1] == ("4月16日", None)


def test_a_winter_runs_into_the_next_year_in_doubt() -> None:
    assert read("2021年11月至3月") == [("2021年11月", "2021-11"), ("3月", "2022-03")]
    assert doubts("2021年11月至3月") == [None, "year from context"]


@pytest.mark.parametrize("piece", ["1", "2020年", "2020", "2020、", "二", " ", "1-", "12月", "2020年12月30日，", "O1"])
def test_time_grows_with_length_alone(piece: str) -> None:
    def measure(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        list(find_dates(text))
        return time.process_time() - start

    measure(1_000)
    assert measure(40_000) < 12 * measure(10_000) + 0.2  # quadratic would be 16 times, and seconds
