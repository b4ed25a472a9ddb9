"""The graph of an archive is the same for any order, any split and any number of workers."""

from pathlib import Path

import orjson
import pytest
from archives import NOTICE, make_archive, make_broken

from extractors.graph import merge
from extractors.graph_json import graph_from_json, graph_to_bytes
from extractors.linking import conclude
from flows.archive import finish, read_results, unite
from flows.gather import gather
from flows.pool import do_all
from flows.settings import read_settings
from flows.versions import producer
from flows.work import Job, do_one
from flows.write import make_folders

MODELS = str(read_settings({}).models)


def job_of(out: Path, workers: int = 1) -> Job:
    make_folders(out)
    return Job(MODELS, str(out), workers)


def written(out: Path) -> dict[str, bytes]:
    """Give what is promised to be the same: all but the states, which hold times."""
    files = [path for path in sorted(out.rglob("*")) if path.is_file() and "state" not in path.parts]
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    make_archive(folder / "in")
    for file in gather([str(folder / "in")]).files:
        do_one(file, job_of(folder / "out"))
    finish(folder / "out")
    return folder


def test_any_order_and_any_number_of_workers_give_the_same_bytes(archive, tmp_path):
    files = gather([str(archive / "in")]).files
    outcomes = list(do_all(files[::-1], job_of(tmp_path, workers=2)))
    assert not [outcome.failure for outcome in outcomes if outcome.failure]
    finish(tmp_path, [outcome.file.source for outcome in outcomes])
    assert written(tmp_path) == written(archive / "out")


def test_one_by_one_and_merged_gives_the_same_bytes(archive, tmp_path):
    graphs = []
    for at, file in enumerate(gather([str(archive / "in")]).files):
        out = tmp_path / str(at)
        do_one(file, job_of(out))
        finish(out)
        graphs.append(graph_from_json(orjson.loads((out / "graph.json").read_bytes())))
    whole = conclude(merge(reversed(graphs)))
    assert graph_to_bytes(whole, producer()) == (archive / "out" / "graph.json").read_bytes()


def test_a_copy_under_another_name_is_the_same_document(archive, tmp_path):
    make_archive(tmp_path / "in")
    (tmp_path / "in" / "again.txt").write_text(NOTICE, encoding="utf-8")
    done = [do_one(file, job_of(tmp_path / "out")) for file in gather([str(tmp_path / "in")]).files]
    graph, _ = unite(read_results(tmp_path / "out", [outcome.file.source for outcome in done]))
    assert len(graph.sources) == 3
    assert [source.names for source in graph.sources if len(source.names) > 1] == [("again.txt", "notice.txt")]


def test_nothing_of_the_place_or_the_time_gets_into_the_results(archive):
    for name, data in written(archive / "out").items():
        assert str(archive).encode() not in data, name


def test_the_documents_are_linked(archive):
    graph = orjson.loads((archive / "out" / "graph.json").read_bytes())
    held = {node["id"] for node in graph["nodes"] if node.get("status") == "held"}
    assert "doc:粤财工〔2020〕228号" in held
    cites = {(edge["from"], edge["to"]) for edge in graph["edges"] if edge["type"] == "cites"}
    assert any(end == "doc:粤财工〔2020〕228号" and start in held for start, end in cites)


def test_an_archive_of_nothing_but_failures_is_an_empty_graph(tmp_path):
    make_broken(tmp_path / "in")
    out = tmp_path / "out"
    outcomes = [do_one(file, job_of(out)) for file in gather([str(tmp_path / "in")]).files]
    assert [outcome.failure.kind for outcome in outcomes if outcome.failure]
    assert len([outcome for outcome in outcomes if outcome.failure]) == 5
    counts = finish(out)
    assert (counts.documents, counts.nodes) == (0, 0)
    assert (out / "tables" / "documents.csv").read_bytes().startswith(b"\xef\xbb\xbfstatus,")
