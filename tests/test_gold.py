"""Every line of gold is a test: what a person read against what the extractors give."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.document import Document, Page, Part, Span
from extractors.mention import Extractor, value_to_json
from extractors.rules import RULES

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "corpus" / "gold"


def _document(line: dict[str, Any]) -> Document:
    text = line["text"]
    issuer = line.get("issuer")
    parts = (Part("issuers", issuer, None, "gold"),) if issuer else ()
    return Document("0" * 16, "gold", "txt", text, pages=(Page(1, 0, 0),), parts=parts)


def _cases() -> Iterator[Any]:
    for extractor in RULES:
        path = GOLD / f"{extractor.kind}.jsonl"
        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            line = json.loads(raw)
            marks = [pytest.mark.xfail(reason=line["xfail"], strict=True)] if "xfail" in line else []
            yield pytest.param(extractor, line, id=f"{extractor.kind}:{number}", marks=marks)


@pytest.mark.parametrize(("extractor", "line"), list(_cases()))
def test_gold_line(extractor: Extractor, line: dict[str, Any]) -> None:
    document = _document(line)
    found = [
        [document.text[mention.span.start : mention.span.end], value_to_json(mention.value)]
        for mention in extractor.extract(document)
    ]
    assert found == line["mentions"]
