"""Tables over pages: the sketches of one table joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import regex

from extractors.document import Box
from extractors.reading.grids.header import Place, count_header_rows
from extractors.reading.grids.table import Sketch, SketchCell
from extractors.reading.page.rules import cluster
from extractors.text import fold

_SAME = 3.0  # points: edges of columns that agree
_FEW = 4  # edges: fewer say little
_SCALE = 0.01  # of the width of a table: edges in scale that agree
_OPEN = regex.compile(r"[（(《“、，及和与或的等][^）)》”]*$|[（(《“][^）)》”]*$")
_UNFINISHED = regex.compile(r"-?\d{1,3}(?:,\d{3})*,\d{0,2}|-?\d{1,3}(?:,\d{3})+\.\d?|-?\d+\.")
_FIGURES = regex.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+\.\d+")
_NAME = regex.compile(r"表\d{0,3}(?:[（(][^（）()]{1,40}[)）])?$")
_FIGURE = regex.compile(r"[-+−]?[\d,，.]+[%％]?")
_MISREAD = 0.75  # likeness of two readings of one heading
_DONE = regex.compile(r"[。；！？;!?]$")


Key = tuple[int, int, int, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """A whole table: its cells over all pages, its header's depth, the rows that stood again, what is in doubt."""

    pages: tuple[int, ...]
    xs: tuple[float, ...]
    rows: int
    header_rows: int
    cells: tuple[SketchCell, ...]
    box: Box
    repeated: tuple[tuple[SketchCell, ...], ...] = ()
    doubt: str | None = None


def join_sketches(sketches: Sequence[Sketch]) -> Frame:
    """Give the table that the sketches are, page by page."""
    xs = _shared_edges(sketches)
    parts = [_on_edges(sketch, xs) for sketch in sketches]
    header_rows = _header_rows(parts, len(xs) - 1)
    frame = Frame(
        tuple(dict.fromkeys(sketch.page for sketch in sketches)),
        xs,
        parts[0].rows,
        header_rows,
        parts[0].cells,
        parts[0].box,
        doubt=next((part.doubt for part in parts if part.doubt), None),
    )
    for part in parts[1:]:
        frame = _append(frame, part)
    return frame


def is_continued(above: Sketch, below: Sketch) -> bool:
    """Say whether the columns of two tables on following pages are the same."""
    if below.page <= above.page or has_title(below):
        return False
    if abs(above.xs[0] - below.xs[0]) > _SAME or abs(above.xs[-1] - below.xs[-1]) > _SAME:
        return False
    few, many = sorted((above.xs, below.xs), key=len)
    return all(min(abs(x - other) for other in many) <= _SAME for x in few)


def is_alike(first: Sketch, below: Sketch) -> bool:
    """Say whether a table of another width goes on with one: its header stands again, or its columns are in scale.

    So it is where a page lies on its side in the middle of a table.
    """
    if below.page <= first.page or has_title(below) or len(first.xs) != len(below.xs) or len(first.xs) < _FEW:
        return False
    if same_rows(first, below):
        return True
    pairs = zip(_scaled(first.xs), _scaled(below.xs), strict=True)
    return len(first.xs) > _FEW and all(abs(one - other) < _SCALE for one, other in pairs)


def _scaled(xs: Sequence[float]) -> list[float]:
    """Give the edges as parts of the width."""
    return [(x - xs[0]) / (xs[-1] - xs[0]) for x in xs]


def has_title(sketch: Sketch) -> bool:
    """Say whether the first row is one cell that names a table: it is a new one."""
    first = sketch.cells[0]
    return first.column_span == len(sketch.xs) - 1 > 1 and bool(_NAME.search(first.text))


def has_other_header(first: Sketch, below: Sketch) -> bool:
    """Say whether a page begins with names where the table above has figures: the header of another table."""
    if len(first.xs) != len(below.xs) or same_rows(first, below):
        return False
    figures = _figure_columns(first)
    tops = [cell for cell in below.cells if cell.row == 0 and cell.column in figures and cell.column_span == 1]
    return bool(figures) and len(tops) == len(figures) and all(cell.text and not _has_digit(cell) for cell in tops)


def _figure_columns(sketch: Sketch) -> set[int]:
    """Give the columns whose cells, the first row apart, are figures."""
    said: dict[int, list[bool]] = {}
    for cell in sketch.cells:
        if cell.row and cell.text and cell.column_span == 1:
            said.setdefault(cell.column, []).append(bool(_FIGURE.fullmatch(cell.text)))
    return {column for column, found in said.items() if len(found) > 1 and sum(found) > 0.6 * len(found)}


