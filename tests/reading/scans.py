"""Pages as pictures, and a reader of them that knows what is printed: no weights are loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import pymupdf

from extractors.document import Box
from extractors.errors import OcrError
from extractors.reading.scans.ocr import OcrLine, Pixels

CORNER = (20, 20, 44, 44)  # points: a black square that says which way is up
DPI = 100


@dataclass
class Clerk:
    """Reads the one page it was shown before; upside-down it reads rubbish. `count` counts its pictures.

    `misread` is what it makes of a printed line; `score` is how sure it says to be of it.
    """

    lines: list[tuple[str, list[float], tuple[float, float]]]
    size: tuple[float, float]
    score: float = 0.99
    misread: dict[str, str] = field(default_factory=dict)
    count: int = 0
    identity: str = "clerk 1"

    def read_page(self, pixels: Pixels) -> tuple[OcrLine, ...]:
        self.count += 1
        zoom = pixels.shape[1] / self.size[0]
        left, top, right, bottom = (int(edge * zoom) for edge in CORNER)
        upright = pixels[top + 3 : bottom - 3, left + 3 : right - 3].mean() < 128
        if pixels.shape[0] < pixels.shape[1] or not upright:
            return (OcrLine("口口", Box(10, 10, 50, 30), 0.4, (10, 30, 50), (0.4, 0.4)),)
        return tuple(self._line(*line, zoom) for line in self.lines)

    def _line(self, text: str, stops: list[float], band: tuple[float, float], zoom: float) -> OcrLine:
        edges = tuple(stop * zoom for stop in stops)
        said, score = self.misread.get(text, text), self.score
        box = Box(edges[0] - 3, band[0] * zoom, edges[-1] + 3, band[1] * zoom)
        return OcrLine(said, box, score, edges, (score,) * len(said))


class Nobody:
    """No engine is installed."""

    identity = "nobody"

    def read_page(self, pixels: Pixels) -> tuple[OcrLine, ...]:
        raise OcrError("page", "there is no engine for scans", "install one", kind="ocr")


def show(page: Any) -> Clerk:
    """Give a reader that knows a printed page, and draw on it what tells it the way up."""
    page.draw_rect(CORNER, color=(0, 0, 0), fill=(0, 0, 0))
    lines = []
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            chars = [char for span in line["spans"] for char in span["chars"]]
            text = "".join(char["c"] for char in chars)
            stops = [char["bbox"][0] for char in chars] + [chars[-1]["bbox"][2]]
            lines.append((text, stops, (line["bbox"][1], line["bbox"][3])))
    return Clerk(lines, (page.rect.width, page.rect.height))


def scan(page: Any, *, turn: int = 0, skew: float = 0.0, image: str = "") -> bytes:
    """Give a PDF with the picture of a page, turned a quarter to the right `turn` times and `skew` degrees back.

    With `image` (png, jpeg) the bytes of that image instead.
    """
    pixels = picture(page)
    if skew:
        height, width = pixels.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
        pixels = cv2.warpAffine(pixels, matrix, (width, height), borderValue=(255, 255, 255))
    pixels = np.ascontiguousarray(np.rot90(pixels, -turn))
    drawn = pymupdf.Pixmap(pymupdf.csRGB, pixels.shape[1], pixels.shape[0], pixels.tobytes(), False)
    drawn.set_dpi(DPI, DPI)
    if image:
        return bytes(drawn.tobytes(image))
    with pymupdf.open() as file:
        sheet = file.new_page(width=pixels.shape[1] * 72 / DPI, height=pixels.shape[0] * 72 / DPI)
        sheet.insert_image(sheet.rect, pixmap=drawn)
        return bytes(file.tobytes())


def picture(page: Any) -> Pixels:
    drawn = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csRGB)
    return np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width, 3)
