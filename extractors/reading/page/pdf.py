"""PDF → sheets: characters with exact boxes and strokes, page rotation applied."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pymupdf
import regex

from extractors.document import Box
from extractors.errors import ReadError
from extractors.reading.page.gate import judge_page
from extractors.reading.page.glyphs import count_characters, page_to_print
from extractors.reading.page.sheet import Sheet
from extractors.reading.page.strokes import count_curves, drawings_to_rules
from extractors.reading.page.turning import find_turn, turned_matrix
from extractors.reading.scans.ocr import PageReader

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

_FAULTS = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)
_BROKEN = regex.compile(
    r"(?<!ignored )(?:syntax|library|format|read|zlib) error|cannot |not a stream|broken|slow lookup"
)
_MANY = 300_000  # characters on a page: no printed page has as many
_LONG = 6_000_000  # bytes that draw a page: its lines alone would take minutes
_DAMAGED = "fetch it again; the copy is incomplete"


def read_pdf(data: bytes, name: str, reader: PageReader | None = None) -> tuple[Sheet, ...]:
    """Give the pages of a PDF; without a reader, those that need OCR stay unread.

    Raises:
        ReadError: it is damaged, encrypted, or has no pages or nothing on them.

    """
    pymupdf.TOOLS.reset_mupdf_warnings()
    with _open(data, name) as file:
        damaged = file.is_repaired or _complaint()
        sheets = tuple(_read_page(file, number, reader) for number in range(file.page_count))
        if damaged or file.is_repaired:
            sheets = tuple(
                _add_why(sheet, "the file was damaged and repaired: text may be missing") for sheet in sheets
            )
    lost = not any(sheet.runs or sheet.odd or sheet.route == "ocr" for sheet in sheets)
    if lost and any("damaged" in (sheet.why or "") for sheet in sheets):
        raise ReadError(name, "the PDF is damaged and none of its text is left", _DAMAGED, kind="damaged")
    return sheets


def _complaint() -> bool:
    """Say whether MuPDF met something broken since this was last asked."""
    return bool(_BROKEN.search(pymupdf.TOOLS.mupdf_warnings(reset=True)))


def images_to_pdf(data: bytes, name: str) -> bytes:
    """Give the images of a file (TIFF holds many), each as a page of its size, as a PDF.

    Raises:
        ReadError: they cannot be read.

    """
    try:
        with pymupdf.open(stream=data) as file:
            return bytes(file.convert_to_pdf())
    except _FAULTS as error:
        raise ReadError(name, "the image cannot be opened", _DAMAGED, kind="damaged") from error


def _open(data: bytes, name: str) -> Any:
    try:
        file = pymupdf.open(stream=data, filetype="pdf")
        pages = 0 if file.needs_pass else file.page_count
    except _FAULTS as error:
        raise ReadError(name, "the PDF cannot be opened", _DAMAGED, kind="damaged") from error
    if file.needs_pass:
        file.close()
        raise ReadError(name, "the PDF is encrypted", "remove its password and give that copy", kind="encrypted")
    if not file.is_pdf or not pages:
        file.close()
        raise ReadError(name, "the PDF has no pages that can be read", _DAMAGED, kind="damaged")
    return file


def _read_page(file: Any, index: int, reader: PageReader | None) -> Sheet:
    """Give one page; a page that cannot be loaded is there, unread."""
    try:
        page = file[index]
        printed = page.get_textpage(flags=pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP)
        if len(printed.extractText()) > _MANY:
            return Sheet(index + 1, 0, 0, why="it has absurdly many characters", unread=True)
        text = page.get_text("rawdict", textpage=printed)
        images = page.get_image_info()
        drawings = page.get_cdrawings() if len(page.read_contents()) < _LONG else None
    except _FAULTS:
        return Sheet(index + 1, 0, 0, why="the page is damaged", unread=True)
    broken = _complaint()
    lines = [line for block in text["blocks"] for line in block.get("lines", ())]
    turn = find_turn(lines, page.rotation_matrix)
    width, height = max(page.rect.width, 0.0), max(page.rect.height, 0.0)
    matrix = turned_matrix(page.rotation_matrix, turn, width, height)
    area = Box(0, 0, height, width) if turn % 2 else Box(0, 0, width, height)
    shares = count_characters(lines)
    print_ = page_to_print(lines, matrix, area, index + 1, hidden=shares.hidden * 2 > shares.total)
    (flat, upright), why = drawings_to_rules(drawings, matrix)
    sheet = Sheet(index + 1, area.right, area.bottom, *print_, flat, upright, why=why, turn=turn)
    judged = judge_page(sheet, shares, images, count_curves(drawings or ()))
    if judged.route == "ocr" and reader is not None:
        from extractors.reading.scans.transcript import recognise

        judged = recognise(page, judged, reader)
    return _add_why(judged, "the page is damaged: text may be missing") if broken else judged


def _add_why(sheet: Sheet, why: str) -> Sheet:
    return replace(sheet, why="; ".join(filter(None, (sheet.why, why))))
