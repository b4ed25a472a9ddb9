"""Lines of a text file → paragraphs: hard line breaks are undone, one paragraph a line is left as it is."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractors.reading.plain.alone import names_body, stands_alone
from extractors.text import heal

_BREAK = regex.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_HIDDEN = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff]")
_MARKER = regex.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|第[一二三四五六七八九十百\d]{1,5}[章节条编][ \u3000]|\d{1,2}(?:[、．]|\.(?!\d))|[（(]\d{1,2}[）)]|[①-⑳]"
    r"|附\s*(?:件|表)\s*\d{0,2}\s*(?:[:：]|$)|[-•●■◆]\s|指标\d{1,2}[:：]"
)
_TOKEN = regex.compile(r"[《（〔“‘「『【(\[]*(?:[A-Za-z0-9.,%]+|.)[，。、；：！？》）〕”’」』】)\],.;:!?%]*")
_DONE = regex.compile(r"[。；：！？;:!?][”’」』）)]?$")
_OPEN = regex.compile(r"[、，,（《〔“(-]$")
_FIELDS = regex.compile(r"(?<=\p{Han}) (?=\p{Han})")  # prose has no space between Chinese characters
_WIDTHS = range(16, 61)  # characters of a line in a file with hard breaks
_NEAR = (-2, -1, 0, 1)  # characters by which broken lines differ: a first line has lost its indent
_SLACK = 1.2  # characters that the gaps between Chinese and figures take on paper
_INDENT = 2  # characters that begin a paragraph on paper, and are often lost in the text
_BLOCK = 40  # lines whose width is looked at together
_FIELD = 60  # characters of a field that stands alone in its row
_LEAST = 3  # lines that break in the middle of a sentence: fewer prove nothing


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file that is not blank; `text` keeps its TABs; `apart` says that a blank line is above it."""

    number: int
    text: str
    apart: bool

    @property
    def tabled(self) -> bool:
        """Whether it is the row of a table."""
        return "\t" in self.text


def text_to_rows(text: str) -> tuple[Row, ...]:
    """Give the lines that are not blank, healed, with the numbers that an editor shows."""
    rows: list[Row] = []
    apart = True
    for number, line in enumerate(_BREAK.split(text), start=1):
        clean = _HIDDEN.sub("", heal(line)).replace("\f", " ").strip(" ")
        said = clean.strip()
        if said:
            in_table = bool(rows) and not apart and rows[-1].tabled
            rows.append(Row(number, clean if _is_tabled(clean, in_table) else said, apart))
        apart = not said
    return tuple(rows)


def _is_tabled(line: str, in_table: bool) -> bool:
    """Say whether a line is the row of a table: a TAB inside, or several around one field; one may be an indent."""
    said = line.strip()
    if "\t" in said:
        return True
    return line.count("\t") > (0 if in_table else 1) and len(said) < _FIELD


def rows_to_paragraphs(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Join the lines of prose that were broken at one width."""
    widths = _widths(rows)
    spaced = _are_spaced(rows)
    group: list[Row] = []
    for at, row in enumerate(rows):
        if group and not _goes_on(group, row, widths[at // _BLOCK], spaced):
            yield tuple(group)
            group = []
        group.append(row)
    if group:
        yield tuple(group)


def _are_spaced(rows: Sequence[Row]) -> bool:
    """Say whether blank lines stand between all lines, so that they mean nothing."""
    return sum(row.apart for row in rows) > 0.7 * len(rows)


def _goes_on(group: Sequence[Row], row: Row, width: float | None, spaced: bool) -> bool:
    """Say whether a line goes on with the one above it."""
    last = group[-1]
    if width is None or last.tabled or row.tabled or (row.apart and not spaced):
        return False
    if stands_alone(last.text) or stands_alone(row.text):
        return False
    if _DONE.search(last.text) or _MARKER.match(row.text) or len(_FIELDS.findall(last.text)) > 1:
        return False
    if _OPEN.search(last.text) and measure(last.text) > 0.7 * width:
        return True
    token = _TOKEN.match(row.text)
    size = measure(last.text)
    used = size + (_INDENT if len(group) == 1 else 0)
    slack = -0.2 if names_body(last.text) or names_body(row.text) else _SLACK
    fills = used + measure(token.group() if token else row.text[:1]) > width - slack
    return fills and size <= width + _INDENT + 1


def measure(text: str) -> float:
    """Give the width of a text in Chinese characters."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def _widths(rows: Sequence[Row]) -> list[float | None]:
    """Give the width at which lines are broken, block by block; None where they are not."""
    starts = range(0, len(rows), _BLOCK)
    return [_width(rows[max(0, start - _BLOCK) : start + 2 * _BLOCK]) for start in starts]


def _width(rows: Sequence[Row]) -> float | None:
    """Give the width of lines that end in the middle of a sentence, if they are as good as all equal."""
    prose = [row for row in rows if not row.tabled]
    sizes = [measure(row.text) for row in prose]
    broken = Counter(
        round(size)
        for size, row, below in zip(sizes, prose, prose[1:], strict=False)
        if round(size) in _WIDTHS and not _DONE.search(row.text) and not _MARKER.match(below.text)
    )
    best = max(broken, key=lambda width: (sum(broken[width + step] for step in _NEAR), broken[width], width), default=0)
    count = sum(broken[best + step] for step in _NEAR)
    longer = sum(1 for size in sizes if size > best + 3)
    wide = sum(1 for size in sizes if size >= 16)
    if count < _LEAST or longer > 0.1 * len(prose) or count < 0.25 * wide:
        return None
    return float(best)
