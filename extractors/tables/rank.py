"""What the label of a row says of its place: 总计, 合计, 小计, 其中, 一、 （一） 1."""

from __future__ import annotations

from dataclasses import dataclass

import regex

LEAF, SUBTOTAL, SECTION, TOTAL, WHOLE, GRAND = range(6)

_ORDINAL = "一二三四五六七八九十百"
_TAIL = r"(?:\([^()]{0,24}\))?[:：]?"
_GRAND = regex.compile(rf"(?:[收支]\s*入?出?|资金)?总\s*计{_TAIL}")
_WHOLE = regex.compile(rf"(?:总合计|合计|共计|总数|计|全[省市县区州国](?:合计|总计|共计|小计)){_TAIL}")
_TOTAL = regex.compile(rf"(?!其中).{{1,24}}?(?:合计|共计|总计){_TAIL}")
_SUBTOTAL = regex.compile(rf"(?!其中).{{0,40}}?小计{_TAIL}")
_NUMBERED = regex.compile(
    rf"(?:[{_ORDINAL}]{{1,3}}[、.．]|\([{_ORDINAL}]{{1,3}}\)|\d{{1,2}}[.、．](?!\d)|\(\d{{1,2}}\))"
)
_PART = regex.compile(r"(?:其中|#|-{1,2}(?=\p{Han}))[:：,]?")
_STYLES = (
    (regex.compile(rf"第?(?P<n>[{_ORDINAL}]{{1,3}})[、.．]"), 1),
    (regex.compile(rf"\((?P<n>[{_ORDINAL}]{{1,3}})\)"), 2),
    (regex.compile(r"(?P<n>\d{1,2})(?:[、．]|\.(?!\d))"), 3),
    (regex.compile(r"\((?P<n>\d{1,2})\)"), 4),
    (regex.compile(r"(?P<n>[①-⑳])"), 5),
)
_SERIALS = (
    (regex.compile(rf"(?P<n>[{_ORDINAL}]{{1,3}})[、.]?"), 1),
    (regex.compile(rf"\((?P<n>[{_ORDINAL}]{{1,3}})\)"), 2),
    (regex.compile(r"(?P<n>\d{1,3})[.、]?"), 3),
    (regex.compile(r"\((?P<n>\d{1,2})\)|\d{1,3}[.-](?P<n>\d{1,3})"), 4),
    (regex.compile(r"(?P<n>[①-⑳])|\d{1,3}[.-]\d{1,3}[.-](?P<n>\d{1,3})"), 5),
)


@dataclass(frozen=True, slots=True)
class Numbering:
    """The style of a number before a label, 1 outermost, 0 none; `first` says that it is the first of its kind."""

    style: int = 0
    first: bool = False


def label_to_rank(label: str) -> int:
    """Give the rank of a label that names a total; LEAF of any other."""
    if _GRAND.fullmatch(label):
        return GRAND
    if _WHOLE.fullmatch(label):
        return WHOLE
    numbered = _NUMBERED.match(label)
    if _SUBTOTAL.fullmatch(label):
        return SECTION if numbered else SUBTOTAL
    return TOTAL if _TOTAL.fullmatch(label) else LEAF


def is_part(label: str) -> bool:
    """Say whether a row is a part of the row above (其中)."""
    return _PART.match(label) is not None


def label_to_numbering(label: str) -> Numbering:
    """Give the numbering that a label begins with."""
    return _numbering(label, _STYLES, whole=False)


def serial_to_numbering(text: str) -> Numbering:
    """Give the numbering that a cell of a 序号 column is."""
    return _numbering(text, _SERIALS, whole=True)


def _numbering(text: str, styles: tuple[tuple[regex.Pattern[str], int], ...], *, whole: bool) -> Numbering:
    for pattern, style in styles:
        match = pattern.fullmatch(text) if whole else pattern.match(text)
        if match:
            return Numbering(style, match["n"] in {"一", "1", "①", "01"})
    return Numbering()
