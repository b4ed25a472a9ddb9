"""Runs linked afterwards are one run over all documents, byte for byte."""

from itertools import permutations
from pathlib import Path

import pytest
from archives import make_archive

from flows.archive import finish
from flows.gather import gather
from flows.link import link_archive
from flows.link_store import link_store
from flows.settings import UsageError, read_settings
from flows.work import Job, do_one
from flows.write import make_folders

MODELS = str(read_settings({}).models)


def results(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "graph.json", *sorted((out / "tables").iterdir()))}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Give one run over all documents, and one run a document."""
    folder = tmp_path_factory.mktemp("archive")
    make_archive(folder / "in")
    files = gather([str(folder / "in")]).files
    for name, group in [("all", files), *((str(at), [file]) for at, file in enumerate(files))]:
        make_folders(folder / name)
        job = Job(MODELS, str(folder / name))
        finish(folder / name, [do_one(file, job).file.source for file in group])
    return folder


@pytest.mark.parametrize("order", list(permutations("012")))
def test_any_order_gives_the_bytes_of_one_run(archive, tmp_path, order):
    link_archive([archive / name for name in order], tmp_path / "out")
    assert results(tmp_path / "out") == results(archive / "all")


def test_a_store_of_the_runs_gives_the_bytes_of_one_run(archive, tmp_path):
    store = str(tmp_path / "archive.sqlite")
    for name in "210":
        link_store([archive / name], store, tmp_path / "out")
    assert (tmp_path / "out" / "graph.json").read_bytes() == (archive / "all" / "graph.json").read_bytes()
    assert link_store([archive / "all"], store).growth.added == 0


def test_step_by_step_and_twice_gives_the_bytes_of_one_run(archive, tmp_path):
    link_archive([archive / "2", archive / "0"], tmp_path / "part")
    link_archive([tmp_path / "part", archive / "1", archive / "0" / "graph.json"], tmp_path / "out")
    assert results(tmp_path / "out") == results(archive / "all")
    link_archive([tmp_path / "out"], tmp_path / "out")
    assert results(tmp_path / "out") == results(archive / "all")


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"nodes": [], "edges": []}',
        b'{"schema": "gongwen-graph", "schema_version": "1.0.0"}',
        b'{"schema": "gongwen-graph", "schema_version": "1.0.0", "sources": [], "nodes": [1], "edges": []}',
    ],
)
def test_what_is_no_graph_is_one_line_and_nothing_is_written(archive, tmp_path, content):
    (tmp_path / "bad").mkdir()
    if content is not None:
        (tmp_path / "bad" / "graph.json").write_bytes(content)
    with pytest.raises(UsageError) as caught:
        link_archive([archive / "0", tmp_path / "bad"], tmp_path / "out")
    assert "graph.json: " in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_graph_cut_off_in_the_middle_is_one_line(archive, tmp_path):
    whole = (archive / "all" / "graph.json").read_bytes()
    (tmp_path / "graph.json").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UsageError, match=r"graph\.json: not a graph"):
        link_archive([tmp_path], tmp_path / "out")


def test_a_graph_without_its_table_of_amounts_is_said(archive, tmp_path):
    (tmp_path / "graph.json").write_bytes((archive / "0" / "graph.json").read_bytes())
    assert link_archive([tmp_path], tmp_path / "out").bare == (str(tmp_path),)
