"""The lines of an allocation table: one for every sum of a leaf row, with the cells that say whose it is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extractors.document import Cell, Document, Table
from extractors.tables import Column, Figure, Grid, Row, Sheet, cell_figure, table_to_grid, to_yuan

_SUM = regex.compile(r"(?:合计|总计|小计|共计|总额|合计金额|合计数)(?:\([^()]*\))?(?:/|$)")
_PART = regex.compile(r"其中|(?:^|/)含")
_NOW = regex.compile(
    r"本次|此次|本批|这次|此批|本期|实际下达|现下达|首[拨付期]|[本当]年度?(?:拨款|拨付|下达|安排|资助|补助|经费)"
)
_NOT_NOW = regex.compile(
    r"已(?:提前)?(?:下达|安排|拨付|预拨)|应(?:安排|下达|补助|拨付)|上年|去年|总投[资入]|自筹|申[报请]|核定|测算|全年|预算总|累计|扣[减回]|结余|(?<!高)标准|单价|人均|拟|计划数|因素|系数|基数|指数|总经费|总预算"
    r"|[核审]减|(?:实际|设备|完成|固定资产|项目|研发|已)投[资入]|投[资入]总?额|(?:贷款|合同|发票|销售|采购|购置)(?:总?[额价]|总?金额|本金|余额)"
    r"|销售收入|营业收入|产值|研发费用"
)
_BATCH = regex.compile(r"第[一二三四五六七八九十]{1,2}批")
_BEFORE = regex.compile(r"调整前|变更前|^原(?:下达|安排|分配|计划|预算)")
_AFTER = regex.compile(r"调整[后以]|变更后")
_NO_PAYEE = regex.compile(
    r"(?:金额|资金|预算|经费|补助|投资|奖励|拨款|下达|安排|拨付|分配|[数额款费前后])(?:合计|小计)?(?:\([^()]*\))?$"
)
_PLACE = regex.compile(r"(?:[省市县区州盟旗]|地区|本级)(?:\([^()]*\))?$")
_NUMBERING = regex.compile(r"^(?:\(?[一二三四五六七八九十]{1,3}[、.)]|\(?\d{1,3}[、.)](?!\d)|[①-⑳])")
_STRUCTURE = regex.compile(r"(?:小计|合计|总计|共计|汇总|本级|市级|县级|省级)+$")
_NOTE = regex.compile(r"\([^()]*\)")
_WHOLE = regex.compile(
    r"^(?:各?[省市县区州盟]+|全[省市县区]|地市|各地市?|省直|市直|省本级|市本级)?(?:小计|合计|总计|汇总)?$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sum of one leaf row. The cells are null where the table has none; `yuan` is null without a unit.

    `area` is the region it is summed up under, as printed and plain (韶关市 of 韶关市（不含省直管县）小计), or empty.
    `heading` says that the payee is the heading of the column, `overlap` that the sums of the column are more than
    its total, so that this one may hold others. `label` is the words of the row.
    """

    table: Table
    row: Row
    column: Column
    figure: Figure
    yuan: Decimal | None
    area: str
    area_cell: Cell | None
    payee: Cell | None
    region: Cell | None
    project: Cell | None
    subject: Cell | None
    subject_name: Cell | None
    region_code: Cell | None
    several: bool = False
    heading: bool = False
    overlap: bool = False


def read_lines(document: Document, sheet: Sheet) -> tuple[Line, ...]:
    """Give the lines of an allocation table from top to bottom, left to right."""
    if sheet.role != "allocation":
        return ()
    grid = table_to_grid(document, sheet.table)
    columns = _of_this_batch(document, money_columns(grid, sheet))
    carried = _carry(grid, sheet)
    areas = {row.number: row for row in sheet.rows}
    heads = _heads(grid, sheet, columns)
    crosswise = _is_crosswise(sheet)
    if crosswise:
        columns = tuple(column for column in columns if not _is_money_word(column))
    lines = []
    for row in sheet.rows:
        if row.rank != "leaf" or row.number in heads:
            continue
        for column in columns:
            figure = cell_figure(grid, row.number, column.number)
            if figure.state in ("empty", "dash", "zero"):
                continue
            lines.append(_line(grid, sheet, row, column, figure, carried, areas, crosswise=crosswise))
    several, overlap = len(columns) > 1, _overlapping(grid, sheet, lines)
    return tuple(replace(line, several=several, overlap=line.column.number in overlap) for line in lines)


