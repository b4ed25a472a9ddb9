"""Every number that is printed inside a table stands in one cell: counted from the text layer, without our reading."""

from collections import Counter
from pathlib import Path

import pymupdf
import pytest
import regex

from extractors.document import Document
from extractors.reading import read_file

ROOT = Path(__file__).resolve().parents[2]
FILES = [*sorted((ROOT / "corpus/documents").glob("*.pdf")), *sorted((ROOT.parent / "shared/real").glob("*.pdf"))]
NUMBER = regex.compile(r"\d[\d,]*(?:\.\d+)?")


def printed(path: Path) -> Counter[str]:
    """Count the numbers of the words whose middle lies in a table as PyMuPDF sees it by its rules."""
    found: Counter[str] = Counter()
    with pymupdf.open(path) as file:
        for page in file:
            tables = page.find_tables(strategy="lines_strict").tables
            areas = [pymupdf.Rect(table.bbox) for table in tables if table.col_count > 1]
            for left, top, right, bottom, text, *_ in page.get_text("words"):
                middle = pymupdf.Point((left + right) / 2, (top + bottom) / 2)
                if any(middle in area for area in areas):
                    found.update(NUMBER.findall(text))
    return found


def read(document: Document) -> Counter[str]:
    """Count the numbers of the cells, and of the heads that stand again on a later page."""
    spans = [cell.span for table in document.tables for cell in table.cells]
    spans += [block.span for block in document.blocks if block.role == "repeated_header"]
    return Counter(number for span in spans for number in NUMBER.findall(document.text[span.start : span.end]))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_number_of_a_table_is_in_one_cell(path: Path) -> None:
    document = read_file(path)
    expected, found = printed(path), read(document)
    assert sum(expected.values()) > 20
    assert expected - found == Counter(), "lost"
    assert found - expected == Counter(), "doubled or invented"
