"""Tables against gold: by cell (place, size, text) and by row (right when all its cells are)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.document import Document, Table
from extractors.text import fold
from flows.comparison import Miss
from flows.table_gold import GoldCell, GoldTable
from flows.tally import NOTHING, Tally, tally

CellKey = tuple[int, int, int, int, str]
Cells = tuple[CellKey, ...]


@dataclass(frozen=True, slots=True)
class TableScore:
    """What came of comparing tables; `skipped` are those whose file is not at hand."""

    cells: Tally = NOTHING
    rows: Tally = NOTHING
    tables: int = 0
    skipped: int = 0
    misses: tuple[Miss, ...] = ()

    def __add__(self, other: TableScore) -> TableScore:
        """Add up."""
        return TableScore(
            self.cells + other.cells,
            self.rows + other.rows,
            self.tables + other.tables,
            self.skipped + other.skipped,
            self.misses + other.misses,
        )


def compare_table(document: Document, gold: GoldTable) -> TableScore:
    """Compare a gold table with the one of the document that is most like it, among those of its page."""
    wanted = tuple(sorted(_gold_key(cell) for cell in gold.cells))
    readings = [
        reading for table in document.tables if gold.page in table.pages for reading in _readings(document, table, gold)
    ]
    best = max(readings, key=lambda cells: (tally(wanted, cells).f1 or 0.0, cells), default=())
    misses = tuple(_misses(gold, wanted, best))
    return TableScore(tally(wanted, best), tally(_rows(wanted), _rows(best)), 1, 0, misses)


def _readings(document: Document, table: Table, gold: GoldTable) -> Iterable[Cells]:
    """Give a table's cells; where it runs over pages, also those of the gold page alone, counted from its first row."""
    yield _found(document, table, 0, table.pages)
    if len(table.pages) > 1:
        first = min((cell.row for cell in table.cells if cell.page == gold.page and not cell.header), default=0)
        start = min((cell.row for cell in gold.cells if not cell.header), default=0)
        yield _found(document, table, first - start, (gold.page,))


def _found(document: Document, table: Table, offset: int, pages: tuple[int, ...]) -> Cells:
    cells = []
    for cell in table.cells:
        text = _bare(document.text[cell.span.start : cell.span.end])
        row = cell.row if cell.header else cell.row - offset
        if cell.page in pages or (cell.header and offset):
            cells.append((row, cell.column, cell.row_span, cell.column_span, text))
    return tuple(sorted(cells))


def _gold_key(cell: GoldCell) -> CellKey:
    return cell.row, cell.column, cell.row_span, cell.column_span, _bare(cell.text)


def _bare(text: str) -> str:
    return "".join(fold(text).split())


def _rows(cells: Cells) -> list[Cells]:
    """Give the cells row by row, the row's own number left out: a row that slipped by one is still that row."""
    rows: dict[int, list[CellKey]] = {}
    for cell in cells:
        rows.setdefault(cell[0], []).append((0, *cell[1:]))
    return [tuple(sorted(row)) for _, row in sorted(rows.items())]


def _misses(gold: GoldTable, wanted: Cells, found: Cells) -> Iterable[Miss]:
    """Give the cells that are wrong; nothing warns of a wrong cell."""
    one, other = set(wanted), set(found)
    for what, cells in (("missed", one - other), ("extra", other - one)):
        for row, column, row_span, column_span, text in sorted(cells):
            place = f"row {row}, column {column}, {row_span} x {column_span}"
            yield Miss(f"{gold.where} ({gold.name})", "cell", what, text, place, silent=what == "extra")
