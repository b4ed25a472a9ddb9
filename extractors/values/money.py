"""An amount of money (金额) in its normal form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Money:
    """An amount: decimal strings in yuan (`"7500000.00"`), never floats.

    `cny` is null for another currency (`currency` is its ISO code, `low` then holds the figure in that currency).
    `low` and `high` bound a range (10-20万元). `per` is what one amount is for (家, 件, 亩).
    `qualifier` is one of QUALIFIERS.
    """

    cny: str | None = None
    currency: str = "CNY"
    low: str | None = None
    high: str | None = None
    per: str | None = None
    qualifier: str | None = None


QUALIFIERS = (
    "total",  # 共, 合计, 总计, 累计
    "each",  # 各, 每家, 分别
    "at_most",  # 不超过, 不高于, 以内
    "at_least",  # 不低于, 不少于, 以上
    "about",  # 约, 近, 左右
    "masked",  # ***万元: a figure is there and is hidden
)
