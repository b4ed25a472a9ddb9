"""A text whose every line is a printed line: several empty lines end a page, long lines fill the measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from flows.typeset.blocks import Block, Break, Paragraph
from flows.typeset.fonts import Face
from flows.typeset.notice import HEADING, Notice, set_command, set_table
from flows.typeset.sheet import Paper
from flows.typeset.source import Item, Rows, Text

PAGE_END = 3  # empty lines
BEGIN = regex.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．](?!\d)|[(（]\d{1,2}[)）]"
)
FULL = 26.5  # ems: a shorter line ends its paragraph
MOST = 29.2  # ems: what can be squeezed into a line


def report_to_blocks(items: Sequence[Item], face: Face, paper: Paper) -> Iterator[Block]:
    """Set a source line by line; tables and commands as in a notice."""
    notice = Notice(face, paper)
    begins = True
    for place, item in enumerate(items):
        if isinstance(item, Text):
            if item.blank >= PAGE_END and place:
                yield Break()
            line = _line(item.text, face, begins=begins)
            yield line
            begins = line.align == "left"
        elif isinstance(item, Rows):
            yield from set_table(item, notice)
            notice.header, begins = (), True
        else:
            yield from set_command(item, notice)


def _line(text: str, face: Face, *, begins: bool) -> Paragraph:
    width = face.width(text)
    first = 2.0 if (begins or BEGIN.match(text)) and width + 2.0 <= MOST else 0.0
    align = "fill" if width + first >= FULL else "left"
    return Paragraph(text, align=align, first=first, face="hei" if HEADING.fullmatch(text) else "song")
