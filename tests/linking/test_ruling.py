"""What people decide wins over scores, changes what it says and nothing else, and can be taken back."""

from dataclasses import replace

import orjson
import pytest
from jsonschema import Draft202012Validator
from test_archive import TITLE, checks_of, cited, same
from test_fulfils_gold import indicators_of
from test_passes_on import CITY, PLACES, document, superior

from extractors.decision import Decision, decision_to_line, read_decisions, unite_decisions
from extractors.errors import DecisionError
from extractors.export import read_schema
from extractors.graph import Edge, Graph, facts_to_props, merge
from extractors.linking import conclude

LONG, SHORT = "国知办发服字〔2020〕1号", "国知发服字〔2020〕1号"
SLIP = merge([cited(LONG, TITLE, "a", "b"), cited(SHORT, TITLE, "c")])
PAIR = (f"doc:{SHORT}", f"doc:{LONG}")


def decided(kind, *about, when="2021-03-01", **more):
    return Decision(kind, about, "王某", when, "核对过原件", **more)


def changed(before: Graph, after: Graph) -> set[str]:
    """Give the ids of all that differs."""
    items = [
        {item.id: item for part in (graph.nodes, graph.edges, graph.evidence, graph.checks) for item in part}
        for graph in (before, after)
    ]
    return {key for key in items[0].keys() | items[1].keys() if items[0].get(key) != items[1].get(key)}


def test_same_takes_the_doubt_and_says_who_decided():
    before, after = conclude(SLIP), conclude(SLIP, [decided("same", *PAIR)])
    assert changed(before, after) == {f"same_as:{PAIR[0]}>{PAIR[1]}"}
    (edge,) = after.edges
    assert (edge.basis, edge.score, edge.doubts) == ("decided", 1.0, ())
    (said,) = facts_to_props(edge.facts)["decisions"]
    assert (said["by"], said["when"], said["why"]) == ("王某", "2021-03-01", "核对过原件")
    assert set(edge.evidence) == {"ev:a", "ev:at", "ev:b", "ev:bt", "ev:c", "ev:ct"}


def test_different_takes_the_link_and_its_check():
    after = conclude(SLIP, [decided("different", *PAIR)])
    assert same(after) == []
    assert checks_of(after) == {}
    (edge,) = after.edges
    assert (edge.type, edge.basis) == ("different_from", "decided")
    assert changed(conclude(SLIP), after) == {
        *(f"same_as:{PAIR[0]}>{PAIR[1]}", edge.id, PAIR[1]),
        f"check:number_variant:doc:{LONG}|doc:{SHORT}",
    }


def test_same_joins_what_no_score_joined():
    apart = merge([cited("粤财工〔2020〕1号", TITLE, "a"), cited("沪府〔2019〕7号", "别的通知", "b")])
    after = conclude(apart, [decided("same", "doc:粤财工〔2020〕1号", "doc:沪府〔2019〕7号")])
    assert same(after) == [("doc:粤财工〔2020〕1号", "doc:沪府〔2019〕7号")]
    assert after.edges[0].basis == "decided"


def test_the_latest_stands_and_open_takes_back():
    first, last = decided("same", *PAIR), decided("open", *PAIR, when="2021-03-02")
    assert conclude(SLIP, unite_decisions([[last, first]])) == conclude(SLIP)


def test_what_was_decided_leaves_no_trace_when_it_is_gone():
    for kind in ("same", "different"):
        assert conclude(conclude(SLIP, [decided(kind, *PAIR)])) == conclude(SLIP)
    right = decided("right", PAIR[0], name="title", value="另一标题")
    assert conclude(conclude(SLIP, [right])) == conclude(SLIP)


def test_decisions_survive_a_second_pass_and_another_split():
    decisions = [decided("same", *PAIR), decided("right", PAIR[1], name="date", value="2020-02-01")]
    whole = conclude(SLIP, decisions)
    assert conclude(whole, decisions) == whole
    parts = [conclude(cited(LONG, TITLE, "a", "b"), decisions), conclude(cited(SHORT, TITLE, "c"), decisions)]
    assert conclude(merge(parts), decisions) == whole


def test_a_right_value_wins_and_the_others_stay():
    titles = merge([cited(LONG, TITLE, "a"), cited(LONG, "关于印发试点工作方案的通知", "b")])
    after = conclude(titles, [decided("right", f"doc:{LONG}", name="title", value="原件上的标题")])
    node = after.node(f"doc:{LONG}")
    assert facts_to_props(node.facts)["title"] == "原件上的标题"
    assert {fact.value for fact in node.facts if fact.name == "title"} == {TITLE, "关于印发试点工作方案的通知"}
    assert changed(conclude(titles), after) == {f"doc:{LONG}"}


def test_a_right_amount_goes_into_the_flow():
    given = superior((CITY, "100.00"))
    report = document(
        "武财〔2022〕1号", "org:420100:财政局", [("org:-:甲", "90.00", {"region": "武汉市"})], ["鄂财农发〔2022〕7号"]
    )
    graph = merge([PLACES, given, report])
    (line,) = (edge for edge in graph.edges if edge.type == "allocates" and edge.target == "org:-:甲")
    after = conclude(graph, [decided("right", line.id, name="amount_cny", value="100.00")])
    (link,) = (edge for edge in after.edges if edge.type == "passes_on")
    assert link.basis == "reconciled"
    assert changed(conclude(graph), after) == {line.id, link.id, f"check:flow_received:{link.source}>{link.target}"}


