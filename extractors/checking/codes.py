"""Codes of a classification: a 款 begins with the code of its 类, a 项 with that of its 款."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.checking.finding import Finding
from extractors.document import Document, Span
from extractors.tables import Grid, Row, Sheet, table_to_grid


def check_codes(document: Document, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Say for each table with codes that nest whether all of them do, and which do not."""
    for sheet in sheets:
        rows = {row.number: row for row in sheet.rows}
        pairs = [
            (row, above)
            for row in sheet.rows
            if row.code and row.parent is not None and (above := rows[row.parent]).code
        ]
        if not pairs:
            continue
        grid = table_to_grid(document, sheet.table)
        odd = [(row, above) for row, above in pairs if not row.code.startswith(above.code)]
        first = (sheet.columns[0].number, sheet.columns[-1].number)
        for row, above in odd:
            yield _finding(grid, sheet, row, above, first)
        if not odd:
            yield Finding(
                "table_code",
                f"{sheet.table.id}:{pairs[0][0].number}:{first[0]}",
                "pass",
                f"{len(pairs)} codes begin with the code of the row that they belong to",
                spans=_code_spans(grid, pairs[0][0], first),
            )


def _finding(grid: Grid, sheet: Sheet, row: Row, above: Row, columns: tuple[int, int]) -> Finding:
    return Finding(
        "table_code",
        f"{sheet.table.id}:{row.number}:{columns[0]}",
        "fail",
        f"{row.label} in row {row.number} has the code {row.code}, but stands under {above.label} with {above.code}",
        expected=f"{above.code}…",
        found=row.code,
        spans=_code_spans(grid, row, columns) + _code_spans(grid, above, columns),
    )


def _code_spans(grid: Grid, row: Row, columns: tuple[int, int]) -> tuple[Span, ...]:
    cells = [
        cell
        for cell in grid.starts(row.number)
        if columns[0] <= cell.column <= columns[1] and len(cell.span) and grid.text(row.number, cell.column) in row.code
    ]
    return tuple(cell.span for cell in cells)
