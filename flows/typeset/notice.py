"""An official document in the manner of GB/T 9704-2012: 版头, 主体, annexes, 版记."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from flows.typeset.flow import LEADING, RED, Block, Break, Foot, Gap, Line, Pair, Paragraph
from flows.typeset.fonts import Face
from flows.typeset.indicators import WIDTHS, form_to_rows, is_indicator_form
from flows.typeset.sheet import MM, Paper
from flows.typeset.source import Command, Item, Rows, Text
from flows.typeset.table import Form, rows_to_grid

NUMBER = regex.compile(r"\S{1,20}?[〔\[（(【［]\s*\d{4}\s*[〕\]）)】］]\s*第?\s*\d{1,5}\s*号")
URGENCY = regex.compile(r"(?:特|加|平)\s*[急提]|(?:绝密|机密|秘密)(?:★.*)?|\d{6}")
ANNEX = regex.compile(r"附\s*件\s*[\d一二三四五六七八九十]*[：:]?")
ANNEX_LIST = regex.compile(r"[-\s]*附\s*件：.+")
LISTED = regex.compile(r"\d{1,2}[.．、]\s*\S.*")
UNIT = regex.compile(r"(?:金额)?单位[：:]\s*\S{1,6}")
PRINTED = regex.compile(r"\d{4}年\d{1,2}月\d{1,2}日印发")
HEADING = regex.compile(r"[一二三四五六七八九十]{1,3}、[^。；]{1,30}")
TITLE_BREAK = regex.compile(r"(?<=[\p{Han}\-）》、])\s+(?=[\p{Han}（《])")
ANNEX_PAPER = Paper(left=22 * MM, top=25 * MM, measure=166 * MM, depth=235 * MM)
CAPTION = regex.compile(r".{2,60}(?:表|清单|名单|目录)(?:[(（].{1,20}[)）])?")


@dataclass(slots=True)
class Notice:
    """Where in the document the setting stands, and how tables are set."""

    face: Face
    paper: Paper
    form: Form = field(default_factory=Form)
    captioned: bool = False
    header: tuple[str, ...] = ()
    parts: dict[tuple[str, ...], list[Sequence[str]]] = field(default_factory=dict)


def notice_to_blocks(items: Sequence[Item], face: Face, paper: Paper) -> Iterator[Block]:
    """Set a source as a notice: head, title, recipients, body, annexes, imprint."""
    start = _title_at(items)
    yield from _head([item.text for item in items[:start] if isinstance(item, Text)])
    stop = _imprint_at(items)
    yield from _main(items[start:stop], Notice(face, paper, parts=parts_of_tables(items)))
    yield from _imprint([item.text for item in items[stop:] if isinstance(item, Text)])


def parts_of_tables(items: Sequence[Item]) -> dict[tuple[str, ...], list[Sequence[str]]]:
    """Gather the rows of all tables that begin with the same row: parts of one table."""
    parts: dict[tuple[str, ...], list[Sequence[str]]] = {}
    for item in items:
        if isinstance(item, Rows):
            parts.setdefault(item.rows[0], []).extend(item.rows)
    return parts


def _title_at(items: Sequence[Item]) -> int:
    """Give the place of the title: after the number, or the beginning."""
    for place, item in enumerate(items[:12]):
        if isinstance(item, Text) and NUMBER.fullmatch(item.text):
            return place + 1
    return 0


def _imprint_at(items: Sequence[Item]) -> int:
    """Give the place where the imprint begins: 公开方式 or 抄送 among the last lines."""
    for place in range(max(len(items) - 6, 0), len(items)):
        item = items[place]
        if isinstance(item, Text) and (item.text.startswith(("公开方式", "抄送")) or PRINTED.search(item.text)):
            return place
    return len(items)


def _head(lines: list[str]) -> Iterator[Block]:
    if not lines:
        return
    marks = [line for line in lines if URGENCY.fullmatch(line)]
    issuers = [line for line in lines if line not in marks and not NUMBER.fullmatch(line)]
    for mark in marks:
        yield Paragraph(mark, align="left", face="hei")
    yield Gap(max(35 * MM - len(marks) * LEADING, 0), always=True)
    for issuer in issuers:
        size = min(46.0, 0.84 * Paper().measure / len(issuer))
        yield Paragraph(issuer, align="center", size=size, leading=size * 1.25, color=RED, weight=1.3)
    yield Gap(LEADING)
    yield Paragraph(lines[-1], align="center")
    yield Line(width=1.4, color=RED, above=4 * MM - 6, below=0)
    yield Gap(LEADING * 1.4)


def _main(items: Sequence[Item], notice: Notice) -> Iterator[Block]:
    rest = list(items)
    if rest and isinstance(rest[0], Text):
        yield from _title(rest.pop(0).text, notice)
        yield Gap(LEADING * 0.8)
    listed = False
    for place, item in enumerate(rest):
        if isinstance(item, Text):
            listed = bool(ANNEX_LIST.fullmatch(item.text)) or (listed and bool(LISTED.fullmatch(item.text)))
            yield from _text(item.text, rest[place + 1 :], notice, listed=listed)
        elif isinstance(item, Rows):
            yield from set_table(item, notice)
        else:
            yield from set_command(item, notice)


def _title(text: str, notice: Notice, *, size: float = 22.0) -> Iterator[Block]:
    lines = TITLE_BREAK.sub("\n", text)
    if "\n" in lines:
        # lines broken by the author stay whole
        size = min(size, 0.995 * notice.paper.measure / max(notice.face.width(line) for line in lines.split("\n")))
    yield Paragraph(lines, align="center", size=size, leading=size * 1.55, weight=size / 50)


def _text(text: str, following: Sequence[Item], notice: Notice, *, listed: bool) -> Iterator[Block]:
    if ANNEX.fullmatch(text):
        notice.captioned = True
        notice.header = ()
        notice.paper = ANNEX_PAPER
        yield Break(notice.paper)
        yield Paragraph(text, align="left", face="hei")
    elif listed:
        yield _annex_entry(text, notice.face)
    elif UNIT.fullmatch(text):
        yield Paragraph(text, align="right", size=10.5, leading=16)
    elif _is_caption(text, following):
        if not notice.captioned:
            yield Break()
        notice.captioned, notice.header = False, ()
        yield from _title(text, notice, size=16.0)
        yield Gap(6)
    elif text.endswith(("：", ":")) and not notice.captioned and len(text) < 60 and "。" not in text:
        yield Paragraph(text, align="left")
    else:
        yield Paragraph(text, first=2.0, face="hei" if HEADING.fullmatch(text) else "song")


def _is_caption(text: str, following: Sequence[Item]) -> bool:
    nearest = next((item for item in following if not (isinstance(item, Text) and UNIT.fullmatch(item.text))), None)
    return isinstance(nearest, Rows) and bool(CAPTION.fullmatch(text))


def _annex_entry(text: str, face: Face) -> Paragraph:
    """附件：1. under the text, with hanging indent; the entries after the first stand under its number."""
    text = text.lstrip("- ")
    number = 2.0 + face.width("附件： ")
    if text.startswith("附"):
        return Paragraph(text, first=2.0, hang=number + 1.0, before=LEADING)
    return Paragraph(text, first=number, hang=number + 1.0)


def set_table(item: Rows, notice: Notice) -> Iterator[Block]:
    """Set a table; one that follows another without a caption stands on a new page."""
    rows: Sequence[Sequence[str]] = item.rows
    form = notice.form
    if notice.header:
        # an empty line inside a table is where the page ended in the source
        yield Break()
    notice.header = tuple(rows[0])
    notice.captioned = False
    if is_indicator_form(rows):
        rows, form = form_to_rows(rows), replace(form, columns=form.columns or WIDTHS, header=0)
    like = notice.parts.get(tuple(item.rows[0]), ())
    yield rows_to_grid(rows, notice.face, width=notice.paper.measure, form=form, like=like if not form.columns else ())


def set_command(command: Command, notice: Notice) -> Iterator[Block]:
    """Carry out a layout command.

    Raises:
        ValueError: there is no such command.
    """
    if command.name == "break":
        notice.header = ()
        yield Break()
    elif command.name == "columns":
        notice.form = replace(notice.form, columns=tuple(float(word) for word in command.words))
    elif command.name == "size":
        notice.form = replace(notice.form, sizes=tuple(float(word) for word in command.words))
    elif command.name == "padding":
        beside, above = float(command.words[0]), float(command.words[-1])
        notice.form = replace(notice.form, padding=beside, spread=above)
    elif command.name == "header":
        notice.form = replace(notice.form, header=int(command.words[0]))
    else:
        raise ValueError(f"unknown layout command @{command.name}")


def _imprint(lines: list[str]) -> Iterator[Block]:
    """版记: rules, 抄送, and the printing office with its date on one line."""
    if not lines:
        return
    parts: list[Paragraph | Pair | Line | Gap] = []
    parts += [Paragraph(line, first=2.0, size=16.0) for line in lines if line.startswith("公开方式")]
    parts += [Gap(LEADING / 2, always=True), Line(width=1.0)]
    copied = [line for line in lines if line.startswith("抄送")]
    parts += [Paragraph(line, first=1.0, hang=4.0, inset=1.0, size=14.0, leading=24.0) for line in copied]
    parts += [Line(width=0.6)] if copied else []
    rest = [line for line in lines if not line.startswith(("公开方式", "抄送"))]
    parts += [Pair("".join(rest[:-1]), rest[-1]), Line(width=1.0)] if rest else []
    yield Foot(tuple(parts))
