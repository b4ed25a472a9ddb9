"""Files that are too much to begin with: refused by what their heads say, before anything of them is unpacked."""

from __future__ import annotations

import pymupdf

from extractors.errors import ReadError

_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_FAULTS = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)


def refuse_too_large(data: bytes, name: str, *, pages: int, pixels: int) -> None:
    """Raise for a PDF of more pages, or a picture of more dots, than are allowed; 0 allows any number.

    Raises:
        ReadError: it has more.

    """
    try:
        if pixels and data.startswith(_PICTURES):
            _refuse_picture(data, name, pixels)
        elif pages and b"%PDF" in data[:1024]:
            _refuse_pages(data, name, pages)
    except _FAULTS:
        return  # what is wrong with it, the reader says


def _refuse_picture(data: bytes, name: str, most: int) -> None:
    with pymupdf.open(stream=data) as file:
        for info in file[0].get_image_info():
            if (dots := info["width"] * info["height"]) > most:
                advice = "save it at 200 to 300 dots an inch, or allow it with GONGWEN_PIXELS"
                raise ReadError(name, f"a picture of {dots // 1_000_000} million dots", advice, kind="pixels")


def _refuse_pages(data: bytes, name: str, most: int) -> None:
    with pymupdf.open(stream=data, filetype="pdf") as file:
        if not file.needs_pass and file.page_count > most:
            problem = f"it has {file.page_count} pages"
            raise ReadError(name, problem, "split it, or allow it with GONGWEN_PAGES", kind="pages")
