"""Pages as arrays of light: rows, columns, and red, green, blue, 0 for black and 1 for white."""

from __future__ import annotations

from typing import Any

import numpy as np
import pymupdf

Light = Any  # numpy array of float32


def page_to_light(page: Any, dpi: int) -> Light:
    """Give what is printed on a page."""
    drawn = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csRGB, alpha=False)
    samples = np.frombuffer(drawn.samples, dtype=np.uint8).reshape(drawn.height, drawn.width, 3)
    return samples.astype(np.float32) / 255


def clouds(rng: Any, height: int, width: int, size: int) -> Any:
    """Give a field of soft spots of about `size` pixels, mean 0, most within -1 to 1."""
    import cv2

    coarse = rng.normal(0.0, 1.0, (height // size + 2, width // size + 2)).astype(np.float32)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
