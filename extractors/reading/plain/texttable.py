"""Tables in text files: rows of fields that TABs divide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.reading.grids.header import Place, count_header_rows
from extractors.reading.plain.textlines import Row

Fields = tuple[str, ...]


def fields_of(row: Row) -> Fields:
    """Give the fields of a row."""
    return tuple(field.strip() for field in row.text.split("\t"))


def rows_to_tables(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Group rows: a blank line ends a table unless the row below it has as many fields, or nearly."""
    group: list[Row] = []
    wide = 0
    for row in rows:
        width = _width(row)
        if group and row.apart and abs(wide - width) > 1 and fields_of(row) != fields_of(group[0]):
            yield tuple(group)
            group, wide = [], 0
        group.append(row)
        wide = max(wide, width)
    if group:
        yield tuple(group)


def _width(row: Row) -> int:
    """Give the number of fields, empty ones at the end left out."""
    return len(row.text.rstrip().split("\t"))


def split_repeats(rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Give the rows of a table, and those that say its first row again after a blank line."""
    first = fields_of(rows[0])
    again = {row.number for row in rows[1:] if row.apart and fields_of(row) == first}
    return (
        tuple(row for row in rows if row.number not in again),
        tuple(row for row in rows if row.number in again),
    )


def header_rows(rows: Sequence[Row], columns: int) -> int:
    """Give how many of the first rows are the header."""
    places = [
        Place(at, column, 1, 1, field) for at, row in enumerate(rows[:6]) for column, field in enumerate(fields_of(row))
    ]
    return count_header_rows(places, len(rows), columns)
