"""The words that say how a document stands to another one it names (根据, 转发, 废止, …)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import regex

from extractors.document import Document, Span
from extractors.lexicon import read_rows

REACH = 80  # how far from a citation its word may stand, in characters outside 《》
BEHIND = 30  # how far behind it
LABEL = 20  # the longest text that still is a label: a heading, or the cell left of a list
_STOP = regex.compile(r"[。！？!?；;\n\t]")
_ITEM = regex.compile(r"(?<![\d.])(?:\d{1,2}\s*[.．、](?!\d)|[(（]\d{1,2}[)）]|[①-⑳])")
_MENTIONS = "mentions"


@dataclass(frozen=True, slots=True)
class Relations:
    """The lexicon relations.tsv: surface → relation, by the side of the citation where the surface stands."""

    before: dict[str, str]
    after: dict[str, str]
    label: dict[str, str]


@dataclass(frozen=True, slots=True)
class Relation:
    """How a citation is meant; `words` is where that is said, None where nothing says it."""

    name: str = _MENTIONS
    words: Span | None = None


@dataclass(frozen=True, slots=True)
class RelationWords:
    """The relation words of one document, in text order, those inside 《》 left out."""

    before: tuple[tuple[Span, str], ...]
    after: tuple[tuple[Span, str], ...]
    stops: tuple[int, ...]
    items: tuple[int, ...]
    labels: tuple[tuple[Span, Span, str], ...]
    passed: dict[int, Relation] = field(default_factory=dict)


def load_relations(models: Path) -> Relations:
    """Read models/lexicons/relations.tsv.

    Raises:
        MissingModelError: the lexicon is not there.

    """
    rows = read_rows(models / "lexicons" / "relations.tsv")
    sides = {side: {row["surface"]: row["relation"] for row in rows if row["side"] == side} for side in _SIDES}
    return Relations(sides["before"], sides["after"], sides["label"])


_SIDES = ("before", "after", "label")


def find_relation_words(document: Document, relations: Relations, titles: Iterable[Span]) -> RelationWords:
    """Give all relation words of a document once, so that each citation only has to look for the nearest."""
    covered = tuple(titles)
    return RelationWords(
        _outside(_find(document.text, relations.before), covered),
        _outside(_find(document.text, relations.after), covered),
        tuple(match.start() for match in _STOP.finditer(document.text)),
        tuple(match.start() for match in _ITEM.finditer(document.text)),
        tuple(_find_labels(document, relations)),
        _find_passed(document.text),
    )


# 《某条例》已由…会议于2022年6月30日通过，…批准，现予公布: the word stands far behind what it is said of
_PASSED = regex.compile(
    r"(?<=[》〉)）])\s*(?:业?已经?|经|由)[^。；;\n《]{2,160}?(?:现予以?|现决定|予以|现将其?|现(?=印))\s*(?P<word>公布|发布|印发|颁布)"
)


def _find_passed(text: str) -> dict[int, Relation]:
    """Give where a title ends that is said to be passed and now published."""
    return {match.start(): Relation("issues", Span(*match.span("word"))) for match in _PASSED.finditer(text)}


def nearest_relation(words: RelationWords, span: Span, ceiling: int) -> Relation:
    """Give the relation said nearest to a citation, in its sentence.

    `ceiling` is where the next citation begins: a word behind the citation counts only up to there. A word of one
    character counts only where it touches.
    """
    if span.end in words.passed:
        return words.passed[span.end]
    floor = max(_last(words.stops, span.start), span.start - 4 * REACH)
    item = _last(words.items, span.start)
    before, after = _word_before(words, span, max(floor, item)), _word_behind(words, span, ceiling)
    found = [(span.start - word.end, 0, word, name) for word, name in before]
    found += [(word.start - span.end, 1, word, name) for word, name in after]
    if found:
        _, side, word, name = min(found, key=lambda item: item[:2])
        if side and name == "basis" and before and before[0][1] == "implements":
            word, name = before[0]  # 贯彻落实《…》精神
        return Relation(name, word)
    return label_relation(words, span) or _said_of_list(words, span, floor) or Relation()


def _last(stops: tuple[int, ...], at: int) -> int:
    place = bisect_left(stops, at) - 1
    return stops[place] if place >= 0 else 0


def _said_of_list(words: RelationWords, span: Span, floor: int) -> Relation | None:
    """Give what the sentence says before the first item of its list (主要依据：1.《…》 2.《…》)."""
    first = bisect_left(words.items, floor)
    if first == len(words.items) or words.items[first] >= span.start:
        return None
    found = _word_before(words, Span(words.items[first], words.items[first]), floor)
    return Relation(found[0][1], found[0][0]) if found else None


def label_relation(words: RelationWords, span: Span) -> Relation | None:
    """Give the relation that the heading above says, or the label cell to the left."""
    at = bisect_right(words.labels, span.start, key=lambda label: label[0].start) - 1
    if at >= 0 and words.labels[at][0].start <= span.start < words.labels[at][0].end:
        _, word, name = words.labels[at]
        return Relation(name, word)
    return None


def _word_before(words: RelationWords, span: Span, floor: int) -> list[tuple[Span, str]]:
    last = bisect_right(words.before, span.start, key=lambda item: item[0].end) - 1
    for word, name in reversed(words.before[max(last - 3, 0) : last + 1]):
        if word.start >= floor and (len(word) > 1 or word.end == span.start):
            return [(word, name)]
    return []


def _word_behind(words: RelationWords, span: Span, ceiling: int) -> list[tuple[Span, str]]:
    at = bisect_left(words.stops, span.end)
    stop = words.stops[at] if at < len(words.stops) else ceiling
    limit = min(stop, ceiling, span.end + BEHIND)
    first = bisect_left(words.after, span.end, key=lambda item: item[0].start)
    for word, name in words.after[first : first + 3]:
        touches_next = word.end == ceiling
        if word.end <= limit and not touches_next and (len(word) > 1 or word.start == span.end):
            return [(word, name)]
    return []


def _find(text: str, surfaces: Mapping[str, str]) -> list[tuple[Span, str]]:
    found = _pattern(tuple(surfaces)).finditer(text)
    return [(Span(*match.span()), surfaces["".join(match.group().split())]) for match in found]


@cache
def _pattern(surfaces: tuple[str, ...]) -> regex.Pattern[str]:
    """Give the pattern of some surfaces, the longest first, white space between their characters let pass."""
    longest = sorted(surfaces, key=lambda word: (-len(word), word))
    return regex.compile("|".join(r"\s*".join(map(regex.escape, word)) for word in longest))


def _outside(words: list[tuple[Span, str]], covered: tuple[Span, ...]) -> tuple[tuple[Span, str], ...]:
    return tuple((span, name) for span, name in words if not covers_any(covered, span))


def covers_any(spans: tuple[Span, ...], span: Span) -> bool:
    """Say whether one of the spans (sorted, apart from each other) holds the span."""
    at = bisect_right(spans, span.start, key=lambda other: other.start) - 1
    return at >= 0 and spans[at].covers(span)


def _find_labels(document: Document, relations: Relations) -> list[tuple[Span, Span, str]]:
    """Give (what is labelled, the label, its relation), sorted, each text stretch once."""
    found = _heading_labels(document, relations.label) + _cell_labels(document, relations.label)
    found += _list_labels(document, relations)
    return sorted(found, key=lambda item: (item[0].start, len(item[0])))


_ANNOUNCES = regex.compile(r"(?:下列|以下|如下|下述)[^。；]{0,40}[:：]\s*$")
_LISTED = regex.compile(r"\s*(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）]?\s*[、.．)）]?|[①-⑳]|[-•·])?\s*[《（(]")


def _list_labels(document: Document, relations: Relations) -> list[tuple[Span, Span, str]]:
    """Give the lists under a sentence that says what is done to all in them: 决定废止下列文件：."""
    found: list[tuple[Span, Span, str]] = []
    said: tuple[Span, str] | None = None
    for block in document.blocks:
        text = document.text[block.span.start : block.span.end]
        if said and _LISTED.match(text):
            found.append((block.span, *said))
            continue
        said = _last_word(text, block.span.start, relations) if _ANNOUNCES.search(text) else None
    return found


def _last_word(text: str, base: int, relations: Relations) -> tuple[Span, str] | None:
    """Give the last word of more than one character that says a relation in the last sentence of a text."""
    start = max((match.end() for match in regex.finditer("[。；]", text)), default=0)
    words = [*_find(text[start:], relations.before), *_find(text[start:], relations.after)]
    if not (long := [word for word in words if len(word[0]) > 1 and word[1] != "basis"]):
        return None
    span, name = max(long)
    return Span(base + start + span.start, base + start + span.end), name


def _heading_labels(document: Document, surfaces: dict[str, str]) -> list[tuple[Span, Span, str]]:
    """Give the stretches between headings; only stretches outside tables, which have labels of their own."""
    roles = {"heading", "title", "caption", "table"}
    marks = sorted((block for block in document.blocks if block.role in roles), key=lambda block: block.span)
    ends = [*(block.span.start for block in marks[1:]), len(document.text)]
    found = []
    for block, end in zip(marks, ends, strict=False):
        label = _label_of(document, block.span, surfaces) if block.role == "heading" else None
        if label and block.span.end < end:
            found.append((Span(block.span.end, end), *label))
    return found


def _cell_labels(document: Document, surfaces: dict[str, str]) -> list[tuple[Span, Span, str]]:
    found = []
    for table in document.tables:
        rows: dict[int, tuple[Span, str]] = {}
        columns: dict[int, tuple[Span, str]] = {}
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
            label = _label_of(document, cell.span, surfaces)
            known = rows.get(cell.row) or columns.get(cell.column)
            if label:
                rows |= {row: label for row in range(cell.row, cell.row + cell.row_span)}
                if cell.header or cell.row == 0:
                    columns |= {column: label for column in range(cell.column, cell.column + cell.column_span)}
            elif known and len(cell.span):
                found.append((cell.span, *known))
    return found


def _label_of(document: Document, span: Span, surfaces: dict[str, str]) -> tuple[Span, str] | None:
    """Give the label that a short text is: the last label word in it."""
    if not 0 < len(span) <= LABEL:
        return None
    words = _find(document.text[span.start : span.end], surfaces)
    if not words:
        return None
    word, name = words[-1]
    return Span(span.start + word.start, span.start + word.end), name
