"""Train the character model of names: lines composed by the grammar, and sentences of a given text marked by the rules.

`python -m flows.train names --text laws.txt.xz`; needs the extra `train` (torch, onnx). The same seed, text, lexicons
and torch on the same kind of processor give the same file. Writes names.onnx and training.json.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from extractors.document import Block, Document, Span
from extractors.ner import VERSION, load_rules_of_names
from extractors.ner.charmodel import characters_to_table
from extractors.ner.compact import Compact, compact
from extractors.ner.signs import Encoded, encode, pieces
from extractors.ner.tags import names_to_tags
from extractors.ner.tokens import Words, load_words
from flows.compose import MarkedLine, compose_lines, read_given

if TYPE_CHECKING:
    pass

SEED = 20220811
RARE = 3  # a character seen less often is unknown


@dataclass(frozen=True)
class Amounts:
    """How much is learned from: lines composed, sentences of the given text, rounds over all of them."""

    lines: int = 50_000
    sentences: int = 9_000
    epochs: int = 1


def train_names(models: Path, text: Path | None = None, amounts: Amounts | None = None) -> dict[str, Any]:
    """Train, write models/ner/names-<version>/names.onnx and training.json, and give what stands in the latter."""
    from flows.names_net import Example, fit
    from flows.names_onnx import write_onnx

    amounts = amounts or Amounts()
    words = load_words(models)
    lines = list(compose_lines(models, SEED, amounts.lines))
    given = list(read_given(text, load_rules_of_names(models), SEED, amounts.sentences)) if text else []
    characters = count_characters([*lines, *given], words)
    table = characters_to_table(characters)
    found = chain.from_iterable(line_to_pieces(line, words, table) for line in (*lines, *given))
    examples = [Example(seen, tags) for seen, tags in found]
    net = fit(examples, len(characters) + 2, SEED, amounts.epochs)
    path = models / "ner" / f"names-{VERSION}" / "names.onnx"
    write_onnx(net, characters, VERSION, path)
    said = _training(path, text, len(lines), len(given), amounts) | {
        "characters": sum(len(example.tags) for example in examples)
    }
    (path.parent / "training.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return said


def count_characters(lines: Sequence[MarkedLine], words: Words) -> tuple[str, ...]:
    """Give the characters that are seen often enough, in the order of their code points."""
    counts = Counter(chain.from_iterable(line_to_form(line.text, words).text for line in lines))
    return tuple(sorted(char for char, count in counts.items() if count >= RARE and ord(char) < 1 << 16))


def line_to_form(text: str, words: Words) -> Compact:
    """Give the compact form of a line that is a paragraph by itself."""
    block = Block(Span(0, len(text)), "paragraph", 1)
    return compact(Document("0" * 16, "line", "text", text, blocks=(block,)), words.simple)


def line_to_pieces(line: MarkedLine, words: Words, table: Any) -> Iterator[tuple[Encoded, Any]]:
    """Give the pieces of a line as the model sees them, with their tags; a name that is cut in two is none."""
    form = line_to_form(line.text, words)
    if not form.text:
        return
    seen = encode(form, words.find(form.text, form.parted), table)
    for start, end in pieces(form.text):
        spans = (
            (first - start, last - start, kind) for first, last, kind in _compact_names(line, form) if start <= first
        )
        inside = [span for span in spans if span[1] <= end - start]
        pairs = np.concatenate((np.zeros(1, np.int32), seen.pairs[start + 1 : end]))
        yield (
            Encoded(seen.characters[start:end], pairs, seen.signs[start:end]),
            names_to_tags(inside, end - start),
        )


def _compact_names(line: MarkedLine, form: Compact) -> Iterator[tuple[int, int, str]]:
    places = {form.source(at): at for at in range(len(form.text))}
    for start, end, kind in line.names:
        held = [places[at] for at in range(start, end) if at in places]
        if held:
            yield held[0], held[-1] + 1, kind


def _training(path: Path, text: Path | None, lines: int, sentences: int, amounts: Amounts) -> dict[str, Any]:
    import torch

    return {
        "version": VERSION,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "bytes": path.stat().st_size,
        "seed": SEED,
        "lines": lines,
        "sentences": sentences,
        "epochs": amounts.epochs,
        "text_sha256": hashlib.sha256(text.read_bytes()).hexdigest() if text else None,
        "torch": str(torch.__version__),
    }
