import orjson

from extractors.document import Block, Box, Cell, Document, Line, Page, Part, Span, Table
from extractors.export import document_to_json
from extractors.graph import Graph, Source
from extractors.mention import Mention
from extractors.values.money import Money

TEXT = "关于资金的通知\n单位：元\n项目\n金额\n甲\n750.00\n其中7万元用于培训3次并且还有许多话"
NAMES = ["a.pdf", "b.pdf"]


def span_of(text: str) -> Span:
    start = TEXT.index(text)
    return Span(start, start + len(text))


def build() -> dict[str, object]:
    rows = [
        ("项目", 0, 0),
        ("金额", 0, 1),
        ("甲", 1, 0),
        ("750.00", 1, 1),
        ("其中7万元用于培训3次并且还有许多话", 2, 0),
    ]
    cells = tuple(
        Cell(span_of(text), row, column, header=row == 0, box=Box(0, row, 9, row + 1)) for text, row, column in rows
    )
    table = Table("t1", Span(span_of("项目").start, len(TEXT)), (1,), cells, unit=span_of("元"), unit_text="元")
    title = span_of("关于资金的通知")
    lines = (
        Line(Span(0, 4), 1, 1, Box(10, 10, 50, 20), (10, 20, 30, 40, 50)),
        Line(Span(4, 7), 2, 1, Box(10, 10, 40, 20)),
    )
    parts = (
        Part("title", "关于资金的通知", title, "rule:title"),
        Part("type", "通知", None, "model:type", 0.8, "short"),
    )
    document = Document(
        "0" * 16, "a.pdf", "pdf", TEXT, (Page(1, 595, 842), Page(2, 595, 842, "ocr", "no text", True)), lines,
        (Block(title, "title", 1),), (table,), parts,
    )  # fmt: skip
    mentions = (
        Mention("amount", span_of("750.00"), Money("750.00"), "rule:amount/1", 0.9, "unit of the caption"),
        Mention("amount", span_of("7万元"), Money("70000.00"), "rule:amount/1"),
    )
    graph = Graph(sources=(Source("src:" + "0" * 16, tuple(NAMES)),))
    return document_to_json(document, mentions, graph, {"name": "gongwen", "version": "0"})


def test_a_span_over_pages_says_what_lies_on_each():
    title = build()["parts"]["title"]
    assert (title["page"], title["boxes"], title["lines"]) == (1, [[10, 10, 50, 20]], [1])
    assert title["more"] == [{"page": 2, "boxes": [[10, 10, 40, 20]]}]


def test_a_part_that_was_concluded_has_no_place_and_says_its_doubt():
    kind = build()["parts"]["type"]
    assert (kind["value"], kind["start"], kind["page"]) == ("通知", None, None)
    assert (kind["doubtful"], kind["why"], kind["score"]) == (True, "short", 0.8)


def test_every_part_is_named_whether_it_is_there_or_not():
    parts = build()["parts"]
    assert parts["number"] is None
    assert parts["recipients"] == []
    assert len(parts) == 18


def test_a_cell_that_is_an_amount_has_its_value_in_yuan():
    (table,) = build()["tables"]
    cells = {(cell["row"], cell["column"]): cell for cell in table["cells"]}
    assert (cells[1, 1]["cny"], cells[1, 1]["doubtful"]) == ("750.00", True)
    assert "cny" not in cells[2, 0], "an amount in a sentence does not make the cell one"
    assert "cny" not in cells[0, 1]
    assert (table["unit"], cells[0, 0]["header"], cells[1, 1]["boxes"]) == ("元", True, [[0, 1, 9, 2]])


def test_source_and_pages():
    source = build()["source"]
    assert (source["id"], source["name"], source["names"]) == ("src:" + "0" * 16, "a.pdf", NAMES)
    assert source["pages"][1] == {
        "number": 2, "width": 595, "height": 842, "route": "ocr", "unread": True, "why": "no text",
    }  # fmt: skip


def test_the_bytes_are_the_same_each_time():
    assert orjson.dumps(build()) == orjson.dumps(build())
