"""A second reading of the lines of a scan, character by character beside the first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import paper
import pytest
import scans

from extractors.document import Box, Span
from extractors.errors import MissingModelError
from extractors.reading import load_reader, read_bytes
from extractors.reading.scans.agreement import NOTHING, align
from extractors.reading.scans.ocr import OcrLine, RapidReader
from extractors.reading.scans.recall import RecallingReader
from extractors.reading.scans.second import open_second
from extractors.text import fold

MODELS = Path(__file__).resolve().parents[2] / "models"
KNOWN = frozenset("粤财工〔〕20213,.5元 ")


def echoes(text: str, said: str) -> list[str]:
    return [char for char, _ in align(text, (said, tuple(0.9 for _ in said)), KNOWN)]


def test_one_to_one() -> None:
    assert echoes("2,350", "2,850") == ["2", ",", "8", "5", "0"]
    assert align("20", ("20", (0.9, 0.8)), KNOWN) == (("2", 0.9), ("0", 0.8))


def test_brackets_of_another_form_agree_and_keep_what_was_said() -> None:
    assert echoes("(2021)", "（2021）") == ["（", "2", "0", "2", "1", "）"]


def test_what_only_one_of_them_has() -> None:
    assert echoes("2,350", "2350") == ["2", NOTHING, "3", "5", "0"]
    assert echoes("2350", "2,350") == ["2,", "3", "5", "0"]
    assert echoes("350", "2350") == ["23", "5", "0"]
    assert echoes("20元", "23.元") == ["2", "3.", "元"]


def test_white_space_has_no_echo_and_hides_nothing() -> None:
    assert echoes("20 21", "2021") == ["2", "0", "", "2", "1"]


def test_of_what_it_cannot_know_it_says_nothing() -> None:
    assert echoes("粤⑴元", "粤1元") == ["粤", "", "元"]


def test_a_line_that_is_empty_in_either() -> None:
    assert echoes("20", "") == [NOTHING, NOTHING] and echoes("", "20") == [] and echoes(" ", "20") == [""]


def test_weights_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingModelError, match="restore"):
        load_reader(None, tmp_path)


def test_the_identity_names_the_second_reader() -> None:
    assert "rec_tiny" in RapidReader(open_second(MODELS)).identity and "rec_tiny" not in RapidReader().identity


def test_both_readings_of_a_small_page_reach_the_document_and_the_cache(tmp_path: Path) -> None:
    page = paper.new_page(paper.new_file(), 300, 120)
    paper.write(page, 30, 60, "下达资金7,500,000.00元", 16)
    data = scans.scan(page)
    document = read_bytes(data, "a.pdf", reader=load_reader(tmp_path, MODELS))
    (line,) = document.lines
    start = document.text.index("7")
    said = "".join(char for char, _ in line.seconds[start : start + 12])
    assert fold(said) == "7,500,000.00" and len(line.seconds) == len(line.span) == len(line.scores)
    assert (
        read_bytes(data, "a.pdf", reader=RecallingReader(Clerk(RapidReader(open_second(MODELS)).identity), tmp_path))
        == document
    )
    assert list(document.lines_of(Span(start, start + 1))) == [line]


class Clerk:
    """Knows nothing but the name of another: all it says comes from the cache."""

    def __init__(self, identity: str) -> None:
        self.identity = identity

    def read_page(self, pixels: np.ndarray) -> tuple[OcrLine, ...]:
        return (OcrLine("nothing was kept", Box(0, 0, 1, 1), 1.0),)
