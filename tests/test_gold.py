"""Every line of gold is a test: what a person read against what the extractors give."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors.document import Block, Document, Page, Part, Span
from extractors.linking import Atlas, load_atlas, resolve_mentions
from extractors.mention import Extractor, Mention, value_to_json
from extractors.ner import load_names
from extractors.rules import RULES

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "corpus" / "gold"
NAMES = ("organisation", "region")
KINDS = (*(rule.kind for rule in RULES), *NAMES)


@cache
def _names() -> tuple[tuple[Extractor, ...], Atlas]:
    return load_names(ROOT / "models"), load_atlas(ROOT / "models")


def _lines(kind: str) -> list[Any]:
    path = GOLD / f"{kind}.jsonl"
    raw = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    lines = [json.loads(line) for line in raw]
    return [
        pytest.param(
            kind,
            line,
            id=f"{kind}:{number}",
            marks=[pytest.mark.xfail(reason=line["xfail"], strict=True)] if "xfail" in line else [],
        )
        for number, line in enumerate(lines, start=1)
    ]


def _document(line: dict[str, Any]) -> Document:
    known = (("issuers", line.get("issuer")), ("date", line.get("year")))
    parts = tuple(Part(name, str(value), None, "gold") for name, value in known if value)
    text = line["text"].replace("\n", "") if line.get("wrapped") else line["text"]  # as reading joins it
    blocks = (Block(Span(0, len(text)), "paragraph", 1),)  # so that cells and rows stay apart
    return Document("0" * 16, "gold", "txt", text, pages=(Page(1, 0, 0),), blocks=blocks, parts=parts)


def _mentions(kind: str, document: Document) -> Iterable[Mention]:
    if kind not in NAMES:
        return next(rule for rule in RULES if rule.kind == kind).extract(document)
    names, atlas = _names()
    found = [mention for extractor in names for mention in extractor.extract(document)]
    return [mention for mention in resolve_mentions(document, found, atlas) if mention.kind == kind]


def _plain(value: object) -> object:
    """Give a value as gold writes it: yuan goes without saying."""
    if isinstance(value, dict) and value.get("currency") == "CNY":
        return {key: part for key, part in value.items() if key != "currency"}
    return value


@pytest.mark.parametrize(("kind", "line"), [case for kind in KINDS for case in _lines(kind)])
def test_gold_line(kind: str, line: dict[str, Any]) -> None:
    document = _document(line)
    found = [
        [document.text[mention.span.start : mention.span.end], _plain(value_to_json(mention.value))]
        for mention in _mentions(kind, document)
    ]
    printed = [raw.replace("\n", "") if line.get("wrapped") else raw for raw, _ in line["mentions"]]
    assert found == [[raw, value] for raw, (_, value) in zip(printed, line["mentions"], strict=True)]
