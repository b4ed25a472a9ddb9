"""An independent witness of where a quote stands on a page: PyMuPDF's own search, not our reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pymupdf

Rectangle = tuple[float, float, float, float]


Char = tuple[str, int, Rectangle]


def find_quote(path: Path, quote: str, page: int | None) -> dict[int, list[list[Rectangle]]]:
    """Give every place of a quote, by page number: the rectangles of each occurrence, one a line."""
    wanted = "".join(quote.split())
    with pymupdf.open(path) as pdf:
        numbers = [page] if page else range(1, pdf.page_count + 1)
        places = {number: list(_find(pdf[number - 1], wanted)) for number in numbers if 1 <= number <= pdf.page_count}
        found = {number: place for number, place in places.items() if place}
        return found or _find_over_pages(pdf, wanted)


def _find(page: pymupdf.Page, wanted: str) -> Iterator[list[Rectangle]]:
    """Give the occurrences; where the search knows none, for a quote over lines, by the page's own characters."""
    hits = [[tuple(rectangle)] for rectangle in page.search_for(wanted)]
    yield from hits or _find_chars(_chars(page), wanted)


def _find_over_pages(pdf: pymupdf.Document, wanted: str) -> dict[int, list[list[Rectangle]]]:
    """Give the two halves of a quote that runs over a page's end, the longest first half that fits."""
    pages = [_chars(page) for page in pdf]
    for number, (one, other) in enumerate(pairwise(pages), start=1):
        for cut in range(len(wanted) - 1, 0, -1):
            halves = list(_find_chars(one, wanted[:cut])), list(_find_chars(other, wanted[cut:]))
            if all(halves):
                return {number: halves[0], number + 1: halves[1]}
    return {}


def _chars(page: pymupdf.Page) -> list[Char]:
    """Give the characters of a page with the number of their line, white space left out."""
    lines = (line for block in page.get_text("rawdict")["blocks"] for line in block.get("lines", ()))
    return [
        (char["c"], number, char["bbox"])
        for number, line in enumerate(lines)
        for span in line["spans"]
        for char in span["chars"]
        if not char["c"].isspace()
    ]


def _find_chars(chars: Sequence[Char], wanted: str) -> Iterator[list[Rectangle]]:
    text = "".join(char[0] for char in chars)
    at = text.find(wanted)
    while at >= 0:
        lines: dict[int, list[Rectangle]] = {}
        for _, number, box in chars[at : at + len(wanted)]:
            lines.setdefault(number, []).append(box)
        yield [_hull(boxes) for boxes in lines.values()]
        at = text.find(wanted, at + 1)


def _hull(boxes: Sequence[Rectangle]) -> Rectangle:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def overlap(one: Sequence[Rectangle], other: Sequence[Rectangle]) -> float:
    """Give intersection over union of two sets of rectangles; those of one set lie apart."""
    common = sum(_area(_meet(a, b)) for a in one for b in other)
    whole = sum(map(_area, one)) + sum(map(_area, other)) - common
    return common / whole if whole > 0 else 0.0


def _meet(one: Rectangle, other: Rectangle) -> Rectangle:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _area(box: Rectangle) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)
