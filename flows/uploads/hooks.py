"""Who is told of an upload: a command that reads a receipt on its stdin, a URL that gets it by POST."""

from __future__ import annotations

import shlex
import subprocess
import urllib.request
from dataclasses import dataclass

_PATIENCE = 10.0  # seconds


@dataclass(frozen=True, slots=True)
class Hooks:
    """A command line, run without a shell, and a URL; empty for none."""

    command: str = ""
    url: str = ""

    def __bool__(self) -> bool:
        return bool(self.command or self.url)


def tell(hooks: Hooks, receipt: bytes) -> str:
    """Tell of a receipt (a line of JSON); give what went wrong, empty where nothing did."""
    problems = [_run(hooks.command, receipt) if hooks.command else "", _post(hooks.url, receipt) if hooks.url else ""]
    return "; ".join(filter(None, problems))


def _run(command: str, receipt: bytes) -> str:
    try:
        done = subprocess.run(
            shlex.split(command), input=receipt, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=_PATIENCE
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return f"{command}: {error}"
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return f"{command}: exit code {done.returncode} {said[-1] if said else ''}".strip() if done.returncode else ""


def _post(url: str, receipt: bytes) -> str:
    request = urllib.request.Request(url, receipt, {"Content-Type": "application/json"}, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE):
            return ""
    except (OSError, ValueError) as error:
        return f"{url}: {error}"
