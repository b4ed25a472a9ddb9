"""What a scan reads against what its text layer says, character by character, and by the figures of its tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from extractors.document import Document, Span
from extractors.export.money import cell_amounts
from extractors.legibility import read_doubt
from extractors.pipeline import Analysis
from extractors.tables.figure import parse_figure
from extractors.text import fold
from flows.comparison import SURE, warned_spans

Pairs = Iterator[tuple[int, int | None]]


@dataclass(frozen=True, slots=True)
class Slip:
    """A place that was read otherwise than it is printed; `silent` where nothing warns of it."""

    page: int
    printed: str
    read: str
    silent: bool


@dataclass(frozen=True, slots=True)
class Characters:
    """How many characters are printed and how many of them are wrong, full-width forms and brackets folded."""

    printed: int = 0
    wrong: int = 0
    slips: tuple[Slip, ...] = ()

    def __add__(self, other: Characters) -> Characters:
        """Add up."""
        return Characters(self.printed + other.printed, self.wrong + other.wrong, self.slips + other.slips)


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures in the cells of tables: right, wrong or lost but marked, wrong in silence, lost in silence.

    `alarms` counts those that are right and yet marked, where the text layer is not.
    """

    right: int = 0
    marked: int = 0
    silent: int = 0
    lost: int = 0
    alarms: int = 0
    slips: tuple[Slip, ...] = ()

    def __add__(self, other: Figures) -> Figures:
        """Add up."""
        return Figures(
            self.right + other.right,
            self.marked + other.marked,
            self.silent + other.silent,
            self.lost + other.lost,
            self.alarms + other.alarms,
            self.slips + other.slips,
        )


# ---------------------------------------------------------------------------------------------- characters


def compare_characters(text: Document, scan: Document) -> Characters:
    """Compare the pages of two readings of one document."""
    printed, read = _page_characters(text), _page_characters(scan)
    total = Characters()
    for page, wanted in sorted(printed.items()):
        total += _compare_page(page, wanted, read.get(page, []), scan)
    return total


def _page_characters(document: Document) -> dict[int, list[tuple[str, int]]]:
    """Give the folded characters of each page with their offsets, without white space and what seals say."""
    seals = [block.span for block in document.blocks if block.role == "seal"]
    pages: dict[int, list[tuple[str, int]]] = defaultdict(list)
    folded = fold(document.text)
    for line in sorted(document.lines, key=lambda line: line.span):
        if not any(seal.covers(line.span) for seal in seals):
            places = range(line.span.start, line.span.end)
            pages[line.page] += [(folded[at], at) for at in places if not folded[at].isspace()]
    return pages


def _compare_page(
    page: int, wanted: Sequence[tuple[str, int]], found: Sequence[tuple[str, int]], scan: Document
) -> Characters:
    printed, read = ("".join(char for char, _ in chars) for chars in (wanted, found))
    wrong, slips = 0, []
    for tag, low, high, start, end in SequenceMatcher(None, printed, read, autojunk=False).get_opcodes():
        if tag != "equal":
            wrong += edit_distance(printed[low:high], read[start:end])
            places = [at for _, at in found[max(start - 1, 0) : end + 1]]
            span = Span(min(places), max(places) + 1) if places else None
            around = slice(max(low - 6, 0), high + 6), slice(max(start - 6, 0), end + 6)
            slips.append(
                Slip(page, printed[around[0]], read[around[1]], span is None or read_doubt(scan, span) is None)
            )
    return Characters(len(printed), wrong, tuple(slips))


def edit_distance(one: str, other: str) -> int:
    """Give how many characters must be put in, taken out or changed."""
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, start=1):
        above, row[0] = row[0], at
        for place, letter in enumerate(other, start=1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (char != letter))
    return row[-1]


# ---------------------------------------------------------------------------------------------- figures


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    value: str | None
    money: bool
    marked: bool


def compare_figures(text: Analysis, scan: Analysis) -> tuple[Figures, Figures]:
    """Compare what stands in tables, in reading order page by page: amounts, and other bare figures (codes, counts)."""
    wanted, found = _figure_cells(text), _figure_cells(scan)
    unread = {page.number for page in scan.document.pages if page.unread}
    money, others = Figures(), Figures()
    for page, cells in sorted(wanted.items()):
        beside = found.get(page, [])
        for at, place in _align([cell.text for cell in cells], [cell.text for cell in beside]):
            cell, other = cells[at], None if place is None else beside[place]
            if cell.money:
                money += _compare_cell(page, cell, other, unread=page in unread)
            elif cell.value is not None:
                others += _compare_cell(page, cell, other, unread=page in unread)
    return money, others


def _figure_cells(analysis: Analysis) -> dict[int, list[_Cell]]:
    """Give the cells with figures in them by page, in reading order."""
    document = analysis.document
    amounts = cell_amounts(document, analysis.mentions)
    sure = {mention.span for mention in analysis.mentions if not mention.doubt and mention.score >= SURE}
    warned = warned_spans(analysis)
    pages: dict[int, list[_Cell]] = defaultdict(list)
    for table in document.tables:
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
            said = "".join(fold(document.quote(cell.span)).split())
            if any(char.isdigit() for char in said):
                amount = amounts.get((table.id, cell.row, cell.column), {})
                marked = any(span.overlaps(cell.span) for span in warned) or bool(table.doubt)
                marked |= "doubtful" in amount or read_doubt(document, cell.span) is not None
                marked |= "cny" in amount and not any(cell.span.covers(span) for span in sure)
                figure = parse_figure(said)
                value = amount.get("cny") or (None if figure is None else str(figure))
                pages[cell.page].append(_Cell(said, value, "cny" in amount, marked))
    return pages


def _compare_cell(page: int, wanted: _Cell, found: _Cell | None, *, unread: bool) -> Figures:
    if found and found.value == wanted.value:
        return Figures(right=1, alarms=int(found.marked and not wanted.marked))
    marked = unread or bool(found and found.marked)
    slips = (Slip(page, wanted.text, found.text if found else "", not marked),)
    if marked:
        return Figures(marked=1, slips=slips)
    return Figures(silent=1, slips=slips) if found and found.value is not None else Figures(lost=1, slips=slips)


def _align(wanted: Sequence[str], found: Sequence[str]) -> Pairs:
    """Pair cells in reading order: equal ones, and between them those that are most alike."""
    for tag, low, high, start, end in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if tag == "equal" or high - low == end - start:
            yield from zip(range(low, high), range(start, end), strict=True)
            continue
        left = list(range(start, end))
        for at in range(low, high):
            best = max(left, key=lambda place: (_likeness(wanted[at], found[place]), -place), default=None)
            alike = best is not None and _likeness(wanted[at], found[best]) > 0.5
            yield at, best if alike else None
            if alike and best is not None:
                left = [place for place in left if place > best]


def _likeness(one: str, other: str) -> float:
    return 1 - edit_distance(one, other) / max(len(one), len(other), 1)
