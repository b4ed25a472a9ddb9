"""What a document says against itself: sums, dates, attachments, pages. Checks never change a value."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.checking.across import check_columns
from extractors.checking.amounts import check_written_amounts
from extractors.checking.attachments import check_attachments
from extractors.checking.dates import check_dates
from extractors.checking.finding import findings_to_graph
from extractors.checking.pages import check_pages
from extractors.checking.totals import check_totals
from extractors.document import Document
from extractors.graph import Graph
from extractors.mention import Mention
from extractors.tables import Sheet

__all__ = ["check_document"]


def check_document(document: Document, mentions: Sequence[Mention], about: str, sheets: Sequence[Sheet] = ()) -> Graph:
    """Give the checks of one document with their evidence; `about` is the id of its node, `sheets` are its tables."""
    findings = (
        *check_pages(document),
        *check_dates(document),
        *check_written_amounts(document, mentions),
        *check_attachments(document),
        *check_totals(document, sheets),
        *check_columns(document, sheets),
    )
    return findings_to_graph(document, findings, about)
