import os
from pathlib import Path

import pytest

from flows.gather import gather
from flows.settings import UsageError


def test_folders_are_walked_sorted_and_hidden_ones_left_out(tmp_path):
    for name in ("b.pdf", "a.txt", "deep/er/c.PDF", ".hidden.pdf", ".git/d.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    gathered = gather([str(tmp_path)])
    assert [Path(file.path).name for file in gathered.files] == ["a.txt", "b.pdf", "c.PDF"]
    assert gathered.unreadable == gathered.ignored == ()


def test_the_same_bytes_are_one_file_with_all_its_names(tmp_path):
    for name in ("z.txt", "a.txt", "copy/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"same")
    (file,) = gather([str(tmp_path)]).files
    assert file.names == ("a.txt", "z.txt")
    assert len(file.paths) == 3
    assert file.source == "0967115f2813a354"


def test_files_in_folders_that_are_no_documents_are_ignored_unless_their_content_says_otherwise(tmp_path):
    (tmp_path / "notes.md").write_text("# notes")
    (tmp_path / "scan").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    gathered = gather([str(tmp_path)])
    assert [Path(file.path).name for file in gathered.files] == ["old.doc", "scan"]
    assert [Path(path).name for path in gathered.ignored] == ["notes.md"]


def test_a_named_file_is_taken_whatever_it_looks_like(tmp_path):
    (tmp_path / "notes.md").write_text("# notes")
    assert len(gather([str(tmp_path / "notes.md")]).files) == 1


def test_globs(tmp_path):
    for name in ("a1.txt", "a2.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    assert len(gather([str(tmp_path / "a*.txt")]).files) == 2
    with pytest.raises(UsageError, match="no file fits"):
        gather([str(tmp_path / "c*.txt")])


def test_brackets_in_a_name_that_exists_are_no_pattern(tmp_path):
    (tmp_path / "[2020]228.txt").write_text("x")
    assert len(gather([str(tmp_path / "[2020]228.txt")]).files) == 1


def test_what_is_not_there_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match=r"nothing\.pdf: no such file or folder"):
        gather([str(tmp_path / "nothing.pdf")])


def test_a_folder_without_documents_is_named(tmp_path):
    (tmp_path / "notes.md").write_text("# notes")
    (tmp_path / "empty").mkdir()
    (item,) = gather([str(tmp_path)]).unreadable
    assert "only 1 other file" in item.problem
    (item,) = gather([str(tmp_path / "empty")]).unreadable
    assert item.problem == "an empty folder"


def test_what_is_no_regular_file_is_named(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "lost.pdf").symlink_to(tmp_path / "nowhere")
    problems = {Path(item.path).name: item.problem for item in gather([str(tmp_path)]).unreadable}
    assert problems == {"pipe.pdf": "not a regular file", "lost.pdf": "no such file or directory"}


def test_a_name_of_other_bytes_than_utf8_can_be_shown(tmp_path):
    (tmp_path / os.fsdecode(b"\xb9\xab\xce\xc4.txt")).write_bytes(b"x")  # 公文 in GBK
    (file,) = gather([str(tmp_path)]).files
    file.names[0].encode()
    assert Path(file.path).read_bytes() == b"x"
