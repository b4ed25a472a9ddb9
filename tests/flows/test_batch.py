"""A run from its inputs to its files, and a second one."""

import os
import subprocess
import sys
import time

import orjson
import pytest
from archives import LETTER, NOTICE, make_archive, make_broken
from test_cli import gongwen, lines_of

from flows.batch import process, settings_to_order
from flows.gather import Found, find_items
from flows.ledger import Ledger
from flows.lock import locked
from flows.pool import do_all
from flows.settings import UsageError, read_settings
from flows.work import do_one


def alone(files, job):
    """Do files here, one after another: an engine."""
    for file in files:
        yield do_one(file, job)


def run(out, *inputs, engine=alone, **options):
    steps = []
    settings = read_settings({"GONGWEN_CACHE": "off"})
    order = settings_to_order(settings, [str(path) for path in inputs], str(out), **options)
    return process(order, steps.append, engine=engine), steps


def run_json(out):
    return orjson.loads((out / "run.json").read_bytes())


def test_the_second_run_does_nothing_and_says_the_same(tmp_path):
    make_archive(tmp_path / "in")
    make_broken(tmp_path / "in")
    first, _ = run(tmp_path / "out", tmp_path / "in")
    files = {
        path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.json") if "run.json" not in path.name
    }

    def nobody(files, job):
        assert not list(files)
        yield from ()

    second, steps = run(tmp_path / "out", tmp_path / "in", engine=nobody)
    assert second["counts"] == first["counts"]
    assert sum(step.outcome is not None and step.outcome.kept for step in steps) == 8
    assert {path: path.stat().st_mtime_ns for path in files} == files


def test_one_more_file_is_one_more_file(tmp_path):
    make_archive(tmp_path / "in")
    run(tmp_path / "out", tmp_path / "in")
    (tmp_path / "in" / "more.txt").write_text(NOTICE.replace("750万元", "76万元"), encoding="utf-8")
    done = []
    run(tmp_path / "out", tmp_path / "in", engine=lambda files, job: (done.append(o) or o for o in alone(files, job)))
    assert [outcome.file.names for outcome in done] == [("more.txt",)]
    run(tmp_path / "fresh", tmp_path / "in")
    assert (tmp_path / "out" / "graph.json").read_bytes() == (tmp_path / "fresh" / "graph.json").read_bytes()


def test_what_is_no_longer_asked_for_goes_from_the_results_and_comes_back_for_nothing(tmp_path):
    make_archive(tmp_path / "in")
    run(tmp_path / "out", tmp_path / "in")
    before = (tmp_path / "out" / "graph.json").read_bytes()
    run(tmp_path / "out", tmp_path / "in" / "notice.txt")
    assert len(list((tmp_path / "out" / "documents").iterdir())) == 1
    assert run_json(tmp_path / "out")["counts"]["documents"] == 1
    _, steps = run(tmp_path / "out", tmp_path / "in")
    assert all(step.outcome.kept for step in steps if step.outcome)
    assert len(list((tmp_path / "out" / "documents").iterdir())) == 3
    assert (tmp_path / "out" / "graph.json").read_bytes() == before


def test_a_copy_is_linked_and_not_done(tmp_path):
    make_archive(tmp_path / "in")
    (tmp_path / "in" / "copy.txt").write_text(NOTICE, encoding="utf-8")
    done = []
    run(tmp_path / "out", tmp_path / "in", engine=lambda files, job: (done.append(o) or o for o in alone(files, job)))
    assert len(done) == 3
    (item,) = [item for item in run_json(tmp_path / "out")["inputs"] if len(item["paths"]) > 1]
    assert item["names"] == ["copy.txt", "notice.txt"]


def test_failures_stand_in_their_file_line_by_line(tmp_path):
    make_broken(tmp_path / "in")
    (tmp_path / "in" / "lost.pdf").symlink_to(tmp_path / "nowhere")
    run(tmp_path / "out", tmp_path / "in")
    failures = [orjson.loads(line) for line in (tmp_path / "out" / "failures.jsonl").read_bytes().splitlines()]
    assert failures == run_json(tmp_path / "out")["failures"]
    assert {"empty", "binary", "html", "damaged", "encrypted", "unreadable"} == {item["kind"] for item in failures}


