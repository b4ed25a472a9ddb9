"""Organisations (机构) by lexicon and rule.

Until `resolve` gives the full name, the value of a mention is what is said, with what an ellipsis leaves out filled
in (`浦口区水利局、财政局` → 浦口区财政局) and without white space; `by` ends in the name of the pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from extractors.document import Document
from extractors.mention import Mention
from extractors.ner.bodies import find_again, find_bodies, find_office, find_units
from extractors.ner.compact import Compact, compact
from extractors.ner.found import Name
from extractors.ner.groups import find_groups
from extractors.ner.labelled import find_labelled
from extractors.ner.lists import fill_lists
from extractors.ner.open_names import find_open_names
from extractors.ner.short import find_short
from extractors.ner.tokens import Tokens, Words
from extractors.text import squeeze

BY = "ner.organisation"
Judge = Callable[[Compact, Tokens, tuple[Name, ...]], tuple[Name, ...]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its tokens and the names in it, in text order and apart from each other."""

    source: str
    compact: Compact
    tokens: Tokens
    names: tuple[Name, ...]


@dataclass(slots=True)
class Names:
    """The words, and the last text read: organisations and regions are asked for one after the other.

    `judge` says which names stand, where rules are not the only voice.
    """

    words: Words
    judge: Judge | None = None
    last: Reading | None = field(default=None, repr=False)

    def read(self, document: Document) -> Reading:
        """Give the names of a document's text."""
        if self.last is None or self.last.source is not document.text:
            form = compact(document, self.words.simple)
            tokens = self.words.find(form.text, form.parted, form.breaks)
            names = find_names(form, tokens, self.words)
            names = self.judge(form, tokens, names) if self.judge else names
            bare = find_labelled(document, form, tokens, self.words, names)
            names = tuple(sorted((*names, *bare), key=lambda name: name.start))
            self.last = Reading(document.text, form, tokens, names)
        return self.last


@dataclass(frozen=True, slots=True)
class Organisations:
    """The extractor of organisations."""

    names: Names
    kind: str = "organisation"

    def extract(self, document: Document) -> Iterable[Mention]:
        """Give the organisations in text order."""
        reading = self.names.read(document)
        for name in reading.names:
            span = reading.compact.span(name.start, name.end)
            said = name.said or squeeze(document.text[span.start : span.end])
            yield Mention(self.kind, span, said, f"{BY}.{name.rule}", name.score, name.doubt or None)


def find_names(form: Compact, tokens: Tokens, words: Words) -> tuple[Name, ...]:
    """Give all names of a text: bodies, groups, open names, short forms; lists filled in."""
    text = form.text
    bodies = [_with_office(text, tokens, words, body) for body in find_bodies(text, tokens, words)]
    groups = list(_apart(list(find_groups(text, tokens, bodies))))
    bodies = fill_lists(text, form.printed, tokens, [*groups, *_outside(groups, bodies)])
    ranges = [(name.start, name.end) for name in bodies if name.rule != "known"]
    open_names = find_open_names(text, tokens, words, ranges)
    short = find_short(text, tokens)
    units = [unit for body in bodies for unit in find_units(text, tokens, body)]
    units += find_again(text, units)
    return tuple(_apart([*bodies, *units, *open_names, *short]))


def _with_office(text: str, tokens: Tokens, words: Words, body: Name) -> Name:
    end = find_office(text, tokens, words, body) if body.rule not in ("bare", "known", "company") else 0
    return replace(body, end=end) if end else body


def _outside(groups: list[Name], bodies: list[Name]) -> list[Name]:
    """Leave out the bodies that are part of a group's phrase."""
    covered = {at for group in groups for at in range(group.start, group.end)}
    return [body for body in bodies if body.start not in covered and body.end - 1 not in covered]


def _apart(names: list[Name]) -> Iterator[Name]:
    """Leave one of two names that overlap: the longer, then the more certain; in text order."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end, -name.score)):
        if kept and name.start < kept[-1].end:
            if name.end - name.start > kept[-1].end - kept[-1].start:
                kept[-1] = name
        else:
            kept.append(name)
    yield from kept
