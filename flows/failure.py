"""Why a file was not done: what went wrong, in words that say what to do."""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from extractors.errors import ReadError

DEFECT = "this is a defect of gongwen, please report it with the file; the rest was done"
LIMITED = frozenset({"timeout", "memory", "crash", "pages", "pixels", "size"})
"""The kinds that other limits may undo."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file was not done: `error` is the class, `kind` a stable word, `advice` what to do, `trace` for -v."""

    error: str
    kind: str
    problem: str
    advice: str
    trace: str = ""


def failure_of(error: Exception) -> Failure:
    """Give what an error says of a file."""
    name = type(error).__name__
    if isinstance(error, ReadError):
        return Failure(name, error.kind, error.problem, error.advice)
    trace = "".join(traceback.format_exception(error))
    if isinstance(error, OSError):
        return Failure(name, "unreadable", error.strerror or str(error), "check path, permissions and space", trace)
    if isinstance(error, MemoryError):
        return Failure(name, "memory", "not enough memory", "give it more with --memory, or split the file", trace)
    if isinstance(error, RecursionError):
        return Failure(name, "nesting", "nested too deep", "print it to a new PDF and give that", trace)
    return Failure(name, "defect", f"{name}: {_first_line(error)}", DEFECT, trace)


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else "no message"


def too_late(seconds: float) -> Failure:
    """Give the failure of a file that took too long."""
    advice = "give it more with --timeout, or split the file"
    return Failure("TimeoutError", "timeout", f"not done after {seconds:g} s", advice)


def died(exitcode: int | None, times: int = 1) -> Failure:
    """Give the failure of a file whose worker process died, each time that it was tried."""
    how = f"signal {-exitcode}" if exitcode is not None and exitcode < 0 else f"exit code {exitcode}"
    often = f", {times} times" if times > 1 else ""
    return Failure("ProcessExpired", "crash", f"the worker process died ({how}){often}", DEFECT)
