"""附件说明, 署名, 成文日期, 附注, 公开方式: what stands under the text.

Source: GB/T 9704-2012, 7.3.4 to 7.3.8.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.document import Part
from extractors.reading.parts.bodies import is_body, split_bodies
from extractors.reading.parts.rows import Row, Strip, Zone, join, part_of
from extractors.values.date import find_dates

_NUMERAL = "[一二三四五六七八九十]"
_YEAR = r"(?:(?:19|20)\d\d|[一二][〇○◯零一二三四五六七八九0oOоО]{3})"
_DAY = rf"{_YEAR}年(?:\d{{1,2}}|{_NUMERAL}{{1,2}})月(?:(?:\d{{1,2}}|{_NUMERAL}{{1,3}})日)?"
_DATE = regex.compile(rf"(?:{_DAY}|(?:19|20)\d\d[-./]\d{{1,2}}[-./]\d{{1,2}})")
_TWICE = regex.compile(rf"(?P<date>{_DAY})(?:\s?(?P=date)){{1,3}}")
_SIGNED = regex.compile(rf"(?P<who>[^。;:!?]{{2,120}}?)(?P<date>{_DAY})(?:\s?(?P=date)){{0,3}}")
_STATEMENT = regex.compile(
    r"[-•·*]?\s*附\s?件?\s?:(?P<rest>.*)|[-•·*]?\s*附件(?P<number>\d{1,2}|[一二三四五六七八九十]):?(?P<title>.+)"
)
_ITEM = regex.compile(
    rf"[-•·*]?\s?(?:附件)?[(]?(?P<number>\d{{1,2}}|{_NUMERAL}{{1,2}})[)]?\s?(?:[.、:](?!\d)|[.]\s?(?=(?:19|20)\d\d))"
)
_NOTE = regex.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")
_NOTE_WORDS = regex.compile(r"公开|联系|电话|此件|发至|传达|登报|抄送")
_DISCLOSURE = regex.compile(
    r"(?P<value>主动公开|依申请公开|依申公开|不予公开|不公开|免予公开|删减后公开|删减公开|部分公开|公开发布|全文公开)"
)
_DISCLOSURE_LINE = regex.compile(
    r"\(?(?:(?:政府|政务)?信息(?:是否)?公开(?:选项|类别|属性|方式|形式)|公开(?:方式|属性|类型|类别|选项|形式|程度)|此件|本件|是否公开):?.{0,12}"
)
_PERSON = regex.compile(
    r"(?:[\p{Han}]{0,12}(?:长|主任|主席|总理|局长|书记|主持|署长|行长))?:?\s?[\p{Han}·]{2,4}(?:\s[\p{Han}·]{2,4})?"
)


def iso_date(text: str, strip: Strip) -> tuple[str, float, str | None] | None:
    """Give the one date of a strip: ISO, score, doubt."""
    if strip.span is None:
        return None
    found = [match for match in find_dates(text[strip.span.start : strip.span.end]) if match.value]
    if len(found) != 1 or len(str(found[0].value)) < 10:
        found = [match for match in find_dates(strip.plain) if match.value]  # figures torn by spaces
    return (str(found[0].value), found[0].score, found[0].doubt) if len(found) == 1 else None


def find_statement(rows: tuple[Row, ...], begin: int, end: int) -> Zone:
    """Give the 附件说明: one part a title, numbering off, over any number of rows."""
    for row in rows[begin:end]:
        match = _STATEMENT.fullmatch(row.plain)
        if match and len(row.plain) < 1500:
            name = "rest" if match["rest"] is not None else None
            first = row.strip.cut(*match.span(name)) if name else row.strip
            held = [row, *_following(rows, row.index + 1, end, first)]
            parts = tuple(_titles([first.trim(" "), *(one.strip for one in held[1:])]))
            if parts:
                return Zone(parts, tuple((one.index, "attachments") for one in held))
    return Zone()


def _following(rows: tuple[Row, ...], begin: int, end: int, first: Strip) -> Iterator[Row]:
    """Give the rows that go on with the list of annexes: numbered, or the rest of a title that broke."""
    numbered = bool(_ITEM.match(first.plain.lstrip())) or not first.plain.strip()
    for row in rows[begin:end]:
        item = _ITEM.match(row.plain)
        if not row.plain or (item and not numbered) or len(row.plain) > 300:
            return
        if not item and row.index > begin and not numbered:
            return
        if not item and (_ends_list(row.plain) or _signs(rows, row.index, end)):
            return
        yield row


def _ends_list(plain: str) -> bool:
    if _DATE.fullmatch(plain) or _SIGNED.fullmatch(plain) or _NOTE.fullmatch(plain) or "。" in plain:
        return True
    return bool(_DISCLOSURE_LINE.match(plain) or regex.match("抄[送报]|主送|联系人|公开方式", plain))


def _signs(rows: tuple[Row, ...], index: int, end: int) -> bool:
    """Say whether a row belongs to the signature: a body, with another body or a date below, or nothing more."""
    if not is_body(rows[index].plain) and not all(is_body(one) for one in regex.split(r"\s+", rows[index].plain)):
        return False
    below = rows[index + 1 : end]
    for row in below[:12]:
        if _DATE.fullmatch(row.plain):
            return True
        if not is_body(row.plain):
            return bool(_NOTE.fullmatch(row.plain) or _DISCLOSURE_LINE.match(row.plain))
    return True


def _titles(strips: list[Strip]) -> Iterator[Part]:
    """Cut the list at its numbers, which count up from 1 so that a figure inside a title does not cut."""
    items: list[list[Strip]] = []
    for strip in strips:
        for piece, starts in _pieces(strip, len(items)) if strip.plain else ():
            if starts or not items:
                items.append([piece])
            else:
                items[-1].append(piece)
    for item in items:
        title = join(item).trim(" ,;、。:")
        if title.plain:
            yield part_of("attachments", title, "statement", score=0.96)


def _pieces(strip: Strip, count: int) -> Iterator[tuple[Strip, bool]]:
    """Give the pieces of a row and whether each begins an item; `count` items are there already."""
    cuts: list[tuple[int, int]] = []
    for match in _ITEM.finditer(strip.plain):
        wanted = count + len(cuts) + 1
        if _number(match["number"]) == wanted and (match.start() == 0 or _may_cut(strip.plain, match.start())):
            cuts.append(match.span())
    if not cuts or cuts[0][0] > 0:
        yield strip.cut(0, cuts[0][0] if cuts else len(strip.plain)), False
    for at, (_, after) in enumerate(cuts):
        yield strip.cut(after, cuts[at + 1][0] if at + 1 < len(cuts) else len(strip.plain)), True


def _may_cut(plain: str, at: int) -> bool:
    return not plain[at - 1].isdigit() and plain[at - 1] not in "第.-年〔("


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    return "一二三四五六七八九十".find(said) + 1 if len(said) == 1 else 10 + "一二三四五六七八九".find(said[-1]) + 1


def find_signature(text: str, rows: tuple[Row, ...], bounds: tuple[int, int], *, known: bool) -> tuple[Zone, int]:
    """Give issuers and 成文日期 of the first signature block, and the index of the row after it.

    `known` says that a date alone, without a name above it, may be taken.
    """
    begin, end = bounds
    for row in rows[begin:end]:
        dated = _dated(row)
        if dated is None:
            continue
        who, strip = dated
        names = _names(rows, row.index, begin)
        if who is None and not names and not (known and _ends_here(rows, row.index, end)):
            continue
        return _signature(text, row, who, strip, names), row.index + 1
    return Zone(), end


def _dated(row: Row) -> tuple[Strip | None, Strip] | None:
    """Give the names before the date, if any, and the date, of a row that ends a signature."""
    if _DATE.fullmatch(row.plain):
        return None, row.strip
    twice = _TWICE.fullmatch(row.plain)  # under each of two names that stand beside each other
    if twice:
        return None, row.strip.cut(*twice.span("date"))
    match = _SIGNED.fullmatch(row.plain) if len(row.plain) < 140 else None
    if match is None or not all(is_body(piece) for piece in regex.split(r"[\s、]+", match["who"].strip())):
        return None
    return row.strip.cut(*match.span("who")).trim(" "), row.strip.cut(*match.span("date"))


def _names(rows: tuple[Row, ...], index: int, begin: int) -> list[Row]:
    """Give the rows of names right above a date; the name of a person (令) is left as a row without body."""
    held: list[Row] = []
    for row in reversed(rows[max(begin, index - 12) : index]):
        pieces = regex.split(r"[\s、]+", row.plain)
        if _SEALED.fullmatch(row.plain):
            continue
        if not row.plain or not (is_body(row.plain) or all(is_body(piece) for piece in pieces)):
            break
        held.append(row)
    return held[::-1]


_SEALED = regex.compile(r"\((?:公?章|盖章|印章?|代章|加盖公章)\)")


def _ends_here(rows: tuple[Row, ...], index: int, end: int) -> bool:
    """Say whether a date without a name can be that of the document: the text ends here, or a person signs above."""
    above = rows[index - 1].plain if index else ""
    after = [row.plain for row in rows[index + 1 : end]]
    signed = bool(_PERSON.fullmatch(above)) and len(above) < 16
    return signed or (
        all(len(plain) < 60 and "。" not in plain.rstrip("。") for plain in after[:3]) and len(after) < 12
    )


def _signature(text: str, row: Row, who: Strip | None, date: Strip, names: list[Row]) -> Zone:
    spans = [name.strip.span for name in names] + ([who.span] if who else [])
    issuers = tuple(
        part_of("issuers", body, "signature", score=0.97)
        for span in spans
        if span is not None
        for body in split_bodies(text, span)
    )
    iso = iso_date(text, date)
    parts = issuers + (_date_part(date, iso, "signature") if iso else ())
    return Zone(parts, tuple((one.index, "signature") for one in [*names, row]))


def _date_part(strip: Strip, iso: tuple[str, float, str | None], by: str) -> tuple[Part, ...]:
    value, score, doubt = iso
    return (Part("date", value, strip.span, f"parts:{by}", min(score, 0.97), doubt),)


_ACT = regex.compile(rf"(?P<date>{_DAY})(?:(?!{_DAY})[^)]){{0,60}}?(?P<act>公布|发布|颁布|印发|通过|公告|修订|修正)")


def date_below_title(text: str, rows: tuple[Row, ...], begin: int) -> tuple[Zone, int]:
    """Give the date in brackets under the title of a law or order (2020年1月1日…公布), or alone on a title page."""
    for row in rows[begin : begin + 2]:
        alone = _DATE.fullmatch(row.plain.strip("()"))
        found = list(_ACT.finditer(row.plain)) if row.plain.startswith("(") else []
        if not alone and not found:
            continue
        acts = {match["act"]: match for match in reversed(found)}
        best = next(
            (acts[act] for act in ("公布", "发布", "颁布", "公告", "印发", "通过", "修订", "修正") if act in acts), None
        )
        strip = row.strip.cut(*best.span("date")) if best else row.strip.trim("()")
        iso = iso_date(text, strip)
        if iso:
            role = "note" if best else "signature"
            above = [] if best else _names(rows, row.index, begin)
            issuers = tuple(
                part_of("issuers", body, "below_title", score=0.93)
                for one in above
                if one.strip.span
                for body in split_bodies(text, one.strip.span)
            )
            roles = tuple((one.index, role) for one in (*above, row))
            return Zone(issuers + _date_part(strip, iso, "below_title"), roles), row.index + 1
    return Zone(), begin


def find_notes(rows: tuple[Row, ...], begin: int, end: int, *, after: int) -> Zone:
    """Give the 附注 after the signature, and how the document may be made public, which may stand at its very end."""
    parts: list[Part] = []
    roles: list[tuple[int, str]] = []
    for row in rows[begin:]:
        note = len(row.plain) < 200 and row.plain.startswith("(") and _NOTE.fullmatch(row.plain)
        line = len(row.plain) < 60 and _DISCLOSURE_LINE.match(row.plain)
        how = _DISCLOSURE.search(row.plain) if note or line else None
        own = row.index == after or (after < row.index < end and _NOTE_WORDS.search(row.plain))
        if note and (how or own):
            parts.append(part_of("note", row.strip.trim("()"), "note"))
            roles.append((row.index, "note"))
        if how:
            parts.append(_disclosure(row.strip, how))
            roles.append((row.index, "note"))
    return Zone(tuple(parts), tuple(roles))


def find_disclosure(strip: Strip) -> tuple[Part, ...]:
    """Give how the document may be made public, as the value of a label says it."""
    how = _DISCLOSURE.fullmatch(strip.plain)
    return (_disclosure(strip, how),) if how else ()


def _disclosure(strip: Strip, how: regex.Match[str]) -> Part:
    """Give how the document may be made public, in the words of the law: 公开发布 is 主动公开."""
    said = how["value"]
    value = "主动公开" if said in ("公开发布", "全文公开") else said.replace("依申公开", "依申请公开")
    return part_of("disclosure", strip.cut(*how.span("value")), "note", value=value)
