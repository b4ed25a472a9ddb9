"""Two readings of one line side by side: what the second has in place of each character of the first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from extractors.reading.scans.second import Text
from extractors.text import fold

Echo = tuple[str, float]
NOTHING = " "  # the second reading leaves the character out
_SILENT: Echo = ("", 0.0)


def align(text: str, second: Text, known: Collection[str]) -> tuple[Echo, ...]:
    """Give for each character what the second reading has there, and how sure it is of it.

    The echo is empty for white space and for characters that the second reader cannot know; it is longer than the
    character where the two do not match one to one: what only the second has lies on the character before it, or on
    the first.
    """
    said = second[0]
    mine = [at for at, char in enumerate(text) if not char.isspace()]
    theirs = [at for at, char in enumerate(said) if not char.isspace()]
    echoes = [_SILENT] * len(text)
    pairs = SequenceMatcher(None, [fold(text[at]) for at in mine], [fold(said[at]) for at in theirs], autojunk=False)
    steps = [(name, mine[i:j], i, _heard(second, theirs[k:m])) for name, i, j, k, m in pairs.get_opcodes()]
    for name, places, _, heard in steps:
        for at, echo in zip(places, _spread(heard, len(places)), strict=True):
            echoes[at] = echo if name == "equal" or text[at] in known else _SILENT
    for name, _, start, heard in steps:
        if name == "insert" and mine:
            at = mine[max(start - 1, 0)]
            own = [(text[at], 1.0)]
            echoes[at] = _join([*own, *heard] if start else [*heard, *own])
    return tuple(echoes)


def _heard(second: Text, places: Sequence[int]) -> list[Echo]:
    return [(second[0][at], second[1][at]) for at in places]


def _spread(heard: Sequence[Echo], count: int) -> Sequence[Echo]:
    """Give one echo a character: one to one where there are as many, else all of them each time."""
    return heard if len(heard) == count else [_join(heard)] * count


def _join(heard: Sequence[Echo]) -> Echo:
    return "".join(char for char, _ in heard) or NOTHING, min((score for _, score in heard), default=0.0)
