"""The atlas: which places there are and were, which bodies they have, and the many names of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import regex

from extractors.gazetteer import CENTRE, Region, level_of, read_printed, read_regions, read_simplified, read_surfaces
from extractors.lexicon import read_rows

NOW = 9999
LONGEST = 16  # 双江拉祜族佤族布朗族傣族自治县
RANK = {"full": 0, "short": 1, "stem": 2}
LEVEL_RANK = {"province": 0, "city": 1, "county": 2}


@dataclass(frozen=True, slots=True)
class Central:
    """A central body: its full name, the year in which it ended and what came after it."""

    name: str
    until: int = 0
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """What the short name of a central body's branch means: 证监局 is the 监管局 of 中国证券监督管理委员会."""

    body: str
    suffix: str
    short_only: bool  # 安徽金融监管局 is one, 安徽省金融监管局 is not


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """Regions by code and by every printed form; departments, central bodies and their aliases.

    Two atlases are never equal, so that one can be a key of what was found with it.
    """

    codes: Mapping[str, tuple[Region, ...]]
    names: Mapping[str, tuple[tuple[Region, str], ...]]
    departments: Mapping[str, str]
    centrals: Mapping[str, Central]
    bare_centrals: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)  # 会同县: a place, or a word and 县
    branches: Mapping[str, Branch] = field(default_factory=dict)  # 证监局 behind a place
    labels: Mapping[str, str] = field(default_factory=dict)  # 承担单位 → undertaker, empty where it is no role
    confusable: frozenset[tuple[str, str]] = frozenset()  # characters that print confuses, both ways
    simple: Mapping[int, str] = field(default_factory=dict)  # traditional characters
    zone: str = "开发区"  # pattern of what the name of a zone ends in

    def region(self, adcode: str, year: int | None = None) -> Region | None:
        """Give the unit of a code, with its name in a year (now, without one)."""
        known = self.codes.get(adcode, ())
        return next((region for region in known if region.holds(year)), known[0] if known else None)

    def regions_named(self, surface: str, year: int | None = None) -> tuple[Region, ...]:
        """Give the units that a printed form can mean, the likeliest first, one a code.

        Names in force in the year come alone where there are any; full names before short ones, provinces before
        cities before counties.
        """
        known = self.names.get(surface, ())
        held = _latest([item for item in known if item[0].holds(year)] or known)
        best = min((RANK[kind] for _, kind in held), default=0)
        found = {region.adcode: region for region, kind in reversed(held) if RANK[kind] == best}
        return tuple(sorted(found.values(), key=lambda region: (LEVEL_RANK[region.level], region.adcode)))

    def regions_ever(self, surface: str) -> tuple[Region, ...]:
        """Give the units that have ever had a name, those that held it longest first."""
        return tuple(region for region, _ in _latest(self.names.get(surface, ())))

    def parents(self, adcode: str) -> Iterator[Region]:
        """Give the units above a code, the nearest first."""
        region = self.region(adcode)
        while region is not None and region.parent:
            region = self.region(region.parent)
            if region is not None:
                yield region

    def above(self, adcode: str, level: str) -> Region | None:
        """Give the unit of a level that a code is or lies in."""
        if level_of(adcode) == level:
            return self.region(adcode)
        return next((region for region in self.parents(adcode) if region.level == level), None)

    def inside(self, adcode: str, outer: str) -> bool:
        """Say whether a code is the other or lies in it."""
        return adcode == outer or outer == CENTRE or any(region.adcode == outer for region in self.parents(adcode))

    def children(self, adcode: str, level: str, year: int | None = None) -> tuple[Region, ...]:
        """Give the units of a level inside a code as of a year, by code."""
        found = (region for known in self.codes.values() for region in known if region.holds(year))
        return tuple(
            sorted(
                (region for region in found if region.level == level and self._under(region, adcode)),
                key=lambda region: region.adcode,
            )
        )

    def _under(self, region: Region, outer: str) -> bool:
        return region.adcode != outer and (region.parent == outer or self.inside(region.parent, outer))

    def full_name(self, region: Region, year: int | None = None) -> str:
        """Give a unit's own name, with the unit above in front where others have the same name."""
        same = [other for other in self.regions_named(region.name, year) if other.adcode != region.adcode]
        above = self.region(region.parent, year) if region.parent else None
        quarter = len(region.name) == 2 and region.name.endswith("区")  # 城区, 郊区: only its city makes it a name
        return f"{above.name}{region.name}" if (same or quarter) and above is not None else region.name

    def read_place(self, text: str, year: int | None = None) -> Iterator[tuple[tuple[Region, ...], str]]:
        """Give every way to read the front of a name as a place (or a chain of them), with what remains; longest first.

        A place is given as the units that it can mean.
        """
        for size in range(min(len(text), LONGEST), 1, -1):
            found = self.regions_named(text[:size], year)
            if not found:
                continue
            for inner, rest in self.read_place(text[size:], year):
                within = self._inside_any(inner, found) or self._inside_any(
                    self.regions_ever(text[size : len(text) - len(rest)]), found
                )
                if within:
                    yield within, rest
            yield found, text[size:]

    def _inside_any(self, inner: Sequence[Region], outer: Sequence[Region]) -> tuple[Region, ...]:
        return tuple(unit for unit in inner if any(unit != other and self._within(unit, other) for other in outer))

    def _within(self, inner: Region, outer: Region) -> bool:
        return inner.adcode != outer.adcode and (
            inner.parent == outer.adcode or self.inside(inner.adcode, outer.adcode)
        )

    def read_department(self, text: str) -> tuple[str, str] | None:
        """Give the department at the front of a text by its full name, with what remains (its office)."""
        for size in range(min(len(text), 16), 0, -1):
            name = self.departments.get(text[:size])
            cut = text[size - 2 : size] in ("委办", "府办") and len(text) > size  # 政府办 of 政府办公厅
            if name is not None and not cut:
                rest = text[size:]
                whole = self.departments.get(rest) if name == "人民政府" else None
                return (whole, "") if whole else (name, rest)
        return None

    def ended(self, name: str) -> Central | None:
        """Give the central body of a full name where it has ended and what came after is known."""
        central = self.centrals.get(name)
        return central if central is not None and central.until and central.successor else None

    def after(self, adcode: str) -> tuple[int, tuple[Region, ...]]:
        """Give the last year of a code that holds no more, and the units of today that came after it."""
        spells = self.codes.get(adcode, ())
        if not spells or any(not spell.until for spell in spells):
            return 0, ()
        last = max(spells, key=lambda spell: spell.until)
        found = (self.region(code) for code in last.successors if code != adcode)
        return last.until, tuple(region for region in found if region is not None and not region.until)

    def read_zone(self, text: str) -> tuple[str, str] | None:
        """Give the zone (开发区) at the front of a text and the department behind it by its full name."""
        found = _zone_and_rest(self.zone).fullmatch(text)
        department = self.read_department(found["rest"]) if found else None
        return (found["zone"], "".join(department)) if found and department else None

    def read_central(self, text: str) -> tuple[Central, str] | None:
        """Give the central body at the front of a text, with what remains."""
        text = text.removeprefix("中华人民共和国")
        for size in range(min(len(text), 20), 1, -1):
            central = self.centrals.get(text[:size])
            if central is not None and not (central.name.endswith("兵团") and text[size:]):
                return central, text[size:]
        return None


