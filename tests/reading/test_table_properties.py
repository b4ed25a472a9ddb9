"""A random table, typeset and read back, is the same table: cells, spans, pages."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from extractors.document import Document
from extractors.reading import read_bytes

pytest.importorskip("fontTools")

from flows.typeset import typeset

HAN = "甲乙丙丁戊水木火土金石山川江河东西南北中春夏秋冬日月星辰"
NAMES = ("地区", "项目名称", "承担单位", "资金来源", "用途", "说明", "备注")
# no shrinking: a failing table of some pages would be typeset a thousand times
QUICK = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
Cell = tuple[int, int, int, int, str]


@dataclass(frozen=True)
class Drawn:
    """A table as source lines, and as the cells that must be read."""

    rows: tuple[tuple[str, ...], ...]
    cells: tuple[Cell, ...]

    @property
    def source(self) -> str:
        """The source of a document that is a short text and this table."""
        lines = ["\t".join(row) for row in self.rows]
        return "\n".join(
            ["关于资金安排的通知", "各有关单位：", "现将表格印发给你们。", "@header 1", "@size 9", *lines, ""]
        )


names = st.text(HAN, min_size=1, max_size=26)
money = st.decimals(0, 99_999_999, places=2).map(lambda value: f"{value:,.2f}")
kinds = st.lists(st.sampled_from((names, money)), min_size=1, max_size=5)


@st.composite
def tables(draw: st.DrawFn, most: int) -> Drawn:
    """A header, groups of rows merged in the first column, cells merged sideways, empty cells."""
    columns = draw(kinds)
    rows: list[list[str]] = [list(NAMES[: len(columns) + 1])]
    cells = [(0, at, 1, 1, name) for at, name in enumerate(rows[0])]
    while len(rows) < most:
        depth = draw(st.integers(1, min(4, most - len(rows))))
        lead = draw(names)
        cells.append((len(rows), 0, depth, 1, lead))
        for place in range(depth):
            row = draw(body(columns))
            cells += [(len(rows), at + 1, 1, span, text) for at, span, text in row]
            marks = [mark for _, span, text in row for mark in (text, *["<"] * (span - 1))]
            rows.append(["^" if place else lead, *marks])
    return Drawn(tuple(map(tuple, rows)), tuple(cells))


@st.composite
def body(draw: st.DrawFn, columns: list[st.SearchStrategy[str]]) -> list[tuple[int, int, str]]:
    """The cells of a row after the first: column, columns covered, text; at least one says something."""
    row: list[tuple[int, int, str]] = []
    at = 0
    while at < len(columns):
        span = draw(st.sampled_from((1, 1, 1, 1, 2))) if at + 1 < len(columns) else 1
        empty = row and draw(st.integers(0, 5)) == 0
        row.append((at, span, "" if empty else draw(names if span > 1 else columns[at])))
        at += span
    return row


def read_cells(document: Document) -> list[Cell]:
    (table,) = document.tables
    return sorted(
        (cell.row, cell.column, cell.row_span, cell.column_span, document.quote(cell.span)) for cell in table.cells
    )


def check(drawn: Drawn) -> Document:
    document = read_bytes(typeset(drawn.source), "a.pdf")
    assert read_cells(document) == sorted(drawn.cells)
    return document


@settings(QUICK, max_examples=40)
@given(tables(most=9))
def test_a_small_table_comes_back(drawn: Drawn) -> None:
    check(drawn)


@settings(QUICK, max_examples=8)
@given(tables(most=75))
def test_a_table_over_pages_comes_back(drawn: Drawn) -> None:
    document = check(drawn)
    assert len(document.tables[0].pages) > 1
    assert [document.quote(cell.span) for cell in document.tables[0].cells if cell.header] == list(drawn.rows[0])
