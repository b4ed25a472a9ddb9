"""Readings kept on disk: a picture that was read once is not read again."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractors.document import Box
from extractors.reading.scans.ocr import OcrLine, PageReader, Pixels


@dataclass(frozen=True, slots=True)
class RecallingReader:
    """A reader that keeps what it read in a folder, by the picture and by who read it; many processes may share it."""

    reader: PageReader
    folder: Path

    @property
    def identity(self) -> str:
        """Name the reader behind."""
        return self.reader.identity

    def read_page(self, pixels: Pixels) -> tuple[OcrLine, ...]:
        """Give the lines of a picture, read now or earlier.

        Raises:
            OcrError: the engine is not there or fails.

        """
        path = self.folder / f"{_key(self.identity, pixels)}.json"
        known = _load(path)
        if known is None:
            known = self.reader.read_page(pixels)
            _save(path, known)
        return known


def _key(identity: str, pixels: Pixels) -> str:
    digest = sha256(f"{identity} {pixels.shape} ".encode())
    digest.update(pixels.tobytes())
    return digest.hexdigest()


def _load(path: Path) -> tuple[OcrLine, ...] | None:
    """Give a kept reading, None where there is none or it is damaged."""
    try:
        return tuple(_line(row) for row in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # it is read anew and written over


def _line(row: dict[str, object]) -> OcrLine:
    box = row["box"]
    if not isinstance(box, dict):
        raise TypeError("not a line")
    return OcrLine(
        str(row["text"]),
        Box(**box),
        float(str(row["score"])),
        _floats(row["stops"]),
        _floats(row["scores"]),
        str(row["doubt"]),
        tuple((str(char), float(sure)) for char, sure in _list(row["seconds"])),
    )


def _list(values: object) -> list[Any]:
    if not isinstance(values, list):
        raise TypeError("not a line")
    return values


def _floats(values: object) -> tuple[float, ...]:
    return tuple(float(value) for value in _list(values))


def _save(path: Path, lines: tuple[OcrLine, ...]) -> None:
    """Write a reading whole or not at all; one that cannot be kept is read again next time, no more."""
    data = json.dumps([asdict(line) for line in lines], ensure_ascii=False, separators=(",", ":"))
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(data)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