def _has_digit(cell: SketchCell) -> bool:
    return any(char.isdigit() for char in cell.text)


def _shared_edges(sketches: Sequence[Sketch]) -> tuple[float, ...]:
    most = max(sketches, key=lambda sketch: len(sketch.xs)).xs
    return cluster([*most], 0.0)


def _on_edges(sketch: Sketch, xs: tuple[float, ...]) -> Sketch:
    """Count the columns of a sketch by the edges of the whole table."""
    place = [min(range(len(xs)), key=lambda at: abs(xs[at] - x)) for x in sketch.xs]
    if len(sketch.xs) == len(xs):
        place = list(range(len(xs)))
    cells = tuple(
        replace(
            cell,
            column=place[cell.column],
            column_span=place[cell.column + cell.column_span] - place[cell.column],
        )
        for cell in sketch.cells
    )
    return replace(sketch, xs=xs, cells=cells)


def _header_rows(parts: Sequence[Sketch], columns: int) -> int:
    """Give the depth of the header: the rows that every page repeats, or what the first page looks like."""
    first = parts[0]
    guess = count_header_rows([_place(cell) for cell in first.cells], first.rows, columns)
    repeats = [same_rows(first, part) for part in parts[1:]]
    return max(guess, min(max(repeats, default=0), _names_end(first)))


def _names_end(sketch: Sketch) -> int:
    """Give the first row that cannot be of a header: it has amounts, or says what another row says."""
    keys = [_row_key(sketch, row) for row in range(sketch.rows)]
    for row, key in enumerate(keys):
        if any(_FIGURES.fullmatch(text) for *_, text in key) or keys.count(key) > 1:
            return row
    return sketch.rows


def _place(cell: SketchCell) -> Place:
    bold = bool(cell.strips) and all(strip.bold for strip in cell.strips)
    return Place(cell.row, cell.column, cell.row_span, cell.column_span, cell.text, bold)


def same_rows(first: Sketch, part: Sketch) -> int:
    """Give how many rows from the top say the same, with the same cells, in two sketches."""
    count = 0
    alike = _is_alike if _is_scanned(first) or _is_scanned(part) else list.__eq__
    while count < min(first.rows, part.rows) and alike(_row_key(first, count), _row_key(part, count)):
        count += 1
    said = any(cell.strips for cell in first.cells if cell.row < count)
    while count and any(cell.row < count < cell.row + cell.row_span for cell in first.cells):
        count -= 1
    return count if said else 0


def _row_key(sketch: Sketch, row: int) -> list[Key]:
    return [(cell.column, cell.column_span, cell.row_span, cell.text) for cell in sketch.cells if cell.row == row]


def _is_scanned(sketch: Sketch) -> bool:
    return any(strip.scores for cell in sketch.cells for strip in cell.strips)


def _is_alike(one: list[Key], other: list[Key]) -> bool:
    """Say whether two rows are the same but for a character that was misread in a name."""
    if one == other:
        return True
    if [key[:3] for key in one] != [key[:3] for key in other] or not any(key[3] for key in one):
        return False
    return all(_is_misread(*("".join(fold(key[3]).split()) for key in pair)) for pair in zip(one, other, strict=True))


def _is_misread(one: str, other: str) -> bool:
    """Say whether two texts are one, or differ in one character or two of a long name without figures."""
    if one == other:
        return True
    if any(char.isdigit() for char in one + other):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _MISREAD


def _append(frame: Frame, part: Sketch) -> Frame:
    """Add a page to a table: a repeated header stands apart, a row that was cut is whole again."""
    again = min(_repeated_rows(frame, part), part.rows)
    dropped = tuple(tuple(row) for _, row in rows_of([cell for cell in part.cells if cell.row < again]))
    cells = [replace(cell, row=cell.row - again) for cell in part.cells if cell.row >= again]
    known, cells, cut = _mend_break(frame, cells)
    shift = frame.rows - cut
    return replace(
        frame,
        pages=tuple(dict.fromkeys((*frame.pages, part.page))),
        rows=shift + part.rows - again,
        cells=(*known, *(replace(cell, row=cell.row + shift) for cell in cells)),
        repeated=(*frame.repeated, *dropped),
    )


def _repeated_rows(frame: Frame, part: Sketch) -> int:
    """Give how many rows at the top of a page repeat the header of the table."""
    first = Sketch(0, part.box, frame.xs, frame.rows, frame.cells)
    same = same_rows(first, part)
    return min(same, frame.header_rows) if frame.header_rows else 0


