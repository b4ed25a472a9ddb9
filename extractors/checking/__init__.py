"""What a document says against itself: sums, ratios, units, years, dates, pages. Checks change no value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.checking.across import check_columns
from extractors.checking.amounts import check_written_amounts
from extractors.checking.attachments import check_attachments
from extractors.checking.balances import check_balances
from extractors.checking.codes import check_codes
from extractors.checking.dates import check_dates
from extractors.checking.finding import Finding, findings_to_graph
from extractors.checking.forms import check_forms
from extractors.checking.pages import check_pages
from extractors.checking.percents import check_percents
from extractors.checking.prose import read_paragraphs
from extractors.checking.prose_tables import check_prose_tables
from extractors.checking.ratio_columns import check_ratio_columns
from extractors.checking.ratios import check_ratios
from extractors.checking.repairs import check_repairs
from extractors.checking.same_items import check_same_items
from extractors.checking.same_money import check_same_money
from extractors.checking.share_slips import check_share_slips
from extractors.checking.shares import check_shares
from extractors.checking.totals import check_totals
from extractors.checking.unit_slips import check_unit_slips
from extractors.checking.years import check_fund_years, check_sheet_years
from extractors.document import Document
from extractors.graph import Graph
from extractors.mention import Mention
from extractors.tables import Sheet

__all__ = ["check_document"]


def check_document(document: Document, mentions: Sequence[Mention], about: str, sheets: Sequence[Sheet] = ()) -> Graph:
    """Give the checks of one document with their evidence; `about` is the id of its node, `sheets` are its tables."""
    findings = (
        *check_pages(document),
        *check_repairs(document),
        *check_dates(document),
        *check_written_amounts(document, mentions),
        *check_attachments(document),
        *check_totals(document, sheets),
        *check_columns(document, sheets),
        *check_codes(document, sheets),
        *check_forms(document),
        *check_ratio_columns(document),
        *check_share_slips(document, sheets),
        *check_fund_years(document),
        *check_sheet_years(document, sheets),
        *check_same_money(document, mentions, sheets),
        *check_shares(document, mentions),
        *_check_prose(document, mentions, sheets),
    )
    return findings_to_graph(document, findings, about)


def _check_prose(document: Document, mentions: Sequence[Mention], sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Give the checks of the amounts and percentages of running text."""
    paragraphs = read_paragraphs(document, mentions)
    yield from check_ratios(document, paragraphs)
    yield from check_percents(document, paragraphs)
    yield from check_balances(document, paragraphs)
    yield from check_unit_slips(document, paragraphs)
    yield from check_same_items(document, paragraphs)
    yield from check_prose_tables(document, paragraphs, sheets)