def test_an_engine_of_processes_gives_the_same(tmp_path):
    make_archive(tmp_path / "in")
    run(tmp_path / "one", tmp_path / "in")
    run(tmp_path / "two", tmp_path / "in", engine=do_all)
    assert (tmp_path / "one" / "graph.json").read_bytes() == (tmp_path / "two" / "graph.json").read_bytes()


def test_two_runs_do_not_share_a_folder(tmp_path):
    make_archive(tmp_path / "in")
    (tmp_path / "out").mkdir()
    code = "import sys, time; from pathlib import Path; from flows.lock import locked\n"
    code += "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    other = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "out")], stdout=subprocess.PIPE, text=True)
    assert other.stdout.readline() == "held\n"
    with pytest.raises(UsageError, match=rf"another run \(process {other.pid}\) is writing here"):
        run(tmp_path / "out", tmp_path / "in")
    other.kill()
    other.communicate()
    with locked(tmp_path / "out"):
        pass


def test_paths_through_stdin(tmp_path):
    make_archive(tmp_path / "in")
    lines = "\n".join([*map(str, sorted((tmp_path / "in").iterdir())), str(tmp_path / "gone.pdf"), ""])
    command = [sys.executable, "-m", "flows.cli", "run", "-", "--out", str(tmp_path / "out"), "--json"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    said = orjson.loads(done.stdout)
    assert (said["counts"]["documents"], said["failures"][0]["path"]) == (3, str(tmp_path / "gone.pdf"))
    nothing = subprocess.run(command, input="", capture_output=True, text=True, check=False)
    assert (nothing.returncode, len(lines_of(nothing.stderr))) == (2, 1)


def test_a_flow_of_prefect_gives_the_same_bytes_where_there_is_no_home(tmp_path):
    make_archive(tmp_path / "in")
    command = ("run", tmp_path / "in", "--out", tmp_path / "flow", "--prefect", "--json")
    done = gongwen(*command, HOME="/proc/nonexistent")
    assert done.returncode == 0
    (line,) = [line for line in lines_of(done.stderr) if not line.startswith('{"event":"progress"')]
    assert "cannot be written" in line
    assert orjson.loads(done.stdout)["counts"]["documents"] == 3
    run(tmp_path / "plain", tmp_path / "in")
    assert (tmp_path / "plain" / "graph.json").read_bytes() == (tmp_path / "flow" / "graph.json").read_bytes()


def test_a_hundred_thousand_paths_take_no_memory(tmp_path):
    items = (Found(f"/nowhere/{number}.pdf", f"/nowhere/{number}.pdf") for number in range(100_000))
    before = resident()
    ledger = Ledger(tmp_path / "ledger")
    start = time.perf_counter()
    ledger.note(items)
    ledger.hash_all(lambda: None)
    assert ledger.count_failures() == 100_000
    assert sum(1 for _ in ledger.unreadable()) == 100_000
    ledger.close()
    assert resident() - before < 40
    assert time.perf_counter() - start < 60


def resident() -> int:
    with open("/proc/self/statm") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20


def test_folders_are_walked_as_they_are_asked_for(tmp_path):
    for number in range(50):
        (tmp_path / f"{number:02}").mkdir()
        (tmp_path / f"{number:02}" / "a.txt").write_text(LETTER, encoding="utf-8")
    items = find_items([str(tmp_path)])
    assert next(items).shown == f"{tmp_path}/00/a.txt"
    (tmp_path / "49" / "a.txt").unlink()
    assert len(list(items)) == 48


def test_two_files_of_one_id_are_not_mixed(tmp_path, monkeypatch):
    digests = {"a": "0" * 16 + "1" * 48, "b": "0" * 16 + "2" * 48, "c": "0" * 15 + "1" + "0" * 48}
    monkeypatch.setattr("flows.ledger.hash_place", lambda place: digests[place.path])
    ledger = Ledger(tmp_path / "ledger")
    ledger.note(Found(name, name) for name in "abc")
    ledger.hash_all(lambda: None)
    assert [file.path for file in ledger.files()] == ["a", "c"]
    assert [(item.path, item.advice) for item in ledger.unreadable()] == [("b", "run it by itself")]
    ledger.close()
