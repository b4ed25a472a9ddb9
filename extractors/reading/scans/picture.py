"""The picture of a page made fit for reading: rendered, cleaned of grain, laid straight."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pymupdf

from extractors.reading.scans.ocr import Pixels

_DPI = 200
_MOST = 12_000_000  # pixels: an A3 page at 200 dpi has 7.7 million
_GRAINY = 1.0  # mean of what a pixel differs from its neighbours, in grey steps
_STEEPEST = 4.0  # degrees that a page may lie aslant
_LEAST = 0.08  # degrees that are worth turning
_COARSE, _FINE = 0.5, 0.05
_AWAY = 7.0  # degrees
_SMALL = 800  # pixels across, where the skew is measured


def page_to_pixels(page: Any) -> tuple[Pixels, float]:
    """Give a page as red, green and blue, page rotation applied, and how many pixels a point is."""
    area = max(page.rect.width * page.rect.height, 1.0)
    zoom = min(_DPI / 72, (_MOST / area) ** 0.5)
    drawn = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csRGB, alpha=False)
    return np.frombuffer(drawn.samples, dtype=np.uint8).reshape(drawn.height, drawn.width, 3), zoom


def without_grain(pixels: Pixels) -> Pixels:
    """Give a picture with its grain taken out, where it has any."""
    grey = to_grey(pixels)
    smooth = cv2.medianBlur(grey, 3)
    around = cv2.erode(smooth, np.ones((9, 9), np.uint8))
    paper = around > np.median(smooth) - 30  # far from ink
    grain = np.abs(grey.astype(np.int16) - smooth)[paper]
    return cv2.medianBlur(pixels, 3) if grain.size and float(np.mean(grain)) > _GRAINY else pixels


def softened(pixels: Pixels) -> Pixels:
    """Give a picture with the jagged edges of its ink smoothed."""
    return cv2.GaussianBlur(pixels, (0, 0), 1.0)


def to_grey(pixels: Pixels) -> Pixels:
    """Give the brightness of every pixel."""
    return cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY)


def redness(pixels: Pixels) -> Any:
    """Give how much redder than grey every pixel is, in grey steps."""
    colour = pixels.astype(np.int16)
    return colour[:, :, 0] - np.maximum(colour[:, :, 1], colour[:, :, 2])


def is_blank(pixels: Pixels) -> bool:
    """Say whether nothing but paper is in the picture."""
    grey = cv2.GaussianBlur(to_grey(pixels), (5, 5), 0)
    inner = grey[grey.shape[0] // 50 : -grey.shape[0] // 50, grey.shape[1] // 50 : -grey.shape[1] // 50]
    return bool(np.percentile(inner, 99.9) - np.percentile(inner, 0.05) < 40) if inner.size else True


def find_skew(pixels: Pixels) -> float:
    """Give the degrees, counted against the clock, by which the picture has to be turned to make its lines level."""
    grey = pixels[:, :, 0]  # in red light, where no seal is seen
    scale = min(_SMALL / grey.shape[1], 1.0)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = 255.0 - small.astype(np.float32)
    ink[ink < 60] = 0
    _drop_seals(ink, scale * _DPI)
    # a picture that is not turned is sharper than those that are, so that each is turned back from the same far angle
    ink = turned(cv2.GaussianBlur(ink, (0, 0), 1.5), _AWAY, paper=0)
    best = _best_angle(ink, np.arange(-_STEEPEST, _STEEPEST + 0.01, _COARSE))
    best = _best_angle(ink, np.arange(best - _COARSE, best + _COARSE + 0.001, _FINE))
    return round(best, 2) if abs(best) >= _LEAST else 0.0


def _drop_seals(ink: Any, dpi: float) -> None:
    """Take out what is as large and as round as a seal: it has no level lines."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((ink > 0).astype(np.uint8), connectivity=8)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    large = (np.minimum(wide, high) > 1.0 * dpi) & (np.maximum(wide, high) < 2.4 * dpi)
    large &= np.abs(wide - high) < 0.25 * high
    large[0] = False
    ink[large[labels]] = 0


def _best_angle(ink: Any, angles: Any) -> float:
    """Give the angle at which lines and gaps differ most; of equal ones the smallest."""
    scores = [
        (_contrast(turned(ink, float(angle) - _AWAY, paper=0)), -abs(float(angle)), float(angle)) for angle in angles
    ]
    return max(scores)[2]


def _contrast(ink: Any) -> float:
    rows = ink.sum(axis=1)
    return round(float(np.square(np.diff(rows)).sum()))


def turned(pixels: Pixels, angle: float, *, paper: int = 255) -> Pixels:
    """Give a picture turned about its middle against the clock, in a frame of the same size."""
    if not angle:
        return pixels
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(paper, paper, paper))
