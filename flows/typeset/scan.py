"""Pages as a scanner gives them: pictures, turned a little, grainy, without text; the same bytes every time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pymupdf


@dataclass(frozen=True, slots=True)
class Scanner:
    """How bad the scan is: resolution, skew in degrees, grain in grey steps, contrast, JPEG quality."""

    dpi: int = 200
    skew: float = 0.0
    grain: float = 0.0
    contrast: float = 1.0
    quality: int = 80
    grey: bool = False


SCANNERS = {
    "clean": Scanner(),
    "light": Scanner(skew=0.6, grain=6.0, contrast=0.9, quality=60),
    "heavy": Scanner(skew=1.5, grain=14.0, contrast=0.65, quality=40, grey=True),
}


def scan_pdf(data: bytes, scanner: Scanner) -> bytes:
    """Replace every page by its picture; odd pages lean to one side, even ones to the other."""
    scanned = pymupdf.open()
    with pymupdf.open(stream=data) as document:
        for page in document:
            sheet = scanned.new_page(width=page.rect.width, height=page.rect.height)
            lean = scanner.skew if page.number % 2 else -scanner.skew
            picture = _grain(_render(page, scanner, lean), scanner, seed=page.number)
            sheet.insert_image(sheet.rect, stream=picture.tobytes("jpeg", jpg_quality=scanner.quality))
    return bytes(scanned.tobytes(garbage=3, no_new_id=True))


def _render(page: pymupdf.Page, scanner: Scanner, lean: float) -> Any:
    space = pymupdf.csGRAY if scanner.grey else pymupdf.csRGB
    zoom = scanner.dpi / 72
    turned = pymupdf.open()
    # the page is turned inside paper of its own size, as on the glass of a scanner
    sheet = turned.new_page(width=page.rect.width, height=page.rect.height)
    flat = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom).prerotate(lean), colorspace=space)
    width, height = page.rect.width * zoom, page.rect.height * zoom
    left, top = (flat.width - width) / 2, (flat.height - height) / 2
    sheet.insert_image(pymupdf.Rect(-left, -top, flat.width - left, flat.height - top) / zoom, pixmap=flat)
    return sheet.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=space)


def _grain(picture: Any, scanner: Scanner, *, seed: int) -> Any:
    """Add noise and lower the contrast."""
    values = np.frombuffer(picture.samples, dtype=np.uint8).astype(np.float32)
    noise = np.random.default_rng(seed).normal(0.0, scanner.grain, values.shape) if scanner.grain else 0.0
    dull = 255.0 - (255.0 - values) * scanner.contrast + noise
    samples = np.clip(dull, 0, 255).astype(np.uint8).tobytes()
    return pymupdf.Pixmap(picture.colorspace, picture.width, picture.height, samples, False)
