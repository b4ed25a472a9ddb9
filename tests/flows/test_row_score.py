"""Rows of allocations, indicators and checks against gold, and gold of single values."""

import json
from pathlib import Path

import pytest

from extractors.errors import GoldError
from extractors.graph import Check, Edge, Evidence, Fact, Graph, Node
from extractors.pipeline import analyse, load_models
from flows.gold import GoldLine
from flows.gold_rows import GoldRows, read_rows, read_sheets
from flows.grant_score import compare_grants
from flows.row_score import compare_rows, graph_to_rows
from flows.score_line import line_to_document
from flows.tally import Tally
from flows.value_score import compare_values

MODELS = Path(__file__).parents[2] / "models"


def edge(number, kind, *, score=0.95, doubts=(), **facts):
    said = tuple(Fact(name, value) for name, value in facts.items())
    return Edge(f"{kind}:{number}", kind, "doc:a", "org:b", said, score=score, doubts=doubts)


UNIT = Node("org:b", "Organisation", (Fact("name", "先健科技（深圳）有限公司"),))
GRAPH = Graph(
    nodes=(UNIT,),
    edges=(
        edge(1, "allocates", amount_cny="300000.00", project="布局中心 项目", annex="2"),
        edge(2, "allocates", amount_cny="300000.00", project="布局中心项目", annex="2"),
        edge(3, "allocates", amount_cny="500000.00", project="其他", annex="1", doubts=("odd",)),
        edge(
            1, "sets_target", name="件数", region_name="韶关市", target={"op": ">=", "value": "2", "text": "不少于2件"}
        ),
    ),
    evidence=(Evidence("ev:1", "src:a", 1, (), (), 0, 4, "150元", "check-1", 1.0),),
    checks=(
        Check("c1", "unit_slip", "fail", "may be meant", "1500000.00", "150.00", ("ev:1",)),
        Check("c2", "table_total", "pass", "合计", "40", "40"),
        Check("c3", "table_total", "pass", "小计", "40", "40"),
    ),
)


def compared(kind, *rows, **within):
    return compare_rows(kind, graph_to_rows(GRAPH)[kind], GoldRows(rows, within), "here")


def test_rows_are_compared_on_the_keys_that_gold_gives():
    row = {"payee": "先健科技(深圳)有限公司", "amount_cny": "300000", "project": "布局中心项目"}
    assert compared("allocations", row, row, annex="2").normalised == Tally(2, 0, 0)
    assert compared("allocations", row, row, row, annex="2").normalised == Tally(2, 0, 1)
    assert compared("allocations", row).normalised == Tally(1, 2, 0)


def test_what_is_too_much_is_silent_unless_it_is_in_doubt():
    row = {"amount_cny": "300000.00"}
    misses = compared("allocations", row).misses
    assert sorted((miss.raw, miss.silent) for miss in misses) == [("300000.00", True), ("500000.00", False)]


def test_an_indicator_is_known_by_the_text_of_its_target():
    row = {"region": "韶关市", "name": "件数", "target": "不少于 2 件"}
    assert compared("indicators", row).normalised == Tally(1, 0, 0)
    assert compared("indicators", {**row, "target": "不少于3件"}).normalised == Tally(0, 1, 1)
    assert compared("indicators", {**row, "actual": "2件"}).normalised == Tally(0, 1, 1)


def test_a_target_in_full_is_compared_on_the_keys_that_gold_gives():
    assert compared("indicators", {"target": {"op": ">=", "value": "2"}}).normalised == Tally(1, 0, 0)
    assert compared("indicators", {"target": {"op": ">=", "value": "3"}}).normalised == Tally(0, 1, 1)


def test_a_sheet_of_indicators_needs_its_document(tmp_path):
    (tmp_path / "gold/indicators").mkdir(parents=True)
    sheet = {"document": "a.pdf", "title": None, "relation": "sets_target", "region": "440200", "indicators": []}
    (tmp_path / "gold/indicators/a.json").write_text(json.dumps(sheet), encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.pdf is not there"):
        read_sheets(tmp_path / "gold")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/a.pdf").touch()
    (read,) = read_sheets(tmp_path / "gold")
    assert read.rows == GoldRows((), {"relation": "sets_target", "sheet": None})


def test_kinds_of_headings_are_scored():
    rows = [("1", {"heading": "序号", "kind": "serial"}), ("2", {"heading": "序号", "kind": "region"})]
    assert compare_values("table_columns", iter(rows), MODELS).normalised == Tally(1, 1, 1)


def test_checks_that_pass_are_never_too_many():
    slip = {"rule": "unit_slip", "verdict": "fail", "printed": "150.00", "expected": "1500000.00", "about": "150 元"}
    total = {"rule": "table_total", "verdict": "pass", "printed": "40.00"}
    assert compared("checks", slip, total).normalised == Tally(2, 0, 0)
    assert compared("checks", total, total, total).normalised == Tally(2, 1, 1)
    assert compared("checks", {**slip, "about": "151元"}).normalised == Tally(0, 1, 1)


@pytest.mark.parametrize("value", ["x", [1], [{}], {"rows": None}, {"within": [], "rows": []}])
def test_gold_that_is_no_rows_is_said(value):
    with pytest.raises(GoldError, match=r"^there: "):
        read_rows(value, "there")


def test_rows_within_some_facts():
    rows = read_rows({"within": {"annex": "1"}, "rows": [{"payee": "甲"}]}, "there")
    assert rows == GoldRows(({"payee": "甲"},), {"annex": "1"})


def test_targets_are_scored_by_their_normal_form():
    good = {"text": "不少于2场", "target": {"op": ">=", "value": "2", "unit": "场", "kind": "absolute"}}
    bad = {"text": "不少于2场", "target": {"op": "<=", "value": "2", "unit": "场", "kind": "absolute"}}
    found = compare_values("target", iter([("1", good), ("2", bad)]), MODELS)
    assert found.normalised == Tally(1, 1, 1)
    assert [(miss.where, miss.what, miss.silent) for miss in found.misses] == [
        ("2", "missed", False),
        ("2", "extra", True),
    ]


def test_types_of_texts_are_scored():
    rows = [("1", {"text": "关于召开会议的通知\n请准时参加。", "type": "通知"}), ("2", {"text": "无", "type": "通知"})]
    assert compare_values("document_type", iter(rows), MODELS).normalised == Tally(1, 0, 1)


def test_shares_of_sentences_are_scored():
    text = "对甲市实验学校和乙市第一中学分别补助10万元。"
    share = {"to": ["甲市实验学校"], "cny": "100000.00"}
    analysis = analyse(line_to_document(GoldLine("1", text, ())), load_models(MODELS))
    found = compare_grants(analysis, {"grants": [share, {**share, "to": ["乙市第一中学"], "cny": "5.00"}]}, "1")
    assert (found.verbatim, found.normalised) == (Tally(2, 0, 0), Tally(1, 1, 1))


def test_a_line_without_its_value_is_said():
    with pytest.raises(GoldError, match='"target"'):
        compare_values("target", iter([("1", {"text": "2场"})]), MODELS)
