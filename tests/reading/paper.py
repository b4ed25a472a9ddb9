"""Draws the PDFs that the tests read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pymupdf

from extractors.document import Document, Table
from extractors.reading import read_bytes

SHARED = Path(__file__).resolve().parents[3] / "shared"
FONT = "china-s"
A4 = (595.0, 842.0)


def new_file() -> Any:
    return pymupdf.open()


def new_page(file: Any, width: float = A4[0], height: float = A4[1]) -> Any:
    return file.new_page(width=width, height=height)


def write(page: Any, x: float, y: float, text: str, size: float = 16, **options: Any) -> None:
    """Write a line with its base line at y; `red` and `bold` are looks."""
    page.insert_text((x, y), text, fontname=FONT, fontsize=size, **options)


def write_lines(
    page: Any, lines: Sequence[str], *, x: float = 80, y: float = 100, size: float = 16, step: float = 28
) -> None:
    """Write lines below each other; every full-width space at the start of a line moves it by one character."""
    for at, line in enumerate(lines):
        said = line.lstrip("\u3000")
        write(page, x + (len(line) - len(said)) * size, y + at * step, said, size)


def center(page: Any, y: float, text: str, size: float = 22, **options: Any) -> None:
    width = pymupdf.get_text_length(text, fontname=FONT, fontsize=size)
    write(page, (page.rect.width - width) / 2, y, text, size, **options)


def line(page: Any, x0: float, y0: float, x1: float, y1: float, **options: Any) -> None:
    page.draw_line((x0, y0), (x1, y1), **options)


def grid(
    page: Any,
    xs: Sequence[float],
    ys: Sequence[float],
    rows: Sequence[Sequence[str]],
    *,
    size: float = 10,
    sides: bool = True,
) -> None:
    """Draw a table without merged cells; a cell may have several lines."""
    for y in ys:
        line(page, xs[0], y, xs[-1], y)
    for x in xs if sides else xs[1:-1]:
        line(page, x, ys[0], x, ys[-1])
    for row, top in zip(rows, ys, strict=False):
        for text, left in zip(row, xs, strict=False):
            for at, part in enumerate(text.split("\n")):
                write(page, left + 3, top + 13 + at * size * 1.2, part, size)


def to_bytes(file: Any, **options: Any) -> bytes:
    data: bytes = file.tobytes(**options)
    file.close()
    return data


def read(file: Any) -> Document:
    return read_bytes(to_bytes(file), "a.pdf")


def texts(document: Document, table: Table) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(document.quote(cell.span))
    return [rows[row] for row in sorted(rows)]


def check_grid(table: Table) -> None:
    """No place of the grid is empty or taken twice."""
    rows = max(cell.row + cell.row_span for cell in table.cells)
    columns = max(cell.column + cell.column_span for cell in table.cells)
    taken = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    assert sorted(taken) == [(row, column) for row in range(rows) for column in range(columns)]
