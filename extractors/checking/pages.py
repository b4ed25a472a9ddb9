"""Pages that were not read: never silently empty."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checking.finding import Finding
from extractors.document import Document


def check_pages(document: Document) -> Iterator[Finding]:
    """Give an unknown verdict for every page whose text could not be had."""
    for page in document.pages:
        if page.unread:
            why = f" ({page.why})" if page.why else ""
            yield Finding(
                "page_unread",
                str(page.number),
                "unknown",
                f"{document.name}, page {page.number} was not read{why}: what stands on it is missing here; "
                "recognise the page (OCR) or hand in a file with text, and run again",
            )
