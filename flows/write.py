"""The files of a run: each written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import orjson

DOCUMENTS = "documents"
TABLES = "tables"
RUN_SCHEMA = "gongwen-run"


def to_bytes(value: object) -> bytes:
    """Give the one byte form of a JSON file: UTF-8, keys sorted, two spaces, a line end at the end."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole: beside its place first, then moved there."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def make_folders(out: Path) -> None:
    """Make the folders of a run and try them.

    Raises:
        OSError: they cannot be made or written.

    """
    make_places(out, DOCUMENTS, TABLES)


def make_places(out: Path, *inside: str) -> None:
    """Make a folder and folders in it, and try them.

    Raises:
        OSError: they cannot be made or written.

    """
    for folder in (out, *(out / name for name in inside)):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass


def write_document(out: Path, data: Mapping[str, Any]) -> None:
    """Write documents/<source>.json."""
    write_file(out / DOCUMENTS / f"{data['source']['id'].removeprefix('src:')}.json", to_bytes(data))


def write_tables(out: Path, tables: Mapping[str, bytes]) -> None:
    """Write tables/<name>.csv."""
    for name, data in sorted(tables.items()):
        write_file(out / TABLES / f"{name}.csv", data)


def remove_stale(out: Path, written: Iterable[str]) -> None:
    """Take away the documents that an earlier run wrote here, by its own run.json, and this one did not."""
    for source in sorted(set(_read_sources(out / "run.json")) - set(written)):
        (out / DOCUMENTS / f"{source}.json").unlink(missing_ok=True)


def _read_sources(path: Path) -> list[str]:
    try:
        run = orjson.loads(path.read_bytes())
        inputs = run["inputs"] if run["schema"] == RUN_SCHEMA else []
        sources = [item["source"] for item in inputs if item["status"] == "done"]
    except (OSError, ValueError, KeyError, TypeError):
        return []  # no earlier run, or not ours: nothing here is ours to remove
    return [source for source in sources if isinstance(source, str) and source.isalnum()]
