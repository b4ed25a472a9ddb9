"""The engine itself: one small page, with the network shut."""

from __future__ import annotations

import socket
from typing import Any

import paper
import pytest
import scans

from extractors.document import Span
from extractors.reading import load_reader, read_bytes
from extractors.reading.scans.ocr import RapidReader
from extractors.text import fold


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: Any, **_options: Any) -> None:
        raise AssertionError("something reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("_no_network")
def test_a_small_page_is_read_upside_down_and_offline() -> None:
    page = paper.new_page(paper.new_file(), 300, 200)
    paper.write(page, 30, 60, "粤财工〔2020〕228号", 16)
    paper.write(page, 30, 110, "下达资金7,500,000.00元", 16)
    document = read_bytes(scans.scan(page, turn=2), "a.pdf", reader=load_reader())
    assert [document.pages[0].unread, document.pages[0].route] == [False, "ocr"]
    number, money = document.text.split("\n")
    assert number.startswith("粤财工") and "228号" in number
    assert fold(money) == "下达资金7,500,000.00元"
    start = document.text.index("下达")
    (place,) = document.locate(Span(start, start + 5))
    (box,) = place.boxes  # the page stands on its head: the lower line is above, and runs to the left
    assert box.top < 110 and all(len(line.scores) == len(line.span) for line in document.lines)


def test_the_identity_names_what_can_change_an_answer() -> None:
    said = RapidReader().identity
    assert "rapidocr-3.10.0" in said and "onnxruntime-1." in said and "PP-OCRv6" in said
