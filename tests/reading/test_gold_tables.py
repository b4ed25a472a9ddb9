"""Tables of real documents, written down by reading, against what is read: every cell with its place and span."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import paper
import pytest

from extractors.document import Document, Table
from extractors.reading import read_file

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
GOLD = sorted((CORPUS / "gold" / "tables").glob("*.json"))


@cache
def files() -> dict[str, Path]:
    """The documents that are here, by the first half of their hash."""
    found = [*(CORPUS / "documents").glob("*.pdf"), *(paper.SHARED / "real").glob("*.pdf")]
    return {sha256(path.read_bytes()).hexdigest()[:16]: path for path in found}


@cache
def read(path: Path) -> Document:
    return read_file(path)


def plain(text: str) -> str:
    return "".join(text.split())


def cells(document: Document, table: Table) -> dict[tuple[int, int], tuple[int, int, str]]:
    return {
        (cell.row, cell.column): (cell.row_span, cell.column_span, plain(document.quote(cell.span)))
        for cell in table.cells
    }


def gold(data: dict[str, Any]) -> dict[tuple[int, int], tuple[int, int, str]]:
    return {(row, column): (down, across, plain(text)) for row, column, down, across, _, text in data["cells"]}


def find(document: Document, data: dict[str, Any]) -> Table:
    """Give the table that begins on the page; where there are several, the one that says the most of the gold."""
    said = set(gold(data).values())
    here = [table for table in document.tables if table.pages[0] == data["page"]]
    return max(here, key=lambda table: len(said & set(cells(document, table).values())))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_cell(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    file = files().get(data["source"])
    if file is None:
        pytest.skip("the document is not here")
    document = read(file)
    assert cells(document, find(document, data)) == gold(data)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_header_where_the_table_begins_with_it(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    file = files().get(data["source"])
    top = {(row, column) for row, column, _, _, header, _ in data["cells"] if header}
    if file is None or (0, 0) not in top:
        pytest.skip("the document is not here, or it is a form")
    document = read(file)
    assert {(cell.row, cell.column) for cell in find(document, data).cells if cell.header} == top


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_gold_is_whole(path: Path) -> None:
    """No place of the grid is empty or taken twice."""
    data = json.loads(path.read_text(encoding="utf-8"))
    taken = [
        (at, place)
        for row, column, down, across, _, _ in data["cells"]
        for at in range(row, row + down)
        for place in range(column, column + across)
    ]
    rows, columns = max(row for row, _ in taken) + 1, max(column for _, column in taken) + 1
    assert sorted(taken) == [(row, column) for row in range(rows) for column in range(columns)]
