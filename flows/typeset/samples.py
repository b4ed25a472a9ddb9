"""Small files of pages that are hard to take in: no text layer, a false one, paper that lay the wrong way.

`python -m flows.typeset.samples FOLDER` writes them; all show the same slip of paper, or parts of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pymupdf
import regex

from flows.typeset.scan import SCANNERS, Scanner, Seal, scan_pdf

SIZE = (420.0, 298.0)  # points: A6 on its side
LINES = (
    (60, 14, "某省财政厅关于下达水利资金的函"),
    (84, 11, "某财农函〔2023〕12号"),
    (108, 11, "根据《某省水利资金管理办法》（某财农〔2021〕7号），"),
    (126, 11, "下达资金1,200,000.00元，详见下表（单位：元）。"),
    (246, 11, "某省财政厅"),
    (266, 11, "2023年5月6日"),
)
ROWS = (
    ("地区", "项目", "金额"),
    ("甲市", "水库除险加固", "750,000.00"),
    ("乙市", "农村饮水安全", "450,000.00"),
    ("合计", "", "1,200,000.00"),
)
COLUMNS = (40.0, 130.0, 270.0, 380.0)
TOP, STEP = 140.0, 21.0
FACE = pymupdf.Font("china-s")
FONT = "Slip"
FALSE = "某省则政厅关于下达水利资佥的函某财农函〔2023〕72号根据下达资金1,260,000.00元2028年5月6日"
_BOTH = regex.compile(rb"(<[0-9a-fA-F]{4}>\s*)<([0-9a-fA-F]{4})>(?=\s)")


def make_samples() -> dict[str, bytes]:
    """Give the samples by name; the same bytes every time."""
    printed, light = make_slip(), SCANNERS["light"]
    makers: dict[str, Callable[[], bytes]] = {
        "text layer": lambda: printed,
        "no layer": lambda: scan_pdf(printed, light),
        "lost code points": lambda: _without_code_points(printed),
        "false code points": lambda: _with_false_code_points(printed),
        "hidden layer": lambda: _with_hidden_text(scan_pdf(printed, light)),
        "rotated": lambda: join(scan_pdf(printed, replace(light, turn=turn, seed=turn)) for turn in (2, 3)),
        "blank": lambda: _blank_leaf(printed),
        "mixed": lambda: join((printed, scan_pdf(printed, light), _pasted(printed))),
        "fax": lambda: scan_pdf(printed, SCANNERS["fax"]),
        "coarse": lambda: scan_pdf(printed, SCANNERS["coarse"]),
        "heavy": lambda: scan_pdf(printed, replace(SCANNERS["heavy"], stamped=False)),
        "sealed": lambda: scan_pdf(printed, light, seals=[Seal("某省财政厅", radius=16)]),
    }
    return {name: make() for name, make in makers.items()}


def make_slip() -> bytes:
    """Give the slip as it is printed, with its text layer."""
    with pymupdf.open() as file:
        page = _new_page(file)
        for foot, size, text in LINES:
            width = FACE.text_length(text, size)
            left = (SIZE[0] - width) / 2 if foot < 90 else SIZE[0] - 60 - width if foot > 240 else COLUMNS[0]
            page.insert_text((left, foot), text, fontname=FONT, fontsize=size)
        _draw_table(page)
        file.subset_fonts()
        return bytes(file.tobytes(garbage=4, deflate=True, no_new_id=True))


def _new_page(file: Any) -> Any:
    page = file.new_page(width=SIZE[0], height=SIZE[1])
    page.insert_font(fontname=FONT, fontbuffer=FACE.buffer)
    return page


def _draw_table(page: Any) -> None:
    bottom = TOP + STEP * len(ROWS)
    for at in range(len(ROWS) + 1):
        page.draw_line((COLUMNS[0], TOP + at * STEP), (COLUMNS[-1], TOP + at * STEP), width=0.6)
    for left in COLUMNS:
        page.draw_line((left, TOP), (left, bottom), width=0.6)
    for at, row in enumerate(ROWS):
        for left, text in zip(COLUMNS, row, strict=False):
            page.insert_text((left + 4, TOP + at * STEP + 15), text, fontname=FONT, fontsize=10)


def join(files: Any) -> bytes:
    """Give one file with the pages of several."""
    with pymupdf.open() as whole:
        for data in files:
            with pymupdf.open(stream=data) as part:
                whole.insert_pdf(part)
        return bytes(whole.tobytes(garbage=4, deflate=True, no_new_id=True))


def _fonts_with_code_points(file: Any) -> list[int]:
    return [at for at in range(1, file.xref_length()) if file.xref_get_key(at, "ToUnicode")[0] == "xref"]


def _without_code_points(data: bytes) -> bytes:
    """Give a file that prints as before and whose fonts no longer say which character a glyph is."""
    with pymupdf.open(stream=data) as file:
        for at in _fonts_with_code_points(file):
            file.xref_set_key(at, "ToUnicode", "null")
        return bytes(file.tobytes(garbage=4, deflate=True, no_new_id=True))


def _with_false_code_points(data: bytes) -> bytes:
    """Give a file that prints as before and whose fonts call many a character by another's name."""
    with pymupdf.open(stream=data) as file:
        for at in _fonts_with_code_points(file):
            said = int(file.xref_get_key(at, "ToUnicode")[1].split()[0])
            file.update_stream(said, _BOTH.sub(_shift, file.xref_stream(said)))
        return bytes(file.tobytes(garbage=4, deflate=True, no_new_id=True))


def _shift(match: regex.Match[bytes]) -> bytes:
    code = int(match[2], 16)
    return match[1] + b"<%04x>" % (code + 5 if 0x4E00 <= code < 0x9FF0 else code)


def _with_hidden_text(scan: bytes) -> bytes:
    """Give a scan with text that nobody sees laid over it, as an earlier recognition left it, wrong in places."""
    with pymupdf.open(stream=scan) as file:
        file[0].insert_font(fontname=FONT, fontbuffer=FACE.buffer)
        file[0].insert_text((40, 60), FALSE, fontname=FONT, fontsize=8, render_mode=3)
        file.subset_fonts()
        return bytes(file.tobytes(garbage=4, deflate=True, no_new_id=True))


def _blank_leaf(printed: bytes) -> bytes:
    """Give the slip, and the empty back of its leaf, on which the print of the front shows through."""
    with pymupdf.open(stream=printed) as file:
        file.new_page(width=SIZE[0], height=SIZE[1])
        scanner = Scanner(skew=0.5, blur=0.2, grain=5.0, paper=0.93, bleed=0.06, quality=60)
        return scan_pdf(bytes(file.tobytes()), scanner)


def _pasted(printed: bytes) -> bytes:
    """Give a page whose text is text and whose table is a picture."""
    with pymupdf.open(stream=printed) as file, pymupdf.open() as pasted:
        page = _new_page(pasted)
        for foot, size, text in LINES[:4]:
            page.insert_text((COLUMNS[0], foot), text, fontname=FONT, fontsize=size)
        place = pymupdf.Rect(COLUMNS[0] - 4, TOP - 4, COLUMNS[-1] + 4, TOP + STEP * len(ROWS) + 4)
        drawn = file[0].get_pixmap(dpi=200, clip=place)
        page.insert_image(place, stream=drawn.tobytes("jpeg", jpg_quality=70))
        pasted.subset_fonts()
        return bytes(pasted.tobytes(garbage=4, deflate=True, no_new_id=True))


def main(folder: Path) -> None:
    """Write the samples into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in make_samples().items():
        (folder / f"{name}.pdf").write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
