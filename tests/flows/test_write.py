import os

import pytest

from flows.write import make_folders, remove_halves, remove_stale, to_bytes, to_chunks, write_file


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
    for name in "012x":
        (tmp_path / "documents" / f"{name}.json").write_text("{}")
    remove_stale(tmp_path, lambda name: name in "012", lambda name: name == "1")
    assert sorted(path.stem for path in (tmp_path / "documents").iterdir()) == ["1", "x"]


def test_what_a_killed_run_left_half_written_goes_and_nothing_else(tmp_path):
    make_folders(tmp_path)
    (tmp_path / "state" / "ab").mkdir(parents=True)
    halves = [".graph.json.1.part", "documents/.a.json.2.part", "tables/.checks.csv.3.part", "state/ab/.abcd.4.part"]
    for name in (*halves, "mine.part", "documents/.hidden"):
        (tmp_path / name).write_text("")
    remove_halves(tmp_path)
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert left == ["documents/.hidden", "mine.part"]


@pytest.mark.parametrize("items", [[], [1], [{"b": [1, {}], "a": "x\ny"}, [], {"c": {"d": []}}]])
def test_json_in_chunks_has_the_bytes_of_json_at_once(items):
    fixed = {"z": 1, "a": {"b": [1, 2]}, "m": []}
    assert b"".join(to_chunks(fixed, {"items": iter(items)})) == to_bytes({**fixed, "items": items})
