"""Tables against gold, by cell and by row."""

import hashlib

import orjson
import pytest

from extractors.document import Cell, Document, Span, Table
from extractors.errors import GoldError
from flows.table_gold import GoldCell, GoldTable, find_sources, read_tables
from flows.table_score import compare_table
from flows.tally import Tally

ROWS = (("项目", "金额"), ("甲", "10"), ("乙", "1,020.50"))


def document_of(*tables):
    """Give a document of tables, each a list of (page, row of texts); the first row is the header."""
    text, found = "", []
    for number, rows in enumerate(tables):
        cells = []
        for at, (page, row) in enumerate(rows):
            for column, value in enumerate(row):
                span = Span(len(text), len(text) + len(value))
                cells.append(Cell(span, at, column, header=at == 0, page=page))
                text += value + "\n"
        pages = tuple(sorted({page for page, _ in rows}))
        found.append(Table(f"t{number}", Span(0, len(text)), pages, tuple(cells)))
    return Document("0" * 16, "a.pdf", "pdf", text, tables=tuple(found))


def gold_of(*rows, page=1):
    cells = [
        GoldCell(at, column, 1, 1, at == 0, text) for at, row in enumerate(rows) for column, text in enumerate(row)
    ]
    return GoldTable("tables/a.json", "0" * 16, "a", page, tuple(cells))


def on(page, *rows):
    return [(page, row) for row in rows]


def test_a_table_that_is_right():
    score = compare_table(document_of(on(1, *ROWS)), gold_of(*ROWS))
    assert (score.cells, score.rows, score.misses) == (Tally(6, 0, 0), Tally(3, 0, 0), ())


def test_a_wrong_cell_spoils_its_row_alone():
    wrong = (*ROWS[:2], ("乙", "1,020.60"))
    score = compare_table(document_of(on(1, *wrong)), gold_of(*ROWS))
    assert (score.cells, score.rows) == (Tally(5, 1, 1), Tally(2, 1, 1))
    assert [(miss.what, miss.raw, miss.silent) for miss in score.misses] == [
        ("missed", "1,020.50", False),
        ("extra", "1,020.60", True),
    ]


def test_a_merged_cell_is_told_from_two():
    document = document_of(on(1, ("合计", "", "10")))
    gold = GoldTable("x", "0" * 16, "a", 1, (GoldCell(0, 0, 1, 2, True, "合计"), GoldCell(0, 2, 1, 1, True, "10")))
    assert compare_table(document, gold).cells == Tally(1, 2, 1)


def test_the_table_of_the_page_that_is_most_alike():
    other = on(1, ("项目", "金额"), ("丙", "5"))
    assert compare_table(document_of(other, on(1, *ROWS)), gold_of(*ROWS)).rows == Tally(3, 0, 0)


def test_gold_of_one_page_of_a_table_over_pages():
    document = document_of([*on(1, ROWS[0], ("甲", "10")), *on(2, ("乙", "1,020.50"), ("丙", "3"))])
    assert compare_table(document, gold_of(ROWS[0], ("乙", "1,020.50"), ("丙", "3"), page=2)).rows == Tally(3, 0, 0)


def test_no_table_on_the_page_is_all_missed():
    assert compare_table(document_of(on(2, *ROWS)), gold_of(*ROWS)).cells == Tally(0, 0, 6)


def test_gold_tables_are_read_and_their_files_found_by_hash(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files/b.txt").write_bytes(b"text")
    source = hashlib.sha256(b"text").hexdigest()[:16]
    (tmp_path / "tables").mkdir()
    content = {"source": source, "name": "b.txt", "page": 1, "cells": [[0, 0, 1, 2, True, "合 计"]]}
    (tmp_path / "tables/b.json").write_bytes(orjson.dumps(content))
    (table,) = read_tables(tmp_path)
    assert table.cells == (GoldCell(0, 0, 1, 2, True, "合计"),)
    assert find_sources([tmp_path / "files"]) == {source: tmp_path / "files/b.txt"}


@pytest.mark.parametrize("content", [b"{", b"{}", b'{"source": "x", "name": "a", "page": 1, "cells": [[1, 2]]}'])
def test_gold_that_is_no_table_is_said(tmp_path, content):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables/a.json").write_bytes(content)
    with pytest.raises(GoldError, match=r"tables/a\.json: "):
        read_tables(tmp_path)
