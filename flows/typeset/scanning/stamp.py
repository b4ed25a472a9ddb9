"""A stamp of receipt (收文章): a frame of three rows, its number and date left open."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pymupdf

from flows.typeset.scanning.picture import Light

ROWS = ("收文", "第\u3000\u3000\u3000号", "\u3000年\u3000月\u3000日")
WIDE, HIGH = 104.0, 60.0  # points
INK = np.array([0.75, 0.7, 0.25], dtype=np.float32)  # what violet ink takes of red, green, blue


def press_stamp(page: Light, dpi: int, seed: int) -> Light:
    """Give a page with a stamp at its upper right, a little aslant."""
    zoom, random = dpi / 72, Random(f"stamp {seed}")
    height, width = page.shape[:2]
    with pymupdf.open() as file:
        sheet = file.new_page(width=width / zoom, height=height / zoom)
        _draw(sheet, random)
        drawn = sheet.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csGRAY, alpha=False)
    ink = 1 - np.frombuffer(drawn.samples, dtype=np.uint8).reshape(drawn.height, drawn.width)[:height, :width] / 255
    stamped = page.copy()
    stamped[: ink.shape[0], : ink.shape[1]] *= 1 - ink[:, :, None].astype(np.float32) * 0.8 * INK
    return stamped


def _draw(sheet: Any, random: Random) -> None:
    left = sheet.rect.width - WIDE - 34 + random.uniform(-6, 6)
    top = 22 + random.uniform(-6, 6)
    hold = (pymupdf.Point(left + WIDE / 2, top + HIGH / 2), pymupdf.Matrix(random.uniform(-4, 4)))
    sheet.draw_rect((left, top, left + WIDE, top + HIGH), width=1.6, morph=hold)
    for at, row in enumerate(ROWS):
        foot = top + HIGH * (at + 0.72) / len(ROWS)
        if at:
            line = top + HIGH * at / len(ROWS)
            shape = sheet.new_shape()
            shape.draw_line((left, line), (left + WIDE, line))
            shape.finish(width=0.9, morph=hold)
            shape.commit()
        sheet.insert_text((left + (WIDE - 13 * len(row)) / 2, foot), row, fontname="china-s", fontsize=13, morph=hold)
