"""What crashes, hangs or breaks costs its one file, by name."""

import os
import time

import pytest

from extractors.errors import MissingModelError
from flows.gather import File
from flows.work import Job, Outcome, do_files

JOB = Job(models="nowhere", out="nowhere", workers=2, timeout=5)


def file_of(name: str) -> File:
    return File(name.ljust(16, "0"), name, (name,), (name,))


def behave(file: File, _job: Job) -> Outcome:
    if file.path == "dies":
        os.abort()
    if file.path == "hangs":
        time.sleep(60)
    return Outcome(file, pages=1)


def test_a_crash_and_a_hang_cost_one_file_each():
    files = [file_of(name) for name in ("a", "dies", "b", "hangs", "c", "d")]
    told = []
    outcomes = do_files(files, JOB, lambda total, outcome: told.append(outcome), work=behave)
    assert [outcome.file for outcome in outcomes] == files
    failures = {outcome.file.path: outcome.failure for outcome in outcomes if outcome.failure}
    assert set(failures) == {"dies", "hangs"}
    assert failures["hangs"].problem == "not done after 5 s"
    assert "--timeout" in failures["hangs"].advice
    assert "died" in failures["dies"].problem
    assert len(told) == len(files)


def test_models_that_cannot_be_loaded_stop_the_run(tmp_path):
    (tmp_path / "a.txt").write_text("关于资金的通知", encoding="utf-8")
    file = File("0" * 16, str(tmp_path / "a.txt"), ("a.txt",), (str(tmp_path / "a.txt"),))
    with pytest.raises(MissingModelError):
        do_files([file], JOB, lambda total, outcome: None)
