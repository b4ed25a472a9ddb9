"""版头: 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人; also the labels that web pages put there.

Source: GB/T 9704-2012, 7.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from extractors.document import Part, Span
from extractors.reading.parts.bodies import is_body, split_bodies
from extractors.reading.parts.closing import iso_date
from extractors.reading.parts.heading import heading_level
from extractors.reading.parts.labels import find_labels
from extractors.reading.parts.numbers import find_numbers_of
from extractors.reading.parts.rows import Row, Strip, Zone, join, part_of
from extractors.text import squeeze
from extractors.values.number import find_numbers

_URGENCY = r"特急|加急|平急|特提|急件"
_SECRECY = r"(?:绝密|机密|秘密)(?:★?(?:\d{1,2}(?:年|个月|天)|长期|启用前))?★?"
_MARKS = regex.compile(
    rf"(?:(?:份号:?)?(?P<copy>\d{{6}})|(?:密级:?)?(?P<secrecy>{_SECRECY})"
    rf"|(?:紧急程度:?|等级:?)?(?P<urgency>{_URGENCY})(?:[·.]?明电)?|[\s·.]){{1,5}}"
)
_COPY = regex.compile(r"(?:份号|№|No\.?):?\s*(?P<copy>\d{4,8})")
_SIGNATORY = regex.compile(
    r"(?:会签人:?.{2,12}?)?签发人?:\s?(?P<who>[\p{Han}·]{2,4}(?:[\s、,][\p{Han}·]{2,4}){0,4})(?:会签人?:.{2,20})?$"
)
_MARK = regex.compile(
    r"(?P<body>[^。;:!?《》<>|/=]{2,80}?)(?<!规范性|政策|法规|其他|有关|相关|重要|公开|采购|招标|申报|上级)(?P<kind>文件|[(]?(?:命令|令)[)]?|公告|通告|公报|会议纪要|专题会议纪要|纪要|电报|发电|信函|简报|函)"
)
_TAIL = regex.compile(
    r"(?:文件|[(]?(?:命令|令)[)]?|(?:审计结果|行政处罚|政府采购)?(?:公告|通告|公报)|(?:(?:党组|党委|常委会?|常务|专题|办公|局务|工作|联席|全体|协调|区长|市长|县长|局长){0,2}会议?)?纪要"
    r"|(?:传真|内部|明码|密码)?(?:电报|发电)|信函|简报|函)$"
)
_COUNT = r"[\d一二三四五六七八九十百零〇]{1,5}"
_ORDINAL = regex.compile(rf"[(]?(?:(?:19|20)\d\d年?)?第?{_COUNT}[号期][)]?|[(]?第{_COUNT}次?[)]?")
_TOTAL = regex.compile(r"\(?总第?\d+[号期]\)?$")


@dataclass(frozen=True, slots=True)
class Head:
    """The 版头: its zone, the index of the row after it, and the issuers that its mark names."""

    zone: Zone
    end: int
    issuers: tuple[Part, ...] = ()


def find_masthead(text: str, rows: tuple[Row, ...]) -> Head:
    """Give the 版头 among the first rows; what a web page prints above it is passed over."""
    first = None
    for start in range(min(_SKIPPED, len(rows))):
        if start and _is_prose(rows[start - 1]):
            break
        head = _scan(text, rows, start)
        first = first or head
        if any(part.name == "issuer_mark" for part in head.zone.parts):
            return _with_labels(text, rows[:start], head)
    return first or Head(Zone(), 0)


_SKIPPED = 12
_LOWEST = 12
_DEEPEST = 40


def _is_prose(row: Row) -> bool:
    return heading_level(row.plain) > 0 or bool(regex.search("。|关于|:$", row.plain)) or len(row.plain) > 100


def _with_labels(text: str, above: tuple[Row, ...], head: Head) -> Head:
    """Put in front of a 版头 what labels and small marks above it say."""
    zones = [_small(text, row) or find_labels(text, row) or Zone() for row in above]
    return replace(head, zone=sum(zones, Zone()) + head.zone)


def _scan(text: str, rows: tuple[Row, ...], start: int) -> Head:
    """Read the rows of a 版头 from a start to the first that is none of it."""
    zone, end = Zone(), start
    marks: list[Row] = []
    for row in rows[start : start + _DEEPEST]:
        # a name of a body under the number is the first line of the title
        numbered = any(part.name == "numbers" and part.by != "parts:label" for part in zone.parts)
        found = (
            _small(text, row)
            or _numbered(text, row, marks)
            or _telegram(text, row)
            or find_labels(text, row)
            or _dated(text, row, marks)
        )
        if found is None and (numbered or not _is_mark(row, rows, marks)):
            break
        if found is None:
            marks.append(row)
            found = Zone(roles=((row.index, "head"),))
        zone, end = zone + found, row.index + 1
    return _checked(text, Head(zone, end), marks)


_DATED = regex.compile(
    r"(?:[(]?第?[\d一二三四五六七八九十]{1,5}[号期次][)]?\s?)?"
    r"(?P<who>[^。;:!?\d]{3,40}?)\s?(?P<date>\d{4}年\d{1,2}月\d{1,2}日)"
)


def _dated(text: str, row: Row, marks: list[Row]) -> Zone | None:
    """Read the issue under the mark, and the line of body and date below, as minutes (纪要) and bulletins have them."""
    if marks and _ISSUE.fullmatch(row.plain):
        return Zone(roles=((row.index, "head"),))
    match = _DATED.fullmatch(row.plain) if marks else None
    if match is None or not is_body(match["who"]):
        return None
    iso = iso_date(text, row.strip.cut(*match.span("date")))
    who = part_of("issuers", row.strip.cut(*match.span("who")), "masthead", score=0.9)
    date = (
        (Part("date", iso[0], row.strip.cut(*match.span("date")).span, "parts:masthead", 0.93, iso[2]),) if iso else ()
    )
    return Zone((who, *date), ((row.index, "head"),))


def _small(text: str, row: Row) -> Zone | None:
    """Read 份号, 密级, 紧急程度, also where they share a line, with one another or with the number."""
    match = _MARKS.match(row.plain) or _COPY.fullmatch(row.plain)
    if match is None or row.index > _LOWEST or len(row.plain) > 80:
        return None
    names = {"copy": "copy_number", "secrecy": "secrecy", "urgency": "urgency"}
    parts = tuple(
        part_of(names[name], row.strip.cut(*match.span(name)), "masthead")
        for name in names
        if match.groupdict().get(name)
    )
    rest = row.strip.cut(match.end(), len(row.plain)).trim(" ")
    numbers = find_numbers_of(text, rest) if parts and rest.plain else ()
    if not parts or (rest.plain and not numbers):
        return None
    return Zone(parts + numbers, ((row.index, "head"),))


_TELEGRAM = regex.compile(
    r"(?:内部)?(?:传真|明传|密码|密传)?(?:电报|明电)|(?:发电|收电)(?:单位|机关).*|(?:发往|发至|传至)\s?:?.*|.*签批(?:盖章)?.*"
)
# what the telegraph room adds behind the number: 桂机发3321号, （共3页）
_ROOM = regex.compile(r"(?<=号)\s?\p{Han}{0,4}机发?(?:\[\d{4}\])?第?\s?\d*\s?号?$|\(?共\s?\d*\s?页\)?$")
_CLASS = regex.compile(
    rf"(?:[^。]{{0,40}}(?:明电|电报|发往|签批)[^。]{{0,40}}?)?等级:?\s?(?P<urgency>{_URGENCY})(?:[·.]?明电)?(?P<rest>.*)"
)


def _telegram(text: str, row: Row) -> Zone | None:
    """Read the head of a telegram (明电): sender and signer, class and number on one line."""
    if len(row.plain) > 80:
        return None
    match = _CLASS.fullmatch(row.plain)
    if match is None:
        return Zone(roles=((row.index, "head"),)) if _TELEGRAM.fullmatch(row.plain) else None
    urgency = part_of("urgency", row.strip.cut(*match.span("urgency")), "masthead")
    rest = row.strip.cut(*match.span("rest")).trim(" ")
    room = _ROOM.search(rest.plain)
    numbers = find_numbers_of(text, rest.cut(0, room.start() if room else len(rest.plain)).trim(" "))
    return Zone((urgency, *numbers), ((row.index, "head"),))


def _numbered(text: str, row: Row, marks: list[Row]) -> Zone | None:
    """Read a line of 发文字号, with the 签发人 beside it, or the 第N号 under the name of an order."""
    plain = row.strip
    signatory = _SIGNATORY.search(plain.plain)
    signed: tuple[Part, ...] = ()
    if signatory:
        signed = (_signatory(text, plain.cut(*signatory.span("who"))),)
        plain = plain.cut(0, signatory.start())
    parts = find_numbers_of(text, plain) or _ordinal(text, plain, marks)
    if not parts and not signed:
        return None
    return Zone(parts + signed, ((row.index, "head"),))


def _signatory(text: str, who: Strip) -> Part:
    """Give the names of those who sign, a space between two."""
    raw = text[who.offsets[0] : who.offsets[-1] + 1]
    several = regex.search(r"[\p{Han}·]{2}[\s、,，]", raw)
    names = " ".join(regex.split(r"[\s、,，]+", raw)) if several else who.chars
    return part_of("signatory", who, "masthead", value=names)


def _ordinal(text: str, strip: Strip, marks: list[Row]) -> tuple[Part, ...]:
    """Put 第706号 together with the order or announcement named above it."""
    total = _TOTAL.search(strip.plain)
    strip = strip.cut(0, total.start()).trim(" ") if total else strip
    if not marks or not _ORDINAL.fullmatch(strip.plain) or strip.span is None:
        return ()
    head = join(mark.strip for mark in marks)
    kind = _MARK.fullmatch(head.plain)
    if kind is None or kind["kind"] not in ("令", "命令", "公告", "通告", "(令)"):
        return ()
    # a body on each line: the ends of lines part them
    value = "\n".join(one.chars for one in [*_whole_lines(marks), strip.trim("（）()")])
    found = [match for match in find_numbers(value) if match.value]
    span = Span(head.offsets[0], strip.span.end)
    if len(found) == 1:
        return (Part("numbers", str(found[0].value), span, "parts:masthead", found[0].score, found[0].doubt),)
    return (Part("numbers", squeeze(value), span, "parts:masthead", 0.85),) if not found else ()


# 会议纪要 without a body, and the issue that stands under it: 〔2022〕第7期
_WORD = regex.compile(r"文件|令|公告|通告|(?:专题|办公|常务|党组|工作)?(?:会议)?纪要|(?:工作|政务|信息)?简报")
_ISSUE = regex.compile(rf"[(〔\[]?(?:(?:19|20)\d\d[)〕\]]?年?)?[(]?第?{_COUNT}[号期次][)]?(?:\(总第?\d+[号期]\))?")


def _is_mark(row: Row, rows: tuple[Row, ...], marks: list[Row]) -> bool:
    """Say whether a row is (a line of) the 发文机关标志."""
    plain = row.plain
    if not plain or len(plain) > 80 or (marks and row.index - marks[-1].index > 4):
        return False
    following = rows[row.index + 1].plain if row.index + 1 < len(rows) else ""
    if _WORD.fullmatch(plain):
        return bool(marks) or is_body(following) or bool(_ISSUE.fullmatch(following))
    mark = _MARK.fullmatch(plain)
    if mark and "关于" not in plain and len(mark["body"]) >= 2:
        return _heads(row, rows, mark["kind"])
    return _names_bodies(plain) or _finishes(plain, marks) or any(map(_names_bodies, _wrapped(row, rows)))


def _finishes(plain: str, marks: list[Row]) -> bool:
    """Say whether a row is the end of a name or of 文件 that the mark above it has left open."""
    last = _whole_lines(marks)[-1].plain if marks else ""
    return bool(last) and not _is_whole_mark(last) and _is_whole_mark(last + plain)


def _is_whole_mark(plain: str) -> bool:
    tail = _TAIL.search(plain)
    return bool(_WORD.fullmatch(plain)) or _names_bodies(plain[: tail.start()] if tail else plain)


def _names_bodies(plain: str) -> bool:
    return is_body(plain) or all(is_body(piece) for piece in regex.split(r"\s+", plain))


def _wrapped(row: Row, rows: tuple[Row, ...]) -> Iterator[str]:
    """Give what a line makes with the one or two below it: names too long for their line break anywhere."""
    whole = row.plain
    for one in rows[row.index + 1 : row.index + 3]:
        if not one.plain or len(one.plain) > 40 or abs(one.passage.size - row.passage.size) > 1:
            return
        whole += one.plain
        tail = _TAIL.search(whole)
        yield whole[: tail.start()] if tail and _MARK.fullmatch(whole) else whole


def _whole_lines(marks: list[Row]) -> list[Strip]:
    """Give the lines of a mark, those put together again that broke inside a name."""
    lines: list[Strip] = []
    held: list[Strip] = []
    for mark in marks:
        held.append(mark.strip)
        whole = join(held)
        if _is_whole_mark(whole.plain):
            lines.append(whole)
            held = []
    return [*lines, join(held)] if held else lines


def _heads(row: Row, rows: tuple[Row, ...], kind: str) -> bool:
    """Say whether X公告, X纪要 heads the page rather than is its title: a number follows."""
    if kind == "文件":
        return True
    after = [one.plain for one in rows[row.index + 1 : row.index + 3]]
    if kind.endswith(("纪要", "简报")) and any(map(_DATED.fullmatch, after)):
        return True
    return any(_ORDINAL.fullmatch(plain) or regex.search(r"\d{4}.{0,2}\d{1,5}号", plain) for plain in after)


def _checked(text: str, head: Head, marks: list[Row]) -> Head:
    """Keep the mark only where the rest bears it out: 文件, 令 …, or a number; else these are a title page's lines."""
    whole = join(mark.strip for mark in marks)
    kind = _MARK.fullmatch(whole.plain.replace("文件", "") + ("文件" if "文件" in whole.plain else ""))
    numbered = any(part.name == "numbers" for part in head.zone.parts)
    if not marks or not (kind or numbered):
        first = marks[0].index if marks else head.end
        roles = tuple(role for role in head.zone.roles if role[0] < first)
        return Head(Zone(head.zone.parts, roles), first)
    mark = Part("issuer_mark", " ".join(one.chars for one in _whole_lines(marks)), _over(marks), "parts:masthead", 0.97)
    return Head(head.zone + Zone((mark,)), head.end, tuple(_issuers(text, marks)))


def _over(marks: list[Row]) -> Span:
    return Span(marks[0].strip.offsets[0], marks[-1].strip.offsets[-1] + 1)


def _issuers(text: str, marks: list[Row]) -> Iterator[Part]:
    """Give the bodies that the 发文机关标志 names, 文件 cut off."""
    for strip in _whole_lines(marks):
        tail = _TAIL.search(strip.plain)
        strip = strip.cut(0, tail.start()) if tail else strip
        if strip.span and len(strip.plain) > 2:
            for body in split_bodies(text, strip.span):
                yield part_of("issuers", body, "mark", score=0.95)
