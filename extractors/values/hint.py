"""What the indicator's own words (三级指标) and a unit column add to a bare figure: operator, unit, change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extractors.text import fold
from extractors.values.bound import DOWN, LEFT, UP
from extractors.values.quantity import Quantity, find_quantities
from extractors.values.unit import UNIT, clean_unit


@dataclass(frozen=True, slots=True)
class Hint:
    """What stands outside the cell: `op` bounds any bare figure, `bounds` only one equal to that of the name.

    `counted` says that the name counts whole things (件数, 家数).
    """

    unit: str | None = None
    op: str | None = None
    growth: int = 0
    rate: bool = False
    bounds: tuple[tuple[str, Decimal, str | None], ...] = ()
    counted: bool = False

    def op_of(self, quantity: Quantity) -> str | None:
        """Give the operator that the name has for a figure without one of its own."""
        same = (op for op, value, unit in self.bounds if value == quantity.value and unit == quantity.unit)
        return next(same, self.op)


_UNIT = regex.compile(rf"\((?:计量)?(?:单位:?)?(?:[≥≤<>=]{{1,2}})?[*Xx×_]{{0,6}}{UNIT}\)")
_WHOLE_UNIT = regex.compile(rf"{UNIT}(?:/[\u4e00-\u9fff]{{1,3}})?")
_COUNT = regex.compile(
    r"(?P<unit>人次|件次|场次|批次|班次|户次|[个家户人件次场份天台套项名座所处亩期篇])数?(?:量)?(?:\(|$)"
)
_TEMPLATE = regex.compile(r"\((?P<op>≥|≤|>=|<=|=|>|<)(?:[*Xx×_]{1,8}|\d)")
_TEMPLATE_OPS = {"≥": ">=", "≤": "<="}
_RATE = regex.compile(r"(?:率|比例|比重|占比|满意度|达标度|覆盖面)(?:\(|$|[≥≤])")
_GROWTH = regex.compile(
    rf"(?:(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:率|幅度?|速度?|比例|百分比)|(?P<rise>增长|增幅|增速|涨幅)|(?P<fall>下降|降幅))(?:\(|$)"
)


def read_hint(name: str, unit: str, folded: str, *, actual: bool) -> Hint:
    """Give what name and unit column add to the folded cell."""
    name = fold(name).rstrip(":,;。")
    growth = _GROWTH.search(name)
    sign = 0 if growth is None else 1 if growth["up"] or growth["rise"] else -1
    found = Hint(
        _unit(name, fold(unit), folded),
        growth=sign,
        rate=_RATE.search(name) is not None,
        counted=_COUNT.search(name) is not None,
    )
    if actual or not name:
        return found
    bounds = tuple(
        (quantity.op, quantity.value, quantity.unit)
        for quantity in find_quantities(name)
        if quantity.op not in (None, "=", "between") and quantity.value is not None
    )
    return replace(found, op=_op(name), bounds=bounds)


def _unit(name: str, column: str, folded: str) -> str | None:
    if column and not _UNIT.search(folded):
        whole = _WHOLE_UNIT.fullmatch(column)
        return clean_unit(column if whole or len(column) <= 4 else None)
    printed = _UNIT.search(folded) or _UNIT.search(name) or _COUNT.search(name)
    return clean_unit(printed["unit"]) if printed else None


def _op(name: str) -> str | None:
    template = _TEMPLATE.search(name)
    if template:
        return _TEMPLATE_OPS.get(template["op"], template["op"])
    return next((op for op, pattern in LEFT if op != "=" and op != "~" and pattern.search(name)), None)
