"""A paragraph before its role is known: what layout hands to the finder of parts."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Box, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with the looks that tell its role (字号, 颜色, 对齐, 分隔线).

    `size` is the font size in points, 0 in a text file, where nothing is known of looks. `align` is `left`,
    `center`, `right` or empty where unknown. `order` counts the passages of the page from 0; `last` says that it is
    the last one of its page, page numbers left out. `furniture` is a role of page furniture or empty.
    `table` says that it stands for a whole table.
    """

    span: Span
    page: int
    order: int
    last: bool = False
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    red: bool = False
    align: str = ""
    rule_above: bool = False
    rule_below: bool = False
    table: bool = False
    furniture: str = ""
