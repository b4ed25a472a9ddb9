import csv
import io

from extractors.export import AmountRow, graph_to_tables
from extractors.export.tables import COLUMNS
from extractors.graph import Check, Edge, Evidence, Fact, Graph, Node, Source, merge
from extractors.values.money import Money

SOURCE = "src:" + "1" * 16


def rows_of(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def evidence_of(name: str, start: int, quote: str, page: int) -> Evidence:
    return Evidence(name, SOURCE, page, (), (start,), start, start + len(quote), quote, "rule:x", 1.0)


def build() -> Graph:
    held = Node(
        "doc:a", "Document", (Fact("number", "a"), Fact("title", "=1+1"), Fact("sources", "1" * 16)), ("ev:1",), "held"
    )
    cited = Node(
        "doc:b", "Document", (Fact("number", "b"), Fact("title", "乙的通知")), (), "cited", ("title in two forms",)
    )
    body = Node("org:440000:财政厅", "Organisation", (Fact("name", "广东省财政厅"),), ("ev:1",))
    edges = (
        Edge(
            "cites:doc:a>doc:b",
            "cites",
            "doc:a",
            "doc:b",
            (Fact("relation", "根据", ("ev:4",)), Fact("relation", "转发")),
            ("ev:3", "ev:2", "ev:4", "ev:5"),
        ),
        Edge("issued_by:doc:a>x", "issued_by", "doc:a", body.id),
    )
    evidence = (
        evidence_of("ev:1", 1, "a", 1),
        evidence_of("ev:2", 2, "b", 1),
        evidence_of("ev:3", 30, "《乙的通知》", 2),
    )
    evidence += (evidence_of("ev:4", 28, "根据", 2), evidence_of("ev:5", 37, "b", 2))
    page = (("number", 1), ("unread", True))
    check = Check("check:total:1", "total", "fail", "sum", "5", "4", ("ev:2",), ("doc:a",))
    return merge([Graph((Source(SOURCE, ("甲.pdf",), (page,)),), (held, cited, body), edges, evidence, (check,))])


def test_a_citation_has_a_row_for_every_place():
    one, other = rows_of(graph_to_tables(build())["citations"])
    assert (one["from"], one["to_number"], one["to_title"], one["to_status"]) == ("a", "b", "乙的通知", "cited")
    assert one["relation"] == "根据; 转发"
    assert (one["quote"], one["source_name"], one["page"], one["line"]) == ("b", "甲.pdf", "1", "2")
    assert (other["quote"], other["page"]) == ("《乙的通知》 b", "2")


def test_documents_held_come_first_and_unread_pages_are_counted():
    held, cited = rows_of(graph_to_tables(build())["documents"])
    assert (held["status"], held["issuers"], held["cites"], held["pages"], held["unread_pages"]) == (
        "held",
        "广东省财政厅",
        "1",
        "1",
        "1",
    )
    assert (cited["status"], cited["cited_by"], cited["doubtful"], cited["why"]) == (
        "cited",
        "1",
        "yes",
        "title in two forms",
    )


def test_an_annex_names_the_file_it_stands_in():
    annex = Node("doc:a/附件1", "Document", (Fact("annex", "附件1"), Fact("title", "分配表")), ("ev:1",), "held")
    rows = {row["id"]: row for row in rows_of(graph_to_tables(merge([build(), Graph(nodes=(annex,))]))["documents"])}
    assert (rows[annex.id]["type"], rows[annex.id]["source_name"], rows[annex.id]["pages"]) == ("附件1", "甲.pdf", "")
    assert rows["doc:b"]["source_name"] == ""


def test_text_that_a_spreadsheet_would_run_is_shown_as_text():
    assert rows_of(graph_to_tables(build())["documents"])[0]["title"] == "'=1+1"


def test_numbers_stay_numbers():
    row = AmountRow("1" * 16, "x", 1, 2, 3, "-5万元", Money("-50000.00"), "减少-5万元", 1.0, None)
    (amount,) = rows_of(graph_to_tables(build(), [row])["amounts"])
    assert (amount["cny"], amount["text"], amount["source_name"]) == ("-50000.00", "'-5万元", "甲.pdf")


def test_amounts_stand_in_the_order_of_the_files_and_of_the_text():
    rows = [AmountRow("1" * 16, "x", 1, 1, at, str(at), Money(f"{at}.00"), "", 1.0, None) for at in (100, 20, 3)]
    amounts = rows_of(graph_to_tables(build(), rows)["amounts"])
    assert [row["start"] for row in amounts] == ["3", "20", "100"]


def test_checks():
    (check,) = rows_of(graph_to_tables(build())["checks"])
    assert (check["verdict"], check["expected"], check["found"], check["about"], check["page"]) == (
        "fail",
        "5",
        "4",
        "a",
        "1",
    )


def test_every_table_is_there_and_has_its_header_when_there_is_nothing():
    tables = graph_to_tables(Graph())
    assert set(tables) == set(COLUMNS)
    for name, data in tables.items():
        assert data.decode("utf-8-sig").strip().split(",") == COLUMNS[name].split()
