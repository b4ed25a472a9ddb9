"""Documents that are one table, drawn as rows of text."""

from pathlib import Path

from extractors.document import Cell, Document, Span, Table
from extractors.tables import read_sheets

MODELS = Path(__file__).parents[2] / "models"


def table_of(*rows, header=1, title=None, unit=None) -> Document:
    """Give a document with one table: `<` continues the cell on the left, `^` the cell above."""
    text, places = "", {}
    spans = {}
    for name, said in (("title", title), ("unit", unit)):
        if said:
            spans[name] = Span(len(text), len(text) + len(said))
            text += said + "\n"
    start = len(text)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value == "<":
                places[number, column] = places[number, column - 1]
                continue
            if value == "^":
                places[number, column] = places[number - 1, column]
                continue
            places[number, column] = (Span(len(text), len(text) + len(value)), number, column)
            text += value + "\n"
    cells = []
    for span, row, column in dict.fromkeys(places.values()):
        mine = [place for place, what in places.items() if what == (span, row, column)]
        height = max(place[0] for place in mine) - row + 1
        width = max(place[1] for place in mine) - column + 1
        cells.append(Cell(span, row, column, height, width, header=row < header))
    table = Table(
        "t1",
        Span(start, len(text)),
        (1,),
        tuple(cells),
        title=spans.get("title"),
        unit=spans.get("unit"),
        unit_text=unit,
    )
    return Document("0" * 16, "a.pdf", "pdf", text, tables=(table,))


def sheets_of(*rows, **options):
    return read_sheets(table_of(*rows, **options), MODELS)


def kinds(sheet):
    return [column.kind for column in sheet.columns]


def ranks(sheet):
    return [(row.rank, row.parent) for row in sheet.rows]
