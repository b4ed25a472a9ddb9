from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Document, Line, Page, Span
from extractors.linking.atlas import load_atlas
from extractors.linking.misread import differ_by_shape
from extractors.linking.resolve import resolve_mentions
from extractors.mention import Mention
from extractors.ner import load_names

MODELS = Path(__file__).parents[2] / "models"
ATLAS = load_atlas(MODELS)
EXTRACTORS = load_names(MODELS)


def _resolved(text: str, route: str) -> dict[str, Mention]:
    lines = (Line(Span(0, len(text)), 1, 1),)
    document = Document("0" * 16, "test", "pdf", text, (Page(1, 0, 0, route),), lines)
    found = [mention for extractor in EXTRACTORS for mention in extractor.extract(document)]
    return {document.quote(mention.span): mention for mention in resolve_mentions(document, found, ATLAS)}


@pytest.mark.parametrize(
    ("text", "misread", "meant"),
    [
        ("韶关市财政局、韶关市财攻局", "韶关市财攻局", "韶关市财政局"),
        (
            "晋江恒盛鞋服有限公司。晋江恒盛鞋服有限公司。普江恒盛鞋服有限公司",
            "普江恒盛鞋服有限公司",
            "晋江恒盛鞋服有限公司",
        ),
    ],
)
def test_a_misread_name_is_taken_from_where_it_can_be_read_and_stays_in_doubt(
    text: str, misread: str, meant: str
) -> None:
    mention = _resolved(text, "ocr")[misread]
    assert mention.value == meant
    assert mention.doubt is not None
    assert misread in mention.doubt
    assert mention.by.endswith("+misread")
    assert mention.score < 0.9
    assert _resolved(text, "text")[misread].value == misread


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("广东东阳光药业有限公司、乳源东阳光药业有限公司", "乳源东阳光药业有限公司"),
        ("韶关市审计局、韶关市财攻局", "韶关市财攻局"),  # no name like it
        ("晋江恒盛鞋服有限公司、普江恒盛鞋服有限公司", "普江恒盛鞋服有限公司"),  # once each: who is to say
        ("阳江市财政局、江阴市财政局", "江阴市财政局"),
    ],
)
def test_names_that_may_be_two_stay_two(text: str, name: str) -> None:
    assert _resolved(text, "ocr")[name].value == name


def test_only_characters_that_look_alike_may_differ() -> None:
    assert differ_by_shape("韶关市财政局", "韶关市财攻局", ATLAS.confusable)
    assert not differ_by_shape("韶关市财政局", "韶关市教育局", ATLAS.confusable)
    assert not differ_by_shape("韶关市财政局", "韶关市财政局", ATLAS.confusable)
