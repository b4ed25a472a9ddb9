"""Organisations and regions in a text."""

from __future__ import annotations

from pathlib import Path

from extractors.mention import Extractor
from extractors.ner.organisation import Names, Organisations
from extractors.ner.region import Regions
from extractors.ner.tokens import load_words


def load_names(models: Path) -> tuple[Extractor, ...]:
    """Give the extractors of organisations and regions, their lexicons loaded once."""
    names = Names(load_words(models))
    return (Organisations(names), Regions(names))
