"""A city's share handed on, and what its self-evaluation says became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from extractors.gazetteer import Region
from flows.typeset.archive.plan import Account, City, Goal, Onward, Programme, Share

TRADES = ("农业发展", "生态科技", "信息技术", "文化传播", "精密机械", "生物医药", "绿色食品", "现代物流")
FIRMS = ("有限公司", "股份有限公司", "有限责任公司")
STEP = 1000  # yuan: the least part of a share


def make_onward(random: Random, style: int, head: Programme, city: City, counties: Sequence[Region]) -> Onward:
    """Give a city's notice; at times what the city keeps is said in the text and not in the table."""
    handed = [part for share in city.shares for part in _hand_on(random, head, city, share, counties)]
    kept = 0
    if random.random() < 0.25:
        kept = sum(share.amount for share in handed if share.payee.endswith("局"))
        handed = [share for share in handed if not share.payee.endswith("局")]
    total = sum(share.amount for share in handed)
    issued = head.issued + timedelta(days=random.randint(15, 60))
    number = f"{city.letter}财{head.office}〔{issued.year}〕{random.randint(3, 160)}号"
    printed = issued + timedelta(days=random.randint(0, 3))
    return Onward(
        number, issued, printed, tuple(handed), total, total + kept,
        None if random.random() < 0.15 else head.number, kept, total + kept, random.random() < 0.1, style,
    )  # fmt: skip


def _hand_on(random: Random, head: Programme, city: City, share: Share, counties: Sequence[Region]) -> list[Share]:
    """Divide a share among the department of the city, some counties and at times a firm."""
    name = city.place.name
    payees: list[tuple[str, str | None]] = [(f"{name}{head.department}局", city.place.adcode)]
    fit = [county for county in counties if len(county.name) > 2]
    some = random.sample(fit, min(len(fit), random.randint(2, 6)))
    payees += [(county.name, county.adcode) for county in sorted(some, key=lambda county: county.adcode)]
    if random.random() < 0.4:
        firm = random.choice("华恒嘉瑞鑫") + random.choice("丰达源盛宇") + random.choice(TRADES) + random.choice(FIRMS)
        payees.append((name + firm, None))
    parts = divide(random, share.amount, len(payees))
    return [Share(payee, code, share.project, part) for (payee, code), part in zip(payees, parts, strict=True)]


def divide(random: Random, amount: int, count: int) -> list[int]:
    """Divide an amount into so many unequal parts of whole thousands."""
    cuts = sorted(random.sample(range(1, amount // STEP), count - 1))
    return [(high - low) * STEP for low, high in zip([0, *cuts], [*cuts, amount // STEP], strict=True)]


def make_account(random: Random, style: int, head: Programme, onward: Onward, goals: tuple[Goal, ...]) -> Account:
    """Give a self-evaluation in which everything agrees."""
    received = onward.received
    kept = onward.kept or sum(share.amount for share in onward.shares if share.payee.endswith("局"))
    spent = received if random.random() < 0.3 else received * random.randint(820, 990) // 1_000_000 * STEP
    arrived = onward.issued - timedelta(days=random.randint(1, 10))
    issued = date(head.year + 1, 1, 15) + timedelta(days=random.randint(0, 90))
    return Account(
        issued, arrived, received, received - kept, kept, spent, percent(spent, received),
        None if random.random() < 0.1 else head.number, goals, style=style,
    )  # fmt: skip


def percent(part: int, whole: int) -> str:
    """Give a rate in percent as it is printed, two places at most."""
    return f"{part / whole * 100:.2f}".rstrip("0").rstrip(".")
