"""Which paragraphs have a ruling line above or below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.reading.grids.table import Sketch
from extractors.reading.page.sheet import Stroke
from extractors.reading.prose.layout import Paragraph

_LONG = 0.25  # of the width of the page


def mark_rules(items: Sequence[Paragraph | Sketch], flat: Sequence[Stroke], width: float) -> list[Paragraph | Sketch]:
    """Tell every paragraph of the long horizontal lines between it and its neighbours; underlines are none."""
    rules = [rule for rule in flat if rule.end - rule.start > _LONG * width]
    marked: list[Paragraph | Sketch] = []
    for at, item in enumerate(items):
        if isinstance(item, Sketch):
            marked.append(item)
            continue
        above = _foot(items[at - 1]) if at else 0.0
        below = _head(items[at + 1]) if at + 1 < len(items) else float("inf")
        marked.append(
            replace(
                item,
                rule_above=_is_ruled(rules, above, _head(item)),
                rule_below=_is_ruled(rules, _foot(item), below),
            )
        )
    return marked


def _is_ruled(rules: Sequence[Stroke], above: float, below: float) -> bool:
    return any(above - 1 < rule.at < below + 1 for rule in rules)


def _head(item: Paragraph | Sketch) -> float:
    """Give the y where the ink of an item begins."""
    return item.box.top if isinstance(item, Sketch) else item.strips[0].base - 0.8 * item.strips[0].size


def _foot(item: Paragraph | Sketch) -> float:
    return item.box.bottom if isinstance(item, Sketch) else item.strips[-1].base + 0.1 * item.strips[-1].size
