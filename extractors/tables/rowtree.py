"""Rows as a tree: which row is added up in which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractors.tables.code import codes_to_depths, region_codes, row_codes
from extractors.tables.column import LABELS
from extractors.tables.figure import Figure, cell_figure, parse_figure
from extractors.tables.grid import Grid
from extractors.tables.item import Item, row_number
from extractors.tables.rank import (
    GRAND,
    SUBTOTAL,
    TOTAL,
    WHOLE,
    Numbering,
    is_part,
    label_to_numbering,
    label_to_rank,
    serial_to_numbering,
)
from extractors.tables.reconcile import fits, reconcile
from extractors.tables.sheet import Column, Row

_INDEX = frozenset({"栏次", "行次", "类", "款", "项", "甲", "乙"})
_NAMING = LABELS | {"serial", "subject_code", "region_code"}


def read_rows_tree(grid: Grid, rows: Sequence[int], columns: Sequence[Column]) -> tuple[Row, ...]:
    """Give the rows with their ranks and parents, in reading order; rows without a word or figure are left out."""
    if any(column.kind == "level3" for column in columns):
        return tuple(_indicators(grid, rows, columns))
    items = _items(grid, rows, columns)
    roots = _nest(items)
    units = [column.unit for column in columns if column.kind == "money"]
    _gather(roots, units)
    reconcile(items, units)
    _hang_parts(items)
    levels = {item.number: _level(item) for item in items}
    return tuple(_row(item, levels) for item in items)


def _indicators(grid: Grid, rows: Sequence[int], columns: Sequence[Column]) -> Iterator[Row]:
    """Give the rows of an indicator table: nothing adds up."""
    number = next(column.number for column in columns if column.kind == "level3")
    for row in rows:
        texts = [grid.text(row, column.number) for column in columns]
        if any(texts):
            yield Row(row, grid.text(row, number), "leaf")


def _items(grid: Grid, rows: Sequence[int], columns: Sequence[Column]) -> list[Item]:
    codes = row_codes(grid, rows, columns)
    depths = codes_to_depths(codes) or codes_to_depths(region_codes(grid, rows, columns))
    serial = _nested_serials(grid, rows, columns)
    money = [column.number for column in columns if column.kind == "money"]
    items = []
    for row in rows:
        label, weight = _name(grid, row, columns)
        figures = tuple(cell_figure(grid, row, column) for column in money)
        nothing = not label and not codes[row] and all(figure.state == "empty" for figure in figures)
        if nothing or _numbers_columns(grid, row, columns, figures):
            continue
        numbering = label_to_numbering(label)
        items.append(
            Item(
                row,
                label,
                weight,
                0 if weight else depths.get(row, 0),
                numbering if numbering.style else serial.get(row, Numbering()),
                not weight and is_part(label),
                "" if weight else "".join(codes[row]),
                figures,
            )
        )
    return items


def _numbers_columns(grid: Grid, row: int, columns: Sequence[Column], figures: Sequence[Figure]) -> bool:
    """Say whether a row numbers the columns: 栏次 | 1 | 2 | 3."""
    values = [int(figure.value) for figure in figures if figure.value is not None and figure.text.isdigit()]
    words = {text for column in columns if (text := grid.text(row, column.number)) and not text.isdigit()}
    run = len(values) > 1 and values == list(range(values[0], values[0] + len(values))) and values[0] < 4
    return run and words <= _INDEX and len(values) == len(figures)


def _name(grid: Grid, row: int, columns: Sequence[Column]) -> tuple[str, float]:
    """Give the label of a row and its weight as a total; deeper label columns weigh less."""
    labels = [column.number for column in columns if column.kind in LABELS]
    words = [text for column in labels if (text := grid.text(row, column)) and parse_figure(text) is None]
    named = 0
    seen: set[str] = set()
    for column in columns:
        text = grid.text(row, column.number)
        if column.kind not in _NAMING or not text or text in seen:
            continue
        seen.add(text)
        rank = label_to_rank(text)
        if rank:
            deep = named and rank in {SUBTOTAL, TOTAL, WHOLE, GRAND}
            return text, SUBTOTAL - 0.1 * named if deep else float(rank)
        named += column.kind in LABELS
    return next(iter(words), ""), 0.0


def _nested_serials(grid: Grid, rows: Sequence[int], columns: Sequence[Column]) -> Mapping[int, Numbering]:
    """Give the numbering of a 序号 column that has more than one style (一, 1)."""
    column = next((column.number for column in columns if column.kind == "serial"), None)
    if column is None:
        return {}
    found = {row: serial_to_numbering(grid.text(row, column)) for row in rows}
    return found if len({each.style for each in found.values() if each.style}) > 1 else {}


def _nest(items: Sequence[Item]) -> list[Item]:
    """Hang rows in rows by code or by numbering; give what hangs in nothing, in order."""
    coded = any(item.depth for item in items)
    stack: list[Item] = []
    roots = []
    for item in items:
        if item.weight:
            stack = []
            roots.append(item)
            continue
        if item.part:
            continue
        inside = _in_code if coded else _in_number
        while stack and not inside(item, stack[-1]):
            stack.pop()
        if stack:
            item.hang(stack[-1])
        else:
            roots.append(item)
        stack.append(item)
    return roots


def _in_code(item: Item, other: Item) -> bool:
    return item.depth > other.depth > 0


def _in_number(item: Item, other: Item) -> bool:
    """Say whether a numbered row lies in one above: a finer style, or a numbering that begins again below a name."""
    style, above = item.numbering.style, other.numbering.style
    if style and above:
        return style > above
    return bool(style and item.numbering.first and not above and other.parent is None and _restarts(item, other))


def _restarts(item: Item, other: Item) -> bool:
    """Say whether the figures allow that a numbering begins below an unnumbered row."""
    return all(
        figure.value is None or (above.value is not None and abs(figure.value) <= abs(above.value))
        for figure, above in zip(item.figures, other.figures, strict=True)
    )


def _gather(roots: Sequence[Item], units: Sequence[str | None]) -> None:
    """Hang the rows in their totals, the lightest totals first; each weight stands above or below its rows."""
    for weight in sorted({item.weight for item in roots if item.weight}):
        above, below = _holders(roots, weight), _holders(roots[::-1], weight)
        good = [_count_fits(roots, holders, units) for holders in (above, below)]
        leading = _leads(roots, weight) if good[0] == good[1] else good[0] > good[1]
        for item, holder in above if leading else below:
            item.hang(holder)
    for item in roots:
        item.children.sort(key=row_number)


def _holders(order: Sequence[Item], weight: float) -> list[tuple[Item, Item]]:
    """Give the rows that hang in nothing yet with the total of a weight that comes before them in this order."""
    found: list[tuple[Item, Item]] = []
    holder: Item | None = None
    for item in order:
        if item.weight == weight:
            holder = item
        elif item.weight > weight:
            holder = None
        elif holder is not None and item.parent is None:
            found.append((item, holder))
    return found


def _count_fits(roots: Sequence[Item], pairs: Sequence[tuple[Item, Item]], units: Sequence[str | None]) -> int:
    """Count the totals that their rows add up to."""
    held: dict[int, list[Item]] = {}
    for item, holder in pairs:
        held.setdefault(holder.number, []).append(item)
    return sum(fits(item, held[item.number], units) for item in roots if item.number in held and not item.empty)


def _leads(roots: Sequence[Item], weight: float) -> bool:
    """Say whether totals of a weight stand above their rows."""
    at = next(at for at, item in enumerate(roots) if item.weight == weight)
    below = [item for item in roots if item.weight < weight]
    before = [item for item in roots[:at] if item.weight < weight and item.parent is None and not item.empty]
    return bool(below) and not before


def _hang_parts(items: Sequence[Item]) -> None:
    """Hang 其中 rows below the row before them that is no part."""
    above: Item | None = None
    for item in items:
        if item.part and above is not None:
            item.parent = above
        elif not item.part:
            above = item


def _level(item: Item) -> int:
    level = 0
    above = item.parent
    while above is not None:
        level += 1
        above = above.parent
    return level


def _row(item: Item, levels: Mapping[int, int]) -> Row:
    if item.part:
        rank = "part"
    elif item.weight > SUBTOTAL + 1:
        rank = "total"
    elif item.weight or any(not child.part for child in item.children):
        rank = "subtotal"
    else:
        rank = "leaf"
    parent = item.parent.number if item.parent else None
    return Row(item.number, item.label, rank, levels[item.number], parent, item.code)
