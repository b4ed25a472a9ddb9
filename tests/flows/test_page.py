"""The report of a run is one page that opens offline, whatever the files are called."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from flows.page import survey_to_html
from flows.survey import take_survey

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\u202e.pdf'
COUNTS = {
    "documents": 1, "pages": 1, "scanned_pages": 1, "unread_pages": 1, "mentions": 1, "nodes": 1, "edges": 1,
    "checks_failed": 1, "checks_unknown": 1, "failures": 1,
}  # fmt: skip
RUN = {
    "asked": {"inputs": [HOSTILE], "workers": 2},
    "counts": COUNTS,
    "producer": {"version": "0.1"},
    "started": "2026-01-01T00:00:00+00:00",
    "seconds": 1.0,
}
NEEDED = {"title", "style", "h1", "h2", "svg", "rect", "text", "table", "td"}


def item(number: int = 0, **more: object) -> dict:
    said = {"source": f"{number:016}", "paths": [HOSTILE], "status": "done", "seconds": number / 10, "pages": 2}
    return said | {"scanned_pages": 0, "form": "pdf", "type": HOSTILE} | more


FAILURE = {"path": HOSTILE, "kind": HOSTILE, "message": HOSTILE, "advice": HOSTILE}


@pytest.fixture
def out(tmp_path):
    (tmp_path / "tables").mkdir()
    head = "verdict,rule,source_name,page,printed,expected,found,message\n"
    row = 'fail,r,"' + HOSTILE.replace('"', '""') + '",1,<b>,2,3,</td>\npass,q,,,,,,\n'
    (tmp_path / "tables" / "checks.csv").write_text(head + row, encoding="utf-8-sig")
    return tmp_path


class Tags(HTMLParser):
    """Collects the names of tags and attributes, and checks that every tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page_of(out: Path, inputs: list[dict], failures: list[dict]) -> str:
    return "".join(survey_to_html(RUN, take_survey(inputs, failures, out)))


def test_no_name_of_a_file_becomes_part_of_the_page(out):
    page = page_of(out, [item(), item(3, status="failed")], [FAILURE])
    tags = Tags(page)
    assert not tags.open
    assert not tags.tags & {"script", "img", "link", "iframe"}
    assert tags.tags > NEEDED
    assert not {name for name in tags.names if name.startswith("on") or name in ("src", "href")}
    assert "http" not in page and "url(" not in page


def test_ten_thousand_files_are_a_small_page_that_counts_all(out):
    page = page_of(out, [item(number) for number in range(10_000)], [FAILURE] * 10_000)
    assert len(page) < 600_000
    assert "The first 500 of 10,000" in page
    assert page.count(">10,000</text>") == 3
    assert "999.90" in page


def test_the_same_run_gives_the_same_page(out):
    inputs = [item(number % 7) for number in range(50)]
    assert page_of(out, inputs, []) == page_of(out, inputs[::-1], [])
