"""A document number found in a text, and the text without white space in which it is looked for."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.text import fold


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A document number (发文字号) at `text[start:end]`.

    `value` is the canonical string, or None where no whole number is printed (masked, blank). `prefix` is the 代字
    (粤财工), for orders and announcements the body with its genre (国务院令); `year` has four digits as printed
    or restored; `sequence` keeps the padding zeros of its series. `score` is the probability that span and value are
    right; `doubt` says in a few words what is doubtful.
    """

    start: int
    end: int
    value: str | None
    score: float = 1.0
    doubt: str | None = None
    prefix: str = ""
    year: str | None = None
    sequence: str | None = None


@dataclass(frozen=True, slots=True)
class Compact:
    """Folded text without its white space; `offsets[i]` is where `text[i]` stands in the source.

    `source` is the source as it is, for characters that folding changes; one more offset marks the end.
    """

    text: str
    offsets: tuple[int, ...]
    source: str

    def gap(self, at: int) -> bool:
        """Say whether white space stands before a character."""
        return 0 < at < len(self.text) and self.offsets[at] - self.offsets[at - 1] > 1

    def start(self, at: int) -> int:
        """Give the source offset of a character."""
        return self.offsets[at]

    def end(self, at: int) -> int:
        """Give the source offset behind the character before `at`."""
        return self.offsets[at - 1] + 1


def compact_text(source: str) -> Compact:
    """Give the folded text without white space and invisible characters."""
    folded = fold(source)
    kept = tuple(at for at, char in enumerate(folded) if not (char.isspace() or char in "\u200b\ufeff\u00ad"))
    return Compact("".join([folded[at] for at in kept]), (*kept, len(source)), source)
