import os

import orjson
import pytest

from flows.write import make_folders, remove_stale, write_file


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    write_file(path, b"old")

    def fail(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["a.json"]


def test_the_users_mask_decides_who_may_read(tmp_path):
    mask = os.umask(0o027)
    try:
        write_file(tmp_path / "a.json", b"")
    finally:
        os.umask(mask)
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o640


def test_what_an_earlier_run_wrote_and_this_one_did_not_goes(tmp_path):
    make_folders(tmp_path)
    for name in ("0" * 16, "1" * 16, "2" * 16):
        (tmp_path / "documents" / f"{name}.json").write_text("{}")
    run = {
        "schema": "gongwen-run",
        "inputs": [{"source": "0" * 16, "status": "done"}, {"source": "1" * 16, "status": "done"}],
    }
    (tmp_path / "run.json").write_bytes(orjson.dumps(run))
    remove_stale(tmp_path, ["1" * 16])
    assert sorted(path.stem[0] for path in (tmp_path / "documents").iterdir()) == ["1", "2"]


@pytest.mark.parametrize(
    "run",
    [
        b"",
        b"{}",
        b"[]",
        b'{"schema": "other", "inputs": []}',
        b'{"schema": "gongwen-run", "inputs": [{"source": "../x", "status": "done"}]}',
    ],
)
def test_nothing_goes_where_no_run_of_ours_says_so(tmp_path, run):
    make_folders(tmp_path)
    (tmp_path / "documents" / "x.json").write_text("{}")
    (tmp_path / "x.json").write_text("{}")
    (tmp_path / "run.json").write_bytes(run)
    remove_stale(tmp_path, [])
    assert (tmp_path / "documents" / "x.json").exists()
    assert (tmp_path / "x.json").exists()