def _both_ways(rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for row in rows:
        yield row["one"], row["other"]
        yield row["other"], row["one"]


def _latest(known: Sequence[tuple[Region, str]]) -> list[tuple[Region, str]]:
    """Give the names, those that hold longest first, one a place: of 上虞市 under two codes the one that held last."""
    kept: list[tuple[Region, str]] = []
    for region, kind in sorted(known, key=lambda item: -(item[0].until or NOW)):
        if not any(region.name == other.name and _became_one(region, other) for other, _ in kept):
            kept.append((region, kind))
    return kept


def _became_one(one: Region, other: Region) -> bool:
    after = {other.adcode, *other.successors}
    handed_on = one.until + 1 == other.since or other.until + 1 == one.since
    return handed_on or bool(after & {one.adcode, *one.successors})


@cache
def _zone_and_rest(zone: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?P<zone>\p{{Han}}{{2,16}}(?:{zone}))(?P<rest>\p{{Han}}{{2,16}})")


@cache
def load_atlas(models: Path) -> Atlas:
    """Read the atlas from the lexicons."""
    folder = models / "lexicons"
    codes: dict[str, list[Region]] = defaultdict(list)
    names: dict[str, list[tuple[Region, str]]] = defaultdict(list)
    for region in read_regions(models):
        codes[region.adcode].append(region)
    for surface, region, kind in read_printed(models):
        names[surface].append((region, kind))
    return Atlas(
        {code: tuple(found) for code, found in codes.items()},
        {name: tuple(found) for name, found in names.items()},
        {row["surface"]: row["name"] for row in read_rows(folder / "departments.tsv")},
        {
            row["surface"]: Central(row["name"], int(row["until"] or 0), row["successor"])
            for row in read_rows(folder / "central_bodies.tsv")
        },
        {row["surface"]: row["name"] for row in read_rows(folder / "bare_central.tsv")},
        {row["surface"]: row["behind"] for row in read_rows(folder / "word_regions.tsv")},
        {
            row["ending"]: Branch(row["body"], row["suffix"], row["short_only"] == "yes")
            for row in read_rows(folder / "branch_aliases.tsv")
        },
        {row["label"]: row["role"] for row in read_rows(folder / "unit_labels.tsv")},
        frozenset(_both_ways(read_rows(folder / "confusable_characters.tsv"))),
        read_simplified(models),
        "|".join(sorted(read_surfaces(models, "zones"), key=lambda word: (-len(word), word))),
    )
