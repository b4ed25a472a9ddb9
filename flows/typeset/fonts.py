"""Font faces cut down to the characters a document prints.

A face is rebuilt with one glyph for every character, in code point order. So the file is small and the same every
time, and the text layer gives back the character that was set even where a font draws two characters with one glyph
(Noto does so for 金 and U+F90A).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

BUILT_IN = "china-s"  # Droid Sans Fallback, inside PyMuPDF
FONT_PACKAGE = "pylopdf_fonts_zh_cn"  # Noto Serif SC and Noto Sans SC, SIL Open Font License
FACES = {"song": "NotoSerifSC-Regular.otf", "hei": "NotoSansSC-Regular.otf"}


@dataclass(frozen=True)
class Face:
    """A font as a source of widths and outlines; widths in thousandths of the size."""

    name: str
    font: Any
    characters: dict[int, str]
    units: int

    def width(self, text: str) -> float:
        """Give the width of the text at size 1; a character that the font lacks counts as one em."""
        metrics = self.font["hmtx"].metrics
        return float(sum(self._advance(metrics, character) for character in text))

    def _advance(self, metrics: dict[str, tuple[int, int]], character: str) -> float:
        name = self.characters.get(ord(character))
        return metrics[name][0] / self.units if name else 1.0


def face_of(data: bytes, *, number: int = 0) -> Face:
    """Open a font file; `number` picks a face of a collection."""
    font = TTFont(BytesIO(data), fontNumber=number, lazy=True)
    name = str(font["name"].getDebugName(6) or "face")
    return Face(name, font, dict(font.getBestCmap()), int(font["head"].unitsPerEm))


@lru_cache(maxsize=8)
def open_face(style: str, path: Path | None = None) -> Face:
    """Open the face of a style (song, hei): the file given, else the font package, else PyMuPDF's own."""
    packaged = packaged_font(style)
    for candidate in (path, packaged):
        if candidate is not None:
            return face_of(candidate.read_bytes())
    return face_of(pymupdf.Font(BUILT_IN).buffer)


def packaged_font(style: str) -> Path | None:
    """Find the font file of a style in the optional font package."""
    spec = find_spec(FONT_PACKAGE)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / FACES[style]
    return path if path.exists() else None


def subset(face: Face, characters: Iterable[str]) -> tuple[bytes, dict[str, int]]:
    """Rebuild the face with the characters given; gives the file and the glyph number of each.

    Raises:
        ValueError: the font lacks a character.
    """
    wanted = sorted(set(characters))
    missing = [character for character in wanted if ord(character) not in face.characters]
    if missing:
        raise ValueError(f"{face.name} has no glyph for {' '.join(missing)}: give another font")
    names = {character: f"u{ord(character):05X}" for character in wanted}
    return _build(face, names), {character: number for number, character in enumerate(wanted, start=1)}


def _build(face: Face, names: dict[str, str]) -> bytes:
    source = {glyph: face.characters[ord(character)] for character, glyph in names.items()}
    order = [".notdef", *source]
    metrics = face.font["hmtx"].metrics
    builder = FontBuilder(face.units, isTTF=True)
    builder.setupHead(unitsPerEm=face.units, created=0, modified=0)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(character): glyph for character, glyph in names.items()})
    builder.setupGlyf(
        {".notdef": TTGlyphPen(None).glyph()} | {glyph: _outline(face, source[glyph]) for glyph in source}
    )
    builder.setupHorizontalMetrics({".notdef": (face.units, 0)} | {glyph: metrics[source[glyph]] for glyph in source})
    ascent, descent = int(face.units * 0.88), -int(face.units * 0.12)
    builder.setupHorizontalHeader(ascent=ascent, descent=descent)
    builder.setupOS2(sTypoAscender=ascent, sTypoDescender=descent, usWinAscent=ascent, usWinDescent=-descent)
    builder.setupNameTable({"familyName": face.name, "styleName": "Regular", "psName": face.name})
    builder.setupPost(keepGlyphNames=False)
    builder.font.recalcTimestamp = False
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def _outline(face: Face, glyph: str) -> Any:
    pen = TTGlyphPen(None)
    glyphs = face.font.getGlyphSet()
    # cubic outlines run the other way round than quadratic ones
    cubic = "glyf" not in face.font
    whole = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(whole)
    whole.replay(Cu2QuPen(pen, face.units / 1000, reverse_direction=cubic))
    return pen.glyph()
