"""What crashes, hangs or breaks costs its one file, by name."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.errors import MissingModelError
from flows.gather import File, gather
from flows.pool import do_all
from flows.settings import read_settings
from flows.work import Job, Limits, Outcome, do_one

MODELS = str(read_settings({}).models)


def file_of(name: str, place: str = "") -> File:
    return File(name.ljust(16, "0"), place or name, (name,), (name,), (), name.ljust(64, "0"))


def behave(file: File, _job: Job, beat) -> tuple[Outcome, Callable]:
    if file.names[0] == "dies":
        os.abort()
    if file.names[0] == "killed once":
        mark = Path(file.path)
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if file.names[0] == "hangs":
        time.sleep(60)
    if file.names[0] == "long":
        for _ in range(4):
            beat()
            time.sleep(0.7)
    return Outcome(file), lambda: None


def job_of(out: Path, **limits: float) -> Job:
    """Give a job for one worker: the first file of a process has more time, the later ones have not."""
    return Job(MODELS, str(out), 1, Limits(**limits))


def test_a_crash_and_a_hang_cost_one_file_each(tmp_path):
    names = ("a", "dies", "b", "hangs", "c", "d")
    outcomes = list(do_all(map(file_of, names), job_of(tmp_path, seconds=2), work=behave))
    assert sorted(outcome.file.names[0] for outcome in outcomes) == sorted(names)
    failures = {outcome.file.names[0]: outcome.failure for outcome in outcomes if outcome.failure}
    assert set(failures) == {"dies", "hangs"}
    assert failures["hangs"].kind == "timeout"
    assert "--timeout" in failures["hangs"].advice
    assert failures["dies"].problem == "the worker process died (signal 6), 3 times"


def test_a_worker_that_is_killed_from_outside_costs_nothing(tmp_path):
    file = file_of("killed once", str(tmp_path / "mark"))
    (outcome,) = do_all([file], job_of(tmp_path), work=behave)
    assert outcome.failure is None


def test_a_file_has_more_time_for_each_page_that_is_recognised(tmp_path):
    files = [file_of("a"), file_of("long")]
    slow = list(do_all(files, job_of(tmp_path, seconds=2, page_seconds=3), work=behave))
    assert [outcome.failure for outcome in slow] == [None, None]
    fast = list(do_all(files, job_of(tmp_path, seconds=2, page_seconds=0), work=behave))
    assert [outcome.failure and outcome.failure.kind for outcome in fast] == [None, "timeout"]


def test_models_that_cannot_be_loaded_stop_the_run(tmp_path):
    (tmp_path / "a.txt").write_text("关于资金的通知", encoding="utf-8")
    (file,) = gather([str(tmp_path / "a.txt")]).files
    with pytest.raises(MissingModelError):
        list(do_all([file], Job("nowhere", str(tmp_path / "out"))))


def test_a_folder_that_cannot_be_written_stops_the_run(tmp_path):
    (tmp_path / "a.txt").write_text("关于资金的通知", encoding="utf-8")
    (tmp_path / "out").write_text("no folder")
    (file,) = gather([str(tmp_path / "a.txt")]).files
    with pytest.raises(OSError, match="out"):
        do_one(file, Job(MODELS, str(tmp_path / "out")))
