"""corpus/gold/citation.jsonl: the citations of short texts as a person read them, against what is found."""

import json
from pathlib import Path

import pytest

from extractors.document import Document
from extractors.linking.citation import find_citations
from extractors.linking.relations import load_relations
from extractors.rules import RULES
from flows.comparison import citation_to_value

ROOT = Path(__file__).parents[2]
LINES = [json.loads(line) for line in (ROOT / "corpus/gold/citation.jsonl").read_text(encoding="utf-8").splitlines()]
RELATIONS = load_relations(ROOT / "models")


@pytest.mark.parametrize("line", LINES, ids=[line["text"][:24] for line in LINES])
def test_gold_line(line):
    document = Document("0" * 16, "gold", "text", line["text"])
    mentions = [mention for extractor in RULES for mention in extractor.extract(document)]
    found = [item for item in find_citations(document, mentions, RELATIONS) if not item.alias]
    texts = [document.text[item.span.start : item.span.end] for item in found]
    assert [[text, citation_to_value(item)] for text, item in zip(texts, found, strict=True)] == line["mentions"]
