"""Machines that watch a run get lines of JSON."""

import orjson
import pytest
from archives import make_archive, make_broken
from test_cli import gongwen, lines_of


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    folder = tmp_path_factory.mktemp("logs")
    make_archive(folder / "in")
    make_broken(folder / "in")
    done = gongwen("run", folder / "in", "--out", folder / "out", "--workers", 1, "--log-json")
    assert done.returncode == 3
    return [orjson.loads(line) for line in lines_of(done.stderr)]


def test_every_document_and_every_failure_is_an_event(events):
    names = [event["event"] for event in events]
    assert (names.count("document"), names.count("failure"), names.count("end")) == (3, 5, 1)
    assert all(event["time"].endswith("+00:00") for event in events)


def test_a_failure_says_what_and_what_to_do(events):
    (locked,) = [event for event in events if event.get("kind") == "encrypted"]
    assert locked["path"].endswith("locked.pdf")
    assert locked["advice"]


def test_an_error_is_an_event_too(tmp_path):
    done = gongwen("run", tmp_path / "nothing", "--out", tmp_path / "out", GONGWEN_LOG="json")
    (event,) = [orjson.loads(line) for line in lines_of(done.stderr)]
    assert (done.returncode, event["event"]) == (2, "message")
    assert "no such file" in event["message"]
