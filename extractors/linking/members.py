"""Who a group is: 各地级以上市财政局 of a province are the 财政局 of its cities as of the document's year.

Only what the words and the atlas settle is given. 有关 and 部分 leave open who is meant, and so do units that no law
lists (扩权县, 开发区): they are named under `open`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import regex

from extractors.gazetteer import CENTRE, Region
from extractors.linking.atlas import Atlas

EACH = regex.compile(
    r"各(?P<units>(?:[\p{Han}、,/()]*?(?:地级以上市|设区的?市|地级市|计划单列市|自治[区州县旗]|直辖市|直管县|直管市|扩权县|兵团"
    r"|[省市州县区旗盟地]))[省市州县区旗盟)]*)(?P<rest>\p{Han}{2,16}(?:\([局厅委办]\))?)"
)
UNIT = regex.compile(
    r"地级以上市|设区的?市|地级市|计划单列市|自治区|自治州|自治县|自治旗|直辖市|省直管县|直管县|直管市|扩权县|新疆生产建设兵团|开发区|新区|林区|[省市州县区旗盟地]"
)
NOTES = regex.compile(r"\((?P<kind>含|不含|不包括|除)(?P<places>[^()]{1,24})\)")
BEHIND = regex.compile(
    r"\s*[(（](?:不含|不包括|除)(?P<places>[^()（）\n]{1,24}?)(?:外)?[)）]|\s*[(（](?P<spared>[^()（）\n]{1,16})不发[)）]"
)
BEFORE = regex.compile(r"除(?P<places>[^，。；：\n]{1,20})(?:以)?外[,，]?(?:的)?(?:其他|其余)?\s*$")
PLANNED = ("大连市", "青岛市", "宁波市", "厦门市", "深圳市")  # 计划单列市, all five since 1994
OPEN = ("扩权县", "直管县", "直管市", "省直管县", "开发区", "新区", "新疆生产建设兵团")
SUFFIXES = {
    "地级以上市": ("市",),
    "设区市": ("市",),
    "设区的市": ("市",),
    "地级市": ("市",),
    "市": ("市",),
    "州": ("自治州",),
    "自治州": ("自治州",),
    "地": ("地区",),
    "盟": ("盟",),
    "县": ("县",),
    "自治县": ("自治县",),
    "区": ("区",),
    "旗": ("旗",),
    "自治旗": ("自治旗",),
    "林区": ("林区",),
    "省": ("省",),
    "自治区": ("自治区",),
    "直辖市": ("市",),
}
CITY = frozenset({"地级以上市", "设区市", "设区的市", "地级市", "州", "自治州", "地", "盟"})
COUNTY = frozenset({"县", "自治县", "区", "旗", "自治旗", "林区"})


def find_members(
    said: str, home: str | None, atlas: Atlas, year: int | None, *, before: str = "", behind: str = ""
) -> dict[str, object] | None:
    """Give who a group is, None where the words leave it open: `year`, ids of `members`, units that stay `open`.

    `said` is folded; `before` and `behind` are the text around the name, where exceptions stand. A member has a node
    only where a document names it.
    """
    found = EACH.fullmatch(NOTES.sub("", said))
    department = _department(found["rest"], atlas) if found is not None else None
    if found is None or department is None or not home:
        return None
    units = _units(found["units"])
    regions = dict.fromkeys(region.adcode for region in _regions(units, home, atlas, year))
    for place in _placed(said, "含", home, atlas, year):
        regions[place.adcode] = None
    spared = {place.adcode for place in _spared(said, before, behind, home, atlas, year)}
    members = sorted(code for code in regions if not any(atlas.inside(code, other) for other in spared))
    if not members:
        return None
    both = found["rest"].endswith("厅(局)")
    return {
        "year": year,
        "members": [f"org:{code}:{_of(code, department, atlas) if both else department}" for code in members],
        "open": sorted({unit for unit in units if unit in OPEN}),
    }


def _department(rest: str, atlas: Atlas) -> str | None:
    """Give the full name of a department, None for what is none or is an office."""
    found = atlas.read_department(rest.partition("(")[0])
    return found[0] if found is not None and not found[1] and "/" not in found[0] else None


def _of(code: str, department: str, atlas: Atlas) -> str:
    """Give the 厅 of a province, the 局 of a city that stands beside provinces."""
    region = atlas.region(code)
    province = region is not None and region.name.endswith(("省", "自治区"))
    return department if province else f"{department[:-1]}局"


@cache
def _units(printed: str) -> tuple[str, ...]:
    return tuple(UNIT.findall(printed))


def _regions(units: Iterable[str], home: str, atlas: Atlas, year: int | None) -> Iterator[Region]:
    units = tuple(units)
    for at, unit in enumerate(units):
        if unit == "计划单列市" and home == CENTRE:
            yield from (region for name in PLANNED for region in atlas.regions_named(name, year)[:1])
        level = _level(unit, units[:at], home, atlas)
        if unit in SUFFIXES and level:
            yield from (
                region for region in _children(home, level, atlas, year) if region.name.endswith(SUFFIXES[unit])
            )


def _level(unit: str, before: tuple[str, ...], home: str, atlas: Atlas) -> str:
    """Say which level a word means: 市 behind counties (各县（市、区）) is a county-level city."""
    own = atlas.region(home)
    if home == CENTRE:
        return "province" if unit in ("省", "自治区", "直辖市") else ""
    if own is None or own.level == "county":
        return ""
    if unit in COUNTY:
        return "county"
    if own.level == "city":
        return "county" if unit == "市" else ""
    if unit == "市" and COUNTY.intersection(before):
        return "county"
    return "city" if unit == "市" or unit in CITY else ""


def _children(home: str, level: str, atlas: Atlas, year: int | None) -> tuple[Region, ...]:
    if home == CENTRE:
        return tuple(region for region in _provinces(atlas) if region.adcode[:2] < "80" and region.adcode != "710000")
    return atlas.children(home, level, year)


@cache
def _provinces(atlas: Atlas) -> tuple[Region, ...]:
    codes = sorted(code for code in atlas.codes if code.endswith("0000"))
    found = (atlas.region(code) for code in codes)
    return tuple(region for region in found if region is not None and not region.until)


def _placed(said: str, kind: str, home: str, atlas: Atlas, year: int | None) -> Iterator[Region]:
    for note in NOTES.finditer(said):
        if note["kind"] == kind:
            yield from _named(note["places"], home, atlas, year)


def _spared(said: str, before: str, behind: str, home: str, atlas: Atlas, year: int | None) -> Iterator[Region]:
    for kind in ("不含", "不包括", "除"):
        yield from _placed(said, kind, home, atlas, year)
    for pattern, text in ((BEHIND.match(behind), behind), (BEFORE.search(before), before)):
        if pattern is not None and text:
            yield from _named(next(filter(None, pattern.groups())), home, atlas, year)


def _named(places: str, home: str, atlas: Atlas, year: int | None) -> Iterator[Region]:
    for name in regex.split(r"[、,，和及]", places):
        inside = [region for region in atlas.regions_named(name.strip(), year) if atlas.inside(region.adcode, home)]
        yield from inside[:1]
