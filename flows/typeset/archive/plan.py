"""The plan of a made archive: who gives what to whom, what is asked and what is reported. All money in yuan."""

from __future__ import annotations

from dataclasses import dataclass
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

    `reported` is false where the report has no such row, `asked` where the notice sets no such target. `completion` is
    what a table with such a column prints of it.
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
    completion: str = "100%"


@dataclass(frozen=True, slots=True)
class Onward:
    """A city's notice that hands the money on; `cited` is the number as it prints it, null where it names none.

    `total` is the sum of the table as printed, which a slip may set apart from that of the shares; `kept` is what the
    text alone says the city keeps; `words` is the amount in capitals; `copied` says that a draft lies beside it.
    """

    number: str
    issued: date
    printed: date
    shares: tuple[Share, ...]
    total: int
    received: int
    cited: str | None
    kept: int = 0
    words: int = 0
    copied: bool = False
    style: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """A city's self-evaluation: what it says of the money, and of the targets.

    `rate` and `arrival` (到位率) are printed, in percent. `cited` is the number of the notice, null where only its
    title is given.
    """

    issued: date
    arrived: date
    received: int
    passed: int
    kept: int
    spent: int
    rate: str
    cited: str | None
    goals: tuple[Goal, ...]
    slip: str | None = None
    arrival: str = "100"
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
class Above:
    """The notice of the centre that a programme's money comes from: what each province is given."""

    number: str
    issued: date
    shares: tuple[Share, ...]
    style: int = 0


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
    """One fund of one year in one province.

    `direct` are counties that the province gives to itself, beside their cities. `goals_onward` says that the targets
    stand in the cities' notices. `earlier` is the notice of the year before, which reports speak of too.
    """

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
    direct: tuple[Share, ...] = ()
    goals_onward: bool = False
    above: Above | None = None
    earlier: Programme | None = None
    style: int = 0

    @property
    def level(self) -> str:
        """Say whose money it is."""
        return "中央" if self.above else "省级"


@dataclass(frozen=True, slots=True)
class Plan:
    """An archive before it is written."""

    seed: int
    programmes: tuple[Programme, ...]
    planted: tuple[Planted, ...] = ()
