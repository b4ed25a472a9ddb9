"""What a check compared, as people read it: what is printed, what it should be, how far they lie apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from extractors.graph import Check

SUMS = frozenset({"table_total", "table_row", "table_part", "form_total", "share_total", "prose_parts"})
"""Rules whose `expected` is the total that is printed and whose `found` is what its parts add up to."""

NAMES = frozenset({"year", "number_year"})
"""Rules whose figures are years: nothing to subtract."""


@dataclass(frozen=True, slots=True)
class Sides:
    """`printed` and `expected` as in the check; `difference` is printed less expected, in the unit of both."""

    printed: str | None
    expected: str | None
    difference: str | None


def check_to_sides(check: Check) -> Sides:
    """Give what stands in the document first, then what the rest of it says."""
    printed, expected = (check.expected, check.found) if check.rule in SUMS else (check.found, check.expected)
    return Sides(printed, expected, None if check.rule in NAMES else _difference(printed, expected))


def _difference(printed: str | None, expected: str | None) -> str | None:
    """Give the difference of two figures or of two percentages; None of anything else."""
    one, other = (_figure(text) for text in (printed, expected))
    if one is None or other is None or (printed or "").endswith("%") != (expected or "").endswith("%"):
        return None
    sign = " points" if (printed or "").endswith("%") else ""
    return f"{one - other:+f}{sign}" if one != other else f"0{sign}"


def _figure(text: str | None) -> Decimal | None:
    try:
        value = Decimal((text or "").removeprefix("<= ").removesuffix("%"))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
