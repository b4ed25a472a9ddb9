"""The scanner: paper laid aslant, a lens that blurs, a sensor with grain."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from flows.typeset.scanning.picture import Light
from flows.typeset.scanning.scanner import Scanner

LID = 0.98  # what the white lid behind the paper gives back
FAX = 0.6  # below it a fax is black


def take_picture(paper: Light, scanner: Scanner, number: int) -> Any:
    """Give the pixels of a sheet: bytes, rows and columns, and three colours unless the scanner sees none."""
    rng = np.random.default_rng((scanner.seed, number, 2))
    seen = _lay(paper, scanner.lean(number), rng)
    if scanner.blur:
        seen = cv2.GaussianBlur(seen, (0, 0), scanner.blur * scanner.dpi / 72)
    if scanner.grey:
        seen = cv2.cvtColor(seen, cv2.COLOR_RGB2GRAY)
    white = scanner.paper if scanner.paper < 1 else 1.0
    seen = white - (white - seen) * scanner.contrast
    pixels = _spoil(seen * 255, scanner, rng)
    if scanner.bilevel:
        pixels = np.where(pixels < FAX * 255, 0, 255)
    return np.ascontiguousarray(np.rot90(np.clip(pixels, 0, 255).astype(np.uint8), -scanner.turn))


def _lay(paper: Light, lean: float, rng: np.random.Generator) -> Light:
    """Give the paper turned about its middle and moved a little, in a frame of its own size."""
    if not lean:
        return paper
    height, width = paper.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), lean, 1.0)
    matrix[:, 2] += rng.uniform(-0.004, 0.004, 2) * width
    return cv2.warpAffine(paper, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(LID, LID, LID))


def _spoil(pixels: Any, scanner: Scanner, rng: np.random.Generator) -> Any:
    """Give pixels with grain, some of them black or white."""
    if scanner.grain:
        pixels = pixels + rng.normal(0.0, scanner.grain, pixels.shape).astype(np.float32)
    if scanner.specks:
        spots = rng.random(pixels.shape[:2])
        pixels[spots < scanner.specks / 2] = 0
        pixels[spots > 1 - scanner.specks / 2] = 255
    return pixels
