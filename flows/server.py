"""A Prefect server for the time of one run: ours, unless the environment names another. Knows Prefect by name only."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from flows.orphans import dying_with_parent
from flows.settings import UsageError

URL = "PREFECT_API_URL"
_PATIENCE, _ANSWER = 120.0, 5.0  # seconds


@contextmanager
def served(environ: MutableMapping[str, str]) -> Iterator[None]:
    """Have a Prefect server answer at PREFECT_API_URL; to be called before Prefect is imported.

    One that is started here ends with this process, however that one ends; Prefect's own would go on.

    Raises:
        UsageError: the server that the environment names does not answer.
        OSError: none could be started.

    """
    if environ.get(URL):
        _require(environ[URL])
        yield
        return
    port = _free_port()
    environ[URL] = f"http://127.0.0.1:{port}/api"
    process = _start(port, environ)
    try:
        _await(process, environ[URL])
        yield
    finally:
        _stop(process)
        del environ[URL]


def _require(url: str) -> None:
    if not _answers(url):
        advice = "start one with `prefect server start`, unset the variable, or give --no-prefect"
        raise UsageError(f"{URL}={url}: no Prefect server answers there; {advice}")


def _answers(url: str, seconds: float = _ANSWER) -> bool:
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/health", timeout=seconds) as answer:
            return bool(answer.status == 200)
    except (OSError, ValueError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(port: int, environ: MutableMapping[str, str]) -> subprocess.Popen[bytes]:
    """Start the server as Prefect starts its own, without its pages, in a session that Ctrl-C does not reach."""
    found = find_spec("prefect")
    place = str(Path(found.origin).parent.parent) if found and found.origin else "."
    options = ["--factory", "prefect.server.api.server:create_app", "--log-level", "error", "--lifespan", "on"]
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "--app-dir",
        place,
        *options,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    own = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}
    return subprocess.Popen(
        command,
        env={**environ, **own},
        stdout=subprocess.DEVNULL,
        stderr=None if environ.get("PREFECT_SERVER_LOGGING_LEVEL") != "CRITICAL" else subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=dying_with_parent(),
    )


def _await(process: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + _PATIENCE
    while not _answers(url, 1.0):
        if process.poll() is not None or time.monotonic() > end:
            home = os.environ.get("PREFECT_HOME") or "~/.prefect"
            raise OSError(0, "Prefect's own server did not start; give --no-prefect, or look with -v", home)
        time.sleep(0.1)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
