"""The character model: what it says of every character of a text, by onnxruntime on one thread.

A sentence or cell is read by itself, padded to one of a few widths, so that it is read alike in every document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import regex
from numpy.typing import NDArray

from extractors.errors import MissingModelError
from extractors.ner.compact import Compact
from extractors.ner.signs import FIRST, GAP, LONGEST, PADDING, SIGNS, UNKNOWN, Encoded, encode, pieces
from extractors.ner.tags import TAGS, best_tags, tags_to_names
from extractors.ner.tokens import Tokens

WIDTHS = (8, 16, 32, 64, 96, LONGEST)
ROOM = 4096  # characters a batch
WRITTEN = regex.compile(r"\p{Han}[^\p{Han}]*+\p{Han}")
ADVICE = "restore it from the repository or run `python -m flows.train names`"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model says of a text: the chance of each tag a character (0 where nothing is written), and its names."""

    chances: NDArray[np.float32]
    names: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class CharacterModel:
    """A loaded model; `table` gives the number of each code point below 65536."""

    version: str
    session: Any
    table: NDArray[np.int32]

    def read(self, form: Compact, tokens: Tokens) -> Opinion:
        """Give the opinion on a text; what stands in it twice is read once."""
        seen = encode(form, tokens, self.table)
        chances = np.zeros((len(form.text), len(TAGS)), np.float32)
        tags = np.zeros(len(form.text), np.int8)
        same = _same_pieces(form.text, seen)
        for batch, width in _batches([places[0] for places in same.values()]):
            scores = self.session.run(None, _stack(seen, batch, width))[0]
            best = best_tags(scores, np.array([end - start for start, end in batch]))
            odds = np.exp(scores - scores.max(axis=2, keepdims=True))
            odds /= odds.sum(axis=2, keepdims=True)
            for row, (start, end) in enumerate(batch):
                for first, last in same[_key(form.text, seen, start, end)]:
                    chances[first:last] = odds[row, : end - start]
                    tags[first:last] = best[row, : end - start]
        return Opinion(chances, tuple(tags_to_names(tags)))


def _same_pieces(text: str, seen: Encoded) -> dict[tuple[str, bytes], list[tuple[int, int]]]:
    """Group the pieces that hold two Chinese characters or more by what is read there."""
    found: dict[tuple[str, bytes], list[tuple[int, int]]] = {}
    for start, end in pieces(text):
        seen.signs[start, GAP] = 0  # what stands before does not count
        if WRITTEN.search(text, start, end):
            found.setdefault(_key(text, seen, start, end), []).append((start, end))
    return found


def _key(text: str, seen: Encoded, start: int, end: int) -> tuple[str, bytes]:
    return text[start:end], seen.signs[start:end].tobytes()


def _batches(wanted: Sequence[tuple[int, int]]) -> list[tuple[list[tuple[int, int]], int]]:
    """Group pieces by width."""
    groups: dict[int, list[tuple[int, int]]] = {}
    for start, end in wanted:
        groups.setdefault(next(width for width in WIDTHS if end - start <= width), []).append((start, end))
    return [
        (group[at : at + ROOM // width], width)
        for width, group in sorted(groups.items())
        for at in range(0, len(group), ROOM // width)
    ]


def _stack(seen: Encoded, batch: Sequence[tuple[int, int]], width: int) -> dict[str, NDArray[Any]]:
    characters = np.full((len(batch), width), PADDING, np.int32)
    pairs = np.zeros((len(batch), width), np.int32)
    signs = np.zeros((len(batch), SIGNS, width), np.uint8)
    for row, (start, end) in enumerate(batch):
        characters[row, : end - start] = seen.characters[start:end]
        pairs[row, 1 : end - start] = seen.pairs[start + 1 : end]
        signs[row, :, : end - start] = seen.signs[start:end].T
    return {"characters": characters, "pairs": pairs, "signs": signs}


def load_character_model(path: Path) -> CharacterModel:
    """Load a model.

    Raises:
        MissingModelError: it is not there, or is not one.

    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        data = path.read_bytes()
        session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        said = session.get_modelmeta().custom_metadata_map
        characters, version, tags = said["characters"], said["version"], said["tags"]
    except OSError as error:
        raise MissingModelError(f"{path}: the model of names is not there; {ADVICE}") from error
    except Exception as error:  # onnxruntime's own errors have no common ancestor but this
        raise MissingModelError(f"{path}: the model of names is damaged; {ADVICE}") from error
    if tags.split() != list(TAGS):
        raise MissingModelError(f"{path}: the model of names has other tags than this version knows; {ADVICE}")
    return CharacterModel(version, session, characters_to_table(characters))


def characters_to_table(characters: Sequence[str]) -> NDArray[np.int32]:
    """Give the number of each code point below 65536."""
    table = np.full(1 << 16, UNKNOWN, np.int32)
    table[[ord(char) for char in characters]] = np.arange(FIRST, FIRST + len(characters))
    return table
