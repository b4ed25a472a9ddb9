"""What stands under a seal is read twice; where the readings differ, the value is doubtful."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from extractors.document import Box
from extractors.reading.scans.ocr import OcrLine, Pixels
from extractors.reading.scans.seals import find_seals, read_under

DPI = 200
RED, GREY = (215, 20, 20), (120, 120, 120)
DATE = Box(880, 1880, 1240, 1930)
BODY = Box(200, 300, 1400, 350)


def page(ink: tuple[int, int, int] | None, *, radius: int = 165) -> Pixels:
    """Give a page with two lines of black bars, and a seal of this ink over the second."""
    pixels = np.full((2339, 1654, 3), 250, np.uint8)
    if ink:
        cv2.circle(pixels, (1100, 1860), radius, ink, 9)
    for box in (DATE, BODY):
        for left in range(int(box.left), int(box.right), 36):
            pixels[int(box.top) : int(box.bottom), left : left + 12] = 15
    return pixels


def line(text: str, box: Box, score: float = 0.999) -> OcrLine:
    step = (box.right - box.left) / len(text)
    stops = tuple(box.left + step * at for at in range(len(text) + 1))
    return OcrLine(text, box, score, stops, (score,) * len(text))


@dataclass
class Second:
    """Reads a place in red light: the date as it is told; the ring is the picture that is wide and low."""

    date: OcrLine
    ring: str = "某省财政厅"

    identity = "second"

    def read_page(self, pixels: Pixels) -> tuple[OcrLine, ...]:
        if pixels.shape[1] > 3 * pixels.shape[0]:
            return (line(self.ring, Box(0, 0, 100, 20)),)
        rows = np.flatnonzero((pixels[:, :, 0] < 60).any(axis=1))
        columns = np.flatnonzero((pixels[:, :, 0] < 60).any(axis=0))
        return (line(self.date.text, Box(columns[0], rows[0], columns[-1], rows[-1]), self.date.score),)


def test_a_red_seal_and_a_grey_one_and_none() -> None:
    (red,) = find_seals(page(RED), DPI)
    (grey,) = find_seals(page(GREY), DPI)
    assert red.red and not grey.red
    for seal in (red, grey):
        assert abs(seal.x - 1100) < 8 and abs(seal.y - 1860) < 8 and abs(seal.radius - 165) < 10
    assert find_seals(page(None), DPI) == ()
    assert find_seals(page(RED, radius=60), DPI) == ()  # a private seal, or an ornament


@pytest.mark.parametrize(
    ("first", "score", "second", "doubtful"),
    [
        ("2020年12月26日", 0.999, "2020年12月26日", False),
        ("2020年2月26日", 0.99, "2020年12月26日", True),
        ("2020年本月26日", 0.4, "2020年12月26日", False),  # a reading that does not trust itself speaks against nothing
    ],
)
def test_a_date_under_a_red_seal(first: str, score: float, second: str, doubtful: bool) -> None:
    pixels = page(RED)
    lines = (line("正文在这里", BODY), line(first, DATE, score))
    read, (seal,) = read_under(pixels, lines, find_seals(pixels, DPI), Second(line(second, DATE)))
    assert [item.text for item in read] == ["正文在这里", second]
    assert bool(read[1].doubt) == doubtful and (first in read[1].doubt) == doubtful
    assert abs(read[1].box.left - DATE.left) < 30 and abs(read[1].stops[0] - DATE.left) < 30
    assert seal.line and seal.line.text == "某省财政厅" and not read[0].doubt


def test_a_date_under_a_grey_seal_is_doubtful() -> None:
    pixels = page(GREY)
    lines = (line("正文在这里", BODY), line("2020年12月26日", DATE))
    read, _ = read_under(pixels, lines, find_seals(pixels, DPI), Second(lines[1]))
    assert [bool(item.doubt) for item in read] == [False, True]


def test_a_date_that_was_not_seen_at_first_is_read_whole_beside_the_seal() -> None:
    paper = page(RED, radius=150)
    body = line("为支持水利建设", BODY)
    lines, _ = read_under(paper, [body], find_seals(paper, DPI), Second(line("2023年12月5日", DATE)))
    (date,) = [each for each in lines if each is not body]
    assert date.text == "2023年12月5日"
    assert abs(date.box.left - DATE.left) < 30 and abs(date.box.right - DATE.right) < 30
