"""A scan against its text layer: what is lost, marked, or wrong in silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import paper
import pytest
import scans
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import GoldError
from extractors.pipeline import Analysis, Models, analyse, load_models
from extractors.reading import read_bytes
from flows.reading_score import edit_distance
from flows.route_board import points_lost, routes_to_table, silent_errors, slip_lines
from flows.route_score import RouteScore, compare_routes, route_to_json
from flows.scan_score import read_scans, score_scans

MODELS = Path(__file__).parents[2] / "models"
ROWS = [["地区", "金额（元）"], ["广州市", "250,000.00"], ["韶关市", "7,200.00"], ["合计", "257,200.00"]]


@pytest.fixture(scope="module")
def models() -> Models:
    return load_models(MODELS)


def draw() -> Any:
    page = paper.new_page(paper.new_file())
    paper.write(page, 80, 100, "某省财政厅关于下达资金的通知", 16)
    paper.write(page, 80, 130, "某财农〔2023〕12号", 16)
    paper.grid(page, (80, 300, 500), (400, 425, 450, 475, 500), ROWS)
    return page


def read(models: Models, data: bytes, reader: Any = None) -> Analysis:
    return analyse(read_bytes(data, "a.pdf", models.folder, reader=reader), models)


def compare(models: Models, *, score: float = 0.99, **misread: str) -> RouteScore:
    page = draw()
    text = read(models, page.parent.tobytes())
    clerk = replace(scans.show(page), misread=misread, score=score)
    return compare_routes(text, read(models, scans.scan(page), clerk), "here")


def test_a_true_reading_loses_nothing(models: Models) -> None:
    found = route_to_json(compare(models))
    assert found["kinds"]["doc_number"]["points_lost"] == found["kinds"]["amount"]["points_lost"] == 0
    assert (found["amounts"]["right"], found["characters"]["wrong"], found["slips"]) == (3, 0, [])
    assert silent_errors(found) == 0 and points_lost(found["parts"].values()) == 0


def test_a_false_figure_that_a_sum_catches_is_marked(models: Models) -> None:
    score = compare(models, **{"250,000.00": "260,000.00"})
    assert (score.amounts.right, score.amounts.marked, score.amounts.silent) == (2, 1, 0)
    assert score.characters.wrong == 1 and score.kinds["amount"].normalised.missed == 1
    assert (score.amounts.slips[0].printed, score.amounts.slips[0].read) == ("250,000.00", "260,000.00")


def test_a_false_number_that_nothing_catches_is_silent(models: Models) -> None:
    found = route_to_json(compare(models, **{"某财农〔2023〕12号": "某财农〔2023〕72号"}))
    assert found["kinds"]["doc_number"]["silent_errors"] == 1 and silent_errors(found) > 1
    assert [slip["silent"] for slip in found["slips"]] == [True]
    assert any("12号" in line and "72号" in line and "SILENT" in line for line in slip_lines("here", found))
    assert routes_to_table({"here": found}).row_count == 1


def test_a_reading_in_doubt_is_not_silent(models: Models) -> None:
    found = route_to_json(compare(models, score=0.93, **{"某财农〔2023〕12号": "某财农〔2023〕72号"}))
    assert silent_errors(found) == 0 and found["kinds"]["doc_number"]["missed"] == 1


def test_a_figure_that_is_not_read_at_all_is_lost(models: Models) -> None:
    score = compare(models, **{"250,000.00": "一二三", "257,200.00": "一二三"})
    assert score.amounts.right == 1 and score.amounts.lost + score.amounts.marked == 2


@given(st.text("ab", max_size=7), st.text("ab", max_size=7), st.text("ab", max_size=7))
def test_edit_distance_is_a_distance(one: str, two: str, three: str) -> None:
    assert edit_distance(one, two) == edit_distance(two, one)
    assert (edit_distance(one, two) == 0) == (one == two)
    assert edit_distance(one, three) <= edit_distance(one, two) + edit_distance(two, three)
    assert abs(len(one) - len(two)) <= edit_distance(one, two) <= max(len(one), len(two))


def test_gold_names_its_scans(tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    (folder / "documents").mkdir(parents=True)
    entry: dict[str, Any] = {"file": "a.pdf", "scans": [{"file": "b.pdf", "pages": [1]}]}
    (folder / "documents" / "a.json").write_bytes(orjson.dumps(entry))
    with pytest.raises(GoldError, match=r"b\.pdf is not there"):
        read_scans(folder)
    (folder / "documents" / "a.json").write_bytes(orjson.dumps(entry | {"scans": [{"file": "b.pdf"}]}))
    with pytest.raises(GoldError, match="pages"):
        read_scans(folder)
    (folder / "documents" / "a.json").write_bytes(orjson.dumps({"file": "a.pdf"}))
    assert score_scans(folder, MODELS) == {}
