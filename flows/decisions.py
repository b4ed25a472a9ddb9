"""decisions.jsonl beside an archive: read, and added to; no line is ever taken away."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractors.decision import Decision, decision_to_line, read_decisions, unite_decisions
from extractors.errors import DecisionError
from flows.settings import UsageError
from flows.write import write_file

DECISIONS = "decisions.jsonl"


def read_folder(folder: Path) -> tuple[Decision, ...]:
    """Give the decisions beside an archive, in the order of their lines; none where there is no such file.

    Raises:
        UsageError: a line is no decision.

    """
    path = (folder.parent if folder.is_file() else folder) / DECISIONS
    try:
        return read_decisions(path.read_bytes(), str(path))
    except FileNotFoundError:
        return ()
    except DecisionError as error:
        raise UsageError(str(error)) from error


def gather_decisions(folders: Iterable[Path]) -> tuple[Decision, ...]:
    """Give the decisions of archives, each once, the oldest first."""
    return unite_decisions(read_folder(folder) for folder in dict.fromkeys(folders))


def add_decisions(folder: Path, decisions: Iterable[Decision]) -> int:
    """Write the decisions that are not there yet behind those that are; give how many."""
    path = folder / DECISIONS
    known = set(map(decision_to_line, read_folder(folder)))
    lines = [line for line in map(decision_to_line, decisions) if line not in known]
    if lines:
        old = path.read_bytes() if path.exists() else b""
        end = b"\n" if old and not old.endswith(b"\n") else b""
        write_file(path, old + end + b"".join(lines))
    return len(lines)