def test_a_refused_flow_is_gone_with_its_check():
    given = superior((CITY, "100.00"))
    report = document("武财〔2022〕1号", "org:420100:财政局", [("org:-:甲", "90.00", {})], ["鄂财农发〔2022〕7号"])
    graph = merge([PLACES, given, report])
    (link,) = (edge for edge in conclude(graph).edges if edge.type == "passes_on")
    refused = decided("different", link.source, link.target, relation="passes_on")
    assert changed(conclude(graph), conclude(graph, [refused])) == {
        link.id,
        f"check:flow_received:{link.source}>{link.target}",
    }
    kept = conclude(graph, [replace(refused, kind="same")])
    assert changed(conclude(graph), kept) == {link.id}


def sheets():
    rows = [("培训人次", "数量指标", "不少于100人次"), ("新建泵站", "数量指标", "不少于2座")]
    done = [("培训人次", "数量指标", "120人次"), ("泵站建设", "数量指标", "2座")]
    cites = Graph(edges=(Edge("cites:1", "cites", "doc:乙", "doc:甲"),))
    return merge([indicators_of("甲", "sets_target", rows), indicators_of("乙", "reports_actual", done), cites])


def ends_of(graph):
    return {(edge.source[-6:], edge.target[-6:]) for edge in graph.edges if edge.type == "fulfils"}


def test_a_result_and_the_target_it_answers_are_told():
    one, other = "ind:doc:乙:440200:泵站建设#1", "ind:doc:甲:440200:新建泵站#1"
    refused = conclude(sheets(), [decided("different", one, other)])
    assert ends_of(refused) == {("培训人次#0", "培训人次#0")}
    left = {check.rule: check.about for check in refused.checks if check.rule != "result_unit"}
    assert left == {
        "result_without_target": ("doc:乙", "doc:甲", one),
        "target_without_result": ("doc:乙", "doc:甲", other),
    }
    told = conclude(sheets(), [decided("same", other, one)])
    (edge,) = (edge for edge in told.edges if edge.type == "fulfils" and edge.source == one)
    assert (edge.target, edge.basis, edge.score) == (other, "decided", 1.0)
    assert facts_to_props(edge.facts)["verdict"] == "met"


def test_what_is_not_there_any_more_is_reported():
    gone = decided("same", f"doc:{LONG}", "doc:不再有〔2020〕1号")
    lost = decided("right", "doc:也没有〔2020〕1号", name="date", value="2020-01-01")
    after = conclude(SLIP, [gone, lost])
    found = [check for check in after.checks if check.rule == "decision_unplaced"]
    assert len(found) == 2
    assert all(check.verdict == "unknown" and "not in the archive" in check.message for check in found)
    assert changed(conclude(SLIP), after) == {check.id for check in found}


def test_contradictions_of_people_are_reported():
    both = [decided("same", *PAIR), decided("different", *PAIR)]
    after = conclude(SLIP, both)
    assert checks_of(after)["decision_contradicted"] == "unknown"
    assert same(after) == []
    third = merge([SLIP, cited("国知〔2020〕1号", None, "d")])
    chain = [decided("same", PAIR[0], "doc:国知〔2020〕1号"), decided("same", PAIR[1], "doc:国知〔2020〕1号")]
    linked = conclude(third, [*chain, decided("different", *PAIR)])
    assert checks_of(linked)["decision_contradicted"] == "unknown"


def test_lines_go_there_and_back_in_any_order():
    decisions = [
        decided("same", *PAIR),
        decided("right", "doc:甲", when="2021-03-01T07:00:00+08:00", name="x", value=[1]),
    ]
    lines = b"\n".join(map(decision_to_line, decisions))
    assert list(read_decisions(lines, "decisions.jsonl")) == decisions
    united = unite_decisions([decisions[:1], decisions[1:]])
    assert united == unite_decisions([decisions[1:], decisions[:1], decisions[:1]])
    assert united[0].kind == "right"  # seven in Beijing is the evening before in UTC


def test_lines_keep_to_their_schema():
    schema = Draft202012Validator(orjson.loads(read_schema("decision")))
    decisions = [decided(kind, *PAIR) for kind in ("same", "different", "open")]
    decisions += [decided("right", "doc:甲", name="x", value=None), decided("open", "doc:甲", name="x")]
    for decision in decisions:
        assert list(schema.iter_errors(orjson.loads(decision_to_line(decision)))) == []
    assert list(schema.iter_errors({"decision": "right", "about": list(PAIR), "by": "x", "when": "y", "why": "z"}))


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b'{"decision": "maybe", "about": ["a", "b"], "by": "x", "when": "2021-01-01", "why": "y"}',
        b'{"decision": "same", "about": ["a"], "by": "x", "when": "2021-01-01", "why": "y"}',
        b'{"decision": "same", "about": ["a", "a"], "by": "x", "when": "2021-01-01", "why": "y"}',
        b'{"decision": "same", "about": ["a", "b"], "by": "", "when": "2021-01-01", "why": "y"}',
        b'{"decision": "same", "about": ["a", "b"], "by": "x", "when": "last week", "why": "y"}',
        b'{"decision": "right", "about": ["a"], "by": "x", "when": "2021-01-01", "why": "y", "name": "n"}',
        b'{"decision": "same", "about": ["a", "b"], "by": "x", "when": "2021-01-01", "why": "y", "relation": "z"}',
    ],
)
def test_what_is_no_decision_is_said_with_its_line(line):
    with pytest.raises(DecisionError, match=r"decisions\.jsonl, line 2: no decision"):
        read_decisions(b"\n" + line, "decisions.jsonl")
