"""The graph of an archive is the same for any order, any split and any number of workers."""

from pathlib import Path

import orjson
import pytest
from archives import NOTICE, make_archive, make_broken

from extractors.graph import merge
from extractors.graph_json import graph_from_json, graph_to_bytes
from extractors.linking import conclude
from flows.archive import cut, unite, write_archive
from flows.gather import gather
from flows.settings import read_settings
from flows.versions import producer
from flows.work import Job, do_file, do_files
from flows.write import make_folders

MODELS = str(read_settings({}).models)


def silent(_total, _outcome):
    return None


def job_of(out: Path, workers: int = 1) -> Job:
    make_folders(out)
    return Job(MODELS, str(out), workers, 120)


def written(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    make_archive(folder / "in")
    outcomes = [do_file(file, job_of(folder / "out")) for file in gather([str(folder / "in")]).files]
    write_archive(folder / "out", outcomes)
    return folder


def test_any_order_and_any_number_of_workers_give_the_same_bytes(archive, tmp_path):
    files = gather([str(archive / "in")]).files
    outcomes = do_files(files[::-1], job_of(tmp_path, workers=2), silent)
    assert not [outcome.failure for outcome in outcomes if outcome.failure]
    write_archive(tmp_path, outcomes)
    assert written(tmp_path) == written(archive / "out")


def test_one_by_one_and_merged_gives_the_same_bytes(archive, tmp_path):
    graphs = []
    for at, files in enumerate(cut(gather([str(archive / "in")]).files, 1)):
        out = tmp_path / str(at)
        write_archive(out, [do_file(file, job_of(out)) for file in files])
        graphs.append(graph_from_json(orjson.loads((out / "graph.json").read_bytes())))
    whole = conclude(merge(reversed(graphs)))
    assert graph_to_bytes(whole, producer()) == (archive / "out" / "graph.json").read_bytes()


def test_a_copy_under_another_name_is_the_same_document(archive, tmp_path):
    make_archive(tmp_path / "in")
    (tmp_path / "in" / "again.txt").write_text(NOTICE, encoding="utf-8")
    outcomes = [do_file(file, job_of(tmp_path / "out")) for file in gather([str(tmp_path / "in")]).files]
    graph, _ = unite(outcomes)
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
    outcomes = [do_file(file, job_of(out)) for file in gather([str(tmp_path / "in")]).files]
    assert all(outcome.failure for outcome in outcomes)
    counts = write_archive(out, outcomes)
    assert (counts.documents, counts.nodes, counts.failures) == (0, 0, 5)
    assert (out / "tables" / "documents.csv").read_bytes().startswith(b"\xef\xbb\xbfstatus,")
