"""`gongwen export` writes an archive whole, from a folder and from a store alike."""

import pytest
from test_archive import TITLES, cited

from extractors.export.formats import FORMATS
from extractors.graph import merge
from extractors.graph_json import graph_to_bytes
from extractors.linking import conclude
from flows.export import export_archive
from flows.link_store import link_store
from flows.settings import UsageError
from flows.versions import producer


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    parts = [cited("国知发〔2020〕1号", TITLES[0], "a"), cited("国知办发〔2020〕1号", TITLES[1], "b", status="held")]
    (folder / "graph.json").write_bytes(graph_to_bytes(conclude(merge(parts)), producer()))
    link_store([folder], str(folder / "archive.sqlite"))
    return folder


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_store_gives_the_bytes_of_the_folder(archive, tmp_path, name):
    whole = export_archive(str(archive), name, tmp_path / "whole")
    streamed = export_archive(str(archive / "archive.sqlite"), name, tmp_path / "streamed")
    assert [path.name for path in whole] == [path.name for path in streamed]
    assert [path.read_bytes() for path in whole] == [path.read_bytes() for path in streamed]
    assert {path.name for path in (tmp_path / "whole").iterdir()} == {path.name for path in whole}


def test_where_nothing_is_nothing_is_written(tmp_path):
    for place in (str(tmp_path / "none"), str(tmp_path / "none.sqlite")):
        with pytest.raises(UsageError, match="no such file"):
            export_archive(place, "csv", tmp_path / "out")
    assert not list(tmp_path.iterdir())
