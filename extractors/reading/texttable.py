"""Tables in text files: rows of fields that TABs divide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.reading.header import Place, count_header_rows
from extractors.reading.textlines import Row

Fields = tuple[str, ...]


def fields_of(row: Row) -> Fields:
    """Give the fields of a row."""
    return tuple(field.strip() for field in row.text.split("\t"))


def rows_to_tables(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Group lines: rows of one table together, any other line by itself."""
    group: list[Row] = []
    for row in rows:
        if group and not (row.tabled and group[-1].tabled and _belongs(group, row)):
            yield tuple(group)
            group = []
        group.append(row)
    if group:
        yield tuple(group)


def _belongs(group: Sequence[Row], row: Row) -> bool:
    """Say whether a row after a blank line goes on with the table above: as many columns, or nearly."""
    if not row.apart:
        return True
    wide = max(_width(above) for above in group)
    return abs(wide - _width(row)) <= 1 or fields_of(row) == fields_of(group[0])


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
