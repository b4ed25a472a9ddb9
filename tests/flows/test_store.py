"""A store that grew in any order is what one link over all documents gives, byte for byte."""

import os
from contextlib import closing
from hashlib import sha256

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_archive import NUMBERS, TITLES, cited
from test_fulfils_gold import indicators_of
from test_passes_on import CITY, OTHER, PLACES, document, place

from extractors.decision import Decision
from extractors.graph import OWN, Edge, Fact, Graph, Node, merge
from extractors.graph_json import graph_from_json, graph_to_bytes, graph_to_json
from extractors.linking import conclude
from flows.link_store import link_store, stream_graph
from flows.settings import UsageError
from flows.store import Contribution, Database, count_items, grow, is_store, open_database, stream_records, workers
from flows.store import database as database_module
from flows.versions import producer

SERVER = os.environ.get("GONGWEN_TEST_POSTGRES", "")
GOALS = [
    ("培训人次", "数量", "不少于100人次"),
    ("新建泵站", "数量", "不少于2座"),
    ("合格率", "质量", "95%"),
    ("满意度", "满意", "90%"),
]


def contribution(graph: Graph, name: str) -> Contribution:
    return Contribution(name, "a folder", graph_to_json(graph, {}))


def real(graph: Graph) -> Graph:
    """Give a graph with the ids of evidence and files that reading gives."""
    data = graph_to_json(merge([graph]), {})
    text = orjson.dumps(data).decode()
    for item in data["evidence"]:
        name = item["source"].removeprefix("src:")
        code = sha256(name.encode()).hexdigest()[:16]
        place = int(sha256(item["id"].encode()).hexdigest()[:4], 16)
        text = text.replace(f'"{item["id"]}"', f'"ev:{code}:{place}-{place + 1}:test"')
        text = text.replace(f'"source":"{item["source"]}"', f'"source":"src:{code}"').replace(
            f'"src:{name}"', f'"src:{code}"'
        )
    return graph_from_json(orjson.loads(text))


def titled(graph: Graph, title: str) -> Graph:
    """Give a document a title of its own, by which its fund and year are known."""
    own = next(node for node in graph.nodes if node.status == "held")
    return merge([graph, Graph(nodes=(Node(own.id, "Document", (Fact("title", title, (), OWN),)),))])


def notice(number, amounts, title="关于下达2022年省级水利发展资金的通知", cites=()):
    lines = [(region, yuan, {}) for region, yuan in amounts]
    return titled(document(number, "org:420000:财政厅", lines, cites), title)


def answer(number, yuan, cites, title="武汉市2022年水利发展资金分配通知", more=None):
    lines = [("org:-:甲公司", yuan, more or {"region": "武汉市"})]
    return titled(document(number, "org:420100:财政局", lines, cites), title)


def same(number, title):
    """Give a document that cites another by its title alone, or under a slip of its number."""
    return cited(number, title, "x")


