"""Notices with allocation tables, built from rows of text, and the edges that come of them."""

from functools import cache
from pathlib import Path

from extractors.document import Block, Cell, Document, Page, Part, Span, Table
from extractors.graph import facts_to_props
from extractors.pipeline import analyse, load_models

MODELS = Path(__file__).parents[2] / "models"
TITLE = "湖北省财政厅关于下达2022年农业资源及生态保护补助资金的通知"


@cache
def models():
    return load_models(MODELS)


def notice_of(*tables, issuers=("湖北省财政厅",), title=TITLE, prose=(), header=1):
    """Give a notice; a table is (annex, unit or None, rows); `^` continues the cell above, `<` the one on the left."""
    text, blocks, parts, found = "", [], [], []
    for name, said in (("title", title), *(("issuers", issuer) for issuer in issuers)):
        span = Span(len(text), len(text) + len(said))
        parts.append(Part(name, said, span, "test"))
        blocks.append(Block(span, "title", 1))
        text += said + "\n"
    for line in prose:
        blocks.append(Block(Span(len(text), len(text) + len(line)), "paragraph", 1))
        text += line + "\n"
    for annex, unit, rows in tables:
        start, places = len(text), {}
        caption = Span(start, start + len(f"单位：{unit}")) if unit else None
        text += f"单位：{unit}\n" if unit else ""
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value in ("^", "<"):
                    above = (number - 1, column) if value == "^" else (number, column - 1)
                    places[number, column] = places[above]
                    continue
                places[number, column] = (Span(len(text), len(text) + len(value)), number, column)
                text += value + "\n"
        cells = []
        for span, row, column in dict.fromkeys(places.values()):
            mine = [place for place, what in places.items() if what == (span, row, column)]
            height, width = (max(place[axis] for place in mine) - (row, column)[axis] + 1 for axis in (0, 1))
            cells.append(Cell(span, row, column, height, width, header=row < header))
        table = Table(
            f"t{len(found) + 1}", Span(start, len(text)), (1,), tuple(cells), unit=caption, unit_text=unit, annex=annex
        )
        found.append(table)
        blocks.append(Block(table.span, "table", 1))
    return Document("0" * 16, "a.pdf", "pdf", text, (Page(1, 0, 0),), (), tuple(blocks), tuple(found), tuple(parts))


def graph_of(*tables, **options):
    return analyse(notice_of(*tables, **options), models()).graph


def edges_of(graph, kind="allocates"):
    """Give the edges by row and column: (payee id, yuan, props, doubts)."""
    edges = [(edge, facts_to_props(edge.facts)) for edge in graph.edges if edge.type == kind]
    edges.sort(key=lambda item: (item[1].get("table", ""), item[1].get("row", 0), _column(item[0].id), item[0].id))
    return [(edge.target, props.get("amount_cny"), props, edge.doubts) for edge, props in edges]


def _column(edge_id):
    last = edge_id.rsplit(":", 1)[1]
    return int(last) if last.isdigit() else 0


def paid(graph):
    return [(target, yuan) for target, yuan, _, _ in edges_of(graph)]
