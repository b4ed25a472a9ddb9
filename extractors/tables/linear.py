"""Indicators in a text that has lost its table: heads in one line, then cells one below the other, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractors.document import Cell, Document, Span, Table
from extractors.tables.indicator import Indicator, Value, clean_name
from extractors.tables.levels import Known, Level, Levels, find_known
from extractors.tables.sheet import Sheet
from extractors.text import fold, squeeze

BY = "tables.linear"
DOUBT = "read from lines that were a table"
LONGEST = 60
"""Characters of a line; a longer one is prose, where the table has ended."""
MOST = 8
"""Lines that one cell of a level or a name may run over."""

_HEADS = regex.compile(
    r"(?:绩效指标\s+)?一级指标\s+二级指标\s+三级指标(?:\s+(?P<target>\S{0,8}(?:指标|目标|预期|计划)值))(?:\s+(?P<actual>\S{0,8}(?:实现|完成|实际)\S{0,4}值))?"
)
_PROSE = frozenset({"paragraph", "heading", "caption", "title"})
_HEADING = regex.compile(r"[一二三四五六七八九十]{1,2}、|[(][一二三四五六七八九十]{1,2}[)]")
_SENTENCE = regex.compile(r"[。！？]")
_OPERATOR = regex.compile(
    r"不少于|不低于|不高于|不超过|不多于|至少|至多|大于|小于|[≥≤><]|增长|下降|实现(?=\d)|提交|各单位"
)
_QUALITY = regex.compile(
    r"提升|提高|完成|改善|增强|良好|达标|有效|明显|显著|逐步|保障|促进|优|合格|稳定|^[是有无]$|建立|健全|落实|及时"
)
_FIGURE = regex.compile(r"\d")
_GAP = regex.compile(r"(?<=\S)\s+(?=\S)")
_HAN = regex.compile(r"\p{Han}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line between two gaps of columns."""

    span: Span
    text: str


def read_linear(document: Document, levels: Sequence[Known]) -> tuple[tuple[Sheet, tuple[Indicator, ...]], ...]:
    """Give the indicators below every line of heads that stands in no table; all of them in doubt."""
    found: list[tuple[Sheet, tuple[Indicator, ...]]] = []
    lines = _lines(document)
    for at, line in enumerate(lines):
        count, results = _heads_at(lines, at)
        if count:
            body = _body(lines[at + count :])
            rows = tuple(_rows(document, body, 2 if results else 1, levels))
            if len(rows) > 1 and (rows[0].levels.level1.text or rows[0].levels.level2.text):
                found.append((_sheet(line, body, len(found), results), rows))
    return tuple(found)


def _heads_at(lines: Sequence[Piece], at: int) -> tuple[int, bool]:
    """Give how many lines from here are the heads, and whether what was reached is one of them."""
    best = 0, False
    if not lines[at].text.startswith(("一级指标", "绩效指标")):
        return best
    for count in range(1, MOST):
        heads = _HEADS.fullmatch(" ".join(line.text for line in lines[at : at + count]))
        if heads:
            best = count, heads["actual"] is not None
    return best


def _lines(document: Document) -> list[Piece]:
    """Give the lines of the text, white space around them out; an empty one stands for a table and for furniture."""
    tables = [table.span for table in document.tables]
    found = []
    for match in regex.finditer(r"[^\n]+", document.text):
        text = match.group()
        start = match.start() + len(text) - len(text.lstrip())
        if not text.strip():
            continue
        span = Span(start, start + len(text.strip()))
        block = document.block_at(start)
        prose = block is None or block.role in _PROSE
        inside = any(table.overlaps(span) for table in tables)
        found.append(Piece(span, fold(text.strip()) if prose and not inside else ""))
    return found


def _body(lines: Sequence[Piece]) -> list[Piece]:
    """Give the lines up to the next heading or the next sentence."""
    kept = []
    for line in lines:
        if not 0 < len(line.text) <= LONGEST or _HEADING.match(line.text) or _SENTENCE.search(line.text):
            break
        kept.append(line)
    return kept


def _sheet(head: Piece, body: Sequence[Piece], order: int, results: bool) -> Sheet:
    table = Table(f"lines{order + 1}", Span(head.span.start, body[-1].span.end), (1,), ())
    return Sheet(table, "results" if results else "targets", BY, 0.6, (), ())


