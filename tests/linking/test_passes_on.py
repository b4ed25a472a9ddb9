"""Money followed from a notice to who hands it on: by citation, region and amount; in doubt where the sums differ."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.graph import Edge, Evidence, Fact, Graph, Node, Source, facts_to_props, merge
from extractors.linking import conclude

PROVINCE, CITY, OTHER = "region:420000", "region:420100", "region:420200"
NOTICE = "鄂财农发〔2022〕7号"


def place(inner, outer):
    return Edge(f"located_in:{inner}>{outer}", "located_in", inner, outer)


PLACES = Graph(
    nodes=tuple(
        Node(code, "Region", (Fact("name", name),))
        for code, name in ((PROVINCE, "湖北省"), (CITY, "武汉市"), (OTHER, "黄石市"), ("region:420111", "洪山区"))
    ),
    edges=(
        place(CITY, PROVINCE),
        place(OTHER, PROVINCE),
        place("region:420111", CITY),
        place("org:420000:财政厅", PROVINCE),
        place("org:420100:财政局", CITY),
        place("org:420200:财政局", OTHER),
    ),
)


def document(name, issuer=None, lines=(), cites=(), goals=(), relation="receives"):
    """Give the graph of a document: `lines` are (payee, yuan, more props), `cites` are numbers."""
    source = f"src:{name}"
    own = f"doc:{name}"
    ids = (f"ev:{name}",)
    edges = [Edge(f"issued_by:{own}", "issued_by", own, issuer)] if issuer else []
    for at, (payee, yuan, more) in enumerate(lines):
        props = {"amount_cny": yuan, "leaf": True, "printed": yuan, "table": "t1", "row": at, **more}
        facts = tuple(Fact(key, value, ids) for key, value in props.items())
        edges.append(Edge(f"allocates:{own}:{at}", "allocates", issuer or own, payee, facts, ids))
    for number in cites:
        facts = (Fact("relation", relation), Fact("surfaces", number, ids))
        edges.append(Edge(f"cites:{own}>doc:{number}", "cites", own, f"doc:{number}", facts, ids))
    nodes = [Node(own, "Document", (Fact("sources", source), Fact("number", name)), ids, "held")]
    nodes += [Node(f"doc:{number}", "Document", (Fact("number", number),), ids, "cited") for number in cites]
    for kind, row, text in goals:
        node = f"ind:{own}:420100:{row}"
        value = {"op": ">=", "value": text, "unit": "个", "kind": "absolute", "text": text}
        said = {"name": row, "region": "420100", ("target" if kind == "sets_target" else "actual"): value}
        facts = tuple(Fact(key, item, ids) for key, item in said.items())
        nodes.append(Node(node, "Indicator", facts, ids))
        edges.append(Edge(f"{kind}:{own}>{node}", kind, own, node, facts, ids))
    evidence = Evidence(ids[0], name, 1, (), (), 0, 1, name, "test", 1.0)
    return merge([Graph((Source(source, (f"{name}.pdf",)),), tuple(nodes), tuple(edges), (evidence,))])


def superior(*lines, number=NOTICE):
    return document(number, "org:420000:财政厅", [(payee, yuan, {}) for payee, yuan in lines])


GIVEN = superior((CITY, "100.00"), (OTHER, "30.00"))


def passed(*graphs):
    graph = conclude(merge([PLACES, *graphs]))
    edges = [edge for edge in graph.edges if edge.type == "passes_on"]
    return [(edge, facts_to_props(edge.facts)) for edge in edges], {c.verdict for c in graph.checks if "flow" in c.rule}


def test_a_notice_that_hands_on_what_was_given_is_proved():
    onward = document("武财农〔2022〕9号", "org:420100:财政局", [("region:420111", "100.00", {})], [NOTICE])
    [(edge, props)], verdicts = passed(GIVEN, onward)
    assert (edge.source, edge.target) == (f"doc:{NOTICE}", "doc:武财农〔2022〕9号")
    assert (props["region"], props["amount_cny"], props["received_cny"]) == ("420100", "100.00", "100.00")
    assert (edge.basis, edge.doubts, verdicts) == ("reconciled", (), {"pass"})
    assert set(edge.evidence) == {f"ev:{NOTICE}", "ev:武财农〔2022〕9号"}


def test_another_sum_stays_in_doubt_and_fails():
    onward = document("武财农〔2022〕9号", "org:420100:财政局", [("region:420111", "90.00", {})], [NOTICE])
    [(edge, props)], verdicts = passed(GIVEN, onward)
    assert edge.doubts
    assert (props["received_cny"], verdicts) == ("90.00", {"fail"})
    assert edge.score < 0.8


def test_a_report_without_a_total_is_undecided():
    report = document("武财农〔2022〕9号", "org:420100:财政局", [], [NOTICE])
    [(edge, props)], verdicts = passed(GIVEN, report)
    assert edge.doubts
    assert "received_cny" not in props
    assert verdicts == {"unknown"}


def test_a_report_without_an_issuer_speaks_for_the_region_of_its_indicators():
    report = document("0a", None, [("region:420111", "100.00", {})], [NOTICE], [("reports_actual", "培训", "3")])
    [(edge, _)], verdicts = passed(GIVEN, report)
    assert (edge.target, verdicts) == ("doc:0a", {"pass"})


def test_a_report_without_both_speaks_for_the_region_of_its_payees():
    report = document("0a", None, [("region:420111", "70.00", {}), ("region:420100", "30.00", {})], [NOTICE])
    [(edge, _)], verdicts = passed(GIVEN, report)
    assert (edge.target, verdicts) == ("doc:0a", {"pass"})


@pytest.mark.parametrize(
    "other",
    [
        document("黄财农〔2022〕1号", "org:420200:财政局", [(OTHER, "100.00", {})], []),
        document("鄂财农〔2022〕8号", "org:420000:财政厅", [(CITY, "100.00", {})], [NOTICE]),
        document("长财农〔2022〕8号", "org:430100:财政局", [("region:430111", "100.00", {})], [NOTICE]),
    ],
    ids=["cites nothing", "is of the giver itself", "is of a region that gets nothing"],
)
def test_equal_sums_alone_are_no_link(other):
    assert passed(GIVEN, other) == ([], set())


def test_one_project_of_several_can_be_handed_on_alone():
    rows = [(CITY, "60.00", {"project": "甲"}), (CITY, "40.00", {"project": "乙"})]
    notice = document(NOTICE, "org:420000:财政厅", rows)
    onward = document("武财农〔2022〕9号", "org:420100:财政局", [("region:420111", "40.00", {})], [NOTICE])
    [(edge, props)], verdicts = passed(notice, onward)
    assert "乙" in props["reason"]
    assert (edge.doubts, verdicts) == ((), {"pass"})


def test_two_notices_together_are_what_one_report_accounts_for():
    second = superior((CITY, "50.00"), number="鄂财农发〔2022〕9号")
    report = document("0a", "org:420100:财政局", [("region:420111", "150.00", {})], [NOTICE, "鄂财农发〔2022〕9号"])
    found, verdicts = passed(GIVEN, second, report)
    assert len(found) == 2
    assert verdicts == {"pass"}


PIECES = (
    GIVEN,
    superior((CITY, "50.00"), number="鄂财农发〔2022〕9号"),
    document("武财农〔2022〕9号", "org:420100:财政局", [("region:420111", "100.00", {})], [NOTICE]),
    document(
        "0a",
        None,
        [(CITY, "150.00", {})],
        [NOTICE, "鄂财农发〔2022〕9号"],
        [("reports_actual", "培训场次", "3"), ("reports_actual", "调研次数", "2"), ("reports_actual", "培训", "9")],
    ),
    document(
        "鄂财农发〔2022〕7号",
        "org:420000:财政厅",
        [],
        [],
        [("sets_target", "举办培训场次", "5"), ("sets_target", "调研次数", "1"), ("sets_target", "检查", "1")],
    ),
    document("0b", None, [(OTHER, "30.00", {})], ["鄂财农发〔2022〕7号"], [("reports_actual", "调研次数", "1")]),
)


@settings(deadline=None)
@given(st.permutations(PIECES), st.integers(0, 6), st.integers(0, 6))
def test_order_and_split_do_not_matter(pieces, first, second):
    whole = conclude(merge([PLACES, *PIECES]))
    one, other = sorted((first, second))
    parts = [conclude(merge(group)) for group in (pieces[:one], pieces[one:other], pieces[other:])]
    assert conclude(merge([PLACES, *parts])) == whole
    assert conclude(whole) == whole


def test_the_pieces_say_something():
    kinds = [edge.type for edge in conclude(merge([PLACES, *PIECES])).edges]
    assert kinds.count("passes_on") >= 3
    assert kinds.count("fulfils") >= 2


def test_every_order_of_three_is_one_graph():
    wholes = {repr(conclude(merge([PLACES, *group]))) for group in permutations(PIECES[:4], 4)}
    assert len(wholes) == 1
