"""The parts of a document by GB/T 9704 (版头, 主体, 版记), and the role of each passage.

Source: GB/T 9704-2012, 7; DOMAIN of parts in `extractors.document.PART_NAMES`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from extractors.document import SINGLE_PARTS, Block, Part, Table
from extractors.reading.parts.annex import annex_roles, annex_titles, find_annex
from extractors.reading.parts.bodies import is_body, split_bodies
from extractors.reading.parts.closing import date_below_title, find_notes, find_signature, find_statement, iso_date
from extractors.reading.parts.heading import heading_level, is_heading
from extractors.reading.parts.headline import find_below, find_recipients, find_title, title_zone
from extractors.reading.parts.imprint import find_imprint
from extractors.reading.parts.labels import find_table_labels
from extractors.reading.parts.masthead import Head, find_masthead
from extractors.reading.parts.rows import Row, Zone, make_rows, part_of, strip_of
from extractors.reading.passage import Passage


def find_parts(
    text: str, passages: tuple[Passage, ...], tables: tuple[Table, ...]
) -> tuple[tuple[Block, ...], tuple[Part, ...]]:
    """Give every passage as a block with its role, and the parts in text order by name."""
    rows = make_rows(text, passages)
    head = find_masthead(text, rows)
    lines = find_title(rows, head.end, bool(head.zone.parts))
    below = lines[-1].index + 1 if lines else head.end
    zone = _table_labels(text, tables, rows, below) + head.zone + title_zone(lines)
    zone += _main(text, rows, tables, zone, below)
    issuers = _issuers(text, rows, zone, head, lines)
    return _blocks(rows, passages, zone), _ordered(text, zone.parts + issuers)


def _main(text: str, rows: tuple[Row, ...], tables: tuple[Table, ...], above: Zone, below: int) -> Zone:
    """Read what stands under the title, with the annexes as its bound."""
    title = next((strip_of(text, part.span) for part in above.parts if part.name == "title" and part.span), None)
    under, below = find_below(text, rows, below, title) if title else (Zone(), below)
    dated, begin = date_below_title(text, rows, below) if _has(above, "title") else (Zone(), below)
    recipients, begin = find_recipients(rows, begin)
    annex = find_annex(rows, begin)
    # a date alone is one of the document only where something above shows that this is a document
    known = bool(above.parts or recipients.parts)
    signature, signed = find_signature(text, rows, (begin, annex), known=known)
    statement = find_statement(rows, begin, annex)
    notes = find_notes(rows, begin, annex, after=signed)
    imprint = find_imprint(text, rows, tables, (begin, annex))
    titles = Zone(annex_titles(rows, annex)) if not statement.parts and annex < len(rows) else Zone()
    captions = annex_roles(rows, annex)
    return under + dated + recipients + signature + statement + notes + imprint + titles + captions


def _table_labels(text: str, tables: tuple[Table, ...], rows: tuple[Row, ...], below: int) -> Zone:
    """Read the table of labels that a web page prints above the document."""
    end = rows[below - 1].passage.span.end if below else (rows[0].passage.span.end if rows else 0)
    above = [table for table in tables[:3] if table.span.end <= end]
    return Zone(tuple(part for table in above for part in find_table_labels(text, table)))


def _has(zone: Zone, name: str) -> bool:
    return any(part.name == name for part in zone.parts)


def _issuers(text: str, rows: tuple[Row, ...], zone: Zone, head: Head, lines: tuple[Row, ...]) -> tuple[Part, ...]:
    """Give the issuers of a document that nobody signed: from its mark, its title, its imprint."""
    if _has(zone, "issuers"):
        return ()
    return head.issuers or tuple(_from_title(text, lines)) or tuple(_from_imprint(zone))


_FRONT = regex.compile(r"(?P<who>[^《》。:;]{3,80}?)(?:关于|印发|转发|公开|(?=\d{4}年))")


# 2022年度某局部门预算
_COVER = regex.compile(
    r"(?:\d{4}年度?)(?P<who>[^《》。:;]{3,40}?)(?:部门|单位|本级|机关|整体支出|项目支出|财政支出|绩效|预算|决算|政府信息公开|工作总结)"
)


def _from_title(text: str, lines: tuple[Row, ...]) -> Iterator[Part]:
    """Read the bodies before 关于, with the gaps that they have in print."""
    whole = Zone() if not lines else title_zone(lines)
    span = whole.parts[0].span if whole.parts else None
    if span is None:
        return
    strip = strip_of(text, span)
    front = _FRONT.match(strip.plain) or _COVER.match(strip.plain)
    if front is None:
        return
    who = strip.cut(*front.span("who"))
    bodies = split_bodies(text, who.span) if who.span else ()
    if bodies and all(is_body(body.plain) for body in bodies):
        yield from (part_of("issuers", body, "title", score=0.9) for body in bodies)


_OFFICE = regex.compile(r"(?P<who>.{3,}?)(?:办公室|办公厅)$")


def _from_imprint(zone: Zone) -> Iterator[Part]:
    for part in zone.parts:
        match = _OFFICE.fullmatch(part.value) if part.name == "printed_by" else None
        if part.name == "printed_by" and part.span:
            value = match["who"] if match and is_body(match["who"]) else part.value
            yield replace(part, name="issuers", value=value, by="parts:imprint_office", score=0.85)


def _ordered(text: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Keep the first of the single parts, give the first number as such, dates as ISO, duplicates once."""
    held: dict[tuple[str, str, int], Part] = {}
    # the date of a web page's label (发文日期) is that of the page; the signature says 成文日期
    signed = any(part.name == "date" and part.by != "parts:label" for part in parts)
    for part in parts:
        if signed and part.name == "date" and part.by == "parts:label":
            continue
        if part.name == "date" and part.by == "parts:label":
            iso = iso_date(text, strip_of(text, part.span)) if part.span else None
            if iso is None:
                continue
            part = replace(part, value=iso[0], doubt=iso[2])
        held.setdefault(_key(part), part)
    numbers = [part for part in held.values() if part.name == "numbers"]
    first = (replace(numbers[0], name="number"),) if numbers else ()
    return first + tuple(held.values())


def _key(part: Part) -> tuple[str, str, int]:
    """Give what makes a part the same: a short name (水务局) may stand twice among the recipients and mean two."""
    if part.name in SINGLE_PARTS:
        return part.name, "", 0
    listed = part.name in ("recipients", "copied_to", "attachments") and part.span is not None
    return part.name, part.value, part.span.start if listed and part.span else 0


def _blocks(rows: tuple[Row, ...], passages: tuple[Passage, ...], zone: Zone) -> tuple[Block, ...]:
    roles: dict[int, str] = {}
    for index, role in zone.roles:
        roles.setdefault(index, role)
    known = {id(row.passage): (row, roles.get(row.index)) for row in rows}
    return tuple(_block(passage, *known.get(id(passage), (None, None))) for passage in passages)


_UNIT = regex.compile(r"[(]?(?:金额)?单位:.{1,8}[)]?")


def _block(passage: Passage, row: Row | None, role: str | None) -> Block:
    if row is None or passage.table:
        return Block(passage.span, passage.furniture or "table", passage.page)
    level = heading_level(row.plain)
    if role:
        return Block(passage.span, role, passage.page)
    if _UNIT.fullmatch(row.plain):
        return Block(passage.span, "caption", passage.page)
    return Block(passage.span, "heading" if level and is_heading(row.plain) else "paragraph", passage.page, level)
