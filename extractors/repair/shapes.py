"""How much two Chinese characters look alike in print: 汕 and 油 much, 汕 and 东 little."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import pymupdf

_SIZE = 48  # pixels of a cell
_SOFT = 1.5  # pixels over which strokes are smeared: a misread stroke lies near the right one


@lru_cache(maxsize=4096)
def likeness(one: str, other: str) -> float:
    """Give the correlation of two characters as they are drawn, 1 for the same; characters are centred in a square."""
    return round(float(np.dot(_draw(one), _draw(other))), 3)


@lru_cache(maxsize=4096)
def _draw(char: str) -> Any:
    """Give the ink of a character as a vector of mean 0 and length 1."""
    with pymupdf.open() as file:
        page = file.new_page(width=_SIZE, height=_SIZE)
        page.insert_text((_SIZE / 12, _SIZE * 0.8), char, fontname="china-s", fontsize=_SIZE * 5 / 6)
        drawn = page.get_pixmap(colorspace=pymupdf.csGRAY)
    ink = 255 - np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width).astype(np.float32)
    soft = cv2.GaussianBlur(ink, (0, 0), _SOFT).ravel()
    soft -= soft.mean()
    return soft / max(float(np.linalg.norm(soft)), 1e-9)
