"""Runs of characters → printed lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.document import Box
from extractors.reading.page.sheet import Glyph, Run, Strip

_SAME_LINE = 0.35  # base lines this near, in font sizes, are one
_GAP = 1.0  # a gap this wide inside a printed line, in font sizes, is told by a space


def runs_to_strips(runs: Iterable[Run], page: int) -> tuple[Strip, ...]:
    """Give the printed lines, from top to bottom: runs on one base line are one, from left to right."""
    return tuple(line_to_strip(line, page) for line in _group(runs))


def _group(runs: Iterable[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = []
    for run in sorted(filter(None, map(_trim, runs)), key=lambda run: (_base(run), run[0].left)):
        home = next((line for line in reversed(lines[-4:]) if _is_level(line, run)), None)
        if home is None:
            lines.append([run])
        else:
            home.append(run)
    for line in lines:
        line.sort(key=lambda run: run[0].left)
    return sorted(lines, key=lambda line: _base(_largest(line)))


def _trim(run: Run) -> Run:
    first, last = 0, len(run)
    while first < last and run[first].char.isspace():
        first += 1
    while last > first and run[last - 1].char.isspace():
        last -= 1
    return run[first:last]


def _base(run: Run) -> float:
    return run[0].base


def _largest(line: Sequence[Run]) -> Run:
    return max(line, key=lambda run: (run[0].size, len(run)))


def _is_level(line: Sequence[Run], run: Run) -> bool:
    """Say whether a run stands on the line, a raised or lowered small one included."""
    main = _largest(line)[0]
    size = max(main.size, run[0].size)
    if abs(main.base - run[0].base) <= _SAME_LINE * size * 0.6:
        return True
    small = min(main.size, run[0].size) < 0.8 * size
    return small and abs(main.base - run[0].base) <= _SAME_LINE * size


def line_to_strip(runs: Sequence[Run], page: int) -> Strip:
    """Give one printed line; white space is one space, and none at the ends."""
    glyphs = list(_spaced(runs))
    main = _largest(runs)[0]
    box = Box(
        min(glyph.left for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
    )
    bold = sum(glyph.bold for glyph in glyphs) * 2 > len(glyphs)
    red = sum(glyph.red for glyph in glyphs) * 2 > len(glyphs)
    text = "".join(glyph.char for glyph in glyphs)
    again = any(glyph.second[0] for glyph in glyphs)
    scores = tuple(glyph.score for glyph in glyphs) if again or any(glyph.score < 1 for glyph in glyphs) else ()
    doubt = "; ".join(dict.fromkeys(glyph.doubt for glyph in glyphs if glyph.doubt))
    seconds = tuple(glyph.second for glyph in glyphs) if again else ()
    return Strip(text, _stops(glyphs), box, page, main.base, main.size, bold, red, scores, doubt, seconds)


def _spaced(runs: Sequence[Run]) -> Iterator[Glyph]:
    """Give the characters of a line, a space for a wide gap, spaces in a row as one."""
    last: Glyph | None = None
    for run in runs:
        for at, glyph in enumerate(run):
            space = glyph.char.isspace()
            if last is not None and not space and at == 0 and _is_apart(last, glyph):
                yield last._replace(char=" ", left=last.right, right=max(glyph.left, last.right), second=("", 0.0))
            if space and (last is None or last.char == " "):
                continue
            last = glyph._replace(char=" ") if space else glyph
            yield last


def _is_apart(last: Glyph, glyph: Glyph) -> bool:
    if last.char == " ":
        return False
    gap = glyph.left - last.right
    latin = last.char.isascii() and last.char.isalnum() and glyph.char.isascii() and glyph.char.isalnum()
    return gap > (0.2 if latin else _GAP) * glyph.size


def _stops(glyphs: Sequence[Glyph]) -> tuple[float, ...]:
    """Give the left edges and the last right edge, never running backwards."""
    stops = [round(glyph.left, 2) for glyph in glyphs] + [round(glyphs[-1].right, 2)]
    if all(left <= right for left, right in pairwise(stops)):
        return tuple(stops)
    highest = stops[0]
    return tuple(highest := max(highest, stop) for stop in stops)
