"""Places on a scan that are none: 油头市 where only 汕头市 can be meant.

Places are a closed class. A name that no unit has or had, and that one character of much the same shape makes the name
of exactly one unit of the provinces that the document names, is taken for that unit; it stays doubtful.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

import regex

from extractors.document import Document, Line, Repair, Span
from extractors.gazetteer import SUFFIXES, read_surfaces
from extractors.linking.atlas import Atlas, load_atlas
from extractors.repair.shapes import likeness
from extractors.text import fold

BY = "repair.places-1"
CHECK = "place_reconciled"
_LEAST = 3  # characters of a name: of two says too little
_LONGEST = 11
_ALIKE = 0.75  # likeness of two characters that are taken for one another: 韶 and 昭 have .76
_OFTEN = 3  # times that places of a province are named, for its units to be looked among
_END = regex.compile(rf"(?:{'|'.join(SUFFIXES)})(?!(?<=市)[场区]|(?<=[区县州])域|(?<=区)[间别分块])")
_SURE = 0.98  # a character below it may be misread whatever stands around it
_HAN = regex.compile(r"\p{Han}+")


@dataclass(frozen=True, slots=True)
class Guess:
    """A stretch of text that may be the name of a place with one other character at `at`."""

    span: Span
    at: int
    name: str
    alike: float

    @property
    def char(self) -> str:
        """The character that the name has there."""
        return self.name[self.at - self.span.start]


@dataclass(frozen=True, slots=True)
class Named:
    """The places that a text names: where each stands, with the codes that it can mean; `words` end as places do."""

    places: tuple[tuple[Span, tuple[str, ...]], ...]
    words: frozenset[str] = frozenset()
    names: frozenset[str] = field(default_factory=frozenset)


def mend_places(document: Document, models: Path) -> Document:
    """Give the document with repairs of the places that were recognised and are none.

    Raises:
        MissingModelError: a lexicon is not in the models folder.

    """
    if not any(line.scores for line in document.lines):
        return document
    atlas, text = load_atlas(models), fold(document.text)
    named = find_named(text, atlas, frozenset(read_surfaces(models, "area_words")))
    guesses = [guess for guess in find_guesses(text, named, atlas) if _is_likely(document, guess, named)]
    return replace(document, repairs=(*document.repairs, *_repairs(document, guesses, named, atlas)))


def spell_places(document: Document) -> Document:
    """Give the document with places as they must be spelt in its text: what names are looked for in."""
    repairs = tuple(repair for repair in document.repairs if repair.by == BY)
    return replace(document, text=replace(document, repairs=repairs).mended) if repairs else document


# ------------------------------------------------------------------------------------------- what can be meant


def find_named(text: str, atlas: Atlas, words: frozenset[str]) -> Named:
    """Give the places that are named in full, with whatever suffix they have."""
    found = [
        (span, tuple(unit.adcode for unit in units))
        for span in _stretches(text)
        if (units := atlas.regions_ever(text[span.start : span.end]))
    ]
    return Named(tuple(found), words, frozenset(text[span.start : span.end] for span, _ in found))


def _stretches(text: str) -> Iterator[Span]:
    """Give the stretches that end as the names of places do."""
    for match in _HAN.finditer(text):
        for end in _END.finditer(text, match.start(), match.end()):
            for start in range(max(end.end() - _LONGEST, match.start()), end.end() - _LEAST + 1):
                yield Span(start, end.end())


def find_guesses(text: str, named: Named, atlas: Atlas) -> Iterator[Guess]:
    """Give what units of the provinces that are named may stand where no place of that name is."""
    names = _names_by_length(named, atlas)
    for span in _stretches(text):
        said = text[span.start : span.end]
        if not atlas.regions_ever(said):
            yield from _near(span, said, names.get(len(said), ()))


def _names_by_length(named: Named, atlas: Atlas) -> Mapping[int, Sequence[str]]:
    units = (atlas.above(codes[0], "province") for _, codes in named.places if len(codes) == 1)
    counts = Counter(unit.adcode for unit in units if unit is not None)
    provinces = {code[:2] for code, count in counts.items() if count >= _OFTEN}
    names: dict[int, set[str]] = defaultdict(set)
    for code, regions in atlas.codes.items():
        for region in regions if code[:2] in provinces else ():
            names[len(region.name)].add(region.name)
    return {size: sorted(found) for size, found in names.items()}


def _near(span: Span, said: str, names: Sequence[str]) -> Iterator[Guess]:
    """Give the names that one character of the same shape makes of what is said; its last one tells its level."""
    for name in names:
        places = [at for at, (char, other) in enumerate(zip(said, name, strict=True)) if char != other]
        if len(places) == 1 and name[-1] == said[-1]:
            alike = likeness(said[places[0]], name[places[0]])
            if alike >= _ALIKE:
                yield Guess(span, span.start + places[0], name, alike)


# ----------------------------------------------------------------------------------------- what is meant


def _is_likely(document: Document, guess: Guess, named: Named) -> bool:
    """Say whether a place stands there: at the front of what is printed, behind a place, or one that is named too."""
    line = _line(document, guess.at)
    if line is None or any(span.start <= guess.at < span.end for span, _ in named.places):
        return False
    score = line.scores[guess.at - line.span.start]
    if document.text[guess.span.end - 2 : guess.span.end] in named.words and score >= _SURE:
        return False
    return guess.name in named.names or _begins(document, guess.span, named)


def _begins(document: Document, span: Span, named: Named) -> bool:
    before = document.text[span.start - 1 : span.start]
    starts = any(line.span.start == span.start for line in document.lines_of(span)) and document.cell_at(span)
    return bool(starts) or not _HAN.match(before) or any(place.end == span.start for place, _ in named.places)


def _repairs(document: Document, guesses: Sequence[Guess], named: Named, atlas: Atlas) -> Iterator[Repair]:
    """Give a repair a character, where one place alone can be meant."""
    for _, group in groupby(sorted(guesses, key=lambda guess: (guess.at, guess.span)), key=lambda guess: guess.at):
        found = _meant(document, list(group), named, atlas)
        if len({guess.name for guess in found}) == 1:
            yield _repair(document, found[0])


def _meant(document: Document, guesses: Sequence[Guess], named: Named, atlas: Atlas) -> Sequence[Guess]:
    """Give the guesses that more speaks for: length, the place before, the second reading, the rest of the text."""
    longest = max(len(guess.span) for guess in guesses)
    signs: tuple[Callable[[Guess], bool], ...] = (
        lambda guess: len(guess.span) == longest,
        lambda guess: _lies_behind(guess, named, atlas),
        lambda guess: guess.char == _second(document, guess.at),
        lambda guess: guess.name in named.names,
    )
    for sign in signs:
        guesses = [guess for guess in guesses if sign(guess)] or guesses
    return guesses


def _lies_behind(guess: Guess, named: Named, atlas: Atlas) -> bool:
    """Say whether the place right before is one that the other lies in: 韶关市 before 浈江区."""
    above = [code for span, codes in named.places if span.end == guess.span.start for code in codes]
    units = [unit.adcode for unit in atlas.regions_ever(guess.name)]
    return any(atlas.inside(unit, outer) for unit in units for outer in above)


def _repair(document: Document, guess: Guess) -> Repair:
    said, char = document.quote(guess.span), document.text[guess.at]
    why = (
        f"read as {said}, which is no place; {guess.name} is one, of a province that the document names, "
        f"and {char} looks like {guess.char} ({guess.alike:.2f})"
    )
    return Repair(Span(guess.at, guess.at + 1), guess.char, BY, why, CHECK)


def _second(document: Document, at: int) -> str:
    """Give the character that a second reading has, empty where it has none."""
    line = _line(document, at)
    return line.seconds[at - line.span.start][0] if line is not None and line.seconds else ""


def _line(document: Document, at: int) -> Line | None:
    """Give the recognised line that a character stands on."""
    return next((line for line in document.lines_of(Span(at, at + 1)) if line.scores), None)
