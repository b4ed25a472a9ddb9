"""Every format is opened again by the library that people open it with; none asks for a network."""

import csv
import io
import json
import socket
from decimal import Decimal

import networkx
import orjson
import pytest
import rdflib
from pyarrow import parquet

from extractors.decision import Decision
from extractors.export.formats import FORMATS, graph_to_records
from extractors.graph import OWN, Check, Edge, Evidence, Fact, Graph, Node, Source, merge
from extractors.linking import conclude

NOTICE, COMPANY = "doc:粤财工〔2020〕228号", "org:-:某某化成箔有限公司"
BOXES = ((90.5, 100.0, 120.25, 112.0), (72.0, 114.0, 99.0, 126.0))
QUOTE = "30.00\x07万元"


def build() -> Graph:
    """Give a graph with what is hard to write: a formula, a control character, signs that IRIs and XML escape."""
    evidence = tuple(
        Evidence(
            f"ev:00aa00aa00aa00aa:{at}-{at + 5}:test",
            "src:00aa00aa00aa00aa",
            3,
            BOXES,
            (1,),
            at,
            at + 5,
            QUOTE,
            "test",
            0.9,
        )
        for at in (0, 10)
    )
    said = (evidence[0].id,)
    nodes = (
        Node(
            NOTICE,
            "Document",
            (
                Fact("sources", "src:00aa00aa00aa00aa", (), OWN),
                Fact("number", "粤财工〔2020〕228号", said, OWN),
                Fact("title", "关于下达资金的通知", said, OWN),
                Fact("title", "关于下达专项资金的通知", (evidence[1].id,)),
                Fact("date", "2020-12-30", said, OWN),
            ),
            said,
            "held",
        ),
        Node("doc:《办法 <修订>&100%#2》", "Document", (Fact("title", "=办法 <修订>&100%#2"),), said, "cited"),
        Node("org:440000:财政厅", "Organisation", (Fact("name", "广东省财政厅", said), Fact("surfaces", "省财政厅"))),
        Node(COMPANY, "Organisation", (Fact("name", "某某化成箔有限公司", said),), said),
        Node("region:440200", "Region", (Fact("name", "韶关市"),)),
        Node("ind:a:440200:培训#2", "Indicator", (Fact("name", "培训"),), (), None, ("a level is lost",)),
    )
    amount = (Fact("amount_cny", "300000.00", said), Fact("printed", "30.00", said), Fact("leaf", True, said))
    edges = (
        Edge("allocates:1>2", "allocates", "org:440000:财政厅", COMPANY, amount, said, "observed", 0.9),
        Edge("allocates:1>3", "allocates", "org:440000:财政厅", "region:440200", (Fact("amount_cny", None),), said),
        Edge("issued_by:1", "issued_by", NOTICE, "org:440000:财政厅", (), said),
        Edge("cites:1", "cites", NOTICE, "doc:《办法 <修订>&100%#2》", (Fact("relation", "basis", said),), said),
        Edge("sets_target:1", "sets_target", NOTICE, "ind:a:440200:培训#2", (Fact("target", {"op": ">="}),), said),
    )
    checks = (Check("check:x", "table_total", "fail", "1 < 2", "2", "1", said, (NOTICE,)),)
    source = Source("src:00aa00aa00aa00aa", ("通知.pdf",), ((("number", 1), ("width", 595.0)),))
    decision = Decision("right", (COMPANY,), "王某", "2021-03-01", "对过原件", "registered", "91440232")
    return conclude(merge([Graph((source,), nodes, edges, evidence, checks)]), [decision])


@pytest.fixture(scope="module")
def graph():
    return build()


@pytest.fixture
def write(graph, monkeypatch):
    """Give the files of a format, made without a network."""

    def refuse(*_arguments, **_more):
        raise AssertionError("a network was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return lambda name: {file: b"".join(chunks) for file, chunks in FORMATS[name](graph_to_records(graph))}


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_graph_gives_the_same_bytes(write, name):
    assert write(name) == write(name)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"ftm"}))
def test_an_empty_graph_is_written_too(name):
    for _, chunks in FORMATS[name](graph_to_records(Graph())):
        b"".join(chunks)


def test_json_lines(write, graph):
    lines = {name: [orjson.loads(line) for line in data.splitlines()] for name, data in write("jsonl").items()}
    assert len(lines["nodes.jsonl"]) == len(graph.nodes) == 6
    assert len(lines["edges.jsonl"]) == len(graph.edges)
    assert lines["edges.jsonl"][0]["props"]["amount_cny"] == "300000.00"
    assert lines["evidence.jsonl"][0]["boxes"] == [list(box) for box in BOXES]
    assert {item["label"] for item in lines["nodes.jsonl"]} >= {"广东省财政厅", "韶关市"}