def _rows(document: Document, body: Sequence[Piece], wanted: int, levels: Sequence[Known]) -> Iterator[Indicator]:
    first, second = Level(None), Level(None)
    number, at = 0, 0
    waiting: list[Piece] = []
    while at < len(body):
        count, known = _level_at(body, at, levels)
        if known is not None:
            level = Level("".join(piece.text for piece in body[at : at + count]), None)
            cell = Cell(Span(body[at].span.start, body[at + count - 1].span.end), number, known.level)
            if known.level == 1:
                first, second = Level(level.text, cell), Level(None)
            elif known.level == 2:
                second = Level(level.text, cell)
                fits = first.text in {known.above, known.also}
                first = first if fits else Level(known.above, None, "derived")
            waiting = []
            at += count
            continue
        waiting.append(body[at])
        at += 1
        cells = _complete(waiting, wanted)
        if cells is not None:
            number += 1
            yield _indicator(document, cells, Levels(first, second), number)
            waiting = []


def _level_at(body: Sequence[Piece], at: int, levels: Sequence[Known]) -> tuple[int, Known | None]:
    """Give the level whose letters the next lines are, the longest; with the number of lines."""
    best: tuple[int, Known | None] = (0, None)
    text = ""
    for count, piece in enumerate(body[at : at + MOST], 1):
        if len(piece.text) > 2 * MOST or _GAP.search(piece.text):
            break
        text += piece.text
        known = find_known(text, levels)
        if known is not None:
            best = (count, known)
    return best


def _complete(waiting: Sequence[Piece], wanted: int) -> list[list[Piece]] | None:
    """Give name and values if the lines so far are a row; each as its pieces."""
    last = _split(waiting[-1])
    before = list(waiting[:-1])
    if len(last) == wanted + 1 and not before:
        return [[piece] for piece in last]
    if len(last) > wanted:
        return [before + last[:-wanted], *([piece] for piece in last[-wanted:])]
    if len(last) == wanted and before and (wanted > 1 or _is_value(last[0])):
        return [before, *([piece] for piece in last)]
    if len(last) == 1 == wanted - 1 and len(before) > 1 and _is_value(last[0]) and _is_value(before[-1]):
        return [before[:-1], [before[-1]], last]
    if len(last) == wanted and (glued := _unglue(last[0])):
        return [[glued[0]], [glued[1]], *([piece] for piece in last[1:])]
    if len(last) == 1 == wanted - 1 and _is_figure(last[0]):
        start = next((at for at, piece in enumerate(before) if at and _OPERATOR.search(piece.text)), None)
        return [before[:start], before[start:], last] if start else None
    return None


def _is_value(piece: Piece) -> bool:
    return len(piece.text) <= 2 * MOST and bool(_FIGURE.search(piece.text) or _QUALITY.search(piece.text))


def _is_figure(piece: Piece) -> bool:
    return len(piece.text) <= MOST and bool(_FIGURE.match(piece.text))


def _split(line: Piece) -> list[Piece]:
    """Give the pieces of a line: a gap between figure and its unit or its operator is none between columns."""
    cuts, start = [], 0
    for gap in _GAP.finditer(line.text):
        left, right = line.text[start : gap.start()], line.text[gap.end() :]
        if _is_column(left, right):
            cuts.append((gap.start(), gap.end()))
            start = gap.end()
    edges = [0, *(edge for cut in cuts for edge in cut), len(line.text)]
    offset = line.span.start
    return [
        Piece(Span(offset + low, offset + high), line.text[low:high])
        for low, high in zip(edges[::2], edges[1::2], strict=True)
    ]


def _is_column(left: str, right: str) -> bool:
    if _HAN.match(left[-1]) and _HAN.match(right[0]):
        return True
    if left[-1].isdigit() and _HAN.match(right[0]):
        return False
    full = bool(_FIGURE.search(left))
    return full and (left[-1] == "%" or left[-1].isdigit() or bool(_HAN.match(left[-1])))


def _unglue(piece: Piece) -> tuple[Piece, Piece] | None:
    """Part a name from the target that stands right behind it: 培育产品不少于 1个, 运营中心 1个."""
    found = _OPERATOR.search(piece.text, 2) or regex.search(r"(?<=\s)\d", piece.text)
    if found is None:
        return None
    at, start = found.start(), piece.span.start
    name = piece.text[:at].rstrip()
    return Piece(Span(start, start + len(name)), name), Piece(Span(start + at, piece.span.end), piece.text[at:])


def _indicator(document: Document, cells: Sequence[Sequence[Piece]], levels: Levels, number: int) -> Indicator:
    spans = [Span(pieces[0].span.start, pieces[-1].span.end) for pieces in cells]
    printed = squeeze(document.quote(spans[0]))
    values = [
        Value(squeeze(document.quote(span)), "", (Cell(span, number, column),), "")
        for column, span in enumerate(spans[1:], 3)
    ]
    actual = values[1] if len(values) > 1 else None
    name = Cell(spans[0], number, 2)
    return Indicator(number, clean_name(printed) or printed, printed, name, levels, values[0], actual, doubt=DOUBT)
