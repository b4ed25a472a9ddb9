"""Numerals (数字): Chinese, Arabic and mixed ones as exact decimals, and decimals as Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

from extractors.errors import UnknownValueError
from extractors.text import fold

DIGITS = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **{char: 0 for char in "〇○◯"},
    **{"两": 2, "弍": 2, "贰": 2, "貳": 2, "参": 3, "叄": 3, "陸": 6, "兩": 2},
}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
FORMAL = frozenset("壹贰貳弍叁叄参肆伍陆陸柒捌玖拾佰仟")
NUMERAL = "".join(dict.fromkeys([*DIGITS, *SMALL, *LARGE]))
"""Every character of a Chinese numeral, for character classes of patterns."""

_PLACES = ("", "十", "百", "千")
_FORMAL_OF = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def parse_numeral(text: str) -> Decimal:
    """Give the value of a numeral: `十二亿一千八百万`, `3亿5000万`, `1,200.5`, `二〇二〇`, `壹佰万`, `一点五`.

    Raises:
        UnknownValueError: it is not a numeral, or its parts do not fall from large to small.

    """
    plain = "".join(fold(text).split()).replace(",", "")
    if not plain or plain.startswith("点"):
        raise UnknownValueError(f"not a numeral: {text!r}")
    whole, point, fraction = plain.partition("点")
    if point:
        tail, large = _cut_large(fraction)
        digits = _read_digits(whole) if whole in DIGITS else _Reading(whole).value()
        scale = _Reading("一" + large).value() if large else Decimal(1)
        return (digits + Decimal("0." + "".join(str(_digit(char, text)) for char in tail))) * scale
    if len(plain) > 1 and all(char in DIGITS for char in plain):
        return _read_digits(plain)
    return _Reading(plain).value()


def _cut_large(text: str) -> tuple[str, str]:
    tail = text.rstrip("".join(SMALL) + "".join(LARGE))
    return tail, text[len(tail) :]


def _digit(char: str, text: str) -> int:
    if char not in DIGITS:
        raise UnknownValueError(f"not a numeral: {text!r}")
    return DIGITS[char]


def _read_digits(text: str) -> Decimal:
    return Decimal("".join(str(DIGITS[char]) for char in text))


class _Reading:
    """One reading of a numeral from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.closed: list[tuple[Decimal, int]] = []  # what stands before, with its large unit
        self.section = Decimal(0)  # the four places in hand
        self.place = 10**4  # the last small unit of the section
        self.digit: Decimal | None = None
        self.gap = False  # a 零 was read: the next digit may stand anywhere below
        self.figure = False  # the digit was written in Arabic figures
        self.empty = True  # nothing was read since the last large unit

    def value(self) -> Decimal:
        """Give the sum of all parts."""
        at = 0
        while at < len(self.text):
            at = self._step(at)
        total = self._close_section()
        if self.closed and total >= self.closed[-1][1]:
            raise self._error()
        return sum((part for part, _ in self.closed), total)

    def _error(self) -> UnknownValueError:
        return UnknownValueError(f"not a numeral: {self.text!r}")

    def _step(self, at: int) -> int:
        char = self.text[at]
        if char in LARGE:
            self._read_large(LARGE[char])
            return at + 1
        self.empty = False
        if char.isascii():
            return self._read_figure(at)
        if char in SMALL:
            self._read_small(SMALL[char])
        elif char in DIGITS:
            self._read_digit(DIGITS[char])
        else:
            raise self._error()
        return at + 1

    def _read_figure(self, at: int) -> int:
        end = at
        while end < len(self.text) and (self.text[end] in "0123456789."):
            end += 1
        figure = self.text[at:end]
        if self.digit is not None or figure.count(".") > 1 or not figure.strip("."):
            raise self._error()
        self.digit, self.figure = Decimal(figure), True
        return end

    def _read_digit(self, digit: int) -> None:
        if digit == 0:
            self.gap = True
            if not self.section and not self.closed and self.digit is None:
                self.digit = Decimal(0) if self.text in DIGITS else None
            return
        if self.digit is not None:
            raise self._error()
        self.digit = Decimal(digit)

    def _read_small(self, unit: int) -> None:
        if unit >= self.place or (self.digit is None and unit != 10):
            raise self._error()
        self.section += (Decimal(1) if self.digit is None else self.digit) * unit
        self.place, self.digit, self.gap, self.figure = unit, None, False, False

    def _close_section(self) -> Decimal:
        last = self.digit if self.digit is not None else Decimal(0)
        total = self.section + last
        short = last and not self.gap and not self.figure and self.place not in (10, 10**4)
        if short or (last and self.place == 10**4 and self.closed and not self.gap and not self.figure):
            raise self._error()  # 一百五, 两万五: spoken short forms whose last unit is left out
        self.section, self.place, self.digit, self.gap, self.figure = Decimal(0), 10**4, None, False, False
        return total

    def _read_large(self, unit: int) -> None:
        if self.digit is not None and not self.section and not (self.closed and self.closed[-1][1] < unit):
            self.gap = True
        total = self._close_section()
        while self.closed and self.closed[-1][1] < unit:
            total += self.closed.pop()[0]
        if (self.empty and not total) or (self.closed and total * unit >= self.closed[-1][1]):
            raise self._error()
        self.closed.append((total * unit, unit))
        self.empty = True


def format_numeral(value: int, *, formal: bool = False) -> str:
    """Give a whole number below 10^16 as a Chinese numeral: 一百零五, formal 壹佰零伍."""
    if not 0 <= value < 10**16:
        raise ValueError(f"out of range: {value}")
    text = _format_large(value)
    return text.translate(_FORMAL_OF) if formal else text


def _format_large(value: int) -> str:
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        if value >= unit:
            high, low = divmod(value, unit)
            gap = "零" if 0 < low < unit // 10 else ""
            return _format_large(high) + name + gap + (_format_large(low) if low else "")
    return _format_section(value)


def _format_section(value: int) -> str:
    if value == 0:
        return "零"
    digits = [(place, int(digit)) for place, digit in enumerate(reversed(str(value)))]
    text = "".join(
        "零" if not digit else "零一二三四五六七八九"[digit] + _PLACES[place] for place, digit in reversed(digits)
    )
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.rstrip("零")
