"""decisions.jsonl: written by `gongwen decide` or by hand, applied by link, kept over runs."""

import orjson
import pytest
from archives import make_archive

from extractors.graph import merge
from extractors.graph_json import graph_to_bytes
from extractors.linking import conclude
from extractors.pipeline import analyse_file, load_models
from flows.decide import Said, decide
from flows.link import link_archive
from flows.settings import NotThereError, UsageError, read_settings
from flows.stored import read_graph
from flows.versions import producer

NUMBER = "粤财工〔2020〕228号"
WHY = Said("read on paper", "a reader")


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("in")
    make_archive(folder)
    models = load_models(read_settings({}).models)
    return conclude(merge(analyse_file(path, models).graph for path in sorted(folder.iterdir())))


@pytest.fixture
def archive(tmp_path, graph):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "graph.json").write_bytes(graph_to_bytes(graph, producer()))
    return tmp_path / "out"


def props_of(folder, node):
    nodes = orjson.loads((folder / "graph.json").read_bytes())["nodes"]
    return next(item["props"] for item in nodes if item["id"] == node)


def test_a_decision_is_applied_and_kept(archive, tmp_path):
    decision = decide(archive, "right", ["粤财工[2020]228号", "date", "2020-12-29"], WHY)
    assert decision.about == (f"doc:{NUMBER}",)
    link_archive([archive], tmp_path / "linked")
    assert props_of(tmp_path / "linked", f"doc:{NUMBER}")["date"] == "2020-12-29"
    again = (archive / "decisions.jsonl").read_bytes()
    assert (tmp_path / "linked" / "decisions.jsonl").read_bytes() == again
    link_archive([tmp_path / "linked"], tmp_path / "next")
    assert (tmp_path / "next" / "graph.json").read_bytes() == (tmp_path / "linked" / "graph.json").read_bytes()
    decide(tmp_path / "next", "open", [NUMBER, "date"], WHY)
    link_archive([tmp_path / "next"], tmp_path / "next")
    assert (tmp_path / "next" / "graph.json").read_bytes() == (archive / "graph.json").read_bytes()


def test_lines_written_by_hand_are_kept_as_they_are(archive):
    told = '{"decision": "different", "about": ["doc:甲", "doc:乙"], "by": "x", "when": "2021-01-01", "why": "y"}'
    line = told.encode()
    (archive / "decisions.jsonl").write_bytes(line)
    decide(archive, "right", [NUMBER, "amount_cny", "7,500,000"], WHY)
    first, second = (archive / "decisions.jsonl").read_bytes().splitlines()
    assert first == line
    assert orjson.loads(second)["value"] == "7500000.00"
    link_archive([archive], archive)
    rules = [check.rule for check in read_graph(archive).checks]
    assert "decision_unplaced" in rules


def test_what_cannot_be_meant_is_said(archive):
    with pytest.raises(NotThereError):
        decide(archive, "same", [NUMBER, "某财〔1999〕99号"], WHY)
    for kind, words in (("same", [NUMBER]), ("right", [NUMBER, "date"]), ("same", [NUMBER, NUMBER])):
        with pytest.raises(UsageError):
            decide(archive, kind, words, WHY)
    with pytest.raises(UsageError, match="not an amount"):
        decide(archive, "right", [NUMBER, "amount_cny", "many"], WHY)
    assert not (archive / "decisions.jsonl").exists()
    (archive / "decisions.jsonl").write_text("nothing\n")
    with pytest.raises(UsageError, match=r"decisions\.jsonl, line 1: no decision"):
        link_archive([archive], archive)
