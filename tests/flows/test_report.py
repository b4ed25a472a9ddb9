import io
from pathlib import Path

import orjson
import pytest
from rich.console import Console

from flows.batch import Step
from flows.gather import File
from flows.progress import is_watched, progress
from flows.report import show_failures, show_summary
from flows.state import Tally
from flows.work import Outcome

COUNTS = {
    "documents": 2, "pages": 66, "scanned_pages": 12, "unread_pages": 3, "mentions": 5, "nodes": 6, "edges": 7,
    "checks_failed": 1, "checks_unknown": 0, "failures": 1,
}  # fmt: skip
FAILURE = {"path": "[red]a.pdf", "message": "the file is empty", "advice": "fetch it again", "trace": "Traceback"}


def console(width: int = 40) -> Console:
    return Console(file=io.StringIO(), width=width)


def fail(out: Path, times: int = 1) -> Path:
    (out / "failures.jsonl").write_bytes((orjson.dumps(FAILURE) + b"\n") * times)
    return out


def test_a_failure_is_one_line_as_it_is_whatever_the_width(tmp_path):
    out = console()
    show_failures(out, fail(tmp_path), verbose=False)
    assert out.file.getvalue() == "[red]a.pdf: the file is empty; fetch it again\n"


def test_a_thousand_failures_are_a_hundred_lines_and_a_place(tmp_path):
    out = console()
    show_failures(out, fail(tmp_path, 1000), verbose=False)
    lines = out.file.getvalue().splitlines()
    assert len(lines) == 101
    assert lines[-1] == f"900 more failed: {tmp_path / 'failures.jsonl'}"


def test_the_trace_is_for_those_who_ask(tmp_path):
    out = console()
    show_failures(out, fail(tmp_path), verbose=True)
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
def test_a_line_is_for_those_who_watch(monkeypatch, ci):
    monkeypatch.setenv("CI", ci)
    out = Console(file=io.StringIO(), force_terminal=True, width=100)
    assert is_watched(out) is not bool(ci)
    with progress(out) as tell:
        tell(Step("documents", 2))
        tell(Step("documents", outcome=Outcome(File("0", "a", ("a",), ("a",)), tally=Tally(pages=3, scanned=1))))
    assert ("1/2" in out.file.getvalue()) is not bool(ci)
    assert ("33 % scans" in out.file.getvalue()) is not bool(ci)
