from extractors.document import Cell, Document, Span, Table

CELLS = (Cell(Span(0, 2), 0, 0), Cell(Span(3, 3), 0, 1), Cell(Span(4, 9), 1, 0), Cell(Span(20, 24), 1, 1))
DOCUMENT = Document("0", "a", "pdf", "x" * 40, tables=(Table("t1", Span(0, 30), (1,), CELLS[::-1]),))


def test_the_cell_that_holds_a_span_is_found_in_any_order_of_cells():
    assert [DOCUMENT.cell_at(cell.span)[1] for cell in (CELLS[0], CELLS[2], CELLS[3])] == [CELLS[0], CELLS[2], CELLS[3]]
    assert DOCUMENT.cell_at(Span(5, 6))[1] == CELLS[2]


def test_what_lies_in_no_cell_has_none():
    assert [DOCUMENT.cell_at(span) for span in (Span(8, 10), Span(3, 3), Span(31, 32), Span(2, 5))] == [None] * 4
