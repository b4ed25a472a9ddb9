"""Rows of cell texts to a ruled table: merged cells, header rows, column widths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from flows.typeset.fonts import Face
from flows.typeset.grid import Grid, GridCell
from flows.typeset.source import MERGED

ABOVE, LEFT = MERGED
NUMBER = regex.compile(r"[-−+]?[\d,]+(?:\.\d+)?%?|/|—+")
MONEY = regex.compile(r"-?\d{1,3}(?:,\d{3})++(?:\.\d+)?|-?\d++\.\d{2}")
ATOM = regex.compile(r"[A-Za-z0-9.,%\-]+|.", regex.DOTALL)
TITLES = frozenset(
    {"地区", "序号", "项目名称", "项目", "单位", "单位名称", "合计", "金额", "一级指标", "地区名称", "名称"}
)


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is set: sizes in points, the first that lets the table fit on its page, `columns` relative widths."""

    sizes: tuple[float, ...] = (9.0, 8.5, 8.0, 7.5)
    padding: float = 2.5
    spread: float = 2.5  # space above and below the text of a cell
    columns: tuple[float, ...] = ()
    header: int | None = None
    ruled: bool = True


def rows_to_grid(
    rows: Sequence[Sequence[str]], face: Face, *, width: float, form: Form, like: Sequence[Sequence[str]] = ()
) -> Grid:
    """Make a table of rows whose cells may be marked ^ (one with the cell above) or < (one with the cell left).

    `like` are the rows by which the columns are measured, so that the parts of one table get the same columns.
    """
    cells = tuple(_cells(_filled(rows)))
    header = form.header if form.header is not None else header_rows(rows)
    measured = tuple(_cells(_filled(like or rows)))
    widths = form.columns or column_widths(measured, face, width=width, form=form)
    scale = width / sum(widths)
    return Grid(
        cells=align_cells(cells, header),
        widths=tuple(part * scale for part in widths),
        sizes=form.sizes,
        header_rows=header,
        padding=form.padding,
        spread=form.spread,
        ruled=form.ruled,
    )


def _cells(rows: list[list[str]]) -> list[GridCell]:
    cells: list[GridCell] = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text == LEFT or (text == ABOVE and number):
                continue
            down = _run([line[column] for line in rows[number + 1 :]], ABOVE)
            across = _run(row[column + 1 :], LEFT)
            # ^ in the first row: the cell began on the page before
            cells.append(GridCell("" if text == ABOVE else text, number, column, 1 + down, 1 + across))
    return cells


def _run(texts: Sequence[str], mark: str) -> int:
    return next((count for count, text in enumerate(texts) if text != mark), len(texts))


def header_rows(rows: Sequence[Sequence[str]]) -> int:
    """Count the header rows: one where the first cell is a usual heading, more where that cell goes on below."""
    if rows[0][0].strip() not in TITLES:
        return 0
    return 1 + next((n for n, row in enumerate(rows[1:]) if row[0] != ABOVE), len(rows) - 1)


def align_cells(cells: Sequence[GridCell], header: int) -> tuple[GridCell, ...]:
    """Align every cell: money right, long text left (with its column), all else centred."""
    body = [cell for cell in cells if cell.row >= header]
    amounts = [cell for cell in body if MONEY.fullmatch(cell.text)]
    money = {cell.column for cell in amounts if "," in cell.text or sum(c.column == cell.column for c in amounts) > 1}
    long = {column for column in {cell.column for cell in body} if _is_long(body, column)}
    return tuple(replace(cell, align=_alignment(cell, header, money, long)) for cell in cells)


def _is_long(cells: Sequence[GridCell], column: int) -> bool:
    lengths = sorted(len(cell.text) for cell in cells if cell.column == column and cell.text)
    return bool(lengths) and lengths[len(lengths) // 2] > 10


def _alignment(cell: GridCell, header: int, money: set[int], long: set[int]) -> str:
    if cell.row < header:
        return "center"
    if cell.column in money and NUMBER.fullmatch(cell.text):
        return "right"
    return "left" if (cell.column in long and len(cell.text) > 6) or len(cell.text) > 30 else "center"


def column_widths(cells: Sequence[GridCell], face: Face, *, width: float, form: Form) -> tuple[float, ...]:
    """Give widths in points: what cannot be broken fits; the rest goes where three quarters of the cells want it."""
    count = 1 + max(cell.column for cell in cells)
    single = [[cell.text for cell in cells if cell.column == n and cell.column_span == 1] for n in range(count)]
    size = form.sizes[0]
    least = [max(_atom(texts, face), 2.0) * size + 2 * form.padding + 0.5 for texts in single]
    wanted = [
        max(_quarter(texts, face) * size + 2 * form.padding + 0.5, low)
        for texts, low in zip(single, least, strict=True)
    ]
    if sum(wanted) <= width:
        return tuple(wanted)
    share = max(width - sum(least), 1.0) / (sum(wanted) - sum(least))
    return tuple(low + (want - low) * share for low, want in zip(least, wanted, strict=True))


def _filled(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    count = max(len(row) for row in rows)
    return [[*row, *[""] * (count - len(row))] for row in rows]


def _atom(texts: Sequence[str], face: Face) -> float:
    return max((face.width(atom) for text in texts for atom in ATOM.findall(text)), default=1.0)


def _quarter(texts: Sequence[str], face: Face) -> float:
    """Give the width that three quarters of the texts do not exceed; all of them, where none is long."""
    widths = sorted(face.width(line) for text in texts for line in text.split("\n") if line) or [1.0]
    return widths[-1] if widths[-1] <= 14.0 else min(widths[(len(widths) * 3 - 1) // 4], 28.0)