FIRST, SECOND = "鄂财农发〔2022〕7号", "鄂财农发〔2022〕8号"
DOCUMENTS = [real(graph) for graph in (
    merge([PLACES, notice(FIRST, [(CITY, "100.00"), (OTHER, "30.00")])]),
    merge([PLACES, notice(SECOND, [(CITY, "90.00")])]),
    merge([PLACES, answer("武财〔2022〕1号", "100.00", [FIRST])]),
    merge([PLACES, answer("武财〔2022〕2号", "90.00", [])]),
    merge([PLACES, answer("武财〔2022〕3号", "90.00", ["鄂财农〔2022〕7号"])]),
    merge([same("鄂财农〔2022〕7号", "关于下达2022年省级水利发展资金的通知")]),
    merge([same(None, "关于下达2022年省级水利发展资金的通知")]),
    Graph(
        nodes=(Node("org:-:甲公司", "Organisation", (Fact("name", "甲公司"),)), *PLACES.nodes),
        edges=(place("org:-:甲公司", OTHER), *PLACES.edges),
    ),
    Graph(nodes=(Node("region:999999", "Region", (Fact("name", "武汉市"),)),)),
    indicators_of("甲", "sets_target", GOALS),
    indicators_of("丁", "sets_target", [GOALS[0], GOALS[2], GOALS[3]]),
    indicators_of("乙", "reports_actual", [GOALS[0], GOALS[1], GOALS[3]]),
    merge([indicators_of("丙", "reports_actual", GOALS), Graph(edges=(Edge("cites:1", "cites", "doc:丙", "doc:甲"),))]),
    *(cited(number, title, "ab"[at % 2], status=("held", "cited")[at % 2]) for at, (number, title) in enumerate(
        (number, title) for number in NUMBERS for title in TITLES[:4] if number or title
    )),
)]  # fmt: skip
DECISIONS = (
    Decision("different", ("doc:鄂财农〔2022〕7号", f"doc:{FIRST}"), "王某", "2023-01-01", "两份文件"),
    Decision("same", ("doc:鄂财农〔2022〕7号", f"doc:{SECOND}"), "王某", "2023-01-02", "笔误"),
    Decision("right", (f"doc:{FIRST}",), "王某", "2023-01-03", "原件", "date", "2022-03-01"),
    Decision("same", ("doc:没有", f"doc:{FIRST}"), "王某", "2023-01-04", "记错"),
)


def whole(graphs, decisions=()):
    return graph_to_bytes(conclude(merge(graphs), decisions), producer())


def grown(database: Database) -> bytes:
    return b"".join(stream_graph(database))


def differences(database: Database, graphs, decisions=()):
    """Give the ids that a store has otherwise; for a message that can be read."""
    full = graph_to_json(conclude(merge(graphs), decisions), {})
    found = []
    for kind in ("sources", "nodes", "edges", "evidence", "checks"):
        wanted = {item["id"]: item for item in full[kind]}
        have = {item["id"]: item for item in stream_records(database, kind)}
        found += [key for key in wanted.keys() | have.keys() if wanted.get(key) != have.get(key)]
    return sorted(found)


ORDERS = st.lists(st.integers(0, len(DOCUMENTS) - 1), unique=True, min_size=1, max_size=14)


@settings(max_examples=40, deadline=None)
@given(ORDERS, st.data())
def test_any_order_and_split_gives_one_link(order, data):
    graphs = [DOCUMENTS[at] for at in order]
    with open_database(":memory:") as database:
        at = 0
        while at < len(order):
            size = data.draw(st.integers(1, 4))
            grow(database, [contribution(DOCUMENTS[each], str(each)) for each in order[at : at + size]])
            at += size
        assert differences(database, graphs) == []
        assert grown(database) == whole(graphs)


@settings(max_examples=25, deadline=None)
@given(ORDERS, st.lists(st.sampled_from(DECISIONS), unique=True), st.data())
def test_what_is_taken_away_leaves_no_trace(order, decisions, data):
    decisions = sorted(decisions, key=lambda each: each.when)
    keep = data.draw(st.integers(0, len(order)))
    with open_database(":memory:") as database:
        grow(database, [contribution(DOCUMENTS[each], str(each)) for each in order], decisions=decisions)
        assert differences(database, [DOCUMENTS[each] for each in order], decisions) == []
        grow(database, [], [str(each) for each in order[keep:]])
        assert differences(database, [DOCUMENTS[each] for each in order[:keep]]) == []


@pytest.mark.parametrize("order", [(10, 12, 0, 9), (0, 1, 17, 29, 13), (17, 29, 13)])
def test_what_hung_together_before_is_parted(order):
    """A report that cites a new notice leaves the one it was held against; a slip that goes frees a title."""
    with open_database(":memory:") as database:
        for at in range(len(order)):
            grow(database, [contribution(DOCUMENTS[order[at]], str(order[at]))])
            assert differences(database, [DOCUMENTS[each] for each in order[: at + 1]]) == []
        grow(database, [], [str(order[-1])])
        assert differences(database, [DOCUMENTS[each] for each in order[:-1]]) == []


