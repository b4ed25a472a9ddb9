"""How things are said in a made archive: the wording of one document follows from its style number alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

Some = TypeVar("Some")
WAN = 10_000
FRESH = 1000


def choose(style: int, salt: int, options: Sequence[Some]) -> Some:
    """Give one of several wordings; other choices of one document fall independently.

    The last of three and more is kept for styles from FRESH on: figures on those are of wordings not seen before.
    """
    known = options if style >= FRESH or len(options) < 3 else options[:-1]
    return known[(style * 7919 + salt * 104_729) // 101 % len(known)]


def said_date(day: date) -> str:
    """Give a date as it is signed."""
    return f"{day.year}年{day.month}月{day.day}日"


def in_wan(amount: int) -> str:
    """Give an amount in 万元 without trailing zeros."""
    return f"{Decimal(amount) / WAN:f}".rstrip("0").rstrip(".") if amount % WAN else str(amount // WAN)


def money(amount: int, style: int) -> str:
    """Give an amount of running text in 万元, its thousands apart or not; in 元 in one style of four."""
    if style % 4 == 3:
        return f"{amount:,}元"
    figure = in_wan(amount)
    whole, _, rest = figure.partition(".")
    apart = f"{int(whole):,}" if style % 2 else whole
    return f"{apart}{'.' if rest else ''}{rest}万元"


def cell(amount: int, unit: str) -> str:
    """Give an amount of a table in its unit."""
    return f"{amount:,}.00" if unit == "元" else in_wan(amount)


def capital(amount: int) -> str:
    """Give an amount in capital numerals (大写): 壹佰贰拾万元整."""
    digits, places, groups = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), ("", "万", "亿")
    parts: list[str] = []
    zero = False
    for group in reversed(range(3)):
        four = amount // 10 ** (4 * group) % 10_000
        text = ""
        for place in reversed(range(4)):
            digit = four // 10**place % 10
            if digit:
                text += ("零" if zero and (text or parts) else "") + digits[digit] + places[place]
            zero = not digit
        if four:
            parts.append(text + groups[group])
    return "".join(parts) + "元整"
