"""Archives with bad files, runs that are killed: every file is accounted for, and the graph is the same."""

import os
import random
import re
import signal
import time
from pathlib import Path

import orjson
import pytest
from bad_files import BAD
from chaos import Run, kill_one_worker, make_bad, make_documents, results, sessions_left, wait_for_more

from flows.archive import finish
from flows.gather import gather
from flows.settings import read_settings
from flows.work import Job, do_one
from flows.write import make_folders

FEW = ("cut.pdf", "locked.pdf", "noise.pdf", "empty.pdf", "web_page.pdf", "cyclic.pdf")
OPTIONS = ("--no-prefect", "--workers")


def finished(run: Run, *, failures: int) -> dict:
    """Wait for the end of a run; give run.json."""
    assert run.process.wait() == (3 if failures else 0), log_of(run)
    assert not gone_in_time(run.process.pid)
    return orjson.loads((run.out / "run.json").read_bytes())


def log_of(run: Run) -> str:
    """Give what a run and those before it said."""
    return (run.out.parent / f"{run.out.name}.log").read_text()


def gone_in_time(session: int, seconds: float = 5.0) -> list[str]:
    """Give the processes of a session that are there still after a while."""
    end = time.monotonic() + seconds
    while (left := sessions_left(session)) and time.monotonic() < end:
        time.sleep(0.05)
    return left


def test_a_run_that_is_killed_goes_on_and_ends_as_if_nothing_had_been(tmp_path):
    make_documents(tmp_path / "in", 34, different=6)
    bad = make_bad(tmp_path / "in", 6, {name: BAD[name] for name in FEW})
    (tmp_path / "killed").mkdir()
    run = Run(tmp_path / "in", tmp_path / "killed", (*OPTIONS, "1"))
    assert wait_for_more(run, 8)
    run.kill()
    assert not gone_in_time(run.process.pid)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "killed").glob("state/??/[0-9a-f]*")}
    assert len(before) >= 8
    assert not (tmp_path / "killed" / "graph.json").exists()

    run = Run(tmp_path / "in", tmp_path / "killed", (*OPTIONS, "1"))
    assert wait_for_more(run, 3)
    os.killpg(run.process.pid, signal.SIGINT)  # as a terminal does: to the workers too
    assert run.process.wait(30) == 130
    assert not gone_in_time(run.process.pid)
    (line,) = [line for line in log_of(run).splitlines() if "stopped" in line]
    assert re.fullmatch(r"gongwen: stopped: \d+ of 40 documents are done; .* run the same command again to go on", line)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "killed").glob("state/??/[0-9a-f]*")}

    said = finished(Run(tmp_path / "in", tmp_path / "killed", (*OPTIONS, "1")), failures=6)
    assert (said["counts"]["documents"], said["counts"]["failures"]) == (34, 6)
    assert sum(item["kept"] for item in said["inputs"]) == len(before)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert sorted(Path(item["path"]).name for item in said["failures"]) == bad
    assert not list((tmp_path / "killed").rglob("*.part"))

    job = Job(str(read_settings({}).models), str(tmp_path / "whole"))
    make_folders(tmp_path / "whole")
    for file in gather([str(tmp_path / "in")]).files:
        do_one(file, job)
    finish(tmp_path / "whole")
    assert results(tmp_path / "killed") == results(tmp_path / "whole")


@pytest.mark.endurance
def test_two_thousand_documents_forty_bad_ones_and_thirteen_kills(tmp_path):
    make_documents(tmp_path / "in", 1960)
    bad = make_bad(tmp_path / "in", 40)
    options = (*OPTIONS, "2", "--timeout", "20")
    whole = Run(tmp_path / "in", tmp_path / "whole", options)
    memory = []
    while wait_for_more(whole, 100):
        memory.append((whole.done(), *whole.memory()))
    said = finished(whole, failures=40)
    print("documents, MiB of the parent, MiB of the greatest worker:", memory)
    assert (said["counts"]["documents"], said["counts"]["failures"]) == (1960, 40)
    assert sorted(Path(item["path"]).name for item in said["failures"]) == bad
    assert all(item["message"] and item["advice"] and item["class"] for item in said["failures"])
    early, late = ([row for row in memory if low <= row[0] < high] for low, high in ((200, 800), (1200, 1990)))
    for column in (1, 2):
        assert max(row[column] for row in late) < 1.25 * max(row[column] for row in early) + 20

    draw = random.Random(7)
    killed = 0
    for _ in range(3):
        run = Run(tmp_path / "in", tmp_path / "killed", options)
        for _ in range(4 if killed < 4 else 3):
            assert wait_for_more(run, draw.randrange(30, 130))
            killed += kill_one_worker(run, draw)
        assert wait_for_more(run, draw.randrange(10, 60))
        run.kill()
        assert not gone_in_time(run.process.pid)
    assert killed == 10
    finished(Run(tmp_path / "in", tmp_path / "killed", options), failures=40)
    assert results(tmp_path / "killed") == results(tmp_path / "whole")
