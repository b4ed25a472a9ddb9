import io
from pathlib import Path

import pytest
from rich.console import Console

from flows.gather import File
from flows.report import is_watched, progress, show_failures, show_summary
from flows.work import Outcome

COUNTS = {
    "documents": 2, "pages": 66, "unread_pages": 3, "mentions": 5, "nodes": 6, "edges": 7,
    "checks_failed": 1, "checks_unknown": 0, "failures": 1,
}  # fmt: skip
FAILURE = {"path": "[red]a.pdf", "message": "the file is empty", "advice": "fetch it again", "trace": "Traceback"}


def console(width: int = 40) -> Console:
    return Console(file=io.StringIO(), width=width)


def test_a_failure_is_one_line_as_it_is_whatever_the_width():
    out = console()
    show_failures(out, {"failures": [FAILURE]}, verbose=False)
    assert out.file.getvalue() == "[red]a.pdf: the file is empty; fetch it again\n"


def test_the_trace_is_for_those_who_ask():
    out = console()
    show_failures(out, {"failures": [FAILURE]}, verbose=True)
    assert "Traceback" in out.file.getvalue()


def test_the_summary_says_every_count_and_where_the_results_are():
    out = console(100)
    show_summary(out, {"counts": COUNTS, "seconds": 1.25}, Path("out"))
    text = out.file.getvalue()
    for figure in map(str, COUNTS.values()):
        assert figure in text
    for name in ("out/graph.json", "out/documents/", "out/tables/", "out/run.json"):
        assert name in text


@pytest.mark.parametrize("ci", ["", "true"])
def test_a_bar_is_for_those_who_watch(monkeypatch, ci):
    monkeypatch.setenv("CI", ci)
    out = Console(file=io.StringIO(), force_terminal=True, width=100)
    assert is_watched(out) is not bool(ci)
    with progress(out) as report:
        report(2, None)
        report(0, Outcome(File("0", "a", ("a",), ("a",)), pages=3))
    assert ("1/2" in out.file.getvalue()) is not bool(ci)
