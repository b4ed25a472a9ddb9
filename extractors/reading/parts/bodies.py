"""Names of bodies (机关) in mastheads, recipients, signatures and imprints: is it one, and where does it end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from extractors.document import Span
from extractors.reading.parts.rows import Strip, join, strip_of
from extractors.text import fold

_END = (
    r"(?:政府|[部委局厅署院会社行办处所站馆台府关科室组厂团队校]|大学|学院|中心|公司|集团|基地|园区|支部|小学|中学|法庭"
    r"|专员|事务所|合作社|街道|医疗机构|机关|联社|分社|总站|电视台|兵团|研究院)"
)
_MARKS = "。,;:?!“”《》<>|=*#@+"
_BODY = regex.compile(rf"[^\s{_MARKS}、\d][^\s{_MARKS}]{{1,48}}?{_END}(?:\([^()]{{1,20}}\))?")
_NOT_BODY = regex.compile(
    r"关于|如下|特此|予以|按照|根据|请|是|的|为了|应当|附件|公开|抄送|印发|目录|说明$|报告|通知|情况|以上|会议$|部分$|方式|第.{1,4}[条章部]"
)
_GROUP = regex.compile(
    rf"(?:各|有关|全[省市县区州国体]|本[局厅部委市]|相关).{{1,40}}|.{{2,40}}(?:{_END}|单位|部门|部門|單位|機構|机构|企业|处室|领导|同志|局属|各[县市区]|级|户|高校|学校|成员)(?:\([^()]{{1,30}}\))?"
)
_SEAL = regex.compile(r"\((?:公?章|盖章|印章?|代章)\)$")


def is_body(plain: str) -> bool:
    """Say whether the whole (folded, squeezed) text reads as the name of one or several bodies."""
    return bool(_BODY.fullmatch(plain)) and not _NOT_BODY.search(plain)


def is_addressee(plain: str) -> bool:
    """Say whether it reads as a recipient: a body, or a group such as 各地级以上市财政局, 省直有关单位."""
    named = _GROUP.fullmatch(plain) or _PERSON.fullmatch(plain) or is_body(plain)
    return len(plain) > 1 and bool(named) and not _VERBS.search(plain)


def could_be_addressee(plain: str) -> bool:
    """Say whether it is one, or short and without the words of running text, as a name of another ending may be."""
    return is_addressee(plain) or (2 <= len(plain) <= 16 and not _VERBS.search(plain) and not _NOT_BODY.search(plain))


_PERSON = regex.compile(r"[\p{Han}·]{2,6}(?:等\d{0,3}[位名])?(?:代表|委员|同志|先生|女士|建议人)")
_VERBS = regex.compile(r"关于|如下|特此|予以|按照|根据|现将|要求|附件|包括|联系|[。《]|\d{4}年|通知|以下")


def split_bodies(text: str, span: Span) -> tuple[Strip, ...]:
    """Split a line of issuers: by wide gaps, by gaps, by 、, then where two names are glued.

    A letter-spaced name (沅 江 市 审 计 局) is one.
    """
    raw = fold(text[span.start : span.end])
    for gap in (r"[\n、]|\s{2,}", r"[\s、]+"):
        pieces = tuple(strip_of(text, piece).trim(" ") for piece in _pieces(raw, gap, span.start))
        narrow = gap.startswith("[\\s")
        if len(pieces) > 1 and all(_is_whole(_bare(piece).plain, narrow) for piece in pieces):
            return tuple(glued for piece in pieces for glued in _unglue(_bare(piece)))
    return tuple(_unglue(_bare(strip_of(text, span))))


_OWN = regex.compile(
    r"(?:中共|中国|国家|国务院|全国|中央|最高)|[^省市县区州盟旗乡镇]{0,8}[省市县区州盟旗乡镇]|.{1,10}(?:部|总局|署)$|兵团"
)


def _is_whole(plain: str, narrow: bool) -> bool:
    """Say whether a piece is a name by itself; after one space it must begin as names do, for spaces also stray."""
    return is_body(plain) and (not narrow or bool(_OWN.match(plain)))


def _pieces(raw: str, gap: str, base: int) -> Iterator[Span]:
    start = 0
    for match in regex.finditer(gap, raw):
        if match.start() > start:
            yield Span(base + start, base + match.start())
        start = match.end()
    if start < len(raw):
        yield Span(base + start, base + len(raw))


def _bare(strip: Strip) -> Strip:
    seal = _SEAL.search(strip.plain)
    return strip.cut(0, seal.start()) if seal else strip


_PLACE = regex.compile(r"(?:中共|中国共产党)?(?P<place>[^省市县区州盟旗]{1,7}(?:省|自治区|自治州|市|县|区|州|盟|旗))")
_LAST = r"(?<=[部委局厅署院会行府办室])"
_CENTRAL = (
    r"国家|中国|全国|国务院|财政部|教育部|科技部|公安部|民政部|司法部|商务部|审计署|海关总署|工业和信息化部|人力资源社会保障部"
    r"|自然资源部|生态环境部|住房城乡建设部|交通运输部|水利部|农业农村部|文化和旅游部|应急管理部|退役军人事务部|税务总局|中央"
)


def _unglue(strip: Strip) -> Iterator[Strip]:
    """Split names printed without a gap: 广东省财政厅广东省教育厅, 财政部国家税务总局."""
    place = _PLACE.match(strip.plain)
    again = f"|(?:中共)?{regex.escape(place['place'])}" if place else ""
    # 国家税务总局 stands before a place in the names of its own offices, so a place alone splits only if repeated
    joints = [match.start() for match in regex.finditer(rf"{_LAST}(?={_CENTRAL}{again})", strip.plain)]
    edges = [0, *joints, len(strip.plain)]
    parts = [strip.cut(start, end) for start, end in pairwise(edges)]
    yield from parts if all(is_body(part.plain) for part in parts) else [strip]


def split_addressees(strip: Strip) -> tuple[Strip, ...]:
    """Split a list of recipients; a group (各省、自治区财政厅) and an ellipsis (平定县、盂县农业农村局) stay one."""
    return tuple(whole for segment in _cut_at(strip, ",;。") for whole in _merge(_cut_at(segment, "、")))


def _cut_at(strip: Strip, marks: str) -> list[Strip]:
    """Cut at these marks where they stand outside brackets."""
    found: list[Strip] = []
    depth = start = 0
    for at, char in enumerate(strip.plain):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char in marks and depth <= 0:
            found.append(strip.cut(start, at))
            start = at + 1
    found.append(strip.cut(start, len(strip.plain)))
    return [piece.trim(" ") for piece in found if piece.plain.strip()]


_COMPLETE = regex.compile(rf"(?:.*{_END}|.*(?:单位|部门|机构|企业|处室|领导|同志|高校|学校|成员|级))(?:\([^()]*\))?")


def _merge(pieces: list[Strip]) -> Iterator[Strip]:
    """Put the pieces of a list with 、 together again where one alone is no name."""
    held: list[Strip] = []
    for at, piece in enumerate(pieces):
        held.append(piece)
        following = pieces[at + 1].plain if at + 1 < len(pieces) else ""
        if len(following) != 1 and _COMPLETE.fullmatch(piece.plain) and len(piece.plain) > 1:
            yield _linked(held)
            held = []
    if held:
        yield _linked(held)


def _linked(pieces: list[Strip]) -> Strip:
    """Join neighbours with the 、 that stood between them."""
    joined = pieces[0]
    for piece in pieces[1:]:
        joined = join((joined, Strip("、", "、", (joined.offsets[-1] + 1,)), piece))
    return joined
