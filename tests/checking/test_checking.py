from dataclasses import replace

import pytest

from extractors.checking import check_document
from extractors.document import Block, Document, Page, Part, Span
from extractors.mention import Mention
from extractors.values.money import Money


def document_of(text: str, *parts: tuple[str, str], pages: tuple[Page, ...] = ()) -> Document:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(Span(at, at + len(line)), "paragraph", 1))
        at += len(line) + 1
    found = tuple(
        Part(name, value, Span(text.index(value), text.index(value) + len(value)) if value in text else None, "p-1")
        for name, value in parts
    )
    return Document("0" * 16, "a.pdf", "pdf", text, pages, blocks=tuple(blocks), parts=found)


def verdicts(document, *mentions):
    return {check.rule: check.verdict for check in check_document(document, mentions, "doc:a").checks}


def test_a_page_that_was_not_read_is_said():
    graph = check_document(
        document_of("", pages=(Page(1, 1, 1), Page(2, 1, 1, "ocr", "no text", unread=True))), (), "d"
    )
    (check,) = graph.checks
    assert (check.rule, check.verdict) == ("page_unread", "unknown")
    assert "a.pdf, page 2" in check.message


@pytest.mark.parametrize(
    ("printed", "verdict"), [("2020-12-30", "pass"), ("2020-12-28", "pass"), ("2020-12-27", "fail")]
)
def test_a_document_is_dated_before_it_is_printed(printed, verdict):
    document = document_of("", ("date", "2020-12-28"), ("printed_date", printed))
    assert verdicts(document) == {"date_order": verdict}


@pytest.mark.parametrize(
    ("number", "verdict"),
    [("粤财工〔2020〕228号", "pass"), ("粤财工[2019]228号", "pass"), ("粤财工〔2010〕228号", "unknown")],
)
def test_a_number_is_of_the_year_of_its_date(number, verdict):
    assert verdicts(document_of("", ("number", number), ("date", "2020-12-28"))) == {"number_year": verdict}


@pytest.mark.parametrize(
    ("text", "first", "second", "verdict"),
    [
        ("人民币壹佰万元整（¥1,000,000.00）", ("壹佰万元整", "1000000.00"), ("1,000,000.00", "1000000.00"), "pass"),
        (
            "人民币壹佰万元整（小写：1,100,000.00元）",
            ("壹佰万元整", "1000000.00"),
            ("1,100,000.00元", "1100000.00"),
            "fail",
        ),
        ("1,100,000.00元（大写：壹佰万元整）", ("1,100,000.00元", "1100000.00"), ("壹佰万元整", "1000000.00"), "fail"),
        ("10万元、20万元", ("10万元", "100000.00"), ("20万元", "200000.00"), None),
    ],
)
def test_an_amount_in_capitals_and_in_figures_is_one(text, first, second, verdict):
    mentions = [
        Mention("amount", Span(text.index(raw), text.index(raw) + len(raw)), Money(cny), "amount-1")
        for raw, cny in (first, second)
    ]
    assert verdicts(document_of(text), *mentions).get("amount_written") == verdict


LISTED = "附件：1.资金分配表\n2.绩效目标表（知识产权）\n正文"


@pytest.mark.parametrize(
    ("annexes", "expected"),
    [
        ("附件1\n资金分配表\n附 件 2\n其他", ["pass", "pass"]),
        ("附件一\n资金分配表", ["pass", "fail"]),
        ("绩效目标表(知识产权-甲市)\n资金 分配表", ["pass", "pass"]),
        ("没有附件", ["fail", "fail"]),
    ],
)
def test_attachments_that_are_listed_are_looked_for(annexes, expected):
    document = document_of(
        f"{LISTED}\n{annexes}", ("attachments", "1.资金分配表"), ("attachments", "2.绩效目标表（知识产权）")
    )
    checks = check_document(document, (), "doc:a").checks
    assert [check.verdict for check in checks if check.rule == "attachment_missing"] == expected


def test_checks_rest_on_evidence_that_is_there():
    document = document_of(f"{LISTED}\n附件1", ("attachments", "1.资金分配表"))
    graph = check_document(replace(document, pages=(Page(1, 1, 1),)), (), "doc:a")
    known = {item.id for item in graph.evidence}
    assert all(set(check.evidence) <= known and check.evidence for check in graph.checks)
