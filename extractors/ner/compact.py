"""A text without its white space, folded, with the way back: names are searched in this form.

A gap is where white space was: `沅 江 市` is one name all the same, `国资委 国家知识产权局` are two. Where one
paragraph or cell ends and the next begins, a line break stays.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from extractors.document import Document, Span
from extractors.text import fold

WHITE = regex.compile(r"[ \t\r\n\f\v\u200b\ufeff]++")
HARD = "\n"


@dataclass(frozen=True, slots=True)
class Compact:
    """`text` is what is searched, `printed` the same before folding.

    `starts` and `sources` say where each unbroken piece lies here and in the source. `gaps` are the offsets before
    which blank space was taken out inside a line.
    """

    text: str
    printed: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]
    gaps: frozenset[int]
    breaks: frozenset[int] = frozenset()  # before which a line break was taken out

    def source(self, offset: int) -> int:
        """Give the offset in the source of a character."""
        at = bisect_right(self.starts, offset) - 1
        return self.sources[at] + offset - self.starts[at]

    def at(self, source: int) -> int:
        """Give the offset here of a character of the source; of blank space, where it was."""
        piece = bisect_right(self.sources, source) - 1
        end = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
        return min(self.starts[piece] + source - self.sources[piece], end)

    def span(self, start: int, end: int) -> Span:
        """Give the span in the source of a range that is not empty."""
        return Span(self.source(start), self.source(end - 1) + 1)

    @property
    def parted(self) -> frozenset[int]:
        """The gaps that part two words: not those inside a letter-spaced name."""
        return frozenset(gap for gap in self.gaps if gap - 1 not in self.gaps and gap + 1 not in self.gaps)


def compact(document: Document, simple: Mapping[int, str] | None = None) -> Compact:
    """Give the compact form of a document's text; without blocks, a line break is only a gap that joins.

    `simple` is the table of traditional characters: what is searched is simplified.
    """
    text = fold(document.text).translate(simple or {})
    breaks = "\n\t" if document.blocks else ""
    pieces, starts, sources = [], [0], [0]
    gaps: list[int] = []
    lines: list[int] = []
    at = length = 0
    for white in WHITE.finditer(text):
        pieces.append(text[at : white.start()])
        length += white.start() - at
        at = white.end()
        blank = document.text[white.start() : white.end()]
        if any(char in blank for char in breaks):
            pieces.append(HARD)
            length += 1
            starts.append(length - 1)
            sources.append(white.start())
        else:
            (lines if "\n" in blank else gaps).append(length)
        starts.append(length)
        sources.append(at)
    pieces.append(text[at:])
    printed = "".join(_pieces(document.text, starts, sources, length + len(text) - at))
    return Compact("".join(pieces), printed, tuple(starts), tuple(sources), frozenset(gaps), frozenset(lines))


def _pieces(text: str, starts: list[int], sources: list[int], length: int) -> Iterator[str]:
    for start, end, source in zip(starts, [*starts[1:], length], sources, strict=True):
        yield text[source : source + end - start]
