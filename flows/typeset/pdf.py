"""Pages of marks to the bytes of a PDF: no date, no random id, the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf

from flows.typeset.fonts import Face, subset
from flows.typeset.sheet import Rule, Run, Sheet


def write_pdf(sheets: Sequence[Sheet], faces: dict[str, Face]) -> bytes:
    """Write the sheets as a PDF whose fonts hold only the characters used."""
    used = {name: _characters(sheets, name) for name in faces}
    cuts = {name: subset(face, used[name]) for name, face in faces.items() if used[name]}
    document = pymupdf.open()
    for sheet in sheets:
        page = document.new_page(width=sheet.paper.width, height=sheet.paper.height)
        for name, (data, _) in cuts.items():
            page.insert_font(fontname=name, fontbuffer=data)
        glyphs = {name: numbers for name, (_, numbers) in cuts.items()}
        _set_contents(document, page, sheet_to_stream(sheet, glyphs))
    return bytes(document.tobytes(garbage=4, deflate=True, no_new_id=True))


def _characters(sheets: Sequence[Sheet], name: str) -> set[str]:
    return {c for sheet in sheets for mark in sheet.marks if isinstance(mark, Run) and mark.face == name for c in mark.text}


def _set_contents(document: pymupdf.Document, page: pymupdf.Page, stream: bytes) -> None:
    xref = document.get_new_xref()
    document.update_object(xref, "<<>>")
    document.update_stream(xref, stream)
    document.xref_set_key(page.xref, "Contents", f"{xref} 0 R")


def sheet_to_stream(sheet: Sheet, glyphs: dict[str, dict[str, int]]) -> bytes:
    """Write the page description of one sheet, in the order of its marks."""
    parts = [
        _rule(mark, sheet.paper.height) if isinstance(mark, Rule) else _run(mark, sheet.paper.height, glyphs[mark.face])
        for mark in sheet.marks
    ]
    return "\n".join(parts).encode("ascii")


def _rule(rule: Rule, height: float) -> str:
    color = " ".join(f"{part:g}" for part in rule.color)
    start, end = f"{rule.x0:.2f} {height - rule.y0:.2f}", f"{rule.x1:.2f} {height - rule.y1:.2f}"
    return f"{color} RG {rule.width:g} w {start} m {end} l S"


def _run(run: Run, height: float, glyphs: dict[str, int]) -> str:
    color = " ".join(f"{part:g}" for part in run.color)
    weight = f"{color} RG {run.weight:g} w 2 Tr" if run.weight else "0 Tr"
    text = "".join(f"{glyphs[character]:04x}" for character in run.text)
    place = f"{run.x:.2f} {height - run.baseline:.2f} Td"
    return f"BT {color} rg {weight} /{run.face} {run.size:g} Tf {run.spacing:.4f} Tc {place} <{text}> Tj ET"
