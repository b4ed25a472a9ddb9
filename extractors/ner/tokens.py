"""What the lexicons know of a text, found in one pass (Aho-Corasick)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ahocorasick
import regex

from extractors.gazetteer import read_printed, read_simplified, read_surfaces
from extractors.lexicon import read_rows
from extractors.text import fold

Found = tuple[int, int, Any]  # start, end, what the lexicon says of it


@dataclass(slots=True)
class Tokens:
    """The words of the lexicons in one text. Ranges are half-open; lists are in the order of their ends."""

    regions: list[Found] = field(default_factory=list)  # tuple of (adcode, surface kind)
    departments: list[Found] = field(default_factory=list)  # may it stand bare
    centrals: list[Found] = field(default_factory=list)  # full name
    suffixes: list[Found] = field(default_factory=list)  # (class, needs)
    stops: list[Found] = field(default_factory=list)
    shields: list[Found] = field(default_factory=list)
    traps: list[Found] = field(default_factory=list)
    regions_by_end: dict[int, list[Found]] = field(default_factory=lambda: defaultdict(list))
    regions_by_start: dict[int, list[Found]] = field(default_factory=lambda: defaultdict(list))

    suffix_ends: frozenset[int] = frozenset()
    department_starts: frozenset[int] = frozenset()
    department_ends: dict[int, int] = field(default_factory=dict)
    central_starts: frozenset[int] = frozenset()
    stop_starts: list[int] = field(default_factory=list)
    hidden: frozenset[int] = frozenset()
    gaps: frozenset[int] = frozenset()
    breaks: frozenset[int] = frozenset()
    not_levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def stops_between(self, start: int, end: int) -> list[Found]:
        """Give the stop words that begin in a range, in the order of their beginnings."""
        return self.stops[bisect_left(self.stop_starts, start) : bisect_left(self.stop_starts, end)]

    def stop_ends(self, end: int) -> bool:
        """Say whether a stop word ends here."""
        return any(stop[1] == end for stop in self.stops_between(end - 6, end))

    def shielded(self, start: int, end: int) -> bool:
        """Say whether a word of names (华为, 和平) holds these characters."""
        return any(at in self.hidden for at in range(start, end))

    def ends_name(self, end: int) -> bool:
        """Say whether a department or a word that ends names ends here."""
        return end in self.suffix_ends

    def region_before(self, end: int) -> Found | None:
        """Give the longest region name that ends here."""
        return max(self.regions_by_end.get(end, ()), key=lambda found: found[1] - found[0], default=None)

    def region_at(self, start: int) -> Found | None:
        """Give the longest region name that begins here."""
        return max(self.regions_by_start.get(start, ()), key=lambda found: found[1] - found[0], default=None)


@dataclass(frozen=True, slots=True)
class Words:
    """The automaton over all lexicons, and the small sets that are asked by surface."""

    automaton: Any
    generics: frozenset[str]
    placed: frozenset[str]
    not_followed: dict[str, tuple[str, ...]]
    branches: dict[str, tuple[str, ...]]
    ambiguous: frozenset[str]
    openers: tuple[str, ...]
    not_levels: dict[str, tuple[str, ...]]
    simple: Mapping[int, str]
    zone: str  # pattern of what a zone's name ends in
    unit_labels: str  # pattern of the labels behind which a unit is named (承担单位)
    kind_openers: tuple[str, ...]  # 创办, 公办: what stands before a kind of thing (博物馆) leaves it one
    trades: frozenset[str]  # 科技, 文化: what departments are put together from
    branch_endings: dict[str, str]  # pattern of what the name of a branch ends in: of a company, of any body
    after_place: str  # pattern of what says that the word before is a place
    after_other: str  # pattern of what makes a place's name part of another thing's (河南坠子)

    def find(self, text: str, gaps: frozenset[int] = frozenset(), breaks: frozenset[int] = frozenset()) -> Tokens:
        """Give the tokens of a text; `gaps` are where a space parts two words, `breaks` where a line does."""
        tokens = Tokens(gaps=gaps, breaks=breaks, not_levels=self.not_levels)
        lists = (
            tokens.regions,
            tokens.departments,
            tokens.centrals,
            tokens.suffixes,
            tokens.stops,
            tokens.shields,
            tokens.traps,
        )
        for last, (length, kinds) in self.automaton.iter(text):
            for kind, value in kinds:
                lists[kind].append((last + 1 - length, last + 1, value))
        tokens.regions = _untrapped(tokens.regions, tokens.traps)
        for found in tokens.regions:
            tokens.regions_by_end[found[1]].append(found)
            tokens.regions_by_start[found[0]].append(found)
        ends = (found[1] for group in (tokens.suffixes, tokens.departments, tokens.centrals) for found in group)
        tokens.suffix_ends = frozenset(ends)
        tokens.department_ends = {start: end for start, end, _ in sorted(tokens.departments)}
        tokens.central_starts = frozenset(start for start, _, _ in tokens.centrals)
        tokens.department_starts = frozenset(start for start, _, _ in (*tokens.departments, *tokens.centrals))
        tokens.stops.sort()
        tokens.stop_starts = [stop[0] for stop in tokens.stops]
        tokens.hidden = frozenset(at for start, end, _ in tokens.shields for at in range(start, end))
        return tokens

    def opener(self, text: str, start: int, end: int) -> int:
        """Give the length of a word that may stand before a name but does not begin one, 0 without one."""
        found = (len(word) for word in self.openers if text.startswith(word, start) and start + len(word) <= end)
        return max(found, default=0)

    def breaks(self, text: str, tokens: Tokens, start: int, end: int) -> bool:
        """Say whether what follows makes a name's end part of another word (财政局长, 大学生)."""
        if end in tokens.gaps:
            return False
        for size in range(1, min(5, end - start) + 1):
            for following in self.not_followed.get(text[end - size : end], ()):
                if text.startswith(following, end):
                    return True
        return False


