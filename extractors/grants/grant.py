"""What one statement of prose gives away."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Span
from extractors.mention import Mention
from extractors.values.money import Money


@dataclass(frozen=True, slots=True)
class Payee:
    """A name in a list of those who get money; `mention` is null for a name that is known only from its place there.

    `joint` is the word or mark that joins it to the name before it (、 和 及); empty for the first.
    `count` is what is printed in brackets behind it (5 of `（5 件）`), with its unit.
    """

    span: Span
    mention: Mention | None
    joint: str = ""
    count: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """One sum for one payee, or for several jointly; `yuan` is null where the text does not tell it.

    `basis` is one of graph.BASES: observed (printed for this payee), derived (computed), reconciled (by a total).
    """

    payees: tuple[Payee, ...]
    yuan: Decimal | None
    printed: Span | None
    basis: str = "observed"
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """One statement: its payees, the share of each, the project it is for, and what the totals near it say.

    `each` is the sum that every payee gets, `count` of how many; `total` is what is printed for all of them.
    `undertakes` says that the payees carry out the project (承担单位). `groupings` counts the ways to part the list so
    that the total comes out, where it does not for the names one by one. `part` says that the money is part of another
    grant's (下达甲市50万元，其中乙县20万元).
    """

    span: Span
    sentence: Span
    passage: Span
    payees: tuple[Payee, ...]
    shares: tuple[Share, ...]
    giver: Mention | None = None
    project: Span | None = None
    each: Mention | None = None
    count: Decimal | None = None
    total: Mention | None = None
    undertakes: bool = False
    groupings: int = 0
    part: bool = False


def to_yuan(mention: Mention | None) -> Decimal | None:
    """Give the yuan of an amount that is one figure, no bound and no range."""
    value = mention.value if mention else None
    if not isinstance(value, Money) or value.cny is None or value.qualifier in BOUNDS:
        return None
    return Decimal(value.cny)


BOUNDS = ("at_most", "at_least", "about", "masked")
