"""Digits as they are meant: O for 0, l for 1, Chinese numerals."""

from __future__ import annotations

_MEANT = str.maketrans("OoQ○〇lI|", "00000111")
_CHINESE = str.maketrans("零一二三四五六七八九", "0123456789")
_UNITS = {"十": 10, "百": 100}
_FIGURES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


def plain_digits(digits: str) -> str:
    """Give ASCII digits."""
    return digits.translate(_MEANT)


def plain_sequence(sequence: str) -> str:
    """Give a sequence number in ASCII digits: 〇四五 and 四十五 too; padding zeros stay."""
    if any(char in "一二三四五六七八九十百零" for char in sequence):
        return str(_numeral(sequence))
    return plain_digits(sequence)


def full_year(year: str) -> str:
    """Give a year of four digits; two digits are of the last century, as numbers with two digits were."""
    year = plain_digits(year).translate(_CHINESE)
    return f"19{year}" if len(year) == 2 else year


def _numeral(text: str) -> int:
    if not any(char in _UNITS for char in text):
        return int("".join(str(_FIGURES[char]) for char in text))
    total, figure = 0, 0
    for char in text:
        if char in _UNITS:
            total += (figure or 1) * _UNITS[char]
            figure = 0
        else:
            figure = _FIGURES[char]
    return total + figure