def test_csv(write, graph):
    files = write("csv")
    rows = {
        name: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))) for name, data in files.items()
    }
    assert len(rows["nodes.csv"]) == len(graph.nodes)
    assert len(rows["edges.csv"]) == len(graph.edges)
    assert rows["edges.csv"][0]["amount_cny"] == "300000.00"
    assert json.loads(rows["evidence.csv"][0]["boxes"]) == [list(box) for box in BOXES]
    assert rows["evidence.csv"][0]["page"] == "3"
    labels = {row["label"] for row in rows["nodes.csv"]}
    assert {"广东省财政厅", "'=办法 <修订>&100%#2"} <= labels


def test_parquet(write, graph, tmp_path):
    tables = {}
    for name, data in write("parquet").items():
        (tmp_path / name).write_bytes(data)
        tables[name] = parquet.read_table(tmp_path / name)
    assert tables["nodes.parquet"].num_rows == len(graph.nodes)
    edges = tables["edges.parquet"].to_pylist()
    assert len(edges) == len(graph.edges)
    assert [edge["amount_cny"] for edge in edges if edge["type"] == "allocates"] == [Decimal("300000.00"), None]
    (first, _) = tables["evidence.parquet"].to_pylist()
    assert (first["page"], first["boxes"], first["quote"]) == (3, [list(box) for box in BOXES], QUOTE)
    assert "广东省财政厅" in tables["nodes.parquet"].column("label").to_pylist()


def test_graphml(write, graph, tmp_path):
    (tmp_path / "graph.graphml").write_bytes(write("graphml")["graph.graphml"])
    found = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    assert (found.number_of_nodes(), found.number_of_edges()) == (len(graph.nodes), len(graph.edges))
    assert found.nodes["org:440000:财政厅"]["label"] == "广东省财政厅"
    edge = found.edges["org:440000:财政厅", COMPANY, "allocates:1>2"]
    assert Decimal(edge["amount_cny"]) == 300000
    assert edge["score"] == 0.9
    (place,) = json.loads(edge["evidence"])
    assert (place["page"], place["boxes"]) == (3, [list(box) for box in BOXES])
    assert found.nodes["ind:a:440200:培训#2"]["doubtful"] is True


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
def test_json_ld(write, graph):
    files = write("jsonld")
    assert set(files) == {"context.jsonld", "graph.jsonld"}
    found = rdflib.Graph().parse(data=files["graph.jsonld"], format="json-ld")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    term = rdflib.Namespace("urn:gongwen:term:")
    relations = set(found.subjects(rdflib.RDF.type, term.Relation))
    assert len(relations) == len(graph.edges)
    kinds = {node.type for node in graph.nodes}
    assert sum(len(set(found.subjects(rdflib.RDF.type, term[kind]))) for kind in kinds) == len(graph.nodes)
    (paid,) = (each for each in relations if found.value(each, term.id) == rdflib.Literal("allocates:1>2"))
    assert json.loads(found.value(paid, term.props))["amount_cny"] == "300000.00"
    payee = found.value(paid, term.to)
    assert found.value(payee, rdflib.RDFS.label) == rdflib.Literal("某某化成箔有限公司")
    evidence = found.value(paid, prov.wasDerivedFrom)
    assert found.value(evidence, term.page).toPython() == 3
    assert json.loads(found.value(evidence, term.boxes)) == [list(box) for box in BOXES]
    source = found.value(evidence, prov.wasQuotedFrom)
    assert found.value(source, rdflib.RDFS.label) == rdflib.Literal("通知.pdf")
    assert found.value(payee, prov.wasAttributedTo) is not None  # somebody decided a value of it


def test_follow_the_money(write):
    model = pytest.importorskip("followthemoney", reason="followthemoney builds against ICU, which is not here").model
    files = write("ftm")
    found = {}
    for line in files["entities.ftm.json"].splitlines():
        data = orjson.loads(line)
        proxy = model.get_proxy(data, cleaned=False)
        proxy.schema.validate(data)
        assert proxy.to_dict()["properties"] == data["properties"]  # nothing was refused or cleaned away
        found[proxy.id] = proxy
    schemata = sorted(proxy.schema.name for proxy in found.values())
    assert schemata == [
        "Company",
        "Document",
        "Document",
        "Documentation",
        "Payment",
        "Payment",
        "PublicBody",
        "PublicBody",
        "UnknownLink",
    ]
    paid = next(proxy for proxy in found.values() if proxy.first("amount", quiet=True))
    assert (paid.first("amount"), paid.first("currency"), paid.first("date")) == ("300000.00", "CNY", "2020-12-30")
    assert found[paid.first("payer")].caption == "广东省财政厅"
    assert found[paid.first("beneficiary")].schema.name == "Company"
    assert found[paid.first("proof")].first("fileName") == "通知.pdf"
    told = {item["entity"]: item for item in map(orjson.loads, files["provenance.jsonl"].splitlines())}
    assert told.keys() == found.keys()
    (place,) = told[paid.id]["evidence"]
    assert (place["page"], place["boxes"]) == (3, [list(box) for box in BOXES])
