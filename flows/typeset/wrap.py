"""Breaking text into printed lines by the Chinese rules: what may not begin or end a line."""

from __future__ import annotations

import regex

from flows.typeset.fonts import Face

NOT_FIRST = frozenset("、，。；：？！）》〉」』】〕”’%％…—,.;:!?)]}°℃")
NOT_LAST = frozenset("（《〈「『【〔“‘([{¥￥")
UNIT = regex.compile(r"[A-Za-z0-9][A-Za-z0-9.,%/\-]*+|.", regex.DOTALL)


def wrap(text: str, face: Face, *, size: float, width: float, first: float = 0.0, spacing: float = 0.0) -> list[str]:
    """Break the text into lines no wider than `width`, the first one `first` points narrower."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        room = width - first if not lines else width
        lines += _fill(units_of(paragraph, face, size=size, width=width), face, (size, spacing), width, room)
    return lines


def units_of(text: str, face: Face, *, size: float, width: float) -> list[str]:
    """Split into what is kept together: one Chinese character, or a word or number that fits on a line."""
    units: list[str] = []
    for match in UNIT.finditer(text):
        unit = match.group()
        units += [unit] if face.width(unit) * size <= width else list(unit)
    return units


def measure(text: str, face: Face, *, size: float, spacing: float = 0.0) -> float:
    """Give the printed width; the last character has no space after it."""
    return face.width(text) * size + spacing * max(len(text) - 1, 0)


def _fill(units: list[str], face: Face, type_: tuple[float, float], width: float, room: float) -> list[str]:
    size, spacing = type_
    lines: list[str] = []
    line: list[str] = []
    for unit in units:
        if line and measure("".join(line) + unit, face, size=size, spacing=spacing) > room + 0.01:
            carry = _carry(line, unit)
            lines.append("".join(line).rstrip(" "))
            line, room = carry, width
        line.append(unit)
    return [*lines, "".join(line)]


def _carry(line: list[str], unit: str) -> list[str]:
    """Take from the end of the line what must stand with the next unit; shortens the line."""
    carry: list[str] = []
    next_ = unit
    while len(line) > 1 and (next_[0] in NOT_FIRST or line[-1] in NOT_LAST) and len(carry) < 3:
        next_ = line.pop()
        carry.insert(0, next_)
    return carry
