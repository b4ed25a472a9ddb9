"""A grammar of weighted expansions: `{symbol}` in an expansion is replaced by one of the symbol's own."""

from __future__ import annotations

import random
from bisect import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import regex

from extractors.errors import MissingModelError
from extractors.lexicon import read_rows

SYMBOL = regex.compile(r"\{([a-z0-9.]+)\}")
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """The expansions of a symbol, with the running sums of their weights."""

    expansions: tuple[tuple[str, ...], ...]  # text and symbols in turn
    sums: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """What each symbol may become."""

    choices: Mapping[str, Choice]

    def expand(self, symbol: str, dice: random.Random, depth: int = 0) -> str:
        """Give one text of a symbol.

        Raises:
            MissingModelError: the grammar does not say what a symbol is, or it turns in a circle.

        """
        choice = self.choices.get(symbol)
        if choice is None or depth > DEEPEST:
            raise MissingModelError(f"{{{symbol}}}: the grammar of names does not say what it is; add a row for it")
        pieces = choice.expansions[bisect(choice.sums, dice.randrange(choice.sums[-1]))]
        return "".join(self.expand(piece, dice, depth + 1) if at % 2 else piece for at, piece in enumerate(pieces))


def read_grammar(path: Path, words: Mapping[str, Sequence[str]]) -> Grammar:
    """Read a grammar; `words` gives further symbols with their texts, each as likely as the others."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for symbol, texts in words.items():
        found[symbol] = [((text,), 1) for text in texts]
    for row in read_rows(path):
        found[row["symbol"]].append((tuple(SYMBOL.split(row["expansion"])), int(row["weight"])))
    return Grammar({symbol: _choice(rows) for symbol, rows in found.items()})


def _choice(rows: Sequence[tuple[tuple[str, ...], int]]) -> Choice:
    return Choice(tuple(pieces for pieces, _ in rows), tuple(accumulate(weight for _, weight in rows)))
