"""Attachments that 附件说明 lists against the annexes that are there."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.annexes import Annex, find_annexes
from extractors.checking.finding import Finding
from extractors.document import Document


def check_attachments(document: Document) -> Iterator[Finding]:
    """Say for each attachment listed whether its caption (附件1) or its title stands behind the text."""
    for annex in find_annexes(document):
        yield _finding(document, annex)


def _finding(document: Document, annex: Annex) -> Finding:
    good = annex.place is not None
    missing = f"附件{annex.number} is listed and not in {document.name}: look for it in another file of the document"
    return Finding(
        "attachment_missing",
        annex.number,
        "pass" if good else "fail",
        f"附件{annex.number} is listed and found" if good else missing,
        expected=annex.part.value,
        found=document.quote(annex.place) if annex.place else None,
        spans=tuple(span for span in (annex.part.span, annex.place) if span),
    )
