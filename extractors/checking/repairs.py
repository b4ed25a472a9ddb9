"""What was repaired on a scan: the reading beside what takes its place, and why."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checking.finding import Finding
from extractors.document import Document


def check_repairs(document: Document) -> Iterator[Finding]:
    """Give one finding for every repair: `found` is what was read, `expected` what takes its place."""
    for repair in document.repairs:
        yield Finding(
            repair.check,
            f"{repair.span.start}",
            "pass",
            repair.why,
            expected=repair.text.strip(),
            found=document.quote(repair.span),
            spans=(repair.span,),
        )
