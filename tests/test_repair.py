"""Figures of a scan that were misread: repaired where only one can be meant, with the reason and the reading kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractors.checking.repairs import check_repairs
from extractors.document import Cell, Document, Line, Page, Repair, Span, Table
from extractors.graph import Edge, Evidence, Fact, Graph
from extractors.legibility import read_doubt, read_score, weigh_graph
from extractors.repair import mend_document
from extractors.repair.confusable import load_confusable
from extractors.repair.figures import mend_figures

MODELS = Path(__file__).resolve().parents[1] / "models"
Rows = list[list[str]]
RIGHT: Rows = [
    ["地区", "金额（元）"],
    ["合计", "9,850,000.00"],
    ["韶关市小计", "7,500,000.00"],
    ["韶关市本级", "6,250,000.00"],
    ["乳源县", "1,250,000.00"],
    ["河源市小计", "2,350,000.00"],
    ["河源市本级", "1,150,000.00"],
    ["紫金县", "1,200,000.00"],
]


def scanned(rows: Rows, *, sure: float = 0.9999, seconds: Rows | None = None, route: str = "ocr") -> Document:
    """Give a table as a scan has it; `seconds` is what a second reading has, of the same shape."""
    text, cells, lines = "", [], []
    for row, texts in enumerate(rows):
        for column, said in enumerate(texts):
            span = Span(len(text), len(text) + len(said))
            other = (seconds or rows)[row][column]
            lines.append(
                Line(
                    span,
                    1,
                    len(lines) + 1,
                    scores=(sure,) * len(said) if route == "ocr" else (),
                    seconds=tuple((char, 0.99) for char in other) if route == "ocr" else (),
                )
            )
            cells.append(Cell(span, row, column, header=row == 0))
            text += said + "\t"
    table = Table("t1", Span(0, len(text)), (1,), tuple(cells))
    return Document("0" * 16, "a.pdf", "pdf", text, (Page(1, 595, 842, route),), tuple(lines), (), (table,))


def misread(*changes: tuple[int, str]) -> Rows:
    rows = [list(row) for row in RIGHT]
    for row, text in changes:
        rows[row][1] = text
    return rows


def repairs(document: Document) -> list[tuple[str, str]]:
    mended = mend_document(document, MODELS)
    return [(document.quote(repair.span), repair.text.strip()) for repair in mended.repairs]


def test_a_table_that_adds_up_is_left_alone() -> None:
    assert repairs(scanned(RIGHT)) == []


def test_one_figure_that_two_totals_prove() -> None:
    wrong = misread((2, "7,600,000.00"))  # read 6 for 5: its own rows and the grand total are off
    document = mend_document(scanned(wrong), MODELS)
    (repair,) = document.repairs
    assert document.quote(repair.span) == "7,600,000.00" and repair.text == "7,500,000.00"
    assert "2 of the sums" in repair.why and document.text == scanned(wrong).text
    (finding,) = check_repairs(document)
    assert (finding.rule, finding.expected, finding.found) == ("sum_reconciled", "7,500,000.00", "7,600,000.00")


def test_a_leaf_under_one_total_needs_a_reading_that_leaves_room() -> None:
    right = misread((7, "1,250,000.00"), (5, "2,400,000.00"), (1, "9,900,000.00"))
    wrong = [*right[:7], [right[7][0], "1,260,000.00"]]
    assert repairs(scanned(wrong)) == []  # both readings are sure: the document itself may be wrong
    assert repairs(scanned(wrong, seconds=right)) == [("1,260,000.00", "1,250,000.00")]


def test_where_two_changes_fit_none_is_made() -> None:
    rows = [["地区", "金额（元）"], ["合计", "11.00"], ["甲市", "6.00"], ["乙市", "6.00"]]
    assert repairs(scanned(rows, sure=0.5)) == []


def test_two_wrong_figures_are_not_guessed() -> None:
    assert repairs(scanned(misread((3, "6,350,000.00"), (7, "1,800,000.00")), sure=0.5)) == []


def test_text_that_is_text_is_not_repaired() -> None:
    wrong = scanned(misread((2, "7,600,000.00")), route="text")
    assert mend_document(wrong, MODELS) is wrong


@pytest.mark.parametrize(
    ("said", "mended"),
    [
        ("7.250,000.00", "7,250,000.00"),
        ("7,250,000,00", "7,250,000.00"),
        ("7,25O,000.00", "7,250,000.00"),
        ("7,250,000.0O", "7,250,000.00"),
        ("l,250.00", "1,250.00"),
        ("7, 250,000.00", "7,250,000.00"),
        ("7250,000.00", "7250000.00"),
        ("12·50", "12.50"),
        ("53,121.126", "53,121,126"),
        ("9.361.732", "9,361,732"),
    ],
)
def test_figures_that_only_one_can_be(said: str, mended: str) -> None:
    document = mend_figures(scanned([["金额"], [said]]), load_confusable(MODELS))
    assert [repair.text.strip() for repair in document.repairs] == [mended]
    assert mended in document.mended and document.text == scanned([["金额"], [said]]).text


@pytest.mark.parametrize(
    "said",
    [
        "7,250,000.00",
        "12.50",
        "7,25,000.00",
        "750.000",
        "2018.05.14",
        "1.234",
        "192.168.1.1",
        "B.12",
        "GB/T 9704-2012",
        "3.2.11",
        "1,234",
        "V1.20",
    ],
)
def test_what_is_no_misread_figure(said: str) -> None:
    assert mend_figures(scanned([["金额"], [said]]), load_confusable(MODELS)).repairs == ()


def test_a_repaired_value_is_doubtful_and_its_edge_reconciled() -> None:
    document = mend_document(scanned(misread((2, "7,600,000.00"))), MODELS)
    span = document.repairs[0].span
    assert read_score(document, span) <= 0.6 and "7,500,000.00" in str(read_doubt(document, span))
    item = Evidence("ev:1", "src", 1, (), (1,), span.start, span.end, "", "rule", 1.0, ("t1", 2, 1))
    facts = (Fact("printed", "7,500,000.00", ("ev:1",)), Fact("row", 2))
    edge = Edge("a", "allocates", "x", "y", facts, ("ev:1",))
    (weighed,) = weigh_graph(document, Graph(edges=(edge,), evidence=(item,))).edges
    said = {fact.name: fact.value for fact in weighed.facts}
    assert weighed.basis == "reconciled" and weighed.doubts and said["printed"] == "7,600,000.00"
    assert said["reconciled_by"] == f"check:sum_reconciled:{document.source}:{span.start}"


def test_a_repair_is_as_long_as_what_it_mends() -> None:
    with pytest.raises(ValueError, match="by 2"):
        Repair(Span(0, 3), "12", "x", "y", "z")
    document = replace(scanned([["甲"], ["123"]]), repairs=(Repair(Span(2, 4), "99", "x", "y", "z"),))
    assert document.mended == "甲\t993\t"


def test_a_sum_that_comes_out_proves_its_figures() -> None:
    document = mend_document(scanned(RIGHT, sure=0.7), MODELS)
    spans = [cell.span for cell in document.tables[0].cells if cell.column == 1 and cell.row]
    assert all(read_doubt(document, span) is None for span in spans)
    named = next(cell.span for cell in document.tables[0].cells if cell.row == 3 and cell.column == 0)
    assert read_doubt(document, named) is not None


def test_a_sum_that_does_not_come_out_proves_nothing() -> None:
    document = mend_document(scanned(misread((3, "6,350,000.00"), (7, "1,800,000.00")), sure=0.7), MODELS)
    cells = {cell.row: cell.span for cell in document.tables[0].cells if cell.column == 1}
    assert read_doubt(document, cells[3]) and read_doubt(document, cells[7])


def test_marks_that_groups_tell_are_marked_until_a_sum_proves_them() -> None:
    alone = mend_document(scanned([["金额（元）"], ["7,250.000.00"]]), MODELS)
    span = alone.repairs[0].span
    assert read_score(alone, span) < 0.9 and "7,250,000.00" in str(read_doubt(alone, span))
    summed = mend_document(scanned(misread((2, "7,500.000.00"))), MODELS)
    span = summed.repairs[0].span
    assert read_score(summed, span) == 1.0 and read_doubt(summed, span) is None
