"""Whether the text layer of a page can be believed, or the page needs OCR."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extractors.reading.page.glyphs import Shares
from extractors.reading.page.sheet import Sheet

_FEW = 30  # characters: a scan may carry a typed page number
_MUCH = 0.5  # of the page covered by one image
_DRAWN = 400  # filled curves: a dozen Chinese characters have as many
_BAD = 0.05  # share of characters that cannot be text


def judge_page(sheet: Sheet, shares: Shares, images: list[dict[str, Any]], curves: int) -> Sheet:
    """Give the sheet with its route; text that cannot be believed is taken away."""
    picture = _largest_share(sheet, images)
    if shares.bad > shares.total * _BAD:
        return _send_to_ocr(sheet, "its text layer is garbage")
    if shares.total < _FEW and picture > _MUCH:
        return replace(_send_to_ocr(sheet, "it is a scan: no text layer"), runs=sheet.runs)
    if shares.total < _FEW and curves > _DRAWN:
        return replace(_send_to_ocr(sheet, "its text is drawn, not written"), runs=sheet.runs)
    if shares.total and _odd_share(sheet) > 0.5:
        return _send_to_ocr(sheet, "its text layer is garbage")
    if shares.hidden * 2 > shares.total and picture > _MUCH:
        return replace(sheet, route="ocr", why="its text is an earlier recognition that nobody proofread")
    if not shares.total and picture > 0:
        return _send_to_ocr(sheet, "it has an image and no text")
    if not shares.total:
        return replace(sheet, why="; ".join(filter(None, ("blank", sheet.why))))
    return sheet


def _send_to_ocr(sheet: Sheet, why: str) -> Sheet:
    return replace(sheet, runs=(), odd=(), aslant=(), route="ocr", why=why, unread=True)


def _largest_share(sheet: Sheet, images: list[dict[str, Any]]) -> float:
    page = sheet.width * sheet.height
    shares = ((box[2] - box[0]) * (box[3] - box[1]) / page for box in (image["bbox"] for image in images) if page)
    return max(shares, default=0.0)


def _odd_share(sheet: Sheet) -> float:
    """Give the share of characters that are of no script of these documents."""
    chars = [glyph.char for run in sheet.runs for glyph in run if not glyph.char.isspace()]
    return sum(1 for char in chars if not _is_expected(ord(char))) / len(chars) if len(chars) > _FEW else 0.0


def _is_expected(code: int) -> bool:
    return 0x20 < code < 0x7F or 0x2000 <= code <= 0x33FF or 0x3400 <= code <= 0x9FFF or code >= 0xFE00 or code == 0xB7
