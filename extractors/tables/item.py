"""A row while the tree of rows is built."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.tables.figure import Figure
from extractors.tables.rank import Numbering


@dataclass(slots=True, eq=False)
class Item:
    """A row while the tree is built; `weight` orders the totals, `depth` is the place in a classification.

    `figures` are its cells in the money columns.
    """

    number: int
    label: str
    weight: float
    depth: int
    numbering: Numbering
    part: bool
    code: str
    figures: tuple[Figure, ...]
    parent: Item | None = None
    children: list[Item] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether no money column holds anything."""
        return all(figure.state == "empty" for figure in self.figures)

    def hang(self, parent: Item) -> None:
        """Let this row be added up in another, and in no other any more."""
        if self.parent is not None:
            self.parent.children.remove(self)
        self.parent = parent
        parent.children.append(self)

    def addends(self, column: int) -> list[Figure]:
        """Give what is added up in this row: a child, or what is added up in a child without a figure of its own."""
        found: list[Figure] = []
        for child in self.children:
            figure = child.figures[column]
            below = child.addends(column) if figure.state == "empty" else []
            found += below or [figure]
        return found


def row_number(item: Item) -> int:
    """Give the number of a row, to sort by."""
    return item.number
