"""What the indicator's own words (三级指标) and a unit column add to a bare figure: operator, unit, change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extractors.text import fold
from extractors.values.bound import DOWN, LEFT, UP
from extractors.values.quantity import Quantity, find_quantities
from extractors.values.unit import CHANGES, UNIT, clean_unit


@dataclass(frozen=True, slots=True)
class Hint:
    """What stands outside the cell: `op` bounds any bare figure, `bounds` only one equal to that of the name.

    `counted` says that the name counts whole things (件数, 家数); `rate` that it is a share; `vague` that it may be
    a level or a change (满意度提升).
    """

    unit: str | None = None
    per: str | None = None
    op: str | None = None
    growth: int = 0
    rate: bool = False
    vague: bool = False
    counted: bool = False
    bounds: tuple[tuple[str, Decimal, str | None], ...] = ()

    def op_of(self, quantity: Quantity) -> str | None:
        """Give the operator that the name has for a figure without one of its own."""
        same = (op for op, value, unit in self.bounds if value == quantity.value and unit == quantity.unit)
        return next(same, self.op)


_SIGN = r"(?:[≥≤<>=]{1,2})?[*Xx×_]{0,6}"
_UNIT = regex.compile(rf"\((?:计量)?(?:单位:?)?{_SIGN}{UNIT}\)")
_COLUMN = regex.compile(UNIT)
_COUNT = regex.compile(r"(?P<unit>人次|件次|场次|批次|班次|户次|[个家户人件次场份天台套项名座所处亩期篇](?=数))数?量?$")
_TEMPLATE = regex.compile(r"\((?P<op>≥|≤|>=|<=|=|>|<)[*Xx×_]{1,8}")
_TEMPLATE_OPS = {"≥": ">=", "≤": "<="}
_RATE = regex.compile(r"(?:率|比例|比重|占比|满意度|达标度|覆盖面)(?:\(|$|[≥≤])")
_SUFFIX = r"(?:率|幅度?|速度?|比例|百分比)"
_GROWTH = regex.compile(
    rf"(?:(?:(?P<up>{UP})|(?P<down>{DOWN})){_SUFFIX}|(?P<rise>增长|增幅|增速|涨幅)|(?P<fall>下降|降幅))(?:\(|$)"
)
_VAGUE = regex.compile(r"(?:提升|提高|降低|减少|改善|扩大)(?:\(|$)")


def read_hint(name: str, unit: str, folded: str, *, actual: bool) -> Hint:
    """Give what name and unit column add to the folded cell."""
    name = fold(name).rstrip(":,;。")
    quantities = tuple(find_quantities(name))
    found = _with_unit(name, fold(unit), folded, quantities)
    found = replace(
        found,
        growth=_growth(name, quantities),
        rate=_RATE.search(name) is not None,
        vague=_VAGUE.search(name) is not None,
    )
    if actual or not name:
        return found
    bounds = tuple(
        (quantity.op, quantity.value, quantity.unit)
        for quantity in quantities
        if quantity.op not in (None, "=", "between") and quantity.value is not None
    )
    return replace(found, op=_op(name), bounds=bounds)


def _growth(name: str, quantities: tuple[Quantity, ...]) -> int:
    """Say whether the name is that of a rise or a fall: 专利申请增长率, 授权量增长10%以上."""
    growth = _GROWTH.search(name)
    if growth is not None:
        return 1 if growth["up"] or growth["rise"] else -1
    return next((one.growth for one in quantities if one.growth and one.unit in CHANGES), 0)


def _with_unit(name: str, column: str, folded: str, quantities: tuple[Quantity, ...]) -> Hint:
    """Give the unit from the first place that has one: the cell's own brackets, the column, the name."""
    printed = _UNIT.search(folded) or (_COLUMN.fullmatch(column) if column else None)
    if printed is None and column:
        return Hint(clean_unit(column if len(column) <= 4 else None))
    printed = printed or _UNIT.search(name)
    if printed is not None:
        return Hint(clean_unit(printed["unit"]), (printed["per"] or "").replace("/", "·") or None)
    counted = _COUNT.search(name)
    if counted is not None:
        return Hint(counted["unit"], counted=True)
    bounded = [one.unit for one in quantities if one.op is not None and one.unit]
    return Hint(bounded[0] if len(bounded) == 1 and not quantities[0].growth else None)


def _op(name: str) -> str | None:
    template = _TEMPLATE.search(name)
    if template:
        return _TEMPLATE_OPS.get(template["op"], template["op"])
    return next((op for op, pattern in LEFT if op not in ("=", "~") and pattern.search(name)), None)
