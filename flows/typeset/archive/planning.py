"""A seed to the plan of an archive in which everything agrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from extractors.gazetteer import Region, read_regions
from flows.typeset.archive.accounting import make_account, make_onward
from flows.typeset.archive.banks import FUNDS, LETTERS, Fund
from flows.typeset.archive.goals import make_goals
from flows.typeset.archive.plan import Above, City, Place, Plan, Programme, Share
from flows.typeset.archive.wording import FRESH, WAN


@dataclass(frozen=True, slots=True)
class Maker:
    """What plans are drawn from: chance, regions (of a programme those in force), and where the wordings begin."""

    random: Random
    regions: tuple[Region, ...]
    styles: int

    def style(self) -> int:
        """Give the number that decides the wording of one document."""
        return self.styles + self.random.randrange(500)


def make_plan(seed: int, models: Path, *, cities: int, programmes: int = 1) -> Plan:
    """Give the plan of an archive of several programmes, each with up to so many cities."""
    random = Random(seed)
    regions = read_regions(models)
    maker = Maker(random, regions, FRESH if seed >= FRESH else 0)
    wanted = [(region, fund) for region in regions if region.adcode in LETTERS and not region.until for fund in FUNDS]
    found: list[Programme] = []
    for province, fund in random.sample(wanted, len(wanted)):
        if len(found) >= programmes:
            break
        found.append(_programme(maker, province, fund, (random.randint(2016, 2022), random.randint(11, 199)), cities))
        if len(found) < programmes and random.random() < 0.3:
            found.append(_next_year(maker, province, fund, found[-1], cities))
    return Plan(seed, tuple(found))


def _next_year(maker: Maker, province: Region, fund: Fund, last: Programme, cities: int) -> Programme:
    """Give the programme again a year later; its reports speak of the notice of the year before."""
    when = last.year + 1, maker.random.randint(200, 399)
    return replace(_programme(maker, province, fund, when, cities), earlier=last)


def _programme(maker: Maker, province: Region, fund: Fund, when: tuple[int, int], count: int) -> Programme:
    year, sequence = when
    maker = replace(maker, regions=tuple(region for region in maker.regions if region.holds(year)))
    random = maker.random
    inside = [region for region in maker.regions if region.parent == province.adcode and region.level == "city"]
    places = sorted(random.sample(inside, min(count, len(inside))), key=lambda region: region.adcode)
    early = random.random() < 0.3  # 提前下达: before the budget year
    issued = date(year, 1, 10) + timedelta(days=random.randint(0, 120))
    issued = date(year - 1, 11, 15) + timedelta(days=random.randint(0, 40)) if early else issued
    letter = LETTERS[province.adcode]
    number = f"{letter}财{fund.office}〔{issued.year}〕{sequence}号"
    head = Programme(
        Place(province.adcode, province.name), letter, fund.name, fund.office, fund.department,
        fund.projects[: random.choice((1, 2, 2))], year, number, issued,
        random.choice(("元", "万元")), (), 0, goals_onward=random.random() < 0.3, style=maker.style(),
    )  # fmt: skip
    letters = _letters(places)
    made = tuple(_city(maker, head, fund, place, letters[place.name]) for place in places)
    direct = _direct(maker, places, head) if random.random() < 0.3 else ()
    total = sum(city.amount for city in made) + sum(share.amount for share in direct)
    above = _above(maker, head, total) if random.random() < 0.4 else None
    return replace(head, cities=made, direct=direct, total=total, above=above)


def _letters(places: Sequence[Region]) -> dict[str, str]:
    """Give the first letter of each city for its numbers, the second as well where two begin alike."""
    firsts = [place.name[0] for place in places]
    return {place.name: place.name[: 1 if firsts.count(place.name[0]) == 1 else 2] for place in places}


def _city(maker: Maker, head: Programme, fund: Fund, place: Region, letter: str) -> City:
    own = Place(place.adcode, place.name)
    counties = [region for region in maker.regions if region.parent == place.adcode]
    shares = tuple(
        Share(own.name, own.adcode, project, maker.random.randint(60, 1800) * WAN) for project in head.projects
    )
    goals = make_goals(maker.random, fund.measures, head.year)
    onward = make_onward(maker.random, maker.style(), head, City(own, letter, shares, goals, None, None), counties)
    account = make_account(maker.random, maker.style(), head, onward, goals)
    return City(own, letter, shares, goals, onward, account)


def _direct(maker: Maker, places: Sequence[Region], head: Programme) -> tuple[Share, ...]:
    """Give shares of counties that the province gives to itself (省直管县)."""
    codes = {place.adcode for place in places}
    counties = [region for region in maker.regions if region.parent in codes and region.name.endswith("县")]
    some = sorted(maker.random.sample(counties, min(2, len(counties))), key=lambda county: county.adcode)
    return tuple(
        Share(county.name, county.adcode, project, maker.random.randint(20, 300) * WAN)
        for county in some
        for project in head.projects
    )


def _above(maker: Maker, head: Programme, total: int) -> Above:
    """Give the centre's notice: this province's share is what the province hands on."""
    random = maker.random
    others = [region for region in maker.regions if region.adcode in LETTERS and region.adcode != head.province.adcode]
    some = random.sample(others, random.randint(4, 12))
    shares = [Share(region.name, region.adcode, head.fund, random.randint(2000, 90_000) * WAN) for region in some]
    shares.append(Share(head.province.name, head.province.adcode, head.fund, total))
    issued = head.issued - timedelta(days=random.randint(8, 30))
    number = f"财{head.office}〔{issued.year}〕{random.randint(3, 180)}号"
    ordered = tuple(sorted(shares, key=lambda share: share.region or ""))
    return Above(number, issued, ordered, maker.style())
