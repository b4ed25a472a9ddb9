"""Pages of marks to the bytes of a PDF: no date, no random id, the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, radians, sin

import pymupdf

from flows.typeset.fonts import Face, subset
from flows.typeset.sheet import Ring, Rule, Run, Sheet

SUBSET = "GONGWN"
CIRCLE = 0.5523  # how far the handles of a Bézier quarter circle reach
INK = "/Ink gs"  # what is drawn takes light from what lies below and hides nothing
INK_STATE = "<</Ink <</Type/ExtGState/BM/Multiply>>>>"


def write_pdf(sheets: Sequence[Sheet], faces: dict[str, Face]) -> bytes:
    """Write the sheets as a PDF whose fonts hold only the characters used."""
    used = {name: _characters(sheets, name) for name in faces}
    cuts = {name: subset(face, used[name]) for name, face in faces.items() if used[name]}
    glyphs = {name: numbers for name, (_, numbers) in cuts.items()}
    document = pymupdf.open()
    for sheet in sheets:
        page = document.new_page(width=sheet.paper.width, height=sheet.paper.height)
        for name, (data, _) in cuts.items():
            page.insert_font(fontname=name, fontbuffer=data)
        if any(isinstance(mark, Ring) for mark in sheet.marks):
            _, resources = document.xref_get_key(page.xref, "Resources")
            document.xref_set_key(int(resources.split()[0]), "ExtGState", INK_STATE)
        _set_contents(document, page, sheet_to_stream(sheet, glyphs))
    _name_subsets(document)
    return bytes(document.tobytes(garbage=4, deflate=True, no_new_id=True))


def _name_subsets(document: pymupdf.Document) -> None:
    """Mark the fonts as subsets by the prefix that PDF asks for (ISO 32000-1, 9.6.4)."""
    for xref in range(1, document.xref_length()):
        for key in ("BaseFont", "FontName"):
            kind, name = document.xref_get_key(xref, key)
            if kind == "name":
                plain = name.lstrip("/").replace("#20Regular", "").replace(" Regular", "")
                document.xref_set_key(xref, key, f"/{SUBSET}+{plain}")


def _characters(sheets: Sequence[Sheet], name: str) -> set[str]:
    runs = [mark for sheet in sheets for mark in sheet.marks if isinstance(mark, Run)]
    return {character for run in runs if run.face == name for character in run.text}


def _set_contents(document: pymupdf.Document, page: pymupdf.Page, stream: bytes) -> None:
    xref = document.get_new_xref()
    document.update_object(xref, "<<>>")
    document.update_stream(xref, stream)
    document.xref_set_key(page.xref, "Contents", f"{xref} 0 R")


def sheet_to_stream(sheet: Sheet, glyphs: dict[str, dict[str, int]]) -> bytes:
    """Write the page description of one sheet, in the order of its marks."""
    return "\n".join(_mark(mark, sheet.paper.height, glyphs) for mark in sheet.marks).encode("ascii")


def _mark(mark: Run | Rule | Ring, height: float, glyphs: dict[str, dict[str, int]]) -> str:
    match mark:
        case Rule():
            return _rule(mark, height)
        case Ring():
            return _as_ink(_ring(mark, height))
        case Run():
            run = _run(mark, height, glyphs[mark.face])
            return _as_ink(run) if mark.ink else run


def _as_ink(drawn: str) -> str:
    return f"q {INK} {drawn} Q"


def _color(color: tuple[float, float, float]) -> str:
    return " ".join(f"{part:g}" for part in color)


def _rule(rule: Rule, height: float) -> str:
    start, end = f"{rule.x0:.2f} {height - rule.y0:.2f}", f"{rule.x1:.2f} {height - rule.y1:.2f}"
    return f"{_color(rule.color)} RG {rule.width:g} w {start} m {end} l S"


def _run(run: Run, height: float, glyphs: dict[str, int]) -> str:
    color = _color(run.color)
    weight = f"{color} RG {run.weight:g} w 2 Tr" if run.weight else "0 Tr"
    text = "".join(f"{glyphs[character]:04x}" for character in run.text)
    turn = radians(-run.turn)
    place = (
        f"{cos(turn):.4f} {sin(turn):.4f} {-sin(turn):.4f} {cos(turn):.4f} {run.x:.2f} {height - run.baseline:.2f} Tm"
    )
    return f"BT {color} rg {weight} /{run.face} {run.size:g} Tf {run.spacing:.4f} Tc {place} <{text}> Tj ET"


def _ring(ring: Ring, height: float) -> str:
    x, y, r = ring.x, height - ring.y, ring.radius
    color, k = _color(ring.color), r * CIRCLE
    quarters = [
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    ]
    path = " ".join(" ".join(f"{part:.2f}" for part in quarter) + " c" for quarter in quarters)
    circle = f"{color} RG {ring.width:g} w {x + r:.2f} {y:.2f} m {path} s"
    points = [(x + ring.star * sin(4 * pi * n / 5), y + ring.star * cos(4 * pi * n / 5)) for n in range(5)]
    star = " ".join(f"{px:.2f} {py:.2f} {'l' if n else 'm'}" for n, (px, py) in enumerate(points))
    return f"{circle} {color} rg {star} f"
