"""What is said above a table: its title, its unit, the annex it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.document import Span, Table
from extractors.reading.passage import Passage
from extractors.text import fold

_UNIT = regex.compile(
    r"(?:金\s*额|计\s*量|货\s*币|数\s*据)?\s*单\s*位\s*[:：(（]\s*[(（]?\s*(?:人民币)?\s*"
    r"(?P<unit>(?:亿|百\s*万|万|千)?\s*(?:美|欧|港|日)?\s*元)(?!\s*[/／])"
)
_HEADER_UNIT = regex.compile(r"[（(]\s*(?:单位\s*[:：]\s*)?(?P<unit>(?:亿|百万|万|千)?元)\s*[)）]")
_ANNEX = regex.compile(r"附\s*(?:件|表)\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?\s*(?P<colon>[:：]?)")
_TITLE = regex.compile(
    r"(?:表|清单|明细|情况|名单|一览|目录|台账|计划)\s*[0-9一二三四五六七八九十]{0,3}\s*(?:[（(][^（）()]{1,40}[)）])?$"
)
_ASIDE = regex.compile(
    r"(?:编制|填报|填表|申报|预算|主管|公开|制表)?(?:单位|部门)(?:名称)?\s*(?:[（(]盖章[)）])?\s*[:：]"
    r"|[（(]?\s*\d{4}\s*年\s*(?:度|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?\s*[)）]?$|编号\s*[:：]"
)
_LIST = regex.compile(r"^[-—\s]*附\s*件\s*[:：]\s*(?=\d)")
_ITEM = regex.compile(r"(?<!\d)(?P<number>\d{1,2})\s*[.、．]\s*(?=\D|\d{4}\s*年)")
_SPACE = regex.compile(r"\s+")
_REACH = 5  # passages looked at above a table
_LONG = 120  # characters of a title
_FULL = 18  # characters of a line that is broken because it is full
_NUMBERED = regex.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]")
_OPEN, _CLOSE = regex.compile(r"[（(〔《]"), regex.compile(r"[）)〕》]")
_DIGITS = {char: str(at) for at, char in enumerate("零一二三四五六七八九")}


def find_captions(text: str, passages: Sequence[Passage], tables: Sequence[Table]) -> tuple[Table, ...]:
    """Give the tables with title, unit and annex."""
    body = [passage for passage in passages if not passage.furniture]
    places = {passage.span: at for at, passage in enumerate(body) if passage.table}
    annexes = _annexes(text, body)
    listed = _listed(text, body)
    named: list[Table] = []
    for table in tables:
        at = places[table.span]
        above = _above(body, at)
        unit = _unit(text, above, table)
        title = _title(text, above) or _title_inside(text, table)
        named.append(
            replace(
                table,
                title=title,
                unit=unit,
                unit_text=text[unit.start : unit.end].replace(" ", "") if unit else None,
                annex=_annex_of(text, title, listed)
                or (named[-1].annex if at and body[at - 1].table and not title else annexes[at]),
            )
        )
    return tuple(named)


def _above(body: Sequence[Passage], at: int) -> list[Passage]:
    """Give the passages above a table, the nearest first, as far as they can speak of it."""
    found: list[Passage] = []
    for passage in reversed(body[max(0, at - _REACH) : at]):
        if passage.table or body[at].page - passage.page > (0 if found else 1):
            break
        found.append(passage)
    return found


def _unit(text: str, above: Sequence[Passage], table: Table) -> Span | None:
    """Give the unit: above the table, in its first rows, or in its header."""
    for passage in above:
        if len(passage.span) <= _LONG and (found := _search(_UNIT, text, passage.span)):
            return found
    first = [cell.span for cell in table.cells if cell.row < 3]
    said = [found for span in first if (found := _search(_UNIT, text, span))]
    if said:
        return said[0]
    header = [cell.span for cell in table.cells if cell.header]
    units = [found for span in header if (found := _search(_HEADER_UNIT, text, span))]
    return units[0] if len({text[unit.start : unit.end] for unit in units}) == 1 else None


def _search(pattern: regex.Pattern[str], text: str, span: Span) -> Span | None:
    match = pattern.search(text, span.start, span.end)
    return Span(*match.span("unit")) if match else None


def _title(text: str, above: Sequence[Passage]) -> Span | None:
    """Give the nearest passage that is centred or named as a table is, with the lines that it goes on from."""
    for at, passage in enumerate(above):
        said = text[passage.span.start : passage.span.end]
        if _ANNEX.fullmatch(said.strip()) or _ASIDE.match(said) or _UNIT.match(said.lstrip("（(")):
            continue
        if len(said) > _LONG or said[-1] in "。；;：:，":
            return None
        if passage.align != "center" and not _TITLE.search(said):
            return None
        return _whole_title(text, above[at:])
    return None


def _whole_title(text: str, lines: Sequence[Passage]) -> Span:
    """Give a title with the lines above it that it goes on from, the nearest first: 甲（乙 / 丙）分配表 is one."""
    first = lines[0]
    for line in lines[1:]:
        said = text[line.span.start : line.span.end]
        here = text[first.span.start : lines[0].span.end]
        if line.page != first.page or _ANNEX.fullmatch(said.strip()) or _ASIDE.match(said) or said[-1] in "。；;：:，":
            break
        torn = len(_CLOSE.findall(here)) > len(_OPEN.findall(here))
        drawn = first.align == "center" and line.size == first.size > 0 and not _NUMBERED.match(said)
        if not torn and not (drawn and len(said) >= _FULL and not _TITLE.search(said) and len(here) <= len(said)):
            break
        if len(said) + len(here) > _LONG:
            break
        first = line
    return Span(first.span.start, lines[0].span.end)


def _title_inside(text: str, table: Table) -> Span | None:
    """Give the first row if it is one cell that names the table."""
    width = max((cell.column + cell.column_span for cell in table.cells), default=0)
    first = next((cell for cell in table.cells if len(cell.span)), None)
    if first is None or first.row or first.column_span < width or width < 2:
        return None
    return first.span if _TITLE.search(text[first.span.start : first.span.end]) else None


def _annexes(text: str, body: Sequence[Passage]) -> list[str | None]:
    """Give for every passage the annex that it stands in."""
    found: list[str | None] = []
    annex: str | None = None
    for at, passage in enumerate(body):
        number = None if passage.table else _annex_number(text, body, at)
        annex = number or annex
        found.append(annex)
    return found


def _listed(text: str, body: Sequence[Passage]) -> dict[str, str]:
    """Give the annexes that the document lists (附件：1.…) as number and folded title without its last bracket."""
    listed: dict[str, str] = {}
    inside = False
    for passage in body:
        said = "" if passage.table else text[passage.span.start : passage.span.end]
        start = _LIST.search(said)
        if not start and not (inside and _ITEM.match(said)):
            inside = False
            continue
        inside = True
        items = list(_ITEM.finditer(said, start.end() if start else 0))
        ends = [item.start() for item in items[1:]] + [len(said)]
        for item, end in zip(items, ends, strict=False):
            listed.setdefault(item["number"], _fold_title(said[item.end() : end]))
    return listed


def _fold_title(title: str) -> str:
    return _SPACE.sub("", fold(title)).rstrip(").;,。；，")


def _annex_of(text: str, title: Span | None, listed: dict[str, str]) -> str | None:
    """Give the one annex of the list whose title the table's title begins with."""
    if title is None:
        return None
    said = _SPACE.sub("", fold(text[title.start : title.end]))
    found = [number for number, stem in listed.items() if len(stem) > 3 and said.startswith(stem)]
    return found[0] if len(found) == 1 else None


def _annex_number(text: str, body: Sequence[Passage], at: int) -> str | None:
    """Give the number of the annex that begins with a passage: 附件1 on its own, or at the head of a page."""
    passage = body[at]
    said = text[passage.span.start : passage.span.end].strip()
    match = _ANNEX.match(said)
    if not match:
        return None
    alone = match.end() == len(said)
    heads_page = passage.order <= 1 and passage.size > 0 and not match["colon"]
    if not alone and not (match["number"] and (heads_page or _heads_table(text, body, at))):
        return None
    return _to_digits(match["number"] or "1")


def _heads_table(text: str, body: Sequence[Passage], at: int) -> bool:
    """Say whether a table follows before the next annex: so the passage is no line of a list."""
    for passage in body[at + 1 : at + 4]:
        if passage.table:
            return True
        if _ANNEX.match(text, passage.span.start, passage.span.end):
            return False
    return False


def _to_digits(number: str) -> str:
    """Give 十二 as 12."""
    if number.isdigit():
        return str(int(number))
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _DIGITS.get(number, number)
    return (_DIGITS[tens] if tens else "1") + (_DIGITS[ones] if ones else "0")
