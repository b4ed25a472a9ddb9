"""〔〕 around a year, from two readings of a line."""

import pytest

from extractors.document import Box
from extractors.reading.scans.brackets import settle_brackets
from extractors.reading.scans.ocr import OcrLine


def line(text: str, second: str = "") -> OcrLine:
    seconds = tuple((char, 0.9) for char in second)
    return OcrLine(text, Box(0, 0, 9, 9), 0.9, tuple(range(len(text) + 1)), (0.9,) * len(text), "", seconds)


@pytest.mark.parametrize(
    ("first", "second", "settled"),
    [
        ("粤财工〔2020]228号", "粤财工〔2020〕228号", "粤财工〔2020〕228号"),
        ("粤财工(2020)228号", "粤财工(2020〕228号", "粤财工〔2020〕228号"),
        ("粤财工(2020]228号", "", "粤财工〔2020〕228号"),
        ("温国土资发（2018）366号", "温国土资发(2018)366号", "温国土资发（2018）366号"),
        ("沪建建[2003]89号", "沪建建[2003]89号", "沪建建[2003]89号"),
        ("本年〔2020]", "", "本年〔2020〕"),
        ("（2020年〕228号", "", "（2020年〕228号"),
    ],
)
def test_readings_of_brackets(first: str, second: str, settled: str) -> None:
    assert settle_brackets(line(first, second)).text == settled


def test_what_was_read_first_stays_beside_it() -> None:
    settled = settle_brackets(line("粤财工(2020]228号", "粤财工〔2020〕228号"))
    assert settled.seconds[3] == ("(", 0.9) and settled.seconds[8] == ("]", 0.9) and settled.seconds[4] == ("2", 0.9)
