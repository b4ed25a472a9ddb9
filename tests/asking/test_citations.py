"""Who cites whom, as a chain, and what is cited and not held."""

from extractors.asking import Archive, list_dangling, show_citations, show_node
from extractors.graph import Edge, Evidence, Fact, Graph, Node, Source, merge


def cites(source, target, *places, relation="basis"):
    ids = tuple(f"ev:{place}" for place in places)
    facts = (Fact("surfaces", target.removeprefix("doc:"), ids), Fact("relation", relation))
    return Edge(f"cites:{source}>{target}", "cites", source, target, facts, ids)


def node(name, status="cited"):
    return Node(f"doc:{name}", "Document", (Fact("number", name),), (), status)


def place(name, page):
    return Evidence(f"ev:{name}", "a", page, (), (), page, page + 1, f"《{name}》", "test", 1.0)


GRAPH = merge(
    [
        Graph(
            (Source("src:a", ("a.pdf",)),),
            (node("甲", "held"), node("乙", "held"), node("丙"), node("丁"), node("丁二"), node("戊", "held")),
            (
                cites("doc:甲", "doc:乙", "1"),
                cites("doc:乙", "doc:丙", "2"),
                cites("doc:乙", "doc:甲", "3"),
                cites("doc:戊", "doc:丙", "4", relation="abolishes"),
                cites("doc:戊", "doc:丁", "5", "6"),
                cites("doc:甲", "doc:丁二", "7"),
                Edge("same_as:1", "same_as", "doc:丁二", "doc:丁"),
            ),
            tuple(place(str(at), at) for at in range(1, 8)),
        )
    ]
)
ARCHIVE = Archive(GRAPH)


def labels(entries):
    return [entry["label"] for entry in entries]


def test_a_chain_goes_on_through_what_is_held_and_ends_where_it_closes():
    found = show_citations(ARCHIVE, GRAPH.node("doc:甲"))
    assert labels(found["cites"]) == ["丁", "乙"]
    (second,) = [entry for entry in found["cites"] if entry["label"] == "乙"]
    assert labels(second["cites"]) == ["丙", "甲"]
    assert all(not entry["cites"] for entry in second["cites"])
    assert labels(found["cited_by"]) == ["乙"]
    assert second["quotes"] == [{"quote": "《1》", "source_name": "a.pdf", "page": 1, "line": None}]


def test_the_depth_ends_the_chain():
    found = show_citations(ARCHIVE, GRAPH.node("doc:甲"), depth=1)
    assert all(not entry["cites"] for entry in found["cites"])


def test_dangling_ones_by_how_many_cite_them_under_any_id():
    rows = [(row["label"], row["documents"], row["places"]) for row in list_dangling(ARCHIVE)]
    assert rows == [("丁", 2, 3), ("丙", 2, 2)]


def test_a_node_with_its_neighbours_out_and_in():
    found = show_node(ARCHIVE, GRAPH.node("doc:丁"))
    assert found["same_as"] == ["doc:丁二"]
    shown = [(group["relation"], group["direction"], labels(group["nodes"])) for group in found["neighbours"]]
    assert shown == [("cites", "in", ["戊"]), ("same_as", "in", ["丁二"])]
    assert [quote["page"] for quote in found["neighbours"][0]["nodes"][0]["quotes"]] == [5, 6]
