"""What stands under the text: the signature, and the imprint (版记) at the foot of the last page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from flows.typeset.blocks import LEADING, Block, Foot, Gap, Line, Pair, Paragraph
from flows.typeset.source import Item, Text, lines_of

DATE = regex.compile(
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
)
BODY = regex.compile(
    r"(?:[部省市县区厅局]长|主任|主席|总理|署长|行长)\s*\S{2,4}|[^。，；：！？\d]{2,30}[局厅部委会院署室府司心处行校团组园]"
)
OPEN = ("公开方式", "信息公开选项", "公开属性")
COPY = ("抄送", "抄报", "主送")
PRINTED = regex.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?:印发|印制|印)")


def signature_at(items: Sequence[Item], place: int) -> int:
    """Give how many items from here on are a signature: names of bodies, then a date; 0 if it is none."""
    for count, item in enumerate(items[place : place + 8]):
        if not isinstance(item, Text):
            return 0
        if DATE.fullmatch(item.text):
            return count + 1
        if not BODY.fullmatch(item.text):
            return 0
    return 0


def imprint_at(items: Sequence[Item]) -> int:
    """Give the place where the imprint begins, among the last lines."""
    for place in range(max(len(items) - 8, 0), len(items)):
        item = items[place]
        text = "".join(lines_of(item))
        if text.startswith((*OPEN, *COPY[:2])) or PRINTED.search(text):
            before = "".join(lines_of(items[place - 1])) if place else ""
            # the printing office may stand on the line before its date
            return place - 1 if PRINTED.fullmatch(text) and BODY.fullmatch(before) else place
    return len(items)


def imprint_to_blocks(lines: Sequence[str]) -> Iterator[Block]:
    """版记: rules, 抄送, and the printing office with its date on one line."""
    if not lines:
        return
    copied = [line for line in lines if line.startswith(COPY)]
    shown = [line for line in lines if line.startswith(OPEN)]
    printed = [line for line in lines if line not in (*copied, *shown)]
    parts: list[Paragraph | Pair | Line | Gap] = [Paragraph(line, first=2.0) for line in shown]
    if copied or printed:
        parts += [Gap(LEADING / 2, always=True), Line(width=1.0)]
    parts += [Paragraph(line, first=1.0, hang=4.0, inset=1.0, size=14.0, leading=24.0) for line in copied]
    parts += [Line(width=0.6)] if copied and printed else []
    parts += [Pair(*_printer(printed))] if printed else []
    parts += [Line(width=1.0)] if copied or printed else []
    yield Foot(tuple(parts))


def _printer(lines: Sequence[str]) -> tuple[str, str]:
    """Split off the date of printing, which stands at the right."""
    text = " ".join(lines)
    match = PRINTED.search(text)
    if match is None:
        return text, ""
    return text[: match.start()].strip(), text[match.start() :].strip()
