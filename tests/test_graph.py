"""The laws of merging: no order, no split and no repetition changes the graph."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.graph import (
    OWN,
    SAID,
    Check,
    Edge,
    Evidence,
    Fact,
    Graph,
    Node,
    Source,
    extend,
    facts_to_props,
    label,
    merge,
)
from extractors.graph_json import graph_from_json, graph_to_bytes, graph_to_json

PRODUCER = {"name": "gongwen", "version": "0"}
WORDS = st.sampled_from(["粤财工〔2020〕228号", "甲", "乙", "", "a\nb"])
VALUES = WORDS | st.integers(-5, 5) | st.booleans() | st.lists(WORDS, max_size=2) | st.none()
EVIDENCE_IDS = st.lists(st.sampled_from(["ev:1", "ev:2", "ev:3"]), max_size=3).map(tuple)
DOUBTS = st.lists(st.sampled_from(["damaged", "two readings", "a; b"]), max_size=2).map(tuple)
FACTS = st.lists(
    st.builds(
        Fact, st.sampled_from(["title", "number", "surfaces"]), VALUES, EVIDENCE_IDS, st.sampled_from([OWN, SAID])
    ),
    max_size=4,
).map(tuple)
SCORES = st.sampled_from([0.5, 0.9, 1.0])
NODES = st.builds(
    Node,
    st.sampled_from(["doc:1", "doc:2"]),
    st.just("Document"),
    FACTS,
    EVIDENCE_IDS,
    st.sampled_from(["held", "cited", None]),
    DOUBTS,
)
EDGES = st.sampled_from(["doc:1", "doc:2"]).flatmap(
    lambda target: st.builds(
        Edge,
        st.just(f"cites:doc:0>{target}"),
        st.just("cites"),
        st.just("doc:0"),
        st.just(target),
        FACTS,
        EVIDENCE_IDS,
        st.sampled_from(["observed", "derived", "reconciled"]),
        SCORES,
        DOUBTS,
    )
)
BOXES = st.lists(st.just((1.0, 2.0, 3.0, 4.25)), max_size=2).map(tuple)
ITEMS = st.builds(
    Evidence,
    st.sampled_from(["ev:1", "ev:2"]),
    st.just("src:1"),
    st.integers(1, 2),
    BOXES,
    st.just((3,)),
    st.integers(0, 3),
    st.just(4),
    WORDS,
    st.just("rule"),
    SCORES,
    st.none() | st.just(("t1", 0, 2)),
    st.just(()) | st.just(((2, ((1.0, 2.0, 3.0, 4.0),)),)),
)
CHECKS = st.builds(
    Check,
    st.sampled_from(["check:1", "check:2"]),
    st.just("sum"),
    st.sampled_from(["pass", "fail", "unknown"]),
    WORDS,
    st.none() | WORDS,
    st.none() | WORDS,
    EVIDENCE_IDS,
    EVIDENCE_IDS,
)
SOURCES = st.builds(
    Source,
    st.sampled_from(["src:1", "src:2"]),
    st.sampled_from([("a.pdf",), ("b.pdf",), ("a.pdf", "b.pdf")]),
    st.sampled_from([(), ((("height", 842.0), ("number", 1)),)]),
)
GRAPHS = st.builds(
    Graph,
    *(st.lists(parts, max_size=3).map(tuple) for parts in (SOURCES, NODES, EDGES, ITEMS, CHECKS)),
)


@given(GRAPHS, GRAPHS)
def test_merging_is_commutative(one, other):
    assert merge([one, other]) == merge([other, one])


@given(GRAPHS, GRAPHS, GRAPHS)
def test_merging_is_associative(one, other, third):
    assert merge([merge([one, other]), third]) == merge([one, merge([other, third])]) == merge([one, other, third])


def test_a_tie_of_two_checks_is_no_choice():
    one, other = Check("c", "sum", "fail", "off", "1"), Check("c", "sum", "fail", "off", None, "2")
    assert merge([Graph(checks=(one,)), Graph(checks=(other,))]) == merge([Graph(checks=(other, one))])


@given(GRAPHS)
def test_merging_is_idempotent(graph):
    once = merge([graph])
    assert merge([graph, graph]) == once
    assert merge([once, once]) == once


@given(GRAPHS, GRAPHS)
def test_extending_is_merging(one, other):
    assert extend(merge([one]), other) == merge([one, other])


@given(GRAPHS)
def test_json_gives_the_graph_back(graph):
    whole = merge([graph])
    data = graph_to_bytes(whole, PRODUCER)
    assert graph_from_json(json.loads(data)) == whole
    assert graph_to_bytes(graph_from_json(json.loads(data)), PRODUCER) == data


def test_a_graph_of_another_major_version_is_refused():
    data = graph_to_json(Graph(), PRODUCER) | {"schema_version": "2.0.0"}
    with pytest.raises(ValueError, match=r"1\.x"):
        graph_from_json(data)


def test_one_id_cannot_be_two_types():
    with pytest.raises(ValueError, match="x is a"):
        merge([Graph(nodes=(Node("x", "Document"),)), Graph(nodes=(Node("x", "Region"),))])


def test_what_a_document_says_of_itself_is_believed_first():
    facts = (Fact("title", "b", ("ev:1", "ev:2", "ev:3")), Fact("title", "z", ("ev:4",), OWN), Fact("title", "a"))
    assert facts_to_props(facts)["title"] == "z"
    assert facts_to_props(facts[::2])["title"] == "b"


def test_contradictions_stay_as_variants():
    node = Node("doc:1", "Document", (Fact("title", "甲", ("ev:1",)), Fact("title", "乙", ("ev:2",))))
    (item,) = graph_to_json(merge([Graph(nodes=(node,))]), PRODUCER)["nodes"]
    assert {variant["value"] for variant in item["variants"]["title"]} == {"甲", "乙"}


def test_values_of_a_multivalued_name_are_all_there():
    facts = (Fact("surfaces", "乙"), Fact("surfaces", "甲"))
    assert sorted(facts_to_props(facts)["surfaces"]) == sorted(["甲", "乙"])


def test_a_held_document_stays_held():
    held, cited = Node("doc:1", "Document", status="held"), Node("doc:1", "Document", status="cited")
    assert merge([Graph(nodes=(cited,)), Graph(nodes=(held,))]).nodes[0].status == "held"


def test_people_call_a_document_by_its_number():
    assert (
        label(Node("doc:x", "Document", (Fact("title", "甲"), Fact("number", "粤财工〔2020〕228号"))))
        == "粤财工〔2020〕228号"
    )
    assert label(Node("doc:《甲》", "Document")) == "《甲》"
