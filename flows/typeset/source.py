"""The plain source text to items: lines, tables, and layout commands.

A line is a paragraph, a title, a label; what it is, its place and its words tell (notice.py). Lines with TABs are the
rows of a table, which an empty line ends: `^` is one cell with the one above, `<` with the one to the left, `⏎` a
line break in a cell. Lines that begin with @ are commands: `@break`, `@columns 2 5 3`. See docs/typesetting.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import regex

MERGED = ("^", "<")  # one with the cell above, with the cell to the left
LIST = regex.compile(r"</?[uo]l[^<>]*+>")
ITEM = regex.compile(r"(?<=\s)(?=\d{1,2}\. )")


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `blank` is how many empty lines stand before it."""

    text: str
    blank: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table, as lists of cell texts."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A layout command: `@name word word`."""

    name: str
    words: tuple[str, ...]


Item = Text | Rows | Command


def read_source(source: str) -> tuple[Item, ...]:
    """Read the source; adjacent rows are one table, an empty line ends it."""
    return tuple(_items(source.replace("\r\n", "\n").split("\n")))


def _items(lines: Iterable[str]) -> Iterator[Item]:
    blank = 0
    for kind, group in groupby(lines, key=_kind):
        run = list(group)
        if kind == "blank":
            blank = len(run)
            continue
        if kind == "rows":
            yield Rows(tuple(tuple(cell_text(cell) for cell in line.split("\t")) for line in run))
        for line in run if kind != "rows" else []:
            yield _command(line) if kind == "command" else Text(line.strip(" ").removeprefix("- "), blank)
            blank = 0
        blank = 0


def _kind(line: str) -> str:
    if not line.strip():
        # a row of empty cells is still a row
        return "rows" if "\t" in line else "blank"
    if line.startswith("@"):
        return "command"
    return "rows" if "\t" in line else "text"


def _command(line: str) -> Command:
    name, *words = line[1:].split()
    return Command(name, tuple(words))


def cell_text(raw: str) -> str:
    """Give the text of a cell: ⏎ is a line break, the rests of an HTML list are lines."""
    text = raw.strip(" ").replace("⏎", "\n")
    if not LIST.search(text):
        return text
    return ITEM.sub("\n", LIST.sub("", text).strip()).replace(" \n", "\n")


def lines_of(item: Item) -> tuple[str, ...]:
    """Give the lines of an item whose TABs are mere space."""
    if isinstance(item, Text):
        return (item.text,)
    return tuple(" ".join(row) for row in item.rows) if isinstance(item, Rows) else ()


def characters_of(items: Iterable[Item]) -> Counter[str]:
    """Count the characters that the items print, white space left out."""
    cells = [
        cell for item in items if isinstance(item, Rows) for row in item.rows for cell in row if cell not in MERGED
    ]
    texts = [item.text for item in items if isinstance(item, Text)]
    return Counter(character for text in (*cells, *texts) for character in text if not character.isspace())
