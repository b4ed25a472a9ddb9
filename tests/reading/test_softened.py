"""A page that reads poorly is read once more, softened; the better reading is taken."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from extractors.document import Box
from extractors.reading.scans.ocr import OcrLine, Pixels
from extractors.reading.scans.scan import read_scan


@dataclass
class Reader:
    """Is so sure of what it reads, picture after picture; keeps how sharp the pictures were."""

    scores: list[float]
    steps: list[int] = field(default_factory=list)
    identity: str = "reader"

    def read_page(self, pixels: Pixels) -> tuple[OcrLine, ...]:
        score = self.scores[len(self.steps)]
        self.steps.append(int(np.abs(np.diff(pixels[:, :, 0].astype(int), axis=1)).max()))
        return (OcrLine(f"read {len(self.steps)}", Box(0, 0, 60, 10), score, tuple(range(7)), (score,) * 6),)


def paper() -> Pixels:
    pixels = np.full((400, 300, 3), 255, np.uint8)
    pixels[100:110, 40:260:8] = 0
    return pixels


@pytest.mark.parametrize(
    ("scores", "taken", "count"),
    [([0.99], "read 1", 1), ([0.93, 0.97], "read 2", 2), ([0.95, 0.94], "read 1", 2)],
)
def test_only_a_poor_page_is_read_again(scores: list[float], taken: str, count: int) -> None:
    reader = Reader(scores)
    assert read_scan(paper(), reader).lines[0].text == taken and len(reader.steps) == count
    assert count == 1 or reader.steps[1] < reader.steps[0]
