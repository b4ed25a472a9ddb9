"""The reading order of a page: from top to bottom, column by column where there are two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.reading.margins import Margins
from extractors.reading.sheet import Strip
from extractors.reading.table import Sketch


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one after the other, with the margins they keep."""

    strips: tuple[Strip, ...]
    margins: Margins


def reading_order(strips: Sequence[Strip], sketches: Sequence[Sketch], margins: Margins) -> Iterator[Column | Sketch]:
    """Give tables and the lines between them."""
    rest = list(strips)
    for sketch in sketches:
        above = [strip for strip in rest if strip.base < sketch.box.bottom]
        rest = rest[len(above) :]
        if above:
            yield Column(tuple(above), margins)
        yield sketch
    if rest:
        yield Column(tuple(rest), margins)
