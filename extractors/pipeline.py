"""The stages joined for one document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extractors.checking import check_document
from extractors.document import Document
from extractors.graph import Graph, merge
from extractors.legibility import weigh_document, weigh_graph, weigh_mentions
from extractors.linking import Atlas, Relations, build_graph, load_atlas, load_relations, resolve_mentions
from extractors.linking.held import document_to_id, own_numbers
from extractors.mention import Extractor, Mention
from extractors.ner import load_names
from extractors.reading import PageReader, load_reader, read_file
from extractors.repair import mend_document, spell_places
from extractors.rules import load_rules
from extractors.surety import settle_scores
from extractors.tables import Sheet, name_tables, read_sheets
from extractors.tables.goals import read_goals

NESTING = frozenset({"title", "organisation", "region"})  # one may lie in another: 《…〈…〉…》, 财政厅 in 财政厅办公室


@dataclass(frozen=True, slots=True)
class Models:
    """What is loaded once and used for every document; `reader` recognises scans, which are unread without it."""

    folder: Path
    extractors: tuple[Extractor, ...]
    atlas: Atlas
    relations: Relations
    reader: PageReader | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one document says: its text with places, its mentions, its own graph (checks inside), its tables."""

    document: Document
    mentions: tuple[Mention, ...]
    graph: Graph
    sheets: tuple[Sheet, ...] = ()


def load_models(models: Path, *, cache: Path | None = None) -> Models:
    """Load the lexicons and what finds mentions; `cache` is a folder where readings of scans are kept.

    Raises:
        MissingModelError: a lexicon is not in the folder.

    """
    extractors = (*load_rules(models), *load_names(models))
    return Models(models, extractors, load_atlas(models), load_relations(models), load_reader(cache, models))


def analyse(document: Document, models: Models) -> Analysis:
    """Give the mentions of a document, resolved, and its graph with its checks."""
    document = mend_document(settle_scores(document, models.folder), models.folder)
    document, sheets = name_tables(document, read_sheets(document, models.folder))
    found = [mention for extractor in models.extractors for mention in extractor.extract(spell_places(document))]
    document = weigh_document(document)
    spelt = spell_places(document)
    mentions = resolve_mentions(spelt, tidy_mentions(weigh_mentions(document, found)), models.atlas)
    goals = read_goals(spelt, sheets, models.folder)
    graph = build_graph(spelt, mentions, models.atlas, models.relations, sheets=sheets, goals=goals)
    graph = weigh_graph(document, graph)
    own = document_to_id(document, own_numbers(document, mentions))
    return Analysis(document, mentions, merge([graph, check_document(document, mentions, own, sheets)]), sheets)


def analyse_file(path: Path, models: Models) -> Analysis:
    """Read a file and give all that it says.

    Raises:
        ReadError: the file cannot be read.

    """
    return analyse(read_file(path, models.folder, reader=models.reader), models)


def tidy_mentions(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Give the mentions by start, longest first, then kind; of two of one kind that share characters, the better one.

    Names and titles may lie one in another; of two that cross, or of one span, the better one stays here too.
    """
    kept: dict[str, list[Mention]] = {}
    for mention in sorted(
        mentions, key=lambda item: (item.span.start, -item.span.end, item.kind, -item.score, item.by)
    ):
        rivals = kept.setdefault(mention.kind, [])
        while rivals and _clash(rivals[-1], mention) and _is_better(mention, rivals[-1]):
            rivals.pop()
        if not any(_clash(rival, mention) for rival in rivals[-3:]):
            rivals.append(mention)
    return tuple(sorted((item for group in kept.values() for item in group), key=_order))


def _order(mention: Mention) -> tuple[int, int, str]:
    return mention.span.start, -mention.span.end, mention.kind


def _clash(one: Mention, other: Mention) -> bool:
    if not one.span.overlaps(other.span):
        return False
    nested = one.span != other.span and (one.span.covers(other.span) or other.span.covers(one.span))
    return not (nested and one.kind in NESTING)


def _is_better(one: Mention, other: Mention) -> bool:
    """Say whether a mention is to be kept instead: read with a value, longer, surer."""
    return _worth(one) > _worth(other)


def _worth(mention: Mention) -> tuple[bool, int, float]:
    return mention.value is not None or mention.kind in NESTING, len(mention.span), mention.score
