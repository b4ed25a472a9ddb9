"""A scan that bears a seal is dated, or a check says that its date was not read."""

from __future__ import annotations

from extractors.checking.dates import check_dates
from extractors.document import Block, Document, Page, Part, Span


def sealed(*parts: Part, route: str = "ocr", role: str = "seal") -> Document:
    page = Page(1, 595, 842, route)
    return Document("0" * 16, "a", "pdf", "某省财政厅", (page,), (), (Block(Span(0, 5), role, 1),), (), parts)


def verdicts(document: Document) -> list[tuple[str, str]]:
    return [(finding.rule, finding.verdict) for finding in check_dates(document)]


def test_a_seal_without_a_date() -> None:
    assert verdicts(sealed()) == [("date_read", "fail")]


def test_with_a_date_without_a_seal_or_as_text() -> None:
    dated = Part("date", "2023-12-05", None, "parts")
    assert verdicts(sealed(dated)) == verdicts(sealed(role="paragraph")) == verdicts(sealed(route="text")) == []
