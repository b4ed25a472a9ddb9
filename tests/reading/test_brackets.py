"""〔〕 around a year, from two readings of a line."""

import pytest

from extractors.document import Box
from extractors.reading.scans.brackets import settle_brackets
from extractors.reading.scans.ocr import OcrLine
from extractors.reading.scans.rubble import without_rubble
from extractors.reading.scans.titles import settle_titles


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


def below(texts: list[str], *, left: float = 0) -> list[OcrLine]:
    return [
        OcrLine(
            text, Box(left, 20 * at, left + 200, 20 * at + 14), 0.9, tuple(range(len(text) + 1)), (0.9,) * len(text)
        )
        for at, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("read", "settled"),
    [
        (["《关于印发《管理办法》的通知》"], ["《关于印发《管理办法》的通知》"]),  # printed so, for all one knows
        (["《关于印发<管理办法>的通知》"], ["《关于印发〈管理办法〉的通知》"]),
        (["《关于印发〈管理办法》的通知》"], ["《关于印发〈管理办法〉的通知》"]),
        (
            ["按《关于印发《管理", "办法>的通知》和《细则》执行"],
            ["按《关于印发〈管理", "办法〉的通知》和《细则》执行"],
        ),
        (["《关于印发（管理办法>的通知》"], ["《关于印发〈管理办法〉的通知》"]),
        (["《关于印发（管理办法》的通知》"], ["《关于印发《管理办法》的通知》"]),
        (["《关于印发〈管理办法）的通知》"], ["《关于印发〈管理办法〉的通知》"]),
        (["《关于印发《条件（试行）》的通知》（国发"], ["《关于印发《条件（试行）》的通知》（国发"]),
        (["《关于印发〈条件（试行）〉的通知》"], ["《关于印发〈条件（试行）〉的通知》"]),
        (["《办法》《细则》", "《规定》"], ["《办法》《细则》", "《规定》"]),
        (["《办法、《细则》和《规定》"], ["《办法、《细则》和《规定》"]),
        (["a<b，《办法》"], ["a<b，《办法》"]),
    ],
)
def test_titles_in_titles(read: list[str], settled: list[str]) -> None:
    assert [line.text for line in settle_titles(below(read))] == settled


def test_the_second_reading_has_the_inner_brackets_as_well() -> None:
    read, heard = "《关于印发（管理办法》的通知》", "《关于印发（管理办法>的通知》"
    (settled,) = settle_titles([line(read, heard)])
    assert settled.text == "《关于印发〈管理办法〉的通知》" and not settled.doubt
    assert settled.seconds[5][0] == "（" and settled.seconds[10][0] == "》"


def test_a_round_bracket_in_a_title_that_is_not_closed_is_in_doubt() -> None:
    (settled,) = settle_titles([line("《管理办法（试行》执行")])
    assert settled.text == "《管理办法（试行》执行" and settled.doubt


def test_lines_of_another_column_do_not_go_on() -> None:
    lines = [*below(["《关于印发"]), *below(["", "《管理办法》"], left=400)[1:]]
    assert [line.text for line in settle_titles(lines)] == ["《关于印发", "《管理办法》"]


def test_a_rule_that_was_taken_for_a_character_is_a_space() -> None:
    read = without_rubble(line("韶财工〔2021〕_", "韶财工〔2021〕_"))
    assert read.text == "韶财工〔2021〕 " and len(read.seconds) == len(read.text) and read.seconds[-1] == ("", 0.0)
    assert without_rubble(line("韶财工")) == line("韶财工")
