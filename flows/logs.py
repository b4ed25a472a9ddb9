"""Logs as lines of JSON on stderr, for machines that watch: GONGWEN_LOG=json."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime

import orjson

LOG = "GONGWEN_LOG"


def wants_json(environ: Mapping[str, str]) -> bool:
    """Say whether logs are to be lines of JSON."""
    return environ.get(LOG) == "json"


def log(event: str, **said: object) -> None:
    """Write one line: what happened, when, and what there is to say of it."""
    time = datetime.now(UTC).isoformat(timespec="milliseconds")
    sys.stderr.buffer.write(orjson.dumps({"event": event, "time": time, **said}, default=str) + b"\n")
    sys.stderr.buffer.flush()
