"""A second, cheap reading of lines that were found and read already, by the PP-OCRv6 tiny weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Any

from extractors.errors import MissingModelError

FOLDER = "second_reading/1"
_WEIGHTS, _CHARACTERS = "PP-OCRv6_rec_tiny.onnx", "characters.txt"
_HIGH, _SHORTEST = 48, 320  # pixels of a line as the weights want it

Text = tuple[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class SecondReader:
    """Reads the picture of a line, blue first; its weights lie in `folder` and are loaded for the first line."""

    folder: Path

    @property
    def identity(self) -> str:
        """Name the weights."""
        return f"{_WEIGHTS}-{self.folder.name}"

    @property
    def known(self) -> frozenset[str]:
        """The characters that it can read."""
        return _load(self.folder)[2]

    def read_line(self, picture: Any) -> Text:
        """Give what a line says and how sure each character is."""
        session, characters, _ = _load(self.folder)
        return _decode(session.run(None, {"x": _prepare(picture)})[0][0], characters)


def open_second(models: Path) -> SecondReader:
    """Give the second reader of a models folder.

    Raises:
        MissingModelError: its weights are not there.

    """
    folder = models / FOLDER
    for name in (_WEIGHTS, _CHARACTERS):
        if not (folder / name).is_file():
            raise MissingModelError(f"{folder / name}: the weights are not there; restore them from the repository")
    return SecondReader(folder)


@lru_cache(maxsize=1)
def _load(folder: Path) -> tuple[Any, tuple[str, ...], frozenset[str]]:
    import onnxruntime  # loaded for the first scan only, as all that is heavy

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(folder / _WEIGHTS), options, providers=["CPUExecutionProvider"])
    known = (folder / _CHARACTERS).read_text(encoding="utf-8").split("\n")
    characters = ("", *filter(None, known), " ")
    return session, characters, frozenset(characters)


def _prepare(picture: Any) -> Any:
    """Give a line 48 pixels high, from -1 to 1, short ones filled up with grey."""
    import cv2
    import numpy as np

    height, width = picture.shape[:2]
    wide = max(ceil(_HIGH * width / height), 1)
    line = cv2.resize(picture, (wide, _HIGH)).astype(np.float32).transpose(2, 0, 1) / 127.5 - 1
    return np.pad(line, ((0, 0), (0, 0), (0, max(_SHORTEST - wide, 0))))[None]


def _decode(odds: Any, characters: Sequence[str]) -> Text:
    """Give the likeliest text: at each place the likeliest character, those that go on once, the blanks out."""
    best, odd = odds.argmax(axis=1), odds.max(axis=1)
    starts = [at for at, code in enumerate(best) if code and (at == 0 or best[at - 1] != code)]
    return "".join(characters[best[at]] for at in starts), tuple(round(float(odd[at]), 4) for at in starts)
