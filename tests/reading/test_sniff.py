"""What a file is, is seen in its bytes."""

from pathlib import Path

import paper
import pymupdf
import pytest

from extractors.errors import ReadError
from extractors.reading import read_bytes, read_file


def kind_of(data: bytes, name: str = "file.pdf") -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    message = str(caught.value)
    assert message.startswith(f"{name}: ") and "\n" not in message
    assert caught.value.advice
    return caught.value.kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b" \n\x00\x00", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "office"),
        (b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", "office"),
        (b"PK\x03\x04" + b"\0" * 26 + b"xl/workbook.xml", "office"),
        (b"PK\x03\x04" + b"\0" * 26 + b"OFD.xml", "ofd"),
        (b"PK\x03\x04" + b"\0" * 26 + b"notes.txt", "archive"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "damaged"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "damaged"),
        ("\n<!DOCTYPE html><html><body>通知</body></html>".encode(), "html"),
        (b"<HTML><head><title>x</title>", "html"),
        (bytes(range(256)) * 20, "binary"),
        (b"%PDF-1.7\nnot really", "damaged"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


def test_an_encrypted_pdf_is_named() -> None:
    file = paper.new_file()
    paper.write(paper.new_page(file), 80, 100, "关于下达资金的通知")
    data = paper.to_bytes(file, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="owner")
    assert kind_of(data) == "encrypted"


def test_a_pdf_with_an_owner_password_only_is_read() -> None:
    file = paper.new_file()
    paper.write(paper.new_page(file), 80, 100, "关于下达资金的通知")
    data = paper.to_bytes(file, encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="owner")
    assert read_bytes(data, "a.pdf").text == "关于下达资金的通知"


def test_the_name_decides_nothing() -> None:
    file = paper.new_file()
    paper.write(paper.new_page(file), 80, 100, "关于下达资金的通知")
    assert read_bytes(paper.to_bytes(file), "a.txt").format == "pdf"
    assert read_bytes("关于下达资金的通知".encode(), "a.pdf").format == "text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_of_text_files(encoding: str) -> None:
    assert read_bytes("粤财工〔2020〕228号".encode(encoding), "a.txt").text == "粤财工〔2020〕228号"


def test_big_endian_utf_16() -> None:
    assert read_bytes(b"\xfe\xff" + "关于".encode("utf-16-be"), "a.txt").text == "关于"


def test_places_that_cannot_be_read(tmp_path: Path) -> None:
    for path, kind in ((tmp_path / "none.pdf", "missing"), (tmp_path, "folder")):
        with pytest.raises(ReadError) as caught:
            read_file(path)
        assert caught.value.kind == kind


def test_a_file_cut_in_the_middle_is_never_read_in_silence() -> None:
    file = paper.new_file()
    for number in range(6):
        page = paper.new_page(file)
        paper.write_lines(page, [f"第{number}页的正文在这里，足够长的一行文字用来填满页面。"] * 20)
    data = paper.to_bytes(file)
    whole = read_bytes(data, "a.pdf")
    for share in (0.3, 0.5, 0.7, 0.9):
        try:
            document = read_bytes(data[: int(len(data) * share)], "a.pdf")
        except ReadError as error:
            assert error.kind == "damaged"
        else:
            assert document.text == whole.text or all(page.why for page in document.pages)
