"""corpus/gold/fulfils.jsonl and verdict.jsonl: which result answers which target, and whether it keeps it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.graph import Edge, Fact, Graph, Node, merge
from extractors.linking import conclude
from extractors.linking.verdict import judge
from extractors.values.target import parse_target, target_to_json

GOLD = Path(__file__).parents[2] / "corpus" / "gold"


def lines_of(name):
    lines = [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]
    marked = [[pytest.mark.xfail(reason=line["xfail"], strict=True)] if "xfail" in line else [] for line in lines]
    return [
        pytest.param(line, id=line.get("about", f"{at}:{line.get('target')}"), marks=marks)
        for at, (line, marks) in enumerate(zip(lines, marked, strict=True), 1)
    ]


def figure(text, name, *, actual=False):
    return target_to_json(parse_target(text, name=name, year=2021, actual=actual))


@pytest.mark.parametrize("line", lines_of("verdict.jsonl"))
def test_verdict(line):
    judged = judge(
        figure(line["target"], line["name"]),
        figure(line["actual"], line["name"], actual=True),
        line["name"],
        line["level2"],
    )
    assert judged.verdict == line["verdict"], judged


def indicators_of(document, kind, rows):
    """Give the graph of a sheet: rows are (name, level2, what the cell says)."""
    side = "target" if kind == "sets_target" else "actual"
    nodes = [Node(f"doc:{document}", "Document", (), (), "held")]
    edges = []
    for at, (name, level, text) in enumerate(rows):
        node = f"ind:doc:{document}:440200:{name}#{at}"
        props = {"name": name, "level2": level, "region": "440200", "budget_year": "2021", "row": at, "table": "t1"}
        facts = [Fact(key, value) for key, value in props.items()]
        nodes.append(Node(node, "Indicator", tuple(facts)))
        said = Fact(side, figure(text, name, actual=side == "actual"))
        edges.append(Edge(f"{kind}:{node}", kind, f"doc:{document}", node, (*facts, said)))
    return Graph(nodes=tuple(nodes), edges=tuple(edges))


def name_of(node_id):
    return node_id.split(":440200:")[1].rpartition("#")[0]


@pytest.mark.parametrize("line", lines_of("fulfils.jsonl"))
def test_pairs(line):
    cites = Graph(edges=(Edge("cites:1", "cites", "doc:乙", "doc:甲"),))
    targets, results = (
        indicators_of("甲", "sets_target", line["targets"]),
        indicators_of("乙", "reports_actual", line["results"]),
    )
    graph = conclude(merge([targets, results, cites]))
    found = sorted(
        [name_of(edge.source), name_of(edge.target), next(f.value for f in edge.facts if f.name == "verdict")]
        for edge in graph.edges
        if edge.type == "fulfils"
    )
    assert found == sorted(line["pairs"])
    left = [check for check in graph.checks if check.rule == "target_without_result"]
    assert len(left) == len(line["targets"]) - len(line["pairs"])


@pytest.mark.parametrize(
    ("target", "actual", "completion", "verdict"),
    [
        ("≥20个", "15个", "75%", "pass"),
        ("≥20个", "15个", "100%", "fail"),
        ("不少于20个", "30个", "100%", "pass"),  # cut where more was done
        ("20个", "30个", "150%", "pass"),
        ("≥30家", "20家", "66.7%", "pass"),
        ("≥95%", "98%", "98%", None),  # a share of a share may be meant, or the share itself
        ("≤20个", "15个", "100%", None),
    ],
)
def test_completion_is_result_by_target(target, actual, completion, verdict):
    cites = Graph(edges=(Edge("cites:1", "cites", "doc:乙", "doc:甲"),))
    targets = indicators_of("甲", "sets_target", [("培训", "数量指标", target)])
    results = indicators_of("乙", "reports_actual", [("培训", "数量指标", actual)])
    (edge,) = results.edges
    printed = replace(edge, facts=(*edge.facts, Fact("completion", completion)))
    graph = conclude(merge([targets, replace(results, edges=(printed,)), cites]))
    assert [check.verdict for check in graph.checks if check.rule == "completion_rate"] == [verdict][
        : verdict is not None
    ]
