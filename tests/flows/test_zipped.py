"""Zip archives: members are documents, no name leads anywhere, bombs are refused."""

import io
import zipfile
from pathlib import Path

import pytest

from flows.gather import Found, Unreadable, find_items, gather, read_input
from flows.zipped import ZipError, list_members, read_member, safe_name


def archive(path: Path, members: dict[str, bytes], *, packed: bool = True) -> Path:
    path.write_bytes(zipped(members, packed=packed))
    return path


def zipped(members: dict[str, bytes], *, packed: bool = True) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED)
    return data.getvalue()


def test_members_are_documents_with_the_archive_in_their_path(tmp_path):
    members = {"2020/a.txt": "甲".encode(), "b.pdf": b"%PDF-1.7", "notes.md": b"#", "scan": b"%PDF-1.4", "d/": b""}
    found = gather([str(archive(tmp_path / "in.zip", {**members, "__MACOSX/a.txt": b"x", ".b.txt": b"y"}))])
    assert [path for file in found.files for path in file.paths] == [
        f"{tmp_path}/in.zip/{name}" for name in ("2020/a.txt", "b.pdf", "scan")
    ]
    assert found.ignored == (f"{tmp_path}/in.zip/notes.md",)
    assert [read_input(file) for file in found.files] == ["甲".encode(), b"%PDF-1.7", b"%PDF-1.4"]


def test_a_member_is_the_same_document_as_the_file_beside_it(tmp_path):
    archive(tmp_path / "in.zip", {"b.txt": b"same"})
    (tmp_path / "a.txt").write_bytes(b"same")
    (file,) = gather([str(tmp_path)]).files
    assert file.names == ("a.txt", "b.txt")
    assert not file.inside


def test_archives_in_archives(tmp_path):
    inner = zipped({"c.txt": b"deep", "d.txt": b"too"})
    (one, two, three) = gather([str(archive(tmp_path / "in.zip", {"a.txt": b"a", "x/b.zip": inner}))]).files
    assert [file.names for file in (one, two, three)] == [("a.txt",), ("c.txt",), ("d.txt",)]
    assert read_input(two) == b"deep"
    data = b"x"
    for _ in range(6):
        data = zipped({"a.zip": data})
    (item,) = find_items([str(archive(tmp_path / "deep.zip", {"a.zip": data}))])
    assert isinstance(item, Unreadable)
    assert "too deep" in item.problem


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("a\\..\\b.txt", "a/b.txt"),
        ("公文.txt".encode("gb18030").decode("cp437"), "公文.txt"),
        ("公文.txt".encode().decode("cp437"), "公文.txt"),
        ("..", "unnamed"),
    ],
)
def test_no_name_leads_out_of_the_archive(name, safe):
    assert safe_name(zipfile.ZipInfo(name)) == safe


def test_a_name_in_utf8_stays():
    info = zipfile.ZipInfo("公文.txt")
    info.flag_bits |= 0x800
    assert safe_name(info) == "公文.txt"


def test_a_bomb_is_refused_before_it_is_read(tmp_path):
    path = archive(tmp_path / "bomb.zip", {"a.txt": b"\0" * 50_000_000})
    with pytest.raises(ZipError, match="bomb"):
        list(list_members(str(path)))
    mixed = archive(
        tmp_path / "mixed.zip", {"a.txt": b"\0" * 20_000_000, "b.txt": bytes(range(256)) * 4000}, packed=True
    )
    found = list(find_items([str(mixed)]))
    assert any(isinstance(item, Unreadable) and "bomb" in item.problem for item in found)


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_says(tmp_path):
    path = archive(tmp_path / "in.zip", {"a.txt": b"\0" * 5_000_000})
    data = path.read_bytes()
    path.write_bytes(data.replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(ZipError, match="damaged"):
        read_member(str(path), (0,))


@pytest.mark.parametrize("damage", [lambda data: data[:40], lambda data: data[:30] + b"\xff" * 9 + data[39:]])
def test_a_damaged_archive_or_member_is_named(tmp_path, damage):
    path = archive(tmp_path / "in.zip", {"a.txt": b"content" * 50})
    path.write_bytes(damage(path.read_bytes()))
    found = gather([str(path)])
    (item,) = found.unreadable
    assert "damaged" in item.problem
    assert not found.files


def test_an_archive_under_another_name_is_left_to_the_reader(tmp_path):
    (item,) = find_items([str(archive(tmp_path / "in.pdf", {"a.txt": b"x"}))])
    assert isinstance(item, Found)
    assert not item.inside
