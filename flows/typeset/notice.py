"""An official document in the manner of GB/T 9704-2012: 版头, 主体, annexes, 版记."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import regex

from flows.typeset.blocks import LEADING, Block, Break, Gap, Paragraph, Signature
from flows.typeset.closing import imprint_at, imprint_to_blocks, signature_at
from flows.typeset.fonts import Face
from flows.typeset.head import DATED, NUMBER, SIGNER, head_to_blocks
from flows.typeset.indicators import WIDTHS, form_to_rows, is_indicator_form
from flows.typeset.sheet import MM, Paper
from flows.typeset.source import Command, Item, Rows, Text, lines_of
from flows.typeset.table import Form, rows_to_grid

ANNEX = regex.compile(r"附\s*件\s*[\d一二三四五六七八九十]*[：:]?")
ANNEX_LIST = regex.compile(r"[-\s]*附\s*件[：:].+")
LISTED = regex.compile(r"\d{1,2}[.．、]\s*\S.*")
UNIT = regex.compile(r"(?:金额)?单位[：:]\s*\S{1,6}")
RECIPIENTS = regex.compile(r"(?!.*(?:如下|下列))[^。；]{2,120}[局厅部委会院府室署司心处校行团组园位业机构门)）][：:]")
HEADING = regex.compile(r"[一二三四五六七八九十]{1,3}、[^。；]{1,30}")
TITLE_BREAK = regex.compile(r"(?<=[\p{Han}\-）》、])\s+(?=[\p{Han}（《])")
CAPTION = regex.compile(r".{2,60}(?:表|清单|名单|目录)(?:[(（].{1,20}[)）])?")
ANNEX_PAPER = Paper(left=22 * MM, top=25 * MM, measure=166 * MM, depth=235 * MM, number_below=11.2 * MM)
LANDSCAPE = Paper(
    width=297 * MM, height=210 * MM, left=22 * MM, top=25 * MM, measure=253 * MM, depth=155 * MM, number_below=11.2 * MM
)


@dataclass(slots=True)
class Notice:
    """Where in the document the setting stands, and how tables are set."""

    face: Face
    paper: Paper
    form: Form = field(default_factory=Form)
    captioned: bool = False  # the annex still lacks its title
    listed: bool = False  # in the list of annexes
    header: tuple[str, ...] = ()  # first row of the last table
    seal: str = ""
    parts: dict[tuple[str, ...], list[Sequence[str]]] = field(default_factory=dict)


def notice_to_blocks(
    items: Sequence[Item], face: Face, paper: Paper, *, style: str = "notice", seal: str = ""
) -> Iterator[Block]:
    """Set a source as a notice: head, title, recipients, body, annexes, imprint; `seal` lies over the signature."""
    start, stop = title_at(items), imprint_at(items)
    head = [line for item in items[:start] for line in lines_of(item)]
    if head:
        yield from head_to_blocks(head, face, style=style)
    yield from _main(items[start:stop], Notice(face, paper, seal=seal, parts=parts_of_tables(items)))
    yield from imprint_to_blocks([line for item in items[stop:] for line in lines_of(item)])


def title_at(items: Sequence[Item]) -> int:
    """Give the place of the title: after the number and what may follow it (签发人, a date), or the beginning."""
    lines = [" ".join(lines_of(item)) for item in items[:12]]
    place = next((n + 1 for n, line in enumerate(lines) if NUMBER.fullmatch(line)), 0)
    while 0 < place < len(lines) and any(pattern.fullmatch(lines[place]) for pattern in (NUMBER, SIGNER, DATED)):
        place += 1
    return place


def parts_of_tables(items: Sequence[Item]) -> dict[tuple[str, ...], list[Sequence[str]]]:
    """Gather the rows of all tables that begin with the same row: parts of one table."""
    parts: dict[tuple[str, ...], list[Sequence[str]]] = {}
    for item in items:
        if isinstance(item, Rows):
            parts.setdefault(item.rows[0], []).extend(item.rows)
    return parts


def _main(items: Sequence[Item], notice: Notice) -> Iterator[Block]:
    place, titled = 0, False
    while place < len(items):
        item, signed = items[place], signature_at(items, place) if titled else 0
        if signed:
            yield Gap(LEADING * 1.5)
            yield _signature(items[place : place + signed], notice)
            place += signed
            continue
        if isinstance(item, Text) and not titled and not item.text.endswith(("。", "：")):
            yield from set_title(item.text, notice)
        elif isinstance(item, Text):
            yield from _text(item.text, items[place + 1 :], notice)
        elif isinstance(item, Rows):
            yield from set_table(item, notice)
        else:
            yield from set_command(item, notice)
        titled = titled or isinstance(item, Text)
        place += 1


def _signature(items: Sequence[Item], notice: Notice) -> Signature:
    lines = [item.text for item in items if isinstance(item, Text)]
    return Signature(tuple(lines[:-1]), lines[-1], seal=notice.seal)


def set_title(text: str, notice: Notice, *, size: float = 22.0, after: float = LEADING * 0.8) -> Iterator[Block]:
    """Set a title, broken where the source has a space between two Chinese characters."""
    broken = TITLE_BREAK.sub("\n", text)
    fitting = min(size, 0.995 * notice.paper.measure / max(notice.face.width(line) for line in broken.split("\n")))
    if fitting < 0.8 * size:
        # then the spaces were not where lines ended
        broken, fitting = text, size
    yield Paragraph(broken, align="center", size=fitting, leading=fitting * 1.55, weight=fitting / 50)
    yield Gap(after)


def _text(text: str, following: Sequence[Item], notice: Notice) -> Iterator[Block]:
    notice.listed = bool(ANNEX_LIST.fullmatch(text)) or (notice.listed and bool(LISTED.fullmatch(text)))
    if ANNEX.fullmatch(text):
        notice.captioned, notice.header, notice.paper = True, (), ANNEX_PAPER
        yield Break(notice.paper)
        yield Paragraph(text, align="left", face="hei")
    elif notice.listed:
        yield _annex_entry(text, notice.face)
    elif UNIT.fullmatch(text):
        yield Paragraph(text, align="right", size=10.5, leading=16)
    elif _is_caption(text, following) or (notice.captioned and len(text) <= 70 and not text.endswith(("。", "："))):
        if notice.header:
            yield Break()
        notice.captioned, notice.header = False, ()
        yield from set_title(text, notice, size=16.0, after=6)
    elif RECIPIENTS.fullmatch(text):
        yield Paragraph(text, align="left")
    else:
        notice.captioned = False
        yield Paragraph(text, first=2.0, face="hei" if HEADING.fullmatch(text) else "song")


def _is_caption(text: str, following: Sequence[Item]) -> bool:
    nearest = next((item for item in following if not _is_between(item)), None)
    return isinstance(nearest, Rows) and bool(CAPTION.fullmatch(text))


def _is_between(item: Item) -> bool:
    """Say whether the item may stand between a caption and its table."""
    return isinstance(item, Command) or (isinstance(item, Text) and bool(UNIT.fullmatch(item.text)))


def _annex_entry(text: str, face: Face) -> Paragraph:
    """附件：1. under the text, with hanging indent; the entries after the first stand under its number."""
    number = 2.0 + face.width("附件： ")
    if text.startswith("附"):
        return Paragraph(text, first=2.0, hang=number + 1.0, before=LEADING)
    return Paragraph(text, first=number, hang=number + 1.0)


def set_table(item: Rows, notice: Notice) -> Iterator[Block]:
    """Set a table; one that goes on with the last stands on a new page."""
    rows: Sequence[Sequence[str]] = item.rows
    form, header = notice.form, tuple(item.rows[0])
    form_goes_on = is_indicator_form(rows) and "一级指标" in header
    if notice.header:
        # an empty line inside a table is where the page ended in the source
        yield Break() if header == notice.header or form_goes_on else Gap(LEADING / 2)
    notice.header, notice.captioned = header, False
    if is_indicator_form(rows):
        rows, form = form_to_rows(rows), replace(form, columns=form.columns or WIDTHS, header=0)
    like = notice.parts.get(header, ()) if not form.columns else ()
    yield rows_to_grid(rows, notice.face, width=notice.paper.measure, form=form, like=like)
    yield Gap(6)


def set_command(command: Command, notice: Notice) -> Iterator[Block]:
    """Carry out a layout command.

    Raises:
        ValueError: there is no such command.
    """
    if command.name in PAGES:
        notice.header, notice.paper = (), PAGES[command.name] or notice.paper
        yield Break(notice.paper)
    elif command.name in FORMS:
        try:
            notice.form = replace(notice.form, **FORMS[command.name](command.words))
        except (ValueError, IndexError) as error:
            raise ValueError(f"@{command.name} needs numbers: {' '.join(command.words)}") from error
    else:
        raise ValueError(f"unknown layout command @{command.name}")


PAGES: dict[str, Paper | None] = {"break": None, "landscape": LANDSCAPE, "portrait": ANNEX_PAPER}
FORMS: dict[str, Callable[[tuple[str, ...]], dict[str, Any]]] = {
    "columns": lambda words: {"columns": tuple(float(word) for word in words)},
    "size": lambda words: {"sizes": tuple(float(word) for word in words)},
    "padding": lambda words: {"padding": float(words[0]), "spread": float(words[-1])},
    "header": lambda words: {"header": int(words[0])},
    "ruled": lambda words: {"ruled": words[0] != "no"},
}