def test_decisions_come_and_go():
    with open_database(":memory:") as database:
        grow(database, [contribution(graph, str(at)) for at, graph in enumerate(DOCUMENTS)])
        for at in range(1, len(DECISIONS) + 1):
            grow(database, [], decisions=DECISIONS[:at])
            assert differences(database, DOCUMENTS, DECISIONS[:at]) == []
        grow(database, [])
        assert grown(database) == whole(DOCUMENTS)


def test_the_same_again_changes_nothing_and_concludes_nothing(tmp_path):
    folders = [make_run(tmp_path / name, graph) for name, graph in (("a", DOCUMENTS[0]), ("b", DOCUMENTS[2]))]
    store = str(tmp_path / "archive.sqlite")
    first = link_store(folders, store, tmp_path / "out")
    assert (first.growth.added, first.counts["sources"]) == (2, 2)
    assert (tmp_path / "out" / "graph.json").read_bytes() == whole([DOCUMENTS[0], DOCUMENTS[2]])
    again = link_store(folders, store)
    assert (again.growth.added, again.growth.removed, again.growth.concluded) == (0, 0, 0)


def make_run(folder, graph):
    folder.mkdir(exist_ok=True)
    (folder / "graph.json").write_bytes(graph_to_bytes(conclude(merge([graph])), producer()))
    return folder


def test_several_processes_give_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "WORTH", 1)
    folders = [make_run(tmp_path / str(at), DOCUMENTS[at]) for at in (0, 2, 9, 12)]
    link_store(folders, str(tmp_path / "archive.sqlite"), tmp_path / "out", workers=2)
    assert (tmp_path / "out" / "graph.json").read_bytes() == whole([DOCUMENTS[at] for at in (0, 2, 9, 12)])


def test_two_who_write_at_once_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(database_module, "WAIT", 0.1)
    place = str(tmp_path / "archive.sqlite")
    told = pytest.raises(UsageError, match="another program is writing")
    with open_database(place) as one, one.change(), told, open_database(place) as other:
        grow(other, [contribution(DOCUMENTS[0], "0")])


def test_a_folder_that_changed_is_followed(tmp_path):
    store = str(tmp_path / "archive.sqlite")
    first, second = make_run(tmp_path / "a", DOCUMENTS[0]), make_run(tmp_path / "b", DOCUMENTS[2])
    link_store([first, second], store)
    make_run(second, DOCUMENTS[3])
    assert link_store([second], store, tmp_path / "out").growth.removed == 1
    assert (tmp_path / "out" / "graph.json").read_bytes() == whole([DOCUMENTS[0], DOCUMENTS[3]])


def test_what_lies_in_two_folders_stays_as_long_as_one_has_it(tmp_path):
    store = str(tmp_path / "archive.sqlite")
    first, second = make_run(tmp_path / "a", DOCUMENTS[0]), make_run(tmp_path / "b", DOCUMENTS[0])
    assert link_store([first, second], store).growth.added == 1
    make_run(first, DOCUMENTS[2])
    assert link_store([first], store, tmp_path / "out").growth.removed == 0
    assert (tmp_path / "out" / "graph.json").read_bytes() == whole([DOCUMENTS[0], DOCUMENTS[2]])
    make_run(second, DOCUMENTS[3])
    assert link_store([second], store, tmp_path / "out").growth.removed == 1
    assert (tmp_path / "out" / "graph.json").read_bytes() == whole([DOCUMENTS[2], DOCUMENTS[3]])


