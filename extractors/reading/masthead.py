"""版头: 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人; also the labels that web pages put there.

Source: GB/T 9704-2012, 7.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractors.document import Part, Span
from extractors.reading.bodies import is_body, split_bodies
from extractors.reading.rows import Row, Strip, Zone, join, part_of
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
    r"(?P<body>[^。;:!?《》]{2,80}?)(?P<kind>文件|[(]?(?:命令|令)[)]?|公告|通告|公报|会议纪要|专题会议纪要|纪要|电报|发电|信函|简报|函)"
)
_TAIL = regex.compile(
    r"(?:文件|[(]?(?:命令|令)[)]?|(?:审计结果|行政处罚|政府采购)?(?:公告|通告|公报)|(?:(?:党组|党委|常委会?|常务|专题|办公|局务|工作|联席|全体|协调|区长|市长|县长|局长){0,2}会议?)?纪要"
    r"|(?:传真|内部|明码|密码)?(?:电报|发电)|信函|简报|函)$"
)
_COUNT = r"[\d一二三四五六七八九十百零〇]{1,5}"
_ORDINAL = regex.compile(rf"[(]?(?:(?:19|20)\d\d年?)?第?{_COUNT}[号期][)]?|[(]?第{_COUNT}次?[)]?")
_TOTAL = regex.compile(r"\(?总第?\d+[号期]\)?$")
_OWN = regex.compile(r"[\s、,;()\[\]]*")
_LABELS = {
    "number": r"(?:发文字号|文件编号|公文文号|文号|发文文号|字号)",
    "issuers": r"(?:发布机构|发文机关|发文单位|制发机关|发布单位|发文机构|公开责任部门)",
    "date": r"(?:成文日期|成文时间|发文日期)",
    "title": r"(?:标题|名称|公文名称|信息名称)",
    "other": r"(?:索引号|主题分类|主题词|发布日期|发布时间|信息来源|来源|有效性|生效日期"
    r"|体裁分类|信息索引|公开形式|公开方式|信息类别|浏览次数|字体|分类|组配分类)",
}
_LABEL = regex.compile("|".join(rf"(?P<{name}>{words})" for name, words in _LABELS.items()))
_LABELLED = regex.compile(rf"(?P<label>{'|'.join(_LABELS.values())}):(?P<value>.*)")


@dataclass(frozen=True, slots=True)
class Head:
    """The 版头: its zone, the index of the row after it, and the issuers that its mark names."""

    zone: Zone
    end: int
    issuers: tuple[Part, ...] = ()


def find_numbers_of(text: str, strip: Strip, by: str = "masthead") -> tuple[Part, ...]:
    """Give the document numbers of a strip, when it holds nothing else."""
    span = strip.span
    if span is None or len(strip.plain) > 160:
        return ()
    raw = text[span.start : span.end]
    found = [match for match in find_numbers(raw) if match.value]
    rest = list(raw)
    for match in found:
        rest[match.start : match.end] = " " * (match.end - match.start)
    if not found or not _OWN.fullmatch("".join(rest).translate(_PLAIN)):
        return ()
    return tuple(
        Part(
            "numbers",
            str(match.value),
            Span(span.start + match.start, span.start + match.end),
            f"parts:{by}",
            match.score,
            match.doubt,
        )
        for match in found
    )


_PLAIN = str.maketrans({"（": "(", "）": ")", "，": ",", "；": ";", "［": "[", "］": "]", "【": "[", "】": "]"})


def find_masthead(text: str, rows: tuple[Row, ...]) -> Head:
    """Give the 版头 that the first of these rows make up."""
    zone, end = Zone(), 0
    marks: list[Row] = []
    for row in rows:
        found = _small(row) or _numbered(text, row, marks) or _labelled(text, row)
        # a name of a body under the number is the first line of the title
        numbered = any(part.name == "numbers" for part in zone.parts)
        if found is None and (numbered or not _is_mark(row, rows, marks)):
            break
        if found is None:
            marks.append(row)
            found = Zone(roles=((row.index, "head"),))
        zone, end = zone + found, row.index + 1
    return _checked(text, rows, Head(zone, end), marks)


def _small(row: Row) -> Zone | None:
    """Read 份号, 密级, 紧急程度, also where they share a line."""
    match = _MARKS.fullmatch(row.plain) or _COPY.fullmatch(row.plain)
    if match is None or row.index > 12:
        return None
    names = {"copy": "copy_number", "secrecy": "secrecy", "urgency": "urgency"}
    parts = tuple(
        part_of(names[name], row.strip.cut(*match.span(name)), "masthead")
        for name in names
        if match.groupdict().get(name)
    )
    return Zone(parts, ((row.index, "head"),)) if parts else None


def _numbered(text: str, row: Row, marks: list[Row]) -> Zone | None:
    """Read a line of 发文字号, with the 签发人 beside it, or the 第N号 under the name of an order."""
    plain = row.strip
    signatory = _SIGNATORY.search(plain.plain)
    signed: tuple[Part, ...] = ()
    if signatory:
        signed = (part_of("signatory", plain.cut(*signatory.span("who")), "masthead"),)
        plain = plain.cut(0, signatory.start())
    parts = find_numbers_of(text, plain) or _ordinal(text, plain, marks)
    if not parts and not signed:
        return None
    return Zone(parts + signed, ((row.index, "head"),))


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
    value = head.chars + strip.chars.strip("（）()")
    found = [match for match in find_numbers(value) if match.value]
    if len(found) != 1:
        return ()
    span = Span(head.offsets[0], strip.span.end)
    return (Part("numbers", str(found[0].value), span, "parts:masthead", found[0].score, found[0].doubt),)


def _is_mark(row: Row, rows: tuple[Row, ...], marks: list[Row]) -> bool:
    """Say whether a row is (a line of) the 发文机关标志."""
    plain = row.plain
    if not plain or len(plain) > 80 or (marks and row.index - marks[-1].index > 4):
        return False
    if plain in ("文件", "令", "公告", "纪要", "会议纪要"):
        return bool(marks) or is_body(rows[row.index + 1].plain if row.index + 1 < len(rows) else "")
    mark = _MARK.fullmatch(plain)
    if mark and "关于" not in plain and len(mark["body"]) >= 2:
        return _heads(row, rows, mark["kind"])
    return is_body(plain) or all(is_body(piece) for piece in regex.split(r"\s+", plain))


def _heads(row: Row, rows: tuple[Row, ...], kind: str) -> bool:
    """Say whether X公告, X纪要 heads the page rather than is its title: a number follows."""
    if kind == "文件":
        return True
    after = [one.plain for one in rows[row.index + 1 : row.index + 3]]
    return any(_ORDINAL.fullmatch(plain) or regex.search(r"\d{4}.{0,2}\d{1,5}号", plain) for plain in after)


def _labelled(text: str, row: Row) -> Zone | None:
    """Read the labels of a web page: 发文字号：…, 发布机构：…, 成文日期：…."""
    match = _LABELLED.match(row.plain)
    if match is None:
        return None
    cuts = [one for one in regex.finditer(rf"(?:{'|'.join(_LABELS.values())}):", row.plain)]
    ends = [one.start() for one in cuts[1:]] + [len(row.plain)]
    parts: list[Part] = []
    for cut, end in zip(cuts, ends, strict=True):
        parts += _label_parts(text, cut[0][:-1], row.strip.cut(cut.end(), end).trim(" "))
    return Zone(tuple(parts), ((row.index, "head"),))


def _label_parts(text: str, label: str, strip: Strip) -> Iterator[Part]:
    name = next((name for name, words in _LABELS.items() if regex.fullmatch(words, label)), "other")
    if not strip.plain:
        return
    if name == "number":
        yield from find_numbers_of(text, strip, "label")
    elif name == "issuers" and strip.span:
        yield from (part_of("issuers", body, "label", score=0.95) for body in split_bodies(text, strip.span))
    elif name == "title":
        yield part_of("title", strip, "label", score=0.95)
    elif name == "date":
        yield Part("date", strip.plain, strip.span, "parts:label", 0.95)


def _checked(text: str, rows: tuple[Row, ...], head: Head, marks: list[Row]) -> Head:
    """Keep the mark only where the rest bears it out: 文件, 令 …, or a number; else these are a title page's lines."""
    whole = join(mark.strip for mark in marks)
    kind = _MARK.fullmatch(whole.plain.replace("文件", "") + ("文件" if "文件" in whole.plain else ""))
    numbered = any(part.name == "numbers" for part in head.zone.parts)
    if not marks or not (kind or numbered):
        first = marks[0].index if marks else head.end
        roles = tuple(role for role in head.zone.roles if role[0] < first)
        return Head(Zone(head.zone.parts, roles), first)
    mark = Part("issuer_mark", " ".join(one.strip.chars for one in marks), _over(marks), "parts:masthead", 0.97)
    return Head(head.zone + Zone((mark,)), head.end, tuple(_issuers(text, marks)))


def _over(marks: list[Row]) -> Span:
    return Span(marks[0].strip.offsets[0], marks[-1].strip.offsets[-1] + 1)


def _issuers(text: str, marks: list[Row]) -> Iterator[Part]:
    """Give the bodies that the 发文机关标志 names, 文件 cut off."""
    for mark in marks:
        strip = mark.strip
        tail = _TAIL.search(strip.plain)
        strip = strip.cut(0, tail.start()) if tail else strip
        if strip.span and len(strip.plain) > 2:
            for body in split_bodies(text, strip.span):
                yield part_of("issuers", body, "mark", score=0.95)