def _is_crosswise(sheet: Sheet) -> bool:
    """Say whether payees head the columns: no column names them, and the rows are no places."""
    if any(sheet.column(kind) for kind in ("payee", "region")):
        return False
    leaves = [row.label for row in sheet.rows if row.rank == "leaf"]
    places = sum(_PLACE.search(label) is not None for label in leaves)
    return sheet.column("project") is not None or places * 2 <= len(leaves)


def _overlapping(grid: Grid, sheet: Sheet, lines: Sequence[Line]) -> frozenset[int]:
    """Give the columns whose sums are more than the total printed for all, where some may be parts of others."""
    total = next((row for row in sheet.rows if row.rank == "total" and row.parent is None), None)
    nested = any(row.rank == "part" or _NUMBERING.match(row.label) for row in sheet.rows)
    if total is None or not nested:
        return frozenset()
    sums: dict[int, Decimal] = {}
    for line in lines:
        sums[line.column.number] = sums.get(line.column.number, Decimal(0)) + (line.figure.value or 0)
    wholes = {column: cell_figure(grid, total.number, column).value for column in sums}
    return frozenset(column for column, value in sums.items() if _is_more(value, wholes[column], len(lines)))


def _is_more(value: Decimal, whole: Decimal | None, rows: int) -> bool:
    """Say whether a sum is more than its total by more than rounding does."""
    return whole is not None and value - whole > max(Decimal(rows), abs(whole) / 100)


