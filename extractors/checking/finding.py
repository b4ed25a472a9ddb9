"""What a check found, before it is a record of the graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.document import Document, Span
from extractors.evidence import span_to_evidence
from extractors.graph import Check, Graph

BY = "check-1"


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's verdict; `what` tells it from others of the rule in one document, `spans` are what it looked at."""

    rule: str
    what: str
    verdict: str
    message: str
    expected: str | None = None
    found: str | None = None
    spans: tuple[Span, ...] = ()


def findings_to_graph(document: Document, findings: Iterable[Finding], about: str) -> Graph:
    """Give the checks with the evidence of what they looked at; `about` is the node of the document."""
    checks, evidence = [], []
    for finding in findings:
        items = [span_to_evidence(document, span, BY) for span in finding.spans]
        evidence += items
        checks.append(
            Check(
                f"check:{finding.rule}:{document.source}:{finding.what}",
                finding.rule,
                finding.verdict,
                finding.message,
                finding.expected,
                finding.found,
                tuple(sorted({item.id for item in items})),
                (about,),
            )
        )
    return Graph(checks=tuple(checks), evidence=tuple(evidence))
