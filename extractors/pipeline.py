"""The stages joined for one document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractors.document import Document
from extractors.graph import Graph
from extractors.mention import Extractor, Mention


@dataclass(frozen=True, slots=True)
class Models:
    """What is loaded once and used for every document."""

    folder: Path
    extractors: tuple[Extractor, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one document says: its text with places, its mentions, its own graph (checks inside)."""

    document: Document
    mentions: tuple[Mention, ...]
    graph: Graph
