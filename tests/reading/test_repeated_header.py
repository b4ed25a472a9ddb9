"""The header of a table that stands again on the next page of a scan, misread."""

from __future__ import annotations

from extractors.document import Box
from extractors.reading.grids.joining import same_rows
from extractors.reading.grids.table import Sketch, SketchCell
from extractors.reading.page.sheet import Strip

BOX = Box(0, 0, 9, 9)


def sketch(texts: list[str], page: int, *, scanned: bool = True) -> Sketch:
    cells = []
    for column, text in enumerate(texts):
        scores = (0.9,) * len(text) if scanned else ()
        strip = Strip(text, tuple(range(len(text) + 1)), BOX, page, 0, 9, scores=scores)
        cells.append(SketchCell(0, column, 1, 1, BOX, page, (strip,)))
    return Sketch(page, BOX, tuple(range(len(texts) + 1)), 1, tuple(cells))


HEAD = ["序号", "地区（单位）", "2021年资金（万元）"]


def test_a_misread_character_or_another_bracket_changes_no_header() -> None:
    again = ["序号", "地区(单位]", "2021年资金(万元)"]
    assert same_rows(sketch(HEAD, 1), sketch(again, 2)) == 1
    assert same_rows(sketch(HEAD, 1), sketch(["序号", "地医（单位）", HEAD[2]], 2)) == 1


def test_other_words_and_other_figures_do() -> None:
    assert same_rows(sketch(HEAD, 1), sketch(["序号", "项目名称", HEAD[2]], 2)) == 0
    assert same_rows(sketch(HEAD, 1), sketch(["序号", HEAD[1], "2022年资金（万元）"], 2)) == 0


def test_what_is_text_must_be_the_same() -> None:
    again = ["序号", "地医（单位）", HEAD[2]]
    assert same_rows(sketch(HEAD, 1, scanned=False), sketch(again, 2, scanned=False)) == 0
