"""Where the annexes (附件) begin, and what they are called; until there goes the document itself."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.document import Part
from extractors.reading.parts.heading import heading_level
from extractors.reading.parts.rows import Row, Zone, join, part_of

_NUMBER = r"(?:\d{1,2}(?:-\d{1,2})?|[一二三四五六七八九十]{1,3})"
_ALONE = regex.compile(rf"[-•·*#]*\s*(?:附件|附表|附录|附图|附)(?P<number>{_NUMBER})?(?P<colon>:?)")
_TITLED = regex.compile(rf"(?:附件|附表|附录)(?P<number>{_NUMBER})(?:[:.、]|(?=《)|\s)?(?P<title>[^。;]{{3,90}})")
_ITEM = regex.compile(r"[-•·*]?\s*(?:1[.、]|[(]1[)]|《)")
_DATE = regex.compile(r"(?:\d{4}|[〇○零一二三四五六七八九0oO]{4})年.{1,3}月.{1,3}日")
_ENDED = regex.compile(r"(?:表|名单|清单|方案|办法|细则|指南|报告|目录|说明|计划|规划|通知|意见|书)(?:\([^()]*\))?$")
_AHEAD = 12


def is_annex_caption(plain: str) -> bool:
    """Say whether a row is 附件1, 附件: or the like and nothing more."""
    return bool(_ALONE.fullmatch(plain))


def find_annex(rows: tuple[Row, ...], begin: int) -> int:
    """Give the index of the row that begins the first annex after `begin`; the number of rows where there is none."""
    signed = False
    for row in rows[begin:]:
        signed = signed or bool(_DATE.match(row.plain[-12:])) or bool(_DATE.fullmatch(row.plain))
        if _begins(rows, row, signed):
            return row.index
    return len(rows)


def _begins(rows: tuple[Row, ...], row: Row, signed: bool) -> bool:
    alone = _ALONE.fullmatch(row.plain)
    if alone is None:
        # 附件1：… is the statement of a title before the signature, and the head of an annex after it
        return bool(_TITLED.fullmatch(row.plain)) and (row.top or (signed and len(row.plain) < 60))
    if signed or (alone["number"] and not alone["colon"]):
        return True
    following = rows[row.index + 1].plain if row.index + 1 < len(rows) else ""
    if _ITEM.match(following) and (not row.top or _listed(rows, row)):
        return False
    if row.top:
        return True
    return not _signed_soon(rows, row.index + 1)


def _listed(rows: tuple[Row, ...], row: Row) -> bool:
    """Say whether 附件： at the top of a page heads the list of titles: a date or the annexes come after it."""
    after = rows[row.index + 1 :]
    numbered = any((match := _ALONE.fullmatch(one.plain)) and match["number"] for one in after)
    return numbered or any(_DATE.fullmatch(one.plain) for one in after[:_AHEAD])


def _signed_soon(rows: tuple[Row, ...], start: int) -> bool:
    """Say whether a signature follows: then 附件： heads the statement of titles, not an annex."""
    ahead = rows[start : start + _AHEAD]
    return any(_DATE.fullmatch(row.plain) for row in ahead) and all(len(row.plain) < 80 for row in ahead[:2])


def annex_roles(rows: tuple[Row, ...], begin: int) -> Zone:
    """Give the captions of all annexes, and their titles where a table or a line of its own shows them."""
    heads = [row for row in rows[begin:] if _is_head(row)]
    titles = [line for row in heads for line in _lines_below(rows, row)]
    return Zone(roles=tuple((row.index, "caption") for row in [*heads, *titles]))


def _is_head(row: Row) -> bool:
    return bool(_ALONE.fullmatch(row.plain)) or (bool(_TITLED.fullmatch(row.plain)) and len(row.plain) < 60)


def annex_titles(rows: tuple[Row, ...], begin: int) -> tuple[Part, ...]:
    """Give the titles printed at the heads of the annexes, for a document that lists none before its signature."""
    return tuple(part for row in rows[begin:] if _is_head(row) for part in _title_below(rows, row))


def _title_below(rows: tuple[Row, ...], row: Row) -> Iterator[Part]:
    titled = _TITLED.fullmatch(row.plain)
    if titled and not _ALONE.fullmatch(row.plain):
        strip = row.strip.cut(*titled.span("title"))
        yield part_of("attachments", strip, "annex", score=0.9)
        return
    lines = _lines_below(rows, row)
    if lines:
        yield part_of("attachments", join(line.strip for line in lines), "annex", score=0.85)


def _lines_below(rows: tuple[Row, ...], row: Row) -> list[Row]:
    """Give the short lines under the head of an annex that make up its title."""
    lines: list[Row] = []
    for one in rows[row.index + 1 : row.index + 4]:
        if not one.plain or len(one.plain) > 50 or regex.search("[。;:]", one.plain) or heading_level(one.plain):
            break
        joined = "".join(line.plain for line in lines)
        if lines and _ENDED.search(joined) and joined.count("(") == joined.count(")"):
            break
        if lines and (not one.passage.size or abs(one.passage.size - lines[0].passage.size) > 0.6):
            break
        lines.append(one)
    return lines
