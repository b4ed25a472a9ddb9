"""A page that has to be recognised → its sheet: what OCR read, in points, as if it had been printed there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extractors.document import Box
from extractors.errors import OcrError
from extractors.reading.page.sheet import Glyph, Run, Sheet, Strip
from extractors.reading.scans.barring import pixels_to_rules
from extractors.reading.scans.brackets import settle_brackets
from extractors.reading.scans.inking import Inked, ink_lines
from extractors.reading.scans.ocr import PageReader
from extractors.reading.scans.picture import is_blank, page_to_pixels
from extractors.reading.scans.rubble import without_rubble
from extractors.reading.scans.scan import Scan, read_scan
from extractors.reading.scans.seals import Seal, find_seals, read_under
from extractors.reading.scans.titles import settle_titles
from extractors.text import heal

_READABLE = 0.6  # mean score of a page: below it nothing on it can be believed
_BELOW = 0.37  # of the font size from the middle of a line down to its base line


def recognise(page: Any, sheet: Sheet, reader: PageReader) -> Sheet:
    """Give the sheet with what the reader reads on it; a page that cannot be read stays as it is, with the reason."""
    try:
        pixels, zoom = page_to_pixels(page)
        if is_blank(pixels):
            return replace(sheet, why=_reasons(sheet.why, "blank"), unread=False)
        scan = read_scan(pixels, reader)
        lines, seals = read_under(scan.pixels, scan.lines, find_seals(scan.pixels, zoom * 72), reader)
    except OcrError as error:
        return replace(sheet, why=_reasons(sheet.why, error.problem))
    if scan.score < _READABLE:
        problem = (
            f"it was read with a score of {scan.score:.2f} only" if scan.lines else "nothing on it looks like text"
        )
        return replace(sheet, why=_reasons(sheet.why, problem))
    marks = tuple((_mark(seal, zoom, sheet.number),) for seal in seals if seal.line)
    size = (page.rect.width, page.rect.height)
    return replace(_transcribe(replace(scan, lines=lines), sheet, zoom, size), seals=marks)


def _reasons(*whys: str | None) -> str:
    return "; ".join(filter(None, whys))


def _transcribe(scan: Scan, sheet: Sheet, zoom: float, size: tuple[float, float]) -> Sheet:
    width, height = size[:: -1 if scan.turn % 2 else 1]
    lines = [settle_brackets(without_rubble(line)) for line in scan.lines if line.text.strip(" _")]
    looks = ink_lines(settle_titles(lines), scan.pixels)
    flat, upright = pixels_to_rules(scan.pixels, zoom)
    return replace(
        sheet,
        width=width,
        height=height,
        runs=tuple(_run(look, zoom) for look in looks if look.line.stops),
        odd=tuple(_odd(look, zoom, sheet.number) for look in looks if not look.line.stops),
        aslant=(),
        flat=flat,
        upright=upright,
        unread=False,
        turn=scan.turn,
        lean=scan.lean,
    )


def _run(look: Inked, zoom: float) -> Run:
    """Give the characters of a line; its outer edges are those of the ink."""
    line, box, size = look.line, look.box, look.size / zoom
    top, bottom = box.top / zoom, box.bottom / zoom
    base = (top + bottom) / 2 + _BELOW * size
    stops = [min(max(stop, box.left), box.right) / zoom for stop in line.stops]
    stops[0], stops[-1] = box.left / zoom, box.right / zoom
    seconds = line.seconds or (("", 0.0),) * len(line.text)
    return tuple(
        Glyph(heal(char), stops[at], stops[at + 1], top, bottom, base, size, False, look.red, score, line.doubt, second)
        for at, (char, score, second) in enumerate(zip(line.text, line.scores, seconds, strict=True))
    )


def _odd(look: Inked, zoom: float, page: int) -> Strip:
    line, box = look.line, _to_points(look.box, zoom)
    scores = line.scores or (line.score,) * len(line.text)
    size = look.size / zoom
    return Strip(heal(line.text), (), box, page, box.bottom, size, False, look.red, scores, line.doubt, line.seconds)


def _mark(seal: Seal, zoom: float, page: int) -> Strip:
    assert seal.line
    return _odd(Inked(seal.line, seal.box, seal.radius / 4, True), zoom, page)


def _to_points(box: Box, zoom: float) -> Box:
    return Box(*(round(edge / zoom, 2) for edge in (box.left, box.top, box.right, box.bottom)))
