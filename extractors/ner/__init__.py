"""Organisations and regions in a text."""

from __future__ import annotations

from pathlib import Path

from extractors.mention import Extractor
from extractors.ner.ballot import Sight, read_scale, vote
from extractors.ner.charmodel import load_character_model
from extractors.ner.compact import Compact
from extractors.ner.found import Name
from extractors.ner.organisation import Judge, Names, Organisations
from extractors.ner.region import Regions
from extractors.ner.tokens import Tokens, Words, load_words

VERSION = "1"


def load_names(models: Path) -> tuple[Extractor, ...]:
    """Give the extractors of organisations and regions, their lexicons and the model of names loaded once.

    Raises:
        MissingModelError: a lexicon or the model is not in the folder, or is damaged.

    """
    words = load_words(models)
    names = Names(words, load_judge(models / "ner" / f"names-{VERSION}", words))
    return (Organisations(names), Regions(names))


def load_rules_of_names(models: Path) -> tuple[Extractor, ...]:
    """Give the same extractors with the rules as their only voice."""
    names = Names(load_words(models))
    return (Organisations(names), Regions(names))


def load_judge(folder: Path, words: Words) -> Judge:
    """Give what asks the model about the names of the rules, and adds its own."""
    model, scale = load_character_model(folder / "names.onnx"), read_scale(folder / "vote.json")

    def judge(form: Compact, tokens: Tokens, names: tuple[Name, ...]) -> tuple[Name, ...]:
        return vote(names, model.read(form, tokens), scale, Sight(form.text, tokens, words))

    return judge
