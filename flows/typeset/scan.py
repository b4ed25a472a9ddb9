"""Pages as a scanner gives them: pictures of paper that was signed, folded and copied; the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import pymupdf
import regex

from flows.typeset.closing import DATE
from flows.typeset.scanning.glass import take_picture
from flows.typeset.scanning.paper import age_paper
from flows.typeset.scanning.picture import Light, page_to_light
from flows.typeset.scanning.scanner import SCANNERS, Scanner
from flows.typeset.scanning.seal import Seal, press_seal
from flows.typeset.scanning.stamp import press_stamp

__all__ = ["SCANNERS", "Scanner", "Seal", "find_signature", "scan_pdf"]

_SPACE = regex.compile(r"\s+")


def scan_pdf(data: bytes, scanner: Scanner, *, pages: Sequence[int] = (), seals: Sequence[Seal] = ()) -> bytes:
    """Replace every page, or the pages given (from 1), by its picture; seals lie on the page that is signed.

    Raises:
        ValueError: a seal has no place and no page is signed, or there is no such page.

    """
    scanned = pymupdf.open()
    with pymupdf.open(stream=data) as document:
        chosen = [_take_page(document, number) for number in pages or range(1, document.page_count + 1)]
        pressed = _place_seals(document, seals)
        for page in chosen:
            paper = _sheet(document, page, scanner, pressed.get(page.number, ()))
            _add_picture(scanned, page, take_picture(paper, scanner, page.number), scanner)
    return bytes(scanned.tobytes(garbage=3, deflate=True, no_new_id=True))


def _take_page(document: Any, number: int) -> Any:
    if not 1 <= number <= document.page_count:
        raise ValueError(f"there is no page {number}; the document has {document.page_count}")
    return document[number - 1]


def find_signature(page: Any) -> tuple[float, float] | None:
    """Give the middle of the date of signature, in points: the last line that is a date and stands at the right."""
    found = None
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", ()):
            text = _SPACE.sub("", "".join(span["text"] for span in line["spans"]))
            left, top, right, bottom = line["bbox"]
            if DATE.fullmatch(text) and left + right > page.rect.width:
                found = (left + right) / 2, (top + bottom) / 2
    return found


def _place_seals(document: Any, seals: Sequence[Seal]) -> dict[int, list[tuple[Seal, tuple[float, float]]]]:
    """Give the seals by page, each with its middle."""
    placed: dict[int, list[tuple[Seal, tuple[float, float]]]] = {}
    if not seals:
        return placed
    signed = [(page.number, middle) for page in document if (middle := find_signature(page))]
    for seal in seals:
        if not seal.middle and not signed:
            raise ValueError("no page bears a date of signature; say where the seal is to lie")
        number, middle = signed[-1] if signed else (0, (0.0, 0.0))
        placed.setdefault(number, []).append((seal, seal.middle or middle))
    return placed


def _sheet(document: Any, page: Any, scanner: Scanner, seals: Sequence[tuple[Seal, tuple[float, float]]]) -> Light:
    """Give a sheet of paper with all that is on it."""
    light = page_to_light(page, scanner.dpi)
    for seal, middle in seals:
        light = press_seal(light, seal, middle, scanner.dpi)
    if scanner.stamped and not page.number:
        light = press_stamp(light, scanner.dpi, scanner.seed)
    back = page.number + (-1 if page.number % 2 else 1)  # leaves are printed on both sides
    other = page_to_light(document[back], scanner.dpi) if scanner.bleed and back < document.page_count else None
    return age_paper(light, other, scanner, page.number)


def _add_picture(scanned: Any, page: Any, pixels: Any, scanner: Scanner) -> None:
    width, height = page.rect.width, page.rect.height
    sheet = scanned.new_page(width=height if scanner.turn % 2 else width, height=width if scanner.turn % 2 else height)
    sheet.insert_image(sheet.rect, stream=_encode(pixels, scanner))


def _encode(pixels: Any, scanner: Scanner) -> bytes:
    """Give the picture as a file: JPEG, or PNG of one bit."""
    if scanner.bilevel:
        return bytes(cv2.imencode(".png", pixels, [cv2.IMWRITE_PNG_BILEVEL, 1])[1])
    colours = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    return bytes(cv2.imencode(".jpg", colours, [cv2.IMWRITE_JPEG_QUALITY, scanner.quality])[1])
