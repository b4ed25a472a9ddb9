import pymupdf
import pytest

from extractors.document import Document, Span
from extractors.graph import Check, Edge, Evidence, Fact, Graph, Node
from extractors.mention import Mention
from extractors.pipeline import Analysis
from extractors.values.money import Money
from flows.comparison import compare_edges, compare_mentions, compare_nodes
from flows.gold import GoldDocument
from flows.tally import Tally, tally
from flows.witness import find_quote, overlap

TEXT = "甲7万元乙7万元丙8万元"


def amount(start: int, cny: str, *, score: float = 1.0, doubt: str | None = None) -> Mention:
    return Mention("amount", Span(start, start + 3), Money(cny), "rule:test", score, doubt)


def analysis_of(*mentions: Mention, graph: Graph = Graph()) -> Analysis:  # noqa: B008
    return Analysis(Document("0" * 16, "a", "text", TEXT), mentions, graph)


WANTED = [("7万元", {"cny": "70000.00"}), ("7 万元", {"cny": "70000.00"}), ("8万元", {"cny": "80000.00"})]


def test_a_tally_counts_repeats():
    assert tally("aab", "abc") == Tally(2, 1, 1)
    assert tally({"a": {}}, {"a": {}}) == Tally(1, 0, 0)


@pytest.mark.parametrize(("right", "extra", "missed", "f1"), [(1, 1, 1, 0.5), (0, 0, 0, None), (0, 2, 0, 0.0)])
def test_f1(right, extra, missed, f1):
    assert Tally(right, extra, missed).f1 == f1


def test_surface_and_value_are_scored_apart():
    found = analysis_of(amount(1, "70000.00"), amount(5, "7.00"), amount(9, "80000.00"))
    compared = compare_mentions(found, "amount", WANTED, "here")
    assert compared.verbatim == Tally(3, 0, 0)
    assert compared.normalised == Tally(2, 1, 1)


def test_an_error_is_silent_only_when_nothing_warns_of_it():
    def silent(*mentions, graph=Graph()):  # noqa: B008
        return sum(
            miss.silent for miss in compare_mentions(analysis_of(*mentions, graph=graph), "amount", [], "x").misses
        )

    assert silent(amount(1, "70000.00")) == 1
    assert silent(amount(1, "70000.00", score=0.8)) == 0
    assert silent(amount(1, "70000.00", doubt="damaged")) == 0
    evidence = Evidence("ev:1", "src:0", 1, (), (), 1, 4, "7万元", "rule:test", 1.0)
    failed = Check("check:1", "total", "fail", "no sum", evidence=("ev:1",))
    assert silent(amount(1, "70000.00"), graph=Graph(evidence=(evidence,), checks=(failed,))) == 0


def test_what_readers_disagree_on_does_not_count():
    compared = compare_mentions(analysis_of(amount(1, "70000.00")), "amount", [], "x", ignore=["7万元"])
    assert compared.verbatim == compared.normalised == Tally()


def test_an_edge_is_proven_by_quote_and_box(tmp_path):
    path = tmp_path / "a.pdf"
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((72, 72), "see ABC-12 here", fontsize=12)
        pdf.save(path)
    (box,) = find_quote(path, "ABC-12", 1)[1][0]
    document = Document("0" * 16, "a", "pdf", "see ABC-12 here")
    own = Node("doc:own", "Document", (Fact("sources", "0" * 16),), (), "held")

    def score(boxes, quote="ABC-12"):
        evidence = Evidence("ev:1", "src:0", 1, (boxes,), (1,), 4, 10, quote, "r", 1.0)
        edge = Edge("cites:x", "cites", "doc:own", "doc:ABC-12", (), ("ev:1",))
        gold = GoldDocument(
            "x", path, edges=({"type": "cites", "from": "self", "to": "doc:ABC-12", "quote": "ABC-12"},)
        )
        return compare_edges(document, Graph(nodes=(own,), edges=(edge,), evidence=(evidence,)), gold)["cites"]

    assert (score(box).edges, score(box).proven) == (Tally(1, 0, 0), 1)
    assert score((box[0], box[1] + 100, box[2], box[3] + 100)).proven == 0
    assert score(box, quote="another").proven == 0


def test_overlap():
    assert overlap([(0, 0, 2, 2)], [(0, 0, 2, 2)]) == 1
    assert overlap([(0, 0, 2, 2)], [(1, 0, 3, 2)]) == pytest.approx(1 / 3)
    assert overlap([], [(0, 0, 1, 1)]) == 0


def test_a_quote_over_lines_is_found_by_its_characters(tmp_path):
    path = tmp_path / "a.pdf"
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((72, 72), ["ABC", "-12"], fontsize=12)
        pdf.save(path)
    assert [len(place) for place in find_quote(path, "ABC-12", None)[1]] == [2]


def test_a_quote_over_pages_is_found_in_halves(tmp_path):
    path = tmp_path / "a.pdf"
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((72, 700), ["AB", "XYZ ABC"], fontsize=12)
        pdf.new_page().insert_text((72, 72), ["-12 and more"], fontsize=12)
        pdf.save(path)
    assert {number: len(places) for number, places in find_quote(path, "ABC-12", None).items()} == {1: 1, 2: 1}


def test_nodes_are_right_with_all_the_facts_that_gold_names():
    node = Node("doc:1", "Document", (Fact("number", "1"), Fact("date", "2020")), (), "held")
    gold = GoldDocument(
        "x", None, nodes=({"id": "doc:1", "type": "Document", "props": {"number": "1"}}, {"id": "doc:2"})
    )
    counts, misses = compare_nodes(Graph(nodes=(node,)), gold)
    assert counts == Tally(1, 0, 1)
    assert [miss.raw for miss in misses] == ["doc:2"]
