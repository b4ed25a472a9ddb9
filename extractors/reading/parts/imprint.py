"""版记: 抄送, 印发机关, 印发日期; in rows or drawn as a table, before or after the annexes.

Source: GB/T 9704-2012, 7.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from extractors.document import Part, Table
from extractors.reading.parts.bodies import is_addressee, is_body, split_addressees
from extractors.reading.parts.closing import iso_date
from extractors.reading.parts.rows import Row, Strip, Zone, join, part_of, strip_of

_NUMERAL = "[一二三四五六七八九十]"
_YEAR = r"(?:(?:19|20)\d\d|[一二][〇○◯零一二三四五六七八九0oOоО]{3})"
_DAY = rf"{_YEAR}年(?:\d{{1,2}}|{_NUMERAL}{{1,2}})月(?:\d{{1,2}}|{_NUMERAL}{{1,3}})日"
_COPIED = regex.compile(r"(?P<how>抄送|抄报|主送|分送|发送|抄\s送|抄\s报|报送|报|送|发)(?:机关|单位)?\s?:(?P<names>.*)")
_PRINTED = regex.compile(
    rf"(?P<by>[^。;:!?\d]{{2,60}}?)?\s?(?P<date>{_DAY})\s?(?:印\s?发|印制|印)?(?:\s?\(?共印.{{1,10}}份\)?)?"
)
_WORD = regex.compile(r"印\s?发|印制")
_TAIL = regex.compile(r"\(?共印.{1,10}份\)?。?|校对:?.{0,10}|打字:?.{0,10}|打印:?.{0,10}|(?:承办|主办|拟稿).{0,30}")
_LONGEST = 900
_ROWS = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the imprint, from a row or from a cell of a table (then without a row)."""

    strip: Strip
    row: int | None
    at: int


def find_imprint(text: str, rows: tuple[Row, ...], tables: Iterable[Table], bounds: tuple[int, int]) -> Zone:
    """Give the 版记: `bounds` are the ends of the title and of the main text.

    One that stands before the annexes is the document's own; otherwise the last of all, because forwarded documents
    in the annexes may bring theirs.
    """
    begin, annex = bounds
    after = rows[begin - 1].passage.span.end if begin else 0
    lines = _lines(text, rows[begin:], tables, after)
    clusters = list(_clusters(text, lines))
    if not clusters:
        return Zone()
    limit = rows[annex].passage.span.start if annex < len(rows) else None
    own = [one for one in clusters if limit is not None and one[0] < limit]
    return (own or clusters)[-1][1]


def _lines(text: str, rows: tuple[Row, ...], tables: Iterable[Table], after: int) -> list[Line]:
    """Give rows and the cells of tables in text order."""
    held = [Line(row.strip, row.index, row.passage.span.start) for row in rows if row.plain]
    for table in tables:
        cells = [cell for cell in table.cells if len(cell.span) and cell.span.start >= after]
        # the imprint is the only table of this kind with few cells
        if len(cells) <= 8:
            held += [Line(strip_of(text, cell.span), None, cell.span.start) for cell in cells]
    return sorted(held, key=lambda line: line.at)


def _clusters(text: str, lines: list[Line]) -> Iterator[tuple[int, Zone]]:
    """Give each imprint with the place where it begins."""
    at = 0
    while at < len(lines):
        zone, after = _copied(lines, at)
        printed, end = _printed(text, lines, after)
        if (zone.parts or printed.parts) and _holds(zone, printed, lines, at):
            yield lines[at].at, zone + printed
            at = max(end, at + 1)
        else:
            at += 1


def _holds(zone: Zone, printed: Zone, lines: list[Line], at: int) -> bool:
    """Say whether it is an imprint: 抄送 is enough; 印发 alone needs a date or the word with a body."""
    return bool(zone.parts) or any(part.name == "printed_date" for part in printed.parts)


def _copied(lines: list[Line], at: int) -> tuple[Zone, int]:
    """Read 抄送：… to its full stop, over several lines and for several of 抄报, 抄送, 分送."""
    zone = Zone()
    while at < len(lines) and (match := _COPIED.fullmatch(lines[at].strip.plain)):
        held, end = [lines[at].strip.cut(*match.span("names"))], at + 1
        while end < min(len(lines), at + _ROWS) and _goes_on(lines[end].strip.plain, full=_is_full(join(held).plain)):
            held.append(lines[end].strip)
            end += 1
        names = join(held).trim(" 。,;、")
        parts = tuple(part_of("copied_to", body, "imprint", score=0.96) for body in split_addressees(names))
        zone += Zone(parts if len(names.plain) <= _LONGEST else (), _roles(lines[at:end]))
        at = end
    return zone, at


def _is_full(plain: str) -> bool:
    return plain.endswith("。")


def _goes_on(plain: str, *, full: bool) -> bool:
    """Say whether a line goes on with the names; after a full stop only a list that ends in one does."""
    listed = plain.endswith("。") and len(plain) > 3 and all(map(is_addressee, regex.split("[,、]", plain[:-1])))
    if (full and not listed) or ":" in plain or len(plain) > 200:
        return False
    return not (_PRINTED.fullmatch(plain) or _WORD.search(plain) or _TAIL.fullmatch(plain))


def _printed(text: str, lines: list[Line], at: int) -> tuple[Zone, int]:
    """Read 印发机关 and 印发日期, on one line or on two or three."""
    for count in (1, 2, 3):
        held = lines[at : at + count]
        if len(held) < count:
            break
        strip = join(line.strip for line in held)
        match = _PRINTED.fullmatch(strip.plain) if len(strip.plain) < 120 else None
        if match is None or not _WORD.search(strip.plain[match.end("date") :] or ""):
            continue
        parts = tuple(_printed_parts(text, strip, match))
        return Zone(parts, _roles(held)), at + count
    return Zone(), at


def _printed_parts(text: str, strip: Strip, match: regex.Match[str]) -> Iterator[Part]:
    if match["by"] and is_body(match["by"].strip()):
        yield part_of("printed_by", strip.cut(*match.span("by")).trim(" "), "imprint", score=0.97)
    date = strip.cut(*match.span("date"))
    iso = iso_date(text, date)
    if iso:
        yield Part("printed_date", iso[0], date.span, "parts:imprint", min(iso[1], 0.98), iso[2])


def _roles(lines: Iterable[Line]) -> tuple[tuple[int, str], ...]:
    return tuple((line.row, "imprint") for line in lines if line.row is not None)
