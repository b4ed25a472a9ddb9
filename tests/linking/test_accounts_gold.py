"""corpus/gold/accounts.jsonl: what a sentence says became of the money."""

import json
from pathlib import Path

import pytest

from extractors.document import Block, Document, Page, Span
from extractors.linking.accounts import find_statements
from extractors.pipeline import load_models
from extractors.text import squeeze

ROOT = Path(__file__).parents[2]
LINES = [json.loads(line) for line in (ROOT / "corpus/gold/accounts.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def rules():
    return load_models(ROOT / "models").extractors


def said(statement, document):
    what = statement.day or squeeze(document.quote(statement.span))
    return [statement.role, what, *([statement.rate[0]] if statement.rate else [])]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["text"][:24])
def test_what_is_said(line, rules):
    whole = Span(0, len(line["text"]))
    document = Document(
        "0" * 16, "gold", "text", line["text"], (Page(1, 0.0, 0.0),), blocks=(Block(whole, "paragraph", 1),)
    )
    mentions = [each for rule in rules if rule.kind in ("amount", "date") for each in rule.extract(document)]
    assert [said(each, document) for each in find_statements(document, mentions)] == line["said"]
