"""What stands in front of a body's name and says of which place it is: regions, 省, 市, 自治区, zones, 中共."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.ner.tokens import Found, Tokens

LEVELS = regex.compile(
    r"(?:(?:新疆生产建设兵团|兵团)第[一二三四五六七八九十]{1,3}师|新疆生产建设兵团|自治区|自治州|自治县|自治旗|兵团|[省市县区州盟旗])\Z"
)
LISTED = regex.compile(r"(?:省|自治区|直辖市|市|县|区|州|旗)[、和或及]\Z")
PREFIX = regex.compile(
    r"(?:中共|中国共产党|共青团|中国共产主义青年团|政协|中国人民政治协商会议|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟"
    r"|国家税务总局|(?:新疆生产建设兵团)?第[一二三四五六七八九十]{1,3}师)\Z"
)
PARTIES = regex.compile(r"民革|民盟|民建|民进|农工党|致公党|九三学社|台盟")
LEAGUE = regex.compile(r"(?<![集社兵师财剧乐使代])团\Z")


@dataclass(frozen=True, slots=True)
class Stead:
    """Where a name begins when its place is counted in. `kind` is region, level or empty (nothing there)."""

    start: int
    kind: str
    codes: tuple[str, ...] = ()


def place_before(text: str, tokens: Tokens, end: int) -> Stead:
    """Give the place that ends here, with what belongs in front of it."""
    if text.endswith("生产建设兵团", 0, end):
        return _with_prefix(text, Stead(end - 8, "level"))
    stead = _regions_before(text, tokens, end)
    if stead.kind:
        before = _level_before(text, tokens, end) if end - stead.start < 2 else ""
        if not before:
            return _with_prefix(text, stead)
    level = _level_before(text, tokens, end)
    if level:
        return _with_prefix(text, Stead(end - len(level), "level"))
    return Stead(end, "")


def _regions_before(text: str, tokens: Tokens, end: int) -> Stead:
    start = end
    codes: tuple[str, ...] = ()
    while True:
        found = tokens.region_before(start)
        if found is None:
            break
        here = tuple(code for code, _ in found[2])
        if codes and not any(_inside(below, above) for below in codes for above in here):
            break
        if found[1] - found[0] == 2 and text[found[1] - 1] == "区" and not _in_city(tokens, found):
            break  # 城区, 东区: only its city makes it a name
        codes = tuple(below for below in codes if any(_inside(below, above) for above in here)) or here
        start = found[0]
        if start in tokens.gaps:
            break
    return Stead(start, "region" if codes else "", codes)


def _in_city(tokens: Tokens, found: Found) -> bool:
    outer = tokens.region_before(found[0])
    return outer is not None and any(_inside(below, above) for below, _ in found[2] for above, _ in outer[2])


def _inside(below: str, above: str) -> bool:
    width = 2 if above.endswith("0000") else 4
    return below != above and below[:width] == above[:width] and not (width == 4 and not above.endswith("00"))


def _level_before(text: str, tokens: Tokens, end: int) -> str:
    found = LEVELS.search(text, max(0, end - 13), end)
    if found is None:
        return ""
    level, before = found.group(), text[found.start() - 1 : found.start()]
    mixed = level.startswith("自治") or not text.startswith("省", found.start() - 2)
    if LISTED.search(text, max(0, found.start() - 5), found.start()) and mixed:
        return ""  # 省、自治区人民政府; 市、县人民政府: any of them
    barred = tokens.not_levels.get(level, ())
    return "" if before and text.endswith(barred, 0, found.start()) else level


def level_at(text: str, tokens: Tokens, start: int) -> bool:
    """Say whether 省, 市, 县 … stands here and means a place."""
    return text[start : start + 1] in "省市县区州盟旗" and bool(_level_before(text, tokens, start + 1))


def _with_prefix(text: str, stead: Stead) -> Stead:
    found = PREFIX.search(text, max(0, stead.start - 12), stead.start)
    return Stead(found.start(), stead.kind, stead.codes) if found else stead