def _of_this_batch(document: Document, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Leave out the batches (第一批) that the document, by its title, does not hand out, unless none would be left."""
    title = document.part("title")
    batches = frozenset(_BATCH.findall(title.value)) if title else frozenset()
    named = tuple(batches.intersection(_BATCH.findall(column.heading)) for column in columns)
    if not any(named):
        return columns
    kept = zip(columns, named, strict=True)
    return tuple(column for column, own in kept if own or not _BATCH.search(column.heading))


def _is_money_word(column: Column) -> bool:
    """Say whether a heading names money, and so nobody who gets it: 调整金额, 补助资金（万元）."""
    return _NO_PAYEE.search(column.heading.rpartition("/")[2]) is not None


def _heads(grid: Grid, sheet: Sheet, columns: Sequence[Column]) -> frozenset[int]:
    """Give the rows of a region alone that add up the units below it: no tree of totals tells them."""
    region, payee = _column_of(sheet, "region"), _column_of(sheet, "payee")
    if region is None or payee is None or not columns:
        return frozenset()
    found = set()
    for at, row in enumerate(sheet.rows):
        if row.rank != "leaf" or not grid.text(row.number, region.number) or grid.text(row.number, payee.number):
            continue
        below: list[Row] = []
        for low in itertools.islice(sheet.rows, at + 1, None):
            if low.rank != "leaf" or grid.text(low.number, region.number):
                break
            below.append(low)
        if below and all(_value(grid, row, each) == sum(_value(grid, low, each) for low in below) for each in columns):
            found.add(row.number)
    return frozenset(found)


def _value(grid: Grid, row: Row, column: Column) -> Decimal:
    return cell_figure(grid, row.number, column.number).value or Decimal(0)


def _line(
    grid: Grid,
    sheet: Sheet,
    row: Row,
    column: Column,
    figure: Figure,
    carried: Mapping[tuple[int, str], Cell],
    areas: Mapping[int, Row],
    *,
    crosswise: bool,
) -> Line:
    cells = {kind: carried.get((row.number, kind)) for kind in KINDS}
    head = _heading_cell(grid, column.number) if crosswise else None
    area, area_cell = ("", None) if crosswise else _outer(grid, sheet, row) or _area(grid, sheet, row, areas)
    label = _label_cell(grid, sheet, row) if crosswise else None
    return Line(
        sheet.table,
        row,
        column,
        figure,
        to_yuan(figure.value, column.unit) if figure.value is not None and column.unit else None,
        area,
        area_cell,
        head if crosswise else cells["payee"],
        cells["region"],
        cells["project"] or label,
        cells["subject"] or cells["subject_code"],
        cells["subject_name"],
        cells["region_code"],
        heading=crosswise,
    )


KINDS = ("payee", "region", "project", "subject", "subject_code", "subject_name", "region_code")
CARRIED = ("region", "region_code", "project", "payee")


def _carry(grid: Grid, sheet: Sheet) -> dict[tuple[int, str], Cell]:
    """Give the filled cell of each kind for every leaf row; a blank one below a filled one means the same."""
    found: dict[tuple[int, str], Cell] = {}
    for kind in KINDS:
        column = _column_of(sheet, kind)
        if column is None:
            continue
        last: tuple[int | None, Cell] | None = None
        for row in sheet.rows:
            cell = grid.cell(row.number, column.number)
            if cell is not None and grid.text(row.number, column.number):
                found[row.number, kind] = cell
                last = (row.parent, cell) if row.rank == "leaf" else None
            elif last and last[0] == row.parent and _is_carried(grid, sheet, row, kind):
                found[row.number, kind] = last[1]
    return found


def _column_of(sheet: Sheet, kind: str) -> Column | None:
    """Give the column of a kind: the innermost of several regions, the 功能分类 of several classifications."""
    found = sheet.columns_of(kind)
    if kind in ("region", "payee"):
        return found[-1] if found else None
    return next((column for column in found if "功能" in column.heading), found[0] if found else None)


def _is_carried(grid: Grid, sheet: Sheet, row: Row, kind: str) -> bool:
    """Say whether a blank cell means what stands above it; a blank payee beside a region means the region."""
    return kind in CARRIED and row.rank == "leaf" and not (kind == "payee" and _has_region(grid, sheet, row))


def _has_region(grid: Grid, sheet: Sheet, row: Row) -> bool:
    column = _column_of(sheet, "region")
    return column is not None and bool(grid.text(row.number, column.number))


def _heading_cell(grid: Grid, column: int) -> Cell | None:
    cells = [cell for row in grid.header if (cell := grid.cell(row, column)) is not None and len(cell.span)]
    return cells[-1] if cells else None


def _label_cell(grid: Grid, sheet: Sheet, row: Row) -> Cell | None:
    money = {column.number for column in sheet.columns if column.kind == "money"}
    for column in sheet.columns:
        cell = grid.cell(row.number, column.number)
        if (
            column.number not in money
            and cell is not None
            and row.label
            and grid.text(row.number, column.number) == row.label
        ):
            return cell
    return None


def _area(grid: Grid, sheet: Sheet, row: Row, rows: Mapping[int, Row]) -> tuple[str, Cell | None]:
    """Give the region of the subtotal or heading that a row stands under; the nearest that is one."""
    parent = rows.get(row.parent) if row.parent is not None else None
    for _ in range(len(rows)):
        if parent is None:
            break
        plain = plain_area(parent.label)
        if plain:
            return plain, _label_cell_of(grid, parent)
        parent = rows.get(parent.parent) if parent.parent is not None else None
    return "", None


def _outer(grid: Grid, sheet: Sheet, row: Row) -> tuple[str, Cell] | None:
    """Give the region of an outer column of regions: 长沙市 | 长沙县."""
    columns = sheet.columns_of("region")
    if len(columns) < 2:
        return None
    cell, text = grid.cell(row.number, columns[0].number), grid.text(row.number, columns[0].number)
    return (plain_area(text), cell) if cell is not None and plain_area(text) else None


def _label_cell_of(grid: Grid, row: Row) -> Cell | None:
    return next((cell for cell in grid.starts(row.number) if grid.text(row.number, cell.column) == row.label), None)


def plain_area(label: str) -> str:
    """Give the place that a label of a subtotal names, or nothing: 韶关市 of 韶关市(不含省直管县)小计."""
    text = _NOTE.sub("", _NUMBERING.sub("", label))
    if _WHOLE.fullmatch(text):
        return ""
    return _STRUCTURE.sub("", text)


def money_columns(grid: Grid, sheet: Sheet) -> tuple[Column, ...]:
    """Give the columns whose sums are handed out by this table: no sums of others, no money of other times."""
    found = sheet.columns_of("money")
    now = tuple(column for column in found if _NOW.search(column.heading))
    found = now or tuple(column for column in found if not _NOT_NOW.search(column.heading)) or found
    found = _without(_BEFORE, found)
    found = _without(_AFTER, found)
    if len(found) < 2:
        return found
    return _without_sums(grid, sheet, found)


def _without(pattern: regex.Pattern[str], columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Leave out the columns whose headings match, unless none would be left."""
    return tuple(column for column in columns if not pattern.search(column.heading)) or columns


def _without_sums(grid: Grid, sheet: Sheet, columns: Sequence[Column]) -> tuple[Column, ...]:
    """Leave out each column that is the sum of the others, or the others where they are only parts of it."""
    sums = [column for column in columns if _SUM.search(column.heading) and not _PART.search(column.heading)]
    sums = sums or _before_parts(columns) or _adding_up(grid, sheet, columns)
    if not sums:
        return tuple(columns)
    whole = sums[0]
    parts = [column for column in columns if column not in sums]
    if parts and _adds_up(grid, sheet, whole, parts):
        return tuple(parts)
    return (whole,) if parts and _is_whole(grid, sheet, whole, parts) else tuple(parts or sums[:1])


def _before_parts(columns: Sequence[Column]) -> list[Column]:
    """Give the column in front of one that is called 其中."""
    pairs = itertools.pairwise(columns)
    return [one for one, other in pairs if _PART.search(other.heading) and not _PART.search(one.heading)][:1]


def _adding_up(grid: Grid, sheet: Sheet, columns: Sequence[Column]) -> list[Column]:
    """Give the first or last column where it is the sum of all others in every row, whatever it is called."""
    for whole in (columns[0], columns[-1]):
        parts = [column for column in columns if column is not whole]
        if len(parts) > 1 and _adds_up(grid, sheet, whole, parts):
            return [whole]
    return []


def _rows_of(grid: Grid, sheet: Sheet, columns: Sequence[Column]) -> Iterator[list[Decimal]]:
    for row in sheet.rows:
        if row.rank == "leaf":
            yield [cell_figure(grid, row.number, column.number).value or Decimal(0) for column in columns]


def _adds_up(grid: Grid, sheet: Sheet, whole: Column, parts: Sequence[Column]) -> bool:
    rows = [figures for figures in _rows_of(grid, sheet, [whole, *parts]) if any(figures)]
    return bool(rows) and sum(figures[0] == sum(figures[1:]) for figures in rows) * 10 >= len(rows) * 9


def _is_whole(grid: Grid, sheet: Sheet, whole: Column, parts: Sequence[Column]) -> bool:
    """Say whether the parts are never more than the whole and sometimes less: 合计 with one 其中 column."""
    rows = [figures for figures in _rows_of(grid, sheet, [whole, *parts]) if any(figures)]
    return bool(rows) and all(figures[0] >= sum(figures[1:]) for figures in rows)
