"""The picture of a page → its lines, whichever way the paper lay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.reading.scans.ocr import OcrLine, PageReader, Pixels
from extractors.reading.scans.picture import find_skew, softened, turned, without_grain

_SURE = 0.9  # mean score of a page that lies the right way; upside-down none reaches .8
_GOOD = 0.965  # mean score below which a page is read once more, softened; a heavy scan has .98
_RUNS_DOWN = 0.5  # of the characters: the paper lies on its side


@dataclass(frozen=True, slots=True)
class Scan:
    """A page read after `turn` quarter turns to the right and `lean` degrees against the clock: `pixels`, `lines`."""

    pixels: Pixels
    lines: tuple[OcrLine, ...]
    turn: int = 0
    lean: float = 0.0

    @property
    def score(self) -> float:
        """How sure the reading is, 0 without text."""
        return mean_score(self.lines)


def mean_score(lines: Sequence[OcrLine]) -> float:
    """Give the mean score, each line as heavy as it is long."""
    weight = sum(len(line.text) for line in lines)
    return sum(line.score * len(line.text) for line in lines) / weight if weight else 0.0


def read_scan(pixels: Pixels, reader: PageReader) -> Scan:
    """Read a picture; where it cannot be read well, turn it and try again, then soften the edges of its ink.

    Raises:
        OcrError: the engine is not there or fails.

    """
    best = _read_upright(without_grain(pixels), reader)
    if not best.lines or best.score >= _GOOD:
        return best
    soft = _read(softened(pixels), best.turn, reader)  # of one bit, or torn by what took out its grain
    return soft if _worth(soft) > _worth(best) else best


def _read_upright(clean: Pixels, reader: PageReader) -> Scan:
    best = _read(clean, 0, reader)
    if not best.lines:
        return best
    down = _share_down(best.lines) > _RUNS_DOWN
    if best.score >= _SURE and not down:
        return best
    for turn in (1, 3) if down else (2, 1, 3):
        other = _read(clean, turn, reader)
        if _worth(other) > _worth(best):
            best = other
        if best.score >= _SURE and _share_down(best.lines) <= _RUNS_DOWN:
            break
    return best


def _read(pixels: Pixels, turn: int, reader: PageReader) -> Scan:
    upright = np.ascontiguousarray(np.rot90(pixels, -turn))
    lean = find_skew(upright)
    straight = turned(upright, lean)
    return Scan(straight, reader.read_page(straight), turn, lean)


def _worth(scan: Scan) -> tuple[bool, float]:
    return _share_down(scan.lines) <= _RUNS_DOWN, scan.score


def _share_down(lines: Sequence[OcrLine]) -> float:
    """Give the share of characters on lines that run down."""
    count = sum(len(line.text) for line in lines)
    return sum(len(line.text) for line in lines if not line.stops) / count if count else 0.0
