"""成文日期 of a scan against the other dates of the document."""

from __future__ import annotations

import pytest

from extractors.document import Document, Line, Page, Part, Span
from extractors.repair.dates import mend_dates


def signed(text: str, value: str, *, second: str = "", printed: str = "2020-12-30", route: str = "ocr") -> Document:
    scores = (0.99,) * len(text) if route == "ocr" else ()
    seconds = tuple((char, 0.9) for char in second)
    line = Line(Span(0, len(text)), 1, 1, scores=scores, seconds=seconds)
    parts = [
        Part("number", "某财农〔2020〕12号", None, "parts"),
        Part("date", value, Span(0, len(text)), "parts"),
        Part("printed_date", printed, None, "parts"),
    ]
    return Document("0" * 16, "a", "pdf", text, (Page(1, 595, 842, route),), (line,), parts=tuple(parts))


@pytest.mark.parametrize(
    ("text", "value"), [("2020年12月28日", "2020-12-28"), ("二〇二〇年十二月三十日", "2020-12-30")]
)
def test_a_date_that_can_be_is_left_alone(text: str, value: str) -> None:
    document = signed(text, value)
    assert mend_dates(document) is document


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        ("2020年12月31日", "2020-12-31", "printed before"),
        ("2020年2月28日", "2020-02-28", "days later"),
        ("2020年12月", "2020-12", "day was not read"),
        ("2019年12月28日", "2019-12-28", "days later"),
    ],
)
def test_a_date_that_cannot_be_is_doubtful(text: str, value: str, why: str) -> None:
    part = mend_dates(signed(text, value)).part("date")
    assert part and part.value == value and why in str(part.doubt) and part.score <= 0.5


def test_without_a_print_the_year_of_the_number_tells() -> None:
    part = mend_dates(signed("2023年1月8日", "2023-01-08", printed="2020")).part("date")
    assert part and "its number is of 2020" in str(part.doubt)


def test_a_second_reading_that_can_be_takes_its_place_and_is_marked() -> None:
    document = mend_dates(signed("2026年12月28日", "2026-12-28", second="2020年12月28日"))
    part = document.part("date")
    assert part and part.value == "2020-12-28" and "2026-12-28" in str(part.doubt) and part.score <= 0.6
    assert document.mended == "2020年12月28日" and document.text == "2026年12月28日"
    assert document.repairs[0].check == "date_reconciled"


def test_a_date_that_is_text_is_believed() -> None:
    document = signed("2020年12月31日", "2020-12-31", route="text")
    assert mend_dates(document) is document
