"""What is too much to begin with is refused before it is unpacked."""

import struct
import zlib

import pymupdf
import pytest
from archives import LETTER, make_pdf

from extractors.errors import ReadError
from flows.size import refuse_too_large

LIMITS = {"pages": 3, "pixels": 1_000_000}


def png(width: int, height: int) -> bytes:
    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"")) + part(b"IEND", b"")


def pdf(pages: int) -> bytes:
    with pymupdf.open() as file:
        for _ in range(pages):
            file.new_page()
        return file.tobytes()


@pytest.mark.parametrize(("data", "kind"), [(png(20_000, 20_000), "pixels"), (pdf(4), "pages")])
def test_too_many_dots_or_pages_are_named_with_what_to_do(data, kind):
    with pytest.raises(ReadError, match="GONGWEN_") as caught:
        refuse_too_large(data, "a", **LIMITS)
    assert caught.value.kind == kind
    refuse_too_large(data, "a", pages=0, pixels=0)


@pytest.mark.parametrize("data", [png(1000, 1000), pdf(3), b"", b"text", b"%PDF-1.7 broken", b"\x89PNG\r\n"])
def test_what_is_small_or_broken_is_left_to_the_reader(data):
    refuse_too_large(data, "a", **LIMITS)


def test_a_locked_file_is_left_to_the_reader(tmp_path):
    make_pdf(tmp_path / "a.pdf", LETTER, password="secret")
    refuse_too_large((tmp_path / "a.pdf").read_bytes(), "a", **LIMITS)
