"""Rows whose place only their figures tell: a city over its counties, what follows 其中, what follows a total.

A tree is changed only where it does not add up as it is and adds up, in every money column, when it is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import regex

from extractors.tables.figure import Figure
from extractors.tables.item import Item
from extractors.tables.rounding import adds_up

_MOST = 2000  # rows under one total
_DEEPEST = 3
_OWN = regex.compile(r"(?:[省市县区州盟旗]|自治[区州县])?本级|(?:省|市|县|区|州)(?:直|级)(?:单位|部门)?|市辖区")

Units = Sequence[str | None]


def reconcile(items: Sequence[Item], units: Units) -> None:
    """Mend the tree below each total that does not add up; then group rows by the names of places."""
    for holder in items:
        if holder.weight and 0 < len(holder.children) <= _MOST and not fits(holder, holder.children, units):
            _mend(holder, items, units)
    if not any(item.weight for item in items):
        loose = [item for item in items if item.parent is None and not item.part]
        if len(loose) <= _MOST:
            _hang_groups(group_rows(loose, units, named=True))


def _mend(holder: Item, items: Sequence[Item], units: Units) -> None:
    children = list(holder.children)
    if _extend_parts(holder, items, units) or _fill_parts(holder, items, units) or _give_up_rest(holder, items, units):
        return
    if all(child.weight or child.numbering.style for child in children):
        return  # 一、武汉市 over 江夏区 is numbered and has rows without a number below it
    for single in (False, True):
        if _mend_by_groups(holder, children, units, single=single):
            return


def _mend_by_groups(holder: Item, rows: list[Item], units: Units, *, single: bool) -> bool:
    """Group rows, then the heads of the groups, and so on, until the heads add up to the total."""
    passes: list[list[tuple[Item, tuple[Item, ...]]]] = []
    for _ in range(_DEEPEST):
        groups = group_rows(rows, units, single=single)
        if len(groups) == len(rows) or (single and all(len(members) < 2 for _, members in groups)):
            return False  # rows that are equal are no proof of rows that hold each other
        passes.append(groups)
        rows = [head for head, _ in groups]
        if fits(holder, rows, units):
            for each in passes:
                _hang_groups(each)
            return True
    return False


def fits(holder: Item, children: Sequence[Item], units: Units) -> bool:
    """Say whether rows add up to a total in every column."""
    kept = Item(0, "", 0, 0, holder.numbering, False, "", (), None, list(children))
    return all(adds_up(total, kept.addends(at), units[at]) for at, total in enumerate(holder.figures))


def group_rows(
    rows: Sequence[Item], units: Units, *, single: bool = False, named: bool = False
) -> list[tuple[Item, tuple[Item, ...]]]:
    """Give each row with the rows behind it that add up to it; of one row alone only if asked, or if its name says so.

    With `named` a group must begin with a row that is named after its head (甲市 over 甲市本级).
    """
    groups: list[tuple[Item, tuple[Item, ...]]] = []
    at = 0
    while at < len(rows):
        head, size = rows[at], 0
        if not named or (at + 1 < len(rows) and _is_own(head, rows[at + 1])):
            size = _group_size(rows, at, units, single=single)
        groups.append((head, tuple(rows[at + 1 : at + 1 + size])))
        at += 1 + size
    return groups


def _group_size(rows: Sequence[Item], at: int, units: Units, *, single: bool) -> int:
    """Give how many rows behind a row add up to it; 0 where none do."""
    head = rows[at]
    if head.weight or not any(figure.value for figure in head.figures):
        return 0
    sums = [Decimal(0)] * len(head.figures)
    for size, row in enumerate(rows[at + 1 :], 1):
        for column, figure in enumerate(row.figures):
            sums[column] += figure.value or 0
        if all(value == (figure.value or 0) for value, figure in zip(sums, head.figures, strict=True)):
            return size if size > 1 or single or _is_own(head, row) else 0
        if any(_is_over(value, figure) for value, figure in zip(sums, head.figures, strict=True)):
            return 0
    return 0


def _is_over(value: Decimal, figure: Figure) -> bool:
    whole = figure.value or Decimal(0)
    return whole >= 0 and value > whole


def _is_own(head: Item, row: Item) -> bool:
    """Say whether a row is named after the one above it: 甲市本级, or 市本级, under 甲市."""
    named = row.label.startswith(head.label) and row.label != head.label
    return bool(head.label) and (named or _OWN.fullmatch(row.label) is not None)


def _hang_groups(groups: Sequence[tuple[Item, tuple[Item, ...]]]) -> None:
    for head, members in groups:
        for member in members:
            member.hang(head)


def _extend_parts(holder: Item, items: Sequence[Item], units: Units) -> bool:
    """Take the rows behind 其中 for parts too, up to the next numbered row, where the total then adds up."""
    inside = False
    parts: list[Item] = []
    for item in items:
        if item.part:
            inside = True
        elif item.numbering.style or item.weight or item.code:
            inside = False
        elif inside and item.parent is holder:
            parts.append(item)
    taken = {part.number for part in parts}
    rest = [child for child in holder.children if child.number not in taken]
    if not parts or not rest or not fits(holder, rest, units):
        return False
    holder.children = rest
    for part in parts:
        part.parent, part.part = None, True
    return True


def _fill_parts(holder: Item, items: Sequence[Item], units: Units) -> bool:
    """Take the rows behind 其中 that fill up the row above it for parts too, where the total then adds up."""
    parts = _filling(items)
    taken = {part.number for part in parts}
    rest = [child for child in holder.children if child.number not in taken]
    if not parts or len(rest) == len(holder.children) or not fits(holder, rest, units):
        return False
    holder.children = rest
    for part in parts:
        if part.parent is holder:
            part.parent, part.part = None, True
    return True


def _filling(items: Sequence[Item]) -> list[Item]:
    """Give the rows behind each 其中 that make up, with it, exactly the row above it."""
    found: list[Item] = []
    for at, item in enumerate(items[1:], 1):
        head = items[at - 1]
        if item.part and not head.part and not head.weight and any(figure.value for figure in head.figures):
            found += _fill(head, items[at:])
    return found


def _fill(head: Item, behind: Sequence[Item]) -> list[Item]:
    sums = [Decimal(0)] * len(head.figures)
    taken: list[Item] = []
    for item in behind:
        if item.weight or item.code or (item.numbering.style and not item.part):
            return []
        sums = [value + (figure.value or 0) for value, figure in zip(sums, item.figures, strict=True)]
        taken += [] if item.part else [item]
        if all(value == (figure.value or 0) for value, figure in zip(sums, head.figures, strict=True)):
            return taken
        if any(_is_over(value, figure) for value, figure in zip(sums, head.figures, strict=True)):
            return []
    return []


def _give_up_rest(holder: Item, items: Sequence[Item], units: Units) -> bool:
    """Leave the rows behind those that add up to a leading total to the grand total above it."""
    above = next((item for item in items if item.weight > holder.weight and holder.parent in (None, item)), None)
    children = list(holder.children)
    if above is None or children[0].number < holder.number:
        return False
    for size in range(len(children) - 1, 0, -1):
        if fits(holder, children[:size], units):
            for child in children[size:]:
                child.hang(above)
            return True
    return False
