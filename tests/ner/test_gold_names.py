"""Every line of the gold of names: what a person read against what is found and resolved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.document import Document, Page, Part
from extractors.linking import load_atlas, resolve_mentions
from extractors.mention import Extractor
from extractors.ner import load_names

ROOT = Path(__file__).parent.parent.parent
EXTRACTORS = load_names(ROOT / "models")
ATLAS = load_atlas(ROOT / "models")


def _cases() -> Iterator[Any]:
    for extractor in EXTRACTORS:
        path = ROOT / "corpus" / "gold" / f"{extractor.kind}.jsonl"
        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            line = json.loads(raw)
            marks = [pytest.mark.xfail(reason=line["xfail"], strict=True)] if "xfail" in line else []
            yield pytest.param(extractor, line, id=f"{extractor.kind}:{number}", marks=marks)


@pytest.mark.parametrize(("extractor", "line"), list(_cases()))
def test_names_as_a_person_reads_them(extractor: Extractor, line: dict[str, Any]) -> None:
    text, issuer = line["text"], line.get("issuer")
    parts = (Part("issuers", issuer, None, "gold"),) if issuer else ()
    document = Document("0" * 16, "gold", "txt", text, pages=(Page(1, 0, 0),), parts=parts)
    mentions = [mention for finder in EXTRACTORS for mention in finder.extract(document)]
    resolved = resolve_mentions(document, mentions, ATLAS)
    found = [[text[item.span.start : item.span.end], item.value] for item in resolved if item.kind == extractor.kind]
    assert found == line["mentions"]
