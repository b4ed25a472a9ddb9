"""The sheet of paper: its tint, the print of its other side, its folds and edges."""

from __future__ import annotations

import cv2
import numpy as np

from flows.typeset.scanning.picture import Light, clouds
from flows.typeset.scanning.scanner import Scanner

TINT = np.array([1.0, 0.995, 0.97], dtype=np.float32)  # cheap paper is a little yellow


def age_paper(page: Light, other: Light | None, scanner: Scanner, number: int) -> Light:
    """Give a printed page as it lies on the desk; `other` is what is printed on the back of the leaf."""
    height, width = page.shape[:2]
    rng = np.random.default_rng((scanner.seed, number, 1))
    aged = page
    if scanner.bleed and other is not None:
        aged = aged * (1 - scanner.bleed * (1 - _through(other, height, width, scanner.dpi)))
    if scanner.paper < 1:
        aged = aged * scanner.paper * TINT * (1 + 0.006 * clouds(rng, height, width, scanner.dpi // 2))[:, :, None]
    return aged * _light_lost(height, width, scanner, rng)[:, :, None] if scanner.shadow else aged


def _through(other: Light, height: int, width: int, dpi: int) -> Light:
    """Give the back of a leaf as it shows through: mirrored, soft."""
    back = cv2.resize(other[:, ::-1], (width, height), interpolation=cv2.INTER_AREA)
    return cv2.GaussianBlur(back, (0, 0), dpi / 90)


def _light_lost(height: int, width: int, scanner: Scanner, rng: np.random.Generator) -> Light:
    """Give how much light comes back at a fold across the sheet and near its edges."""
    rows = np.arange(height, dtype=np.float32) / height
    fold = rng.uniform(0.3, 0.7)
    crease = np.exp(-((rows - fold) ** 2) / (2 * 0.0015**2)) + 0.35 * np.exp(-np.abs(rows - fold) / 0.02)
    deep = np.minimum(rows, 1 - rows) * height / scanner.dpi  # inches to the nearer edge
    edge = np.exp(-deep / 0.04)
    across = np.arange(width, dtype=np.float32)
    side = np.exp(-np.minimum(across, width - 1 - across) / scanner.dpi / 0.04)
    lost = scanner.shadow * (0.5 * crease[:, None] + edge[:, None] + side[None, :])
    return np.clip(1 - lost, 0, 1).astype(np.float32)
