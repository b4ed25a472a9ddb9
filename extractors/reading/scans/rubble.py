"""What is read from rules and is no writing: the low line `_`, which these documents do not print."""

from __future__ import annotations

from dataclasses import replace

from extractors.reading.scans.ocr import OcrLine


def without_rubble(line: OcrLine) -> OcrLine:
    """Give a line with spaces where a rule was taken for a character."""
    if "_" not in line.text:
        return line
    seconds = (("", 0.0) if char == "_" else echo for char, echo in zip(line.text, line.seconds, strict=False))
    return replace(line, text=line.text.replace("_", " "), seconds=tuple(seconds))