def test_two_readings_of_one_file_stand_side_by_side():
    """A newer program reads another number and amount from the same file: both stay, each with its evidence."""
    old, new = (
        document("鄂财〔2022〕1号", None, [(CITY, "10.00", {})]),
        document("鄂财〔2022〕1号", None, [(CITY, "12.00", {})]),
    )
    with open_database(":memory:") as database:
        grow(database, [contribution(old, "old")])
        grow(database, [contribution(new, "new")])
        assert grown(database) == whole([old, new]) == whole([new, old])
        (edge,) = (item for item in stream_records(database, "edges") if item["type"] == "allocates")
    assert [each["value"] for each in edge["variants"]["amount_cny"]] == ["10.00", "12.00"]
    assert all(each["evidence"] for each in edge["variants"]["amount_cny"])


def test_what_is_no_store_is_said(tmp_path):
    (tmp_path / "x.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(UsageError, match=r"x\.sqlite: "), open_database(str(tmp_path / "x.sqlite")):
        pass
    with pytest.raises(UsageError, match="no such file"), open_database(str(tmp_path / "none.sqlite"), new=False):
        pass
    with pytest.raises(UsageError, match="no such file"):
        link_store([tmp_path / "nothing"], str(tmp_path / "none.sqlite"))
    assert not (tmp_path / "none.sqlite").exists()
    assert [is_store(name) for name in ("a.sqlite", "postgresql://h/d", "outputs/demo")] == [True, True, False]


def test_an_addition_that_fails_leaves_the_store_as_it_was():
    broken = Contribution("broken", "a folder", {**graph_to_json(DOCUMENTS[2], {}), "edges": [{}]})
    with open_database(":memory:") as database:
        grow(database, [contribution(DOCUMENTS[0], "0")])
        before = grown(database)
        with pytest.raises(KeyError):
            grow(database, [contribution(DOCUMENTS[1], "1"), broken])
        assert grown(database) == before


@pytest.fixture
def server():
    """Give the URL of an empty schema on the server that tests may use."""
    if not SERVER:
        pytest.skip("no PostgreSQL: GONGWEN_TEST_POSTGRES names none (scripts/with-postgres starts one)")
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: pip install -e .[postgres]")
    with closing(psycopg.connect(SERVER, autocommit=True)) as connection:
        connection.execute("DROP SCHEMA IF EXISTS gongwen_test CASCADE")
        connection.execute("CREATE SCHEMA gongwen_test")
        yield f"{SERVER}?options=-csearch_path%3Dgongwen_test"
        connection.execute("DROP SCHEMA gongwen_test CASCADE")


def test_postgres_gives_the_same_bytes(server):
    with open_database(server) as database:
        for at in range(0, len(DOCUMENTS), 3):
            grow(database, [contribution(graph, f"{at}-{n}") for n, graph in enumerate(DOCUMENTS[at : at + 3])])
        assert grown(database) == whole(DOCUMENTS)
        grow(database, [], ["0-0", "3-1"], DECISIONS)
        rest = [graph for at, graph in enumerate(DOCUMENTS) if at not in (0, 4)]
        assert grown(database) == whole(rest, DECISIONS)
        counts = count_items(database)
    with open_database(server, new=False) as again:
        assert count_items(again) == counts
        assert orjson.loads(grown(again))["nodes"]


def test_postgres_keeps_nothing_of_an_addition_that_fails(server):
    broken = Contribution("broken", "a folder", {**graph_to_json(DOCUMENTS[2], {}), "edges": [{}]})
    with open_database(server) as database:
        grow(database, [contribution(DOCUMENTS[0], "0")])
        with pytest.raises(KeyError):
            grow(database, [contribution(DOCUMENTS[1], "1"), broken])
        assert grown(database) == whole(DOCUMENTS[:1])


def test_a_server_that_is_not_there_is_said_without_the_password():
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install -e .[postgres]")
    url = "postgresql://someone:secret@127.0.0.1:1/none"
    with pytest.raises(UsageError, match="check the URL") as caught, open_database(url):
        pass
    assert "secret" not in str(caught.value)
