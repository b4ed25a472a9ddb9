"""The indicators of the two documents of the corpus, as a reader finds them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors.graph import Graph, facts_to_props
from extractors.pipeline import analyse_file, load_models

ROOT = Path(__file__).parents[2]
GOLD = sorted((ROOT / "corpus/gold/indicators").glob("*.json"))
KINDS = {"sets_target": "plans", "reports_actual": "evaluates"}


@cache
def _graph(name: str) -> Graph:
    return analyse_file(ROOT / "corpus/documents" / name, load_models(ROOT / "models")).graph


def _edges(graph: Graph, kind: str, gold: dict[str, Any]) -> list[tuple[dict[str, Any], tuple[str, ...]]]:
    """Give the props and doubts of the edges of a sheet, in the order of its rows."""
    found = [(facts_to_props(edge.facts), edge.doubts) for edge in graph.edges if edge.type == kind]
    mine = [pair for pair in found if (pair[0].get("sheet") or None) == gold["title"]]
    return sorted(mine, key=lambda pair: pair[0].get("row", 0))


def _within(found: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """Give the keys of a value that gold speaks of; parts are compared by the same keys."""
    kept = {key: found.get(key) for key in wanted}
    if "parts" in wanted:
        pairs = zip(found.get("parts", ()), wanted["parts"], strict=True)
        kept["parts"] = [_within(part, each) for part, each in pairs]
    return kept


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_rows_of_a_sheet(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    rows = _edges(_graph(gold["document"]), gold["relation"], gold)
    named = [(props["level1"], props["level2"], props["name"]) for props, _ in rows]
    assert named == [(row["level1"], row["level2"], row["name"]) for row in gold["indicators"]]
    for (props, doubts), row in zip(rows, gold["indicators"], strict=True):
        for key in ("target", "actual"):
            if key in row:
                assert _within(props[key], row[key]) == row[key], row["name"]
        assert props["region"] == gold["region"]
        assert props["budget_year"] == gold["budget_year"]
        lost = row["level2"] is None or any(row.get(key, {}).get("doubtful") for key in ("target", "actual"))
        assert bool(doubts) == lost, row["name"]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_head_of_a_sheet(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    graph = _graph(gold["document"])
    edges = _edges(graph, KINDS[gold["relation"]], gold)
    assert len(edges) == (1 if gold["programme"] else 0)
    for props, _ in edges:
        wanted = {key: value for key, value in gold["programme"].items() if key != "project"}
        assert {key: props.get(key) for key in wanted} == wanted
    if gold["programme"]:
        names = [facts_to_props(node.facts)["name"] for node in graph.nodes if node.type == "Project"]
        assert gold["programme"]["project"] in names


def test_prefixes_are_kept_as_printed() -> None:
    gold = json.loads((ROOT / "corpus/gold/indicators/汕尾市.json").read_text(encoding="utf-8"))
    nodes = {node.id: facts_to_props(node.facts) for node in _graph(gold["document"]).nodes}
    for row in gold["indicators"]:
        if "printed" in row:
            node = nodes[f"ind:doc:粤财工〔2020〕228号:441500:{row['name']}"]
            assert node["printed"] == row["printed"]


def test_the_notice_as_a_whole() -> None:
    graph = _graph("粤财工〔2020〕228号.pdf")
    assert sum(node.type == "Indicator" for node in graph.nodes) == 370  # counted in the text, row by row
    sheets = [facts_to_props(edge.facts) for edge in graph.edges if edge.type == "plans"]
    assert len(sheets) == 22
    assert sum(int(float(sheet["amount_cny"])) for sheet in sheets) == 142_500_000
    assert len({sheet["region"] for sheet in sheets}) == 21


def test_an_empty_target_is_said() -> None:
    """Four rows of the notice have no 指标值: they are indicators, and in doubt."""
    edges = [edge for edge in _graph("粤财工〔2020〕228号.pdf").edges if edge.type == "sets_target"]
    empty = [edge for edge in edges if "target" not in facts_to_props(edge.facts)]
    assert len(empty) == 4
    assert all("no target is printed" in edge.doubts for edge in empty)


def test_evidence_of_a_row_is_its_cells() -> None:
    graph = _graph("韶关市2021年度知识产权专项资金自评报告.pdf")
    quotes = {item.id: item for item in graph.evidence}
    edge = next(edge for edge in graph.edges if edge.id.endswith("专利许可实施备案及转让备案件数"))
    found = [quotes[each] for each in edge.evidence]
    assert {"".join(item.quote.split()) for item in found} >= {"专利许可实施备案及转让备案件数", "增长10%", "0.11"}
    assert all(item.cell is not None and item.boxes for item in found)
