"""Prefect made quiet, offline and complete: to be called before it is imported."""

from __future__ import annotations

import os
import tempfile
from collections.abc import MutableMapping
from pathlib import Path

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # one event at a time, the server is stopped long before it has written the history of the tasks
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
}


def prepare(environ: MutableMapping[str, str], out: Path, *, verbose: bool) -> str | None:
    """Set what the user has not set himself; give a notice where Prefect cannot keep its history at home."""
    for name, value in QUIET.items():
        environ.setdefault(name, value)
    environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO" if verbose else "CRITICAL")
    environ.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "WARNING" if verbose else "CRITICAL")
    home = environ.get("PREFECT_HOME") or _home(environ)
    if home and _is_writable(Path(home)):
        return None
    environ["PREFECT_HOME"] = str((out / ".prefect").resolve())
    Path(environ["PREFECT_HOME"]).mkdir(exist_ok=True)
    return f"{home or 'the home folder'} cannot be written; Prefect keeps its history in {out / '.prefect'}"


def _home(environ: MutableMapping[str, str]) -> str | None:
    try:
        home = environ.get("HOME") or str(Path.home())
    except RuntimeError:
        return None
    return os.path.join(home, ".prefect")  # noqa: PTH118 (as text: it may be no path at all)


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except (OSError, ValueError):
        return False
