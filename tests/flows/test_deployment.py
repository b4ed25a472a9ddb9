"""Uploads as a deployment: a real Prefect server, an event, a flow run, JSON."""

import os
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest
import yaml
from archives import NOTICE

from flows.engine import prepare
from flows.server import served

ROOT = Path(__file__).resolve().parents[2]
SERVE = """
from prefect.events import DeploymentEventTrigger
from flows.uploads.flow import take_upload
trigger = DeploymentEventTrigger(expect={"gongwen.upload"}, parameters={"path": "{{ event.payload.path }}"})
take_upload.serve(name="upload", triggers=[trigger], parameters={"out": OUT}, print_starting_message=False)
"""
EMIT = "from prefect.events import emit_event; import sys; " + (
    "emit_event('gongwen.upload', resource={'prefect.resource.id': 'gongwen.inbox'}, payload={'path': sys.argv[1]})"
)


def test_the_deployments_name_flows_that_are_there():
    for deployment in yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]:
        file, _, name = deployment["entrypoint"].partition(":")
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.endurance
def test_an_event_starts_a_run_that_writes_json(tmp_path):
    upload, out = tmp_path / "notice.txt", tmp_path / "out"
    upload.write_text(NOTICE, encoding="utf-8")
    environ = {**os.environ, "PREFECT_HOME": str(tmp_path / "home"), "PREFECT_RUNNER_POLL_FREQUENCY": "1"}
    environ.pop("PREFECT_API_URL", None)
    prepare(environ, tmp_path, verbose=False)
    with served(environ):
        command = [sys.executable, "-c", SERVE.replace("OUT", repr(str(out)))]
        with subprocess.Popen(command, env=environ, cwd=ROOT) as server:
            try:
                _emit_until(lambda: (out / "graph.json").exists(), upload, environ)
            finally:
                server.terminate()
    (source,) = orjson.loads((out / "graph.json").read_bytes())["sources"]
    assert source["names"] == ["notice.txt"]
    assert len((out / "uploads.jsonl").read_bytes().splitlines()) >= 1


def _emit_until(done, upload, environ):
    """Send the event until the deployment is there to hear it."""
    end = time.monotonic() + 240
    while not done():
        assert time.monotonic() < end, "no flow run came of the event"
        subprocess.run([sys.executable, "-c", EMIT, str(upload)], env=environ, check=True, cwd=ROOT)
        for _ in range(20):
            time.sleep(1)
            if done():
                break
