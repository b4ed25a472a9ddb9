"""The 绩效目标表 and its kin: rows whose merged cells were lost in a text are put back on the grid of five columns."""

from __future__ import annotations

from collections.abc import Sequence

LEVEL1 = frozenset({"产出指标", "效益指标", "满意度指标", "成本指标类"})
SPANNING = "服务对象满意度指标"
WIDTHS = (28.0, 56.0, 100.0, 176.0, 110.0)
LABEL = "绩效指标"


def is_indicator_form(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the rows are such a table (or the upper part of one)."""
    words = {cell.replace(" ", "") for row in rows for cell in row}
    marked = {"^", "<"} & words
    return not marked and (words >= {"一级指标", "二级指标", "三级指标"} or words >= {"总体绩效目标", "项目名称"})


def form_to_rows(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Give the rows with five cells each, merged ones marked ^ and <."""
    header = next((number for number, row in enumerate(rows) if "一级指标" in row), len(rows))
    upper = [_upper(row) for row in rows[:header]]
    if header == len(rows):
        return upper
    return [
        *upper,
        ["", "一级指标", "二级指标", "三级指标", "指标值"],
        *_merge([_lower(row) for row in rows[header + 1 :]]),
    ]


def _upper(row: Sequence[str]) -> list[str]:
    """Set a label over two columns; its value over three, or value, label and value over one each."""
    texts = [text for text in row if text]
    if len(texts) == 4:
        return [texts[0], "<", *texts[1:]]
    return [texts[0], "<", texts[1] if len(texts) > 1 else "", "<", "<"]


def _lower(row: Sequence[str]) -> list[str]:
    """Put the texts of a row where they belong; empty means as above."""
    texts = [text for text in row if text]
    cells = [""] * 5
    if texts and _plain(texts[0]) == LABEL:
        cells[0] = texts.pop(0)
    if texts and _plain(texts[0]) in LEVEL1:
        cells[1] = texts.pop(0)
    if texts and _is_second(texts[0]):
        spans = _plain(texts[0]) == SPANNING and not cells[1] and bool(row[0])
        cells[1 if spans else 2] = texts.pop(0)
        if spans:
            cells[2] = "<"
    for column, text in zip((3, 4), texts, strict=False):
        cells[column] = text
    return cells


def _plain(text: str) -> str:
    return text.replace(" ", "").replace("\n", "")


def _is_second(text: str) -> bool:
    return _plain(text).endswith("指标") and len(_plain(text)) <= 9


def _merge(rows: list[list[str]]) -> list[list[str]]:
    """Mark the cells that continue the one above: the label over all, a level until the next."""
    merged = [list(row) for row in rows]
    for number, row in enumerate(rows):
        if number == 0:
            continue
        if not row[0]:
            merged[number][0] = "^"
        if not row[1]:
            merged[number][1] = "^"
        if not row[2] and not row[1]:
            merged[number][2] = "^"
    for number in range(1, len(merged)):
        _no_lost_merge(merged, number)
    return merged


def _no_lost_merge(merged: list[list[str]], number: int) -> None:
    """Let a row under a level that spans two columns begin its cells anew."""
    row, above = merged[number], merged[number - 1]
    if above[2] == "<" and row[1] == "^":
        row[1] = ""
    if above[2] == "<" and row[2] == "^":
        row[2] = ""
