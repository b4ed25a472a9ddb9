"""Amounts (金额): those printed with a unit anywhere, and bare figures of table cells whose unit stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.document import Document, Span
from extractors.mention import Mention
from extractors.rules.bare import find_bare
from extractors.rules.fencing import crosses, fence
from extractors.tables import Sheet, read_sheets
from extractors.values.money import find_amounts

kind = "amount"
BY = "rules.amount"


@dataclass(frozen=True, slots=True)
class Amounts:
    """The extractor with the models that tell what the columns of a table hold."""

    models: Path
    kind: str = kind

    def extract(self, document: Document) -> Iterator[Mention]:
        """Give the amounts in text order."""
        return _find(document, read_sheets(document, self.models))


def extract(document: Document) -> Iterator[Mention]:
    """Give the amounts in text order; without models, headings are told by their plainest words."""
    return _find(document, read_sheets(document))


def _find(document: Document, sheets: Sequence[Sheet]) -> Iterator[Mention]:
    mentions = [
        *_find_printed(document),
        *(mention for table in document.tables for mention in find_bare(document, table, sheets)),
    ]
    yield from sorted(mentions, key=lambda mention: mention.span)


def _find_printed(document: Document) -> Iterator[Mention]:
    for match in find_amounts(fence(document)):
        span, score, doubt = Span(match.start, match.end), match.score, match.doubt
        if crosses(document, span):
            score, doubt = min(score, 0.6), doubt or "over two paragraphs"
        yield Mention(kind, span, match.value, BY, score, doubt)
