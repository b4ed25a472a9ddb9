"""The component for spaCy gives what the extractors give."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extractors.document import Document, Page
from extractors.ner import load_names

MODELS = Path(__file__).parent.parent / "models"
TEXT = "省财政厅关于下达韶关市、汕头市资金的通知。\n沅 江 市 审 计 局　广东衡光新材料科技有限公司"
spacy = pytest.importorskip("spacy", reason="the extra spacy is not installed")


def test_entities_are_the_mentions() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("gongwen_names", config={"models": str(MODELS), "issuer": "韶关市财政局"})
    doc = nlp(TEXT)
    assert [(one.text, one.label_, one.kb_id_) for one in doc.ents] == [
        ("省财政厅", "ORG", "org:440000:财政厅"),
        ("韶关市", "GPE", "region:440200"),
        ("汕头市", "GPE", "region:440500"),
        ("沅 江 市 审 计 局", "ORG", "org:430981:审计局"),
        ("广东衡光新材料科技有限公司", "ORG", "org:-:广东衡光新材料科技有限公司"),
    ]
    document = Document("0" * 16, "text", "text", TEXT, pages=(Page(1, 0, 0),))
    found = [mention.span for extractor in load_names(MODELS) for mention in extractor.extract(document)]
    assert sorted(found) == [mention.span for mention in doc._.gongwen_names]
    assert doc._.gongwen_names[0].value == "广东省财政厅"


def test_entities_that_are_there_stay() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("gongwen_names", config={"models": str(MODELS)})
    doc = nlp.make_doc("向韶关市拨付")
    doc.set_ents([doc.char_span(0, 4, label="LAW")])
    assert [one.label_ for one in nlp.get_pipe("gongwen_names")(doc).ents] == ["LAW"]


def test_the_command_line_does_not_load_spacy() -> None:
    code = "import sys, flows.cli, extractors.pipeline; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
