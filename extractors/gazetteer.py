"""Places and bodies as the lexicons know them: what finding names and resolving them both build on.

A region is a unit of GB/T 2260 with the years in which its name held. `surfaces` are the ways to print it: `full` with
its suffix (乳源瑶族自治县, 乳源县), `short` without (广东, 韶关), `stem` for counties without (乳源), which says
something only in front of a body's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.lexicon import read_rows

CENTRE = "100000"
AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")
SUFFIXES = ("特别行政区", "特区", "林区", "新区", "矿区", "地区", "省", "市", "县", "区", "旗", "州", "盟")
NAMELESS = frozenset({"市郊区", "市", "县", "区", "新区", "市区", "开发区", "管理区", "工业区"})
STEMLESS = ("新区", "林区", "矿区", "特区", "旗", "盟")


@dataclass(frozen=True, slots=True)
class Region:
    """A unit with one of its names; `since` and `until` are years, 0 where open."""

    adcode: str
    name: str
    parent: str
    since: int = 0
    until: int = 0
    successors: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        """Say province, city or county."""
        return level_of(self.adcode)

    def holds(self, year: int | None) -> bool:
        """Say whether the name was in force in a year; without a year, whether it is now."""
        if year is None:
            return not self.until
        return (not self.since or self.since <= year) and (not self.until or year <= self.until)


def level_of(adcode: str) -> str:
    """Say province, city or county for a code (country for the centre's)."""
    if adcode == CENTRE:
        return "country"
    if adcode.endswith("0000"):
        return "province"
    return "city" if adcode.endswith("00") else "county"


@cache
def read_regions(models: Path) -> tuple[Region, ...]:
    """Give every region: those of today first, by code, then the names that have ended."""
    folder = models / "lexicons"
    now = (_region(row) for row in read_rows(folder / "regions.tsv"))
    once = (_region(row) for row in read_rows(folder / "region_history.tsv"))
    return (*now, *once)


def _region(row: dict[str, str]) -> Region:
    return Region(
        row["adcode"],
        row["name"],
        row["parent"],
        int(row["since"] or 0),
        int(row.get("until") or 0),
        tuple(row.get("successors", "").split()),
    )


@cache
def read_surfaces(models: Path, lexicon: str) -> tuple[str, ...]:
    """Give the first column of a lexicon, in the order of its rows."""
    rows = read_rows(models / "lexicons" / f"{lexicon}.tsv")
    return tuple(next(iter(row.values())) for row in rows)


@cache
def read_simplified(models: Path) -> Mapping[int, str]:
    """Give the table for `str.translate` from traditional characters (繁体) to simplified ones, one for one.

    Characters that simplified texts use as well (乾, 著) are not in it.
    """
    rows = read_rows(models / "lexicons" / "traditional.tsv")
    return {ord(row["traditional"]): row["simplified"] for row in rows}


def read_printed(models: Path) -> Iterator[tuple[str, Region, str]]:
    """Give every way to print the name of a region: surface, region, kind; 巴州 and its like count as full names."""
    nationalities = read_surfaces(models, "nationalities")
    aliases: dict[str, list[str]] = {}
    for row in read_rows(models / "lexicons" / "region_aliases.tsv"):
        aliases.setdefault(row["adcode"], []).append(row["alias"])
    for region in read_regions(models):
        for surface, kind in surfaces(region, nationalities):
            yield surface, region, kind
        for alias in aliases.get(region.adcode, ()) if not region.until else ():
            yield alias, region, "full"


def surfaces(region: Region, nationalities: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the ways to print a region's name, each with `full`, `short` or `stem`."""
    if len(region.name) < 2 or region.name in NAMELESS:
        return
    yield region.name, "full"
    stem = _stem(region.name, nationalities)
    if stem == region.name or len(stem) < 2:
        return
    if region.name.endswith(AUTONOMOUS[1:]):
        yield stem + region.name[-1], "full"
    if region.level == "county":
        yield stem, "stem"
    else:
        yield stem, "short"


def _stem(name: str, nationalities: Iterable[str]) -> str:
    for suffix in AUTONOMOUS:
        if name.endswith(suffix):
            return _without_nationalities(name[: -len(suffix)], tuple(nationalities))
    suffix = next((suffix for suffix in SUFFIXES if name.endswith(suffix)), "")
    return name if suffix in STEMLESS else name[: len(name) - len(suffix)]


def _without_nationalities(name: str, nationalities: tuple[str, ...]) -> str:
    found = [word for word in nationalities if name.endswith(word) and len(name) - len(word) >= 2]
    while found:
        name = name[: -len(max(found, key=len))]
        found = [word for word in nationalities if name.endswith(word) and len(name) - len(word) >= 2]
    return name.removesuffix("族") if len(name) > 2 else name