def _mend_break(frame: Frame, cells: list[SketchCell]) -> tuple[tuple[SketchCell, ...], list[SketchCell], int]:
    """Join what a page break cut; give the cells above, those below, and 1 if the first row below was no new row."""
    top = [cell for cell in cells if cell.row == 0]
    above = {cell.column: cell for cell in frame.cells if cell.row + cell.row_span == frame.rows}
    if _is_cut_row(top, above) or _is_hollow(frame, cells, above):
        longer = {
            cell.column: replace(above[cell.column], strips=above[cell.column].strips + cell.strips) for cell in top
        }
        deeper = [replace(cell, row=1, row_span=cell.row_span - 1) for cell in top if cell.row_span > 1]
        if not deeper:
            known = tuple(longer.get(cell.column, cell) if _ends(cell, frame) else cell for cell in frame.cells)
            return known, [cell for cell in cells if cell.row > 0], 1
    return _extend_spans(frame, cells, top, above)


def _ends(cell: SketchCell, frame: Frame) -> bool:
    return cell.row + cell.row_span == frame.rows


def _is_hollow(frame: Frame, cells: Sequence[SketchCell], above: dict[int, SketchCell]) -> bool:
    """Say whether a page begins with the empty rest of a row: no other row of the table is empty."""
    top = [cell for cell in cells if cell.row == 0]
    if any(cell.strips for cell in top) or not _fits(top, above) or any(cell.row_span > 1 for cell in above.values()):
        return False
    below = any(cell.strips for cell in cells if cell.row == 1)
    return below and all(any(cell.strips for cell in row) for _, row in rows_of(frame.cells))


def _is_cut_row(top: Sequence[SketchCell], above: dict[int, SketchCell]) -> bool:
    """Say whether the first row of a page is the rest of the last row above: all it says goes on with cells there.

    Its first cell is empty, or goes on with a name that is plainly unfinished.
    """
    said = [cell for cell in top if cell.strips]
    if not said or not _fits(top, above):
        return False
    lead = above[top[0].column]
    if not lead.strips or not any(not cell.strips and above[cell.column].strips for cell in top):
        return False
    if top[0].strips and not _OPEN.search(lead.text):
        return False
    if lead.row_span > 1 and not any(_OPEN.search(above[cell.column].text) for cell in said):
        return False  # a merged cell that goes on over whole rows looks the same
    return all(_is_cut(above[cell.column], cell) for cell in said)


def _fits(top: Sequence[SketchCell], above: dict[int, SketchCell]) -> bool:
    return all(
        cell.column in above and above[cell.column].column_span == cell.column_span and cell.row_span == 1
        for cell in top
    )


def _is_cut(above: SketchCell, below: SketchCell) -> bool:
    """Say whether the text of a cell goes on in the cell below: its last line is full and ends nothing."""
    if not above.strips or _DONE.search(above.strips[-1].text):
        return False
    if below.text[0].isdigit():
        return bool(_UNFINISHED.fullmatch(above.text) and _FIGURES.fullmatch(above.text + below.text))
    last, first = above.strips[-1], below.strips[0]
    return last.box.right + 1.2 * first.size > above.box.right - 2


def _extend_spans(
    frame: Frame, cells: list[SketchCell], top: Sequence[SketchCell], above: dict[int, SketchCell]
) -> tuple[tuple[SketchCell, ...], list[SketchCell], int]:
    """Let a merged cell that a page break cut in two be one: below it is empty, and so is all left of it."""
    grown: dict[int, SketchCell] = {}
    for cell in sorted(top, key=lambda cell: cell.column):
        over = above.get(cell.column)
        if cell.strips or over is None or over.column_span != cell.column_span:
            break
        if not over.strips or (max(over.row_span, cell.row_span) < 2 and not _merges(frame, cell.column)):
            break
        grown[cell.column] = cell
    known = tuple(
        replace(cell, row_span=cell.row_span + grown[cell.column].row_span)
        if cell.column in grown and _ends(cell, frame)
        else cell
        for cell in frame.cells
    )
    return known, [cell for cell in cells if not (cell.row == 0 and cell.column in grown)], 0


def _merges(frame: Frame, column: int) -> bool:
    """Say whether a column says everything once, in merged cells: none of its cells is empty."""
    cells = [cell for cell in frame.cells if cell.column == column and cell.row >= frame.header_rows]
    return any(cell.row_span > 1 for cell in cells) and all(cell.strips for cell in cells)


def rows_of(cells: Sequence[SketchCell]) -> Iterator[tuple[int, list[SketchCell]]]:
    """Give the cells row by row, from left to right."""
    rows: dict[int, list[SketchCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    for row in sorted(rows):
        yield row, sorted(rows[row], key=lambda cell: cell.column)
