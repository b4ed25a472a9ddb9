"""The plan of a made archive: who gives what to whom, what is asked and what is reported. All money in yuan."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """A region by code and name."""

    adcode: str
    name: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one payee is given for one project; `region` is null for a company or another body."""

    payee: str
    region: str | None
    project: str
    amount: int


@dataclass(frozen=True, slots=True)
class Goal:
    """A target as it is set and the result as it is reported, with the verdict that follows.

    `reported` is false where the report has no such row, `asked` where the notice sets no such target.
    """

    level1: str
    level2: str
    name: str
    target: str
    said: str
    actual: str
    verdict: str
    reported: bool = True
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Onward:
    """A city's notice that hands the money on; `cited` is the number as it prints it, null where it names none.

    `total` is the sum as printed, which a slip may set apart from that of the shares.
    """

    number: str
    issued: date
    shares: tuple[Share, ...]
    total: int
    received: int
    cited: str | None
    style: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """A city's self-evaluation: what it says of the money, and of the targets. `rate` is printed, in percent."""

    issued: date
    arrived: date
    received: int
    passed: int
    kept: int
    spent: int
    rate: str
    cited: str
    goals: tuple[Goal, ...]
    slip: str | None = None
    style: int = 0


@dataclass(frozen=True, slots=True)
class City:
    """A city of a programme with its share, its targets and its own documents; null where there is none."""

    place: Place
    letter: str
    shares: tuple[Share, ...]
    goals: tuple[Goal, ...]
    onward: Onward | None
    account: Account | None

    @property
    def amount(self) -> int:
        """Give what the city is given."""
        return sum(share.amount for share in self.shares)


@dataclass(frozen=True, slots=True)
class Planted:
    """An error put in on purpose: the rule that must fail, the file, words of the message, rules it may trip too."""

    kind: str
    rule: str
    file: str
    about: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """One fund of one year in one province."""

    province: Place
    letter: str
    fund: str
    office: str
    department: str
    projects: tuple[str, ...]
    year: int
    number: str
    issued: date
    unit: str
    cities: tuple[City, ...]
    total: int
    style: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """An archive before it is written."""

    seed: int
    programmes: tuple[Programme, ...]
    planted: tuple[Planted, ...] = field(default=())
