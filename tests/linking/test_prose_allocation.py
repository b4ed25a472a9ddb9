"""corpus/gold/prose_allocation.jsonl: who is given how much in sentences as a person read them."""

import json
from pathlib import Path
from time import perf_counter

import pytest

from extractors.checking.shares import check_shares
from extractors.document import Document, Page, Part, Span
from extractors.grants import read_grants
from extractors.linking import load_atlas, resolve_mentions
from extractors.ner import load_names
from extractors.pipeline import tidy_mentions
from extractors.rules import RULES

ROOT = Path(__file__).parents[2]
GOLD = (ROOT / "corpus/gold/prose_allocation.jsonl").read_text(encoding="utf-8").splitlines()
LINES = [json.loads(line) for line in GOLD]
EXTRACTORS, ATLAS = (*RULES, *load_names(ROOT / "models")), load_atlas(ROOT / "models")


def read(line):
    issuer = line.get("issuer")
    parts = (Part("issuers", issuer, None, "gold"),) if issuer else ()
    document = Document("0" * 16, "gold", "txt", line["text"], pages=(Page(1, 0, 0),), parts=parts)
    found = [mention for extractor in EXTRACTORS for mention in extractor.extract(document)]
    return document, resolve_mentions(document, tidy_mentions(found), ATLAS)


def share_to_gold(document, grant, share):
    found = {
        "to": [document.quote(payee.span) for payee in share.payees],
        "cny": None if share.yuan is None else f"{share.yuan:.2f}",
    }
    if grant.project:
        found["project"] = document.quote(grant.project)
    if share.basis != "observed":
        found["basis"] = share.basis
    return found | ({"doubtful": True} if share.doubt else {})


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            line,
            id=line["text"][:24],
            marks=[pytest.mark.xfail(reason=line["xfail"], strict=True)] if "xfail" in line else [],
        )
        for line in LINES
    ],
)
def test_gold_line(line):
    document, mentions = read(line)
    grants = read_grants(document, mentions)
    shares = [share_to_gold(document, grant, share) for grant in grants for share in grant.shares]
    assert shares == line["grants"]
    undertaken = [
        [document.quote(payee.span), document.quote(grant.project)]
        for grant in grants
        if grant.undertakes and grant.project
        for payee in grant.payees
    ]
    assert undertaken == line.get("undertakes", [])
    checks = [[each.rule, each.verdict, each.expected, each.found] for each in check_shares(document, mentions)]
    assert checks == line.get("checks", [])


def test_white_space_and_line_breaks_change_nothing():
    line = next(line for line in LINES if "每家 5 万元" in line["text"])
    document, mentions = read({"text": line["text"].replace(" ", "")})
    found = [share.yuan for grant in read_grants(document, mentions) for share in grant.shares]
    assert found == [50000] * 6


def addressed(*recipients):
    text = f"{'、'.join(recipients)}：\n现下达你市2023年农业生产发展资金860万元，请专款专用。"
    parts = tuple(
        Part("recipients", name, Span(text.index(name), text.index(name) + len(name)), "test") for name in recipients
    )
    document = Document("0" * 16, "a", "txt", text, pages=(Page(1, 0, 0),), parts=parts)
    found = [mention for extractor in EXTRACTORS for mention in extractor.extract(document)]
    mentions = resolve_mentions(document, tidy_mentions(found), ATLAS)
    return [
        (p.mention.value, share.yuan) for g in read_grants(document, mentions) for share in g.shares for p in g.payees
    ]


def test_you_are_the_one_addressee():
    assert addressed("盐城市财政局") == [("盐城市财政局", 8600000)]
    assert addressed("盐城市财政局", "宿迁市财政局") == []
    assert addressed("各设区市财政局") == []


def test_ten_times_the_text_takes_ten_times_as_long_at_most():
    text = "\n".join(line["text"] for line in LINES)

    def seconds(times):
        document, mentions = read({"text": "\n".join([text] * times)})
        start = perf_counter()
        read_grants(document, mentions)
        return perf_counter() - start

    assert seconds(10) < 30 * max(seconds(1), 0.02)
