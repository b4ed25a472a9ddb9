"""Whether the text layer of a page can be believed, or the page needs OCR."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import regex

from extractors.reading.page.glyphs import Shares
from extractors.reading.page.sheet import Sheet

_FEW = 30  # characters: a scan may carry a typed page number
_MUCH = 0.5  # of the page covered by one image
_DRAWN = 400  # filled curves: a dozen Chinese characters have as many
_BAD = 0.05  # share of characters that cannot be text
_RARE = 0.15  # of the Chinese characters: a list of names has half as many
_SOME = 20  # Chinese characters, from which on their share says something
_PASTED = 0.1  # of the page: a smaller picture is a mark or a stamp
_HAN = regex.compile(r"[\u4e00-\u9fff]")


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
    if _rare_share(sheet) > _RARE:
        return _send_to_ocr(sheet, "its text layer is garbage")
    if not shares.total and picture > 0:
        return _send_to_ocr(sheet, "it has an image and no text")
    if not shares.total:
        return replace(sheet, why="; ".join(filter(None, ("blank", sheet.why))))
    if pasted := _pasted_share(sheet, images):
        return replace(sheet, why="; ".join(filter(None, (sheet.why, f"a picture on it ({pasted:.0%}) was not read"))))
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


def _rare_share(sheet: Sheet) -> float:
    """Give the share of Chinese characters that neither simplified nor traditional text commonly has.

    Fonts that give their characters false names have many of them beside right ones.
    """
    chars = [glyph.char for run in sheet.runs for glyph in run if _HAN.match(glyph.char)]
    return sum(not _is_common(char) for char in chars) / len(chars) if len(chars) >= _SOME else 0.0


@cache
def _is_common(char: str) -> bool:
    """Say whether a character is of the first level of GB/T 2312 or of Big5."""
    simplified, traditional = (char.encode(name, "replace") for name in ("gb2312", "big5"))
    return b"\xb0" <= simplified[:1] <= b"\xd7" or b"\xa4" <= traditional[:1] <= b"\xc6"


def _pasted_share(sheet: Sheet, images: list[dict[str, Any]]) -> float:
    """Give the share of the page under the largest picture that no text stands on."""
    middles = [((glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2) for run in sheet.runs for glyph in run]
    bare = [image for image in images if not any(_holds(image["bbox"], x, y) for x, y in middles)]
    share = _largest_share(sheet, bare)
    return share if share > _PASTED else 0.0


def _holds(box: Any, x: float, y: float) -> bool:
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _is_expected(code: int) -> bool:
    return 0x20 < code < 0x7F or 0x2000 <= code <= 0x33FF or 0x3400 <= code <= 0x9FFF or code >= 0xFE00 or code == 0xB7
