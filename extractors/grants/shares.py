"""How a sum is shared out over a list of names: in order, the same to each, by counts, or jointly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extractors.grants.grant import Payee, Share, to_yuan
from extractors.grants.words import HEADCOUNT, PER_PAYEE
from extractors.mention import Mention
from extractors.values.money import Money
from extractors.values.numeral import parse_numeral

_OTHERS = regex.compile(r"\s*等")


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums that belong to a list of names: those `listed`, whether each gets one, and the `total` for all.

    `gap` is the text between the names and the sums.
    """

    listed: tuple[Mention, ...]
    each: bool = False
    total: Mention | None = None
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The shares, and of which sum and which count they are made where each payee gets the same."""

    shares: tuple[Share, ...]
    each: Mention | None = None
    count: Decimal | None = None
    groupings: int = 0


def share_total(sums: Sums, head: Mention | None, given: Decimal | None) -> Mention | None:
    """Give the sum that is printed for all payees; a project's sum that is more than what they get is none.

    `given` is what the payees get, where each gets the same.
    """
    whole = to_yuan(head)
    if sums.total is None and given is not None and whole is not None and given < whole:
        return None
    return sums.total or head


def share_out(payees: tuple[Payee, ...], sums: Sums, head: Mention | None, *, undertakes: bool) -> Plan:
    """Give the share of each payee."""
    if not sums.listed:
        return Plan(_of_head(payees, head) if undertakes and head is not None else ())
    first = sums.listed[0]
    if not sums.each and _OTHERS.match(sums.gap) and (declared_count(sums.gap) or len(payees) + 1) > len(payees):
        why = "the sum is for others too, who are not named"
        return Plan((Share(payees, None, first.span, "observed", why),))
    if len(sums.listed) > 1 or (len(payees) > 1 and not sums.each):
        return Plan(tuple(_in_order(payees, sums)))
    if not sums.each or (len(payees) == 1 and _unit(first) is None):
        return Plan((_single(payees[0], first),), *((first, declared_count(sums.gap)) if sums.each else ()))
    return _to_each(payees, sums, head)


def _of_head(payees: tuple[Payee, ...], head: Mention) -> tuple[Share, ...]:
    """Give a project's sum to those who carry it out: to all of them jointly."""
    return (Share(payees, to_yuan(head), head.span, "derived", _doubt(head)),)


def _single(payee: Payee, amount: Mention) -> Share:
    return Share((payee,), to_yuan(amount), amount.span, "observed", _doubt(amount))


def _doubt(amount: Mention) -> str | None:
    if to_yuan(amount) is None:
        return "a bound, a range or a hidden figure, not one sum"
    return amount.doubt


def _in_order(payees: tuple[Payee, ...], sums: Sums) -> Iterator[Share]:
    """Give the first sum to the first name, and so on; one sum for several names is theirs jointly."""
    listed = sums.listed
    if len(listed) == len(payees):
        for payee, amount in zip(payees, listed, strict=True):
            share = _single(payee, amount)
            yield share if sums.each else replace(share, doubt=share.doubt or "the order of names and sums is not said")
    elif len(listed) == 1:
        joint = Share(payees, to_yuan(listed[0]), listed[0].span, "observed", _doubt(listed[0]))
        yield joint if sums.total else replace(joint, doubt=joint.doubt or "in all, or to each: not said")
    else:
        why = f"{len(payees)} names and {len(listed)} sums"
        yield from (Share((payee,), None, listed[0].span, "observed", why) for payee in payees)


# --------------------------------------------------------------------------------------- the same to each


def _unit(amount: Mention) -> str | None:
    """Give what one amount is for where that is not a payee: 件 of 每件."""
    per = amount.value.per if isinstance(amount.value, Money) else None
    return per if per and per not in PER_PAYEE else None


def _to_each(payees: tuple[Payee, ...], sums: Sums, head: Mention | None) -> Plan:
    amount = sums.listed[0]
    yuan = to_yuan(amount)
    unit = _unit(amount)
    if unit is not None:
        return _by_count(payees, sums, unit)
    declared = declared_count(sums.gap)
    count = max(declared or Decimal(0), Decimal(len(payees)))
    shares = tuple(_single(payee, amount) for payee in payees)
    if declared is not None and declared < len(payees):
        shares = tuple(replace(share, doubt=f"{declared} payees are said, {len(payees)} named") for share in shares)
    total = to_yuan(share_total(sums, head, None if yuan is None else yuan * count))
    if yuan is None or total is None or yuan * count == total:
        return Plan(shares, amount, count)
    ways = find_groupings(payees, total / yuan) if yuan and declared is None else ()
    why = f"{count} x {yuan:,} are {yuan * count:,}, printed in all are {total:,}"
    if len(ways) != 1:
        doubted = tuple(replace(share, doubt=share.doubt or why) for share in shares)
        return Plan(doubted, amount, count, len(ways))
    why = f"{why}; {len(ways[0])} groups agree with it"
    return Plan(tuple(Share(group, yuan, amount.span, "reconciled", why) for group in ways[0]), amount, count, 1)


def find_groupings(payees: Sequence[Payee], wanted: Decimal) -> tuple[tuple[tuple[Payee, ...], ...], ...]:
    """Give the ways to part a list at one kind of joint (、 or 和) into a number of groups."""
    found = []
    for joint in sorted({payee.joint for payee in payees[1:]}):
        groups: list[list[Payee]] = []
        for payee in payees:
            if payee.joint == joint or not groups:
                groups.append([])
            groups[-1].append(payee)
        if len(groups) == wanted:
            found.append(tuple(tuple(group) for group in groups))
    return tuple(found)


def _by_count(payees: tuple[Payee, ...], sums: Sums, unit: str) -> Plan:
    """Give each payee its count times the sum; the counts that are not printed follow from the count of all."""
    amount = sums.listed[0]
    yuan = to_yuan(amount)
    said = _said_in_all(sums.gap, unit)
    counts = [payee.count if payee.unit == unit else None for payee in payees]
    known = sum((count for count in counts if count is not None), Decimal(0))
    missing = counts.count(None)
    if missing and said is not None and said - known == missing:
        counts = [count if count is not None else Decimal(1) for count in counts]
    whole = None if None in counts else sum((count for count in counts if count is not None), Decimal(0))
    shares = tuple(_counted(payee, count, yuan, amount, unit) for payee, count in zip(payees, counts, strict=True))
    return Plan(shares, amount, said or whole)


def _counted(payee: Payee, count: Decimal | None, yuan: Decimal | None, amount: Mention, unit: str) -> Share:
    if count is None or yuan is None:
        return Share((payee,), None, amount.span, "derived", f"how many {unit} is not printed")
    return Share((payee,), count * yuan, amount.span, "derived", _doubt(amount))


def _said_in_all(gap: str, unit: str) -> Decimal | None:
    match = regex.search(rf"(?:共|合计|总计)\s*(\d{{1,6}})\s*{regex.escape(unit)}", gap)
    return Decimal(match[1]) if match else None


def declared_count(gap: str) -> Decimal | None:
    """Give how many payees are said to be there: 等6家企业."""
    match = HEADCOUNT.search(gap)
    return parse_numeral(match["figure"].replace("两", "二")) if match else None
