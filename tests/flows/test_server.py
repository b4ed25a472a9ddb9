"""A Prefect server of our own lives as long as the run; one that does not answer is named."""

import os
import signal
import subprocess
import sys
import time

import pytest

from flows.server import served
from flows.settings import UsageError
from flows.stopping import stoppable, was_asked


def test_a_server_that_does_not_answer_is_named_with_what_to_do():
    nobody = "http://127.0.0.1:9/api"
    with (
        pytest.raises(UsageError, match=f"PREFECT_API_URL={nobody}: no Prefect server.*--no-prefect"),
        served({"PREFECT_API_URL": nobody}),
    ):
        pass


def test_what_a_library_makes_of_an_interruption_is_one_still(monkeypatch):
    monkeypatch.setattr("flows.stopping._Asked.stop", False)
    with pytest.raises(KeyboardInterrupt, match="3 of 5 are done"), stoppable():
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)
        except KeyboardInterrupt as error:
            raise RuntimeError("it crashed") from KeyboardInterrupt(f"3 of 5 are done{error}")
    assert was_asked()


def test_other_errors_stay_what_they_are(monkeypatch):
    monkeypatch.setattr("flows.stopping._Asked.stop", False)
    with pytest.raises(RuntimeError), stoppable():
        raise RuntimeError


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent has died")
def test_a_child_dies_with_its_parent_whatever_kills_that():
    code = (
        "import os, subprocess, sys, time\n"
        "from flows.orphans import dying_with_parent\n"
        "child = subprocess.Popen(['sleep', '60'], preexec_fn=dying_with_parent())\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    for _ in range(100):
        if not is_running(child):
            return
        time.sleep(0.05)
    pytest.fail(f"process {child} goes on")


def is_running(process: int) -> bool:
    """Say whether a process is there and no zombie."""
    try:
        with open(f"/proc/{process}/stat") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
