"""The tree of a notice's money: sums by region, the same money in two annexes once, gaps, units without a figure."""

from extractors.asking import Archive, show_flow
from extractors.graph import Edge, Evidence, Fact, Graph, Node, Source, merge

NOTICE = "鄂财农发〔2022〕7号"
GIVER = "org:420000:财政厅"


def line(at, payee, yuan, annex=None, **props):
    said = {"amount_cny": yuan, "leaf": True, "annex": annex, "printed": yuan, **props}
    facts = tuple(Fact(name, value, ("ev:1",)) for name, value in said.items() if value is not None)
    return Edge(f"allocates:doc:{NOTICE}:{annex}:{at}", "allocates", GIVER, payee, facts, ("ev:1",))


def located(inner, outer):
    return Edge(f"located_in:{inner}>{outer}", "located_in", inner, outer)


def region(code, name):
    return Node(f"region:{code}", "Region", (Fact("name", name),))


def body(node_id, name):
    return Node(node_id, "Organisation", (Fact("name", name),))


NODES = (
    Node(f"doc:{NOTICE}", "Document", (Fact("number", NOTICE), Fact("sources", "src:a")), (), "held"),
    body(GIVER, "湖北省财政厅"),
    region("420000", "湖北省"),
    region("420100", "武汉市"),
    region("420200", "黄石市"),
    region("420281", "大冶市"),
    body("org:420100:农业农村局", "武汉市农业农村局"),
    body("org:-:某公司", "某公司"),
)
PLACES = (
    located(GIVER, "region:420000"),
    located("region:420100", "region:420000"),
    located("region:420200", "region:420000"),
    located("region:420281", "region:420200"),
    located("org:420100:农业农村局", "region:420100"),
)
ISSUED = Edge("issued_by:1", "issued_by", f"doc:{NOTICE}", GIVER)


def flow_of(*lines):
    said = Evidence("ev:1", "a", 3, (), (), 0, 2, "12", "test", 1.0)
    graph = Graph((Source("src:a", ("a.pdf",)),), NODES, (ISSUED, *PLACES, *lines), (said,))
    archive = Archive(merge([graph]))
    return show_flow(archive, archive.nodes[f"doc:{NOTICE}"])


def sums(found):
    return [(entry["label"], entry["amount_cny"], entry["gap_cny"]) for entry in found["regions"]]


def test_counties_add_up_to_their_city_and_the_city_to_the_whole():
    found = flow_of(
        line(1, "region:420100", "100.00"), line(2, "region:420200", "20.00"), line(3, "region:420281", "3.00")
    )
    assert found["amount_cny"] == "123.00"
    assert found["issuers"] == ["湖北省财政厅"]
    assert sums(found) == [("武汉市", "100.00", "0.00"), ("黄石市", "23.00", "0.00")]
    assert found["regions"][0]["units"][0]["quotes"][0]["page"] == 3


def test_the_same_money_in_two_annexes_counts_once_and_the_units_are_read_from_the_second():
    same = {"same_money_as": f"doc:{NOTICE}/附件1", "region": "武汉市"}
    found = flow_of(
        line(1, "region:420100", "100.00", "1"),
        line(2, "org:420100:农业农村局", "70.00", "2", **same),
        line(3, "org:-:某公司", "20.00", "2", **same),
    )
    assert found["amount_cny"] == "100.00"
    assert sums(found) == [("武汉市", "100.00", "10.00")]
    assert [unit["label"] for unit in found["regions"][0]["units"]] == ["武汉市农业农村局", "某公司"]
    assert [(view["counted"], view["lines"]) for view in found["views"]] == [(True, 1), (False, 2)]


def test_two_annexes_of_different_money_add_up():
    found = flow_of(line(1, "region:420100", "100.00", "1"), line(2, "region:420100", "7.00", "2"))
    assert sums(found) == [("武汉市", "107.00", "0.00")]


def test_a_hidden_figure_is_said_and_in_no_sum():
    found = flow_of(line(1, "region:420100", "100.00"), line(2, "region:420100", None))
    assert found["amount_cny"] == "100.00"
    assert found["unknown"] == 1


def test_a_payee_that_lies_nowhere_is_not_lost():
    found = flow_of(line(1, "region:420100", "100.00"), line(2, "org:-:某公司", "5.00"))
    assert found["amount_cny"] == "105.00"
    assert [(entry["label"], entry["amount_cny"]) for entry in found["elsewhere"]] == [("某公司", "5.00")]


def test_a_document_that_gives_nothing_has_no_tree():
    found = flow_of()
    assert (found["amount_cny"], found["views"], found["regions"]) == ("0.00", [], [])