REGION, DEPARTMENT, CENTRAL, SUFFIX, STOP, SHIELD, TRAP = range(7)


def load_words(models: Path) -> Words:
    """Read the lexicons that names are found with."""
    folder = models / "lexicons"
    entries: dict[str, list[tuple[int, object]]] = defaultdict(list)
    for surface, ways in _region_surfaces(models).items():
        entries[surface].append((REGION, tuple(ways)))
    for kind, surface, value in _entries(folder):
        entries[fold(surface)].append((kind, value))
    for kind, lexicon in ((STOP, "left_stops"), (SHIELD, "name_words"), (TRAP, "region_traps")):
        for surface in read_surfaces(models, lexicon):
            entries[fold(surface)].append((kind, None))
    automaton = ahocorasick.Automaton()
    for surface, kinds in sorted(entries.items()):
        automaton.add_word(surface, (len(surface), tuple(kinds)))
    automaton.make_automaton()
    return Words(
        automaton,
        frozenset(fold(word) for word in read_surfaces(models, "generics")),
        frozenset(fold(row["surface"]) for row in read_rows(folder / "generics.tsv") if row["placed"] == "yes"),
        _grouped(read_rows(folder / "not_followed.tsv"), "ending", "next"),
        _grouped(read_rows(folder / "branches.tsv"), "body", "suffix"),
        frozenset(read_surfaces(models, "ambiguous_regions")),
        tuple(sorted(read_surfaces(models, "left_openers"))),
        _grouped(read_rows(folder / "not_levels.tsv"), "level", "after"),
        read_simplified(models),
        alternatives(read_surfaces(models, "zones")),
        alternatives(fold(label) for label in read_surfaces(models, "unit_labels")),
        read_surfaces(models, "kind_openers"),
        frozenset(_trades(read_rows(folder / "departments.tsv"))),
        _branch_endings(read_rows(folder / "company_branches.tsv")),
        alternatives(row["next"] for row in read_rows(folder / "region_followers.tsv") if row["place"] == "yes"),
        alternatives(row["next"] for row in read_rows(folder / "region_followers.tsv") if row["place"] == "no"),
    )


_DEPARTMENT = regex.compile(r"(?P<trades>\p{Han}{2,}?)(?:局|厅|委员会|委|办公室)")


def _trades(rows: list[dict[str, str]]) -> Iterator[str]:
    for row in rows:
        found = _DEPARTMENT.fullmatch(row["surface"])
        if found is not None and row["bare"] == "yes":
            yield from (word for word in regex.split("[和与]", found["trades"]) if len(word) > 1)


def _branch_endings(rows: list[dict[str, str]]) -> dict[str, str]:
    shared = [row["ending"] for row in rows if row["of"] == "any"]
    return {"company": alternatives(row["ending"] for row in rows), "any": alternatives(shared)}


def alternatives(words: Iterable[str]) -> str:
    """Give the pattern of some words, the longest first."""
    return "|".join(sorted(map(regex.escape, words), key=lambda word: (-len(word), word)))


def _region_surfaces(models: Path) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for surface, region, kind in read_printed(models):
        if (region.adcode, kind) not in found[surface]:
            found[surface].append((region.adcode, kind))
    return found


def _entries(folder: Path) -> Iterator[tuple[int, str, object]]:
    for row in read_rows(folder / "departments.tsv"):
        yield DEPARTMENT, row["surface"], row["bare"] == "yes"
    for row in read_rows(folder / "central_bodies.tsv"):
        yield CENTRAL, row["surface"], row["name"]
    for row in read_rows(folder / "known_names.tsv"):
        yield CENTRAL, row["surface"], ""
    for row in read_rows(folder / "organisation_suffixes.tsv"):
        yield SUFFIX, row["suffix"], (row["class"], row["needs"])


def _grouped(rows: Iterable[dict[str, str]], key: str, value: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row[value])
    return {name: tuple(values) for name, values in found.items()}


def _untrapped(regions: list[Found], traps: list[Found]) -> list[Found]:
    """Leave out the places that lie in a longer word (新建区 in 新建区域); 公安县 alone may be the place."""
    inside = {(at, to) for start, end, _ in traps for at in range(start, end) for to in range(at + 1, end + 1)}
    inside -= {(start, end) for start, end, _ in traps}
    return [found for found in regions if (found[0], found[1]) not in inside]


def longest(found: list[Found]) -> list[Found]:
    """Leave out what lies inside a longer one; in text order."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda item: (item[0], -item[1])):
        if not kept or item[1] > kept[-1][1]:
            kept.append(item)
    return kept
