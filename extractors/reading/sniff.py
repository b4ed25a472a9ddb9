"""What kind of file it is, by its content: names lie."""

from __future__ import annotations

import regex

from extractors.errors import ReadError

_HTML = regex.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta[\s>]", regex.IGNORECASE)
_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office", "an old Office or WPS file"),
    (b"GIF8", "image", "a GIF image"),
    (b"BM", "image", "a BMP image"),
    (b"Rar!", "archive", "a RAR archive"),
    (b"7z\xbc\xaf", "archive", "a 7z archive"),
    (b"{\\rtf", "office", "an RTF file"),
)
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")  # PNG, JPEG, TIFF
_ZIPS: tuple[tuple[bytes, str, str], ...] = (
    (b"OFD.xml", "ofd", "an OFD file"),
    (b"word/", "office", "a Word file"),
    (b"xl/", "office", "an Excel file"),
    (b"ppt/", "office", "a PowerPoint file"),
)
_ADVICE = {
    "office": "save it as PDF and give that",
    "ofd": "convert it to PDF and give that",
    "html": "print the page to PDF, or save its text as .txt",
    "image": "save it as PNG, JPEG, TIFF or PDF and give that",
    "archive": "unpack it and give the files inside",
    "binary": "give a PDF or a text file",
}


def find_format(data: bytes, name: str) -> str:
    """Give `pdf`, `image` or `text`.

    Raises:
        ReadError: the file is empty or of a kind that is not read.

    """
    if not data.strip(b"\x00 \t\r\n"):
        raise ReadError(name, "the file is empty", "fetch it again", kind="empty")
    if b"%PDF" in data[:1024]:
        return "pdf"
    if data.startswith(_PICTURES):
        return "image"
    refuse_known(data, name)
    return "text"


def refuse_known(data: bytes, name: str) -> None:
    """Raise for a file of a kind that is known and not read."""
    for mark, kind, what in _MARKS:
        if data.startswith(mark) and (mark != b"BM" or b"\x00" in data[:32]):
            raise ReadError(name, f"this is {what}", _ADVICE[kind], kind=kind)
    if data.startswith(b"PK\x03\x04"):
        kind, what = next(((kind, what) for mark, kind, what in _ZIPS if mark in data), ("archive", "a ZIP archive"))
        raise ReadError(name, f"this is {what}", _ADVICE[kind], kind=kind)
    if _HTML.search(data[:2048].replace(b"\x00", b"")):
        raise ReadError(name, "this is a web page (HTML)", _ADVICE["html"], kind="html")


def decode_text(data: bytes, name: str) -> str:
    """Give the text of a text file: UTF-8, UTF-16 with a mark, or GB 18030.

    Raises:
        ReadError: it is not text.

    """
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
    raise ReadError(name, "this is neither a PDF nor text", _ADVICE["binary"], kind="binary")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8-sig", "gb18030")


def _is_text(text: str) -> bool:
    """Say whether hardly any character is a control character."""
    bad = sum(1 for char in text if (char < " " and char not in "\t\n\r\f\v\x1a") or char in "\x7f\ufffd")
    return bad <= len(text) // (1000 if bad > 1 else 8)
