"""A seed to the plan of an archive in which everything agrees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from extractors.gazetteer import Region, read_regions
from flows.typeset.archive.banks import FUNDS, LETTERS, Fund
from flows.typeset.archive.goals import make_goals
from flows.typeset.archive.plan import Account, City, Goal, Onward, Place, Plan, Programme, Share

WAN = 10_000
TRADES = ("农业发展", "生态科技", "信息技术", "文化传播", "精密机械", "生物医药", "绿色食品", "现代物流")
FIRMS = ("有限公司", "股份有限公司", "有限责任公司")


def make_plan(seed: int, models: Path, *, cities: int, programmes: int = 1) -> Plan:
    """Give the plan of an archive of several programmes, each with up to so many cities."""
    random = Random(seed)
    regions = [region for region in read_regions(models) if not region.until]
    provinces = [region for region in regions if region.adcode in LETTERS]
    funds = [(province, fund) for province in provinces for fund in FUNDS]
    chosen = random.sample(funds, programmes)
    years = [random.randint(2016, 2023) for _ in chosen]
    sequences = random.sample(range(11, 399), len(chosen))
    return Plan(
        seed,
        tuple(
            _programme(random, regions, (province, fund), (year, sequence), cities)
            for (province, fund), year, sequence in zip(chosen, years, sequences, strict=True)
        ),
    )


def _programme(
    random: Random, regions: Sequence[Region], what: tuple[Region, Fund], when: tuple[int, int], count: int
) -> Programme:
    (province, fund), (year, sequence) = what, when
    inside = [region for region in regions if region.parent == province.adcode and region.level == "city"]
    places = sorted(random.sample(inside, min(count, len(inside))), key=lambda region: region.adcode)
    issued = date(year, 1, 10) + timedelta(days=random.randint(0, 120))
    letter = LETTERS[province.adcode]
    number = f"{letter}财{fund.office}〔{year}〕{sequence}号"
    letters = _letters(places)
    projects = fund.projects[: random.choice((1, 2, 2))]
    cities = []
    for place in places:
        counties = [region for region in regions if region.parent == place.adcode]
        own = Place(place.adcode, place.name)
        shares = _shares(random, own, projects)
        goals = make_goals(random, fund.measures, year)
        onward = _onward(random, own, shares, counties, (letters[place.name], fund, issued, number))
        account = _account(random, onward, goals, year)
        cities.append(City(own, letters[place.name], shares, goals, onward, account))
    return Programme(
        Place(province.adcode, province.name),
        letter,
        fund.name,
        fund.office,
        fund.department,
        projects,
        year,
        number,
        issued,
        random.choice(("元", "万元")),
        tuple(cities),
        sum(city.amount for city in cities),
        random.randrange(100),
    )


def _letters(places: Sequence[Region]) -> dict[str, str]:
    """Give the first letter of each city for its numbers, the second as well where two begin alike."""
    firsts = [place.name[0] for place in places]
    return {place.name: place.name[: 1 if firsts.count(place.name[0]) == 1 else 2] for place in places}


def _shares(random: Random, place: Place, projects: Sequence[str]) -> tuple[Share, ...]:
    return tuple(Share(place.name, place.adcode, project, random.randint(60, 1800) * WAN) for project in projects)


def _onward(
    random: Random,
    place: Place,
    shares: Sequence[Share],
    counties: Sequence[Region],
    head: tuple[str, Fund, date, str],
) -> Onward:
    letter, fund, issued, number = head
    handed: list[Share] = []
    for share in shares:
        handed += _hand_on(random, place, share, counties, fund)
    total = sum(share.amount for share in handed)
    after = issued + timedelta(days=random.randint(15, 60))
    own = f"{letter}财{fund.office}〔{after.year}〕{random.randint(3, 160)}号"
    return Onward(own, after, tuple(handed), total, total, number, random.randrange(100))


def _hand_on(random: Random, place: Place, share: Share, counties: Sequence[Region], fund: Fund) -> list[Share]:
    """Divide a share among the department of the city, some counties and at times a firm."""
    payees: list[tuple[str, str | None]] = [(f"{place.name}{fund.department}局", place.adcode)]
    fit = [county for county in counties if len(county.name) > 2]
    some = random.sample(fit, min(len(fit), random.randint(2, 6)))
    payees += [(county.name, county.adcode) for county in sorted(some, key=lambda county: county.adcode)]
    if random.random() < 0.4:
        payees.append((f"{place.name}{random.choice('华恒嘉瑞鑫')}{random.choice('丰达源盛宇')}"
                       f"{random.choice(TRADES)}{random.choice(FIRMS)}", None))  # fmt: skip
    parts = divide(random, share.amount, len(payees))
    return [Share(name, code, share.project, part) for (name, code), part in zip(payees, parts, strict=True)]


def divide(random: Random, amount: int, count: int) -> list[int]:
    """Divide an amount into so many unequal parts of whole thousands."""
    step = 1000
    cuts = sorted(random.sample(range(1, amount // step), count - 1))
    return [(high - low) * step for low, high in zip([0, *cuts], [*cuts, amount // step], strict=True)]


def _account(random: Random, onward: Onward, goals: tuple[Goal, ...], year: int) -> Account:
    received = onward.total
    kept = sum(share.amount for share in onward.shares if share.payee.endswith("局"))
    spent = received if random.random() < 0.3 else received * random.randint(820, 990) // 1_000_000 * 1000
    arrived = onward.issued - timedelta(days=random.randint(1, 10))
    issued = date(year + 1, 1, 15) + timedelta(days=random.randint(0, 90))
    return Account(
        issued, arrived, received, received - kept, kept, spent, percent(spent, received), onward.cited or "", goals,
        style=random.randrange(100),
    )  # fmt: skip


def percent(part: int, whole: int) -> str:
    """Give a rate in percent as it is printed, two places at most."""
    return f"{part / whole * 100:.2f}".rstrip("0").rstrip(".")
