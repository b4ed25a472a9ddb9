"""The files of a run: each written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import orjson

DOCUMENTS = "documents"
TABLES = "tables"
RUN_SCHEMA = "gongwen-run"


def to_chunks(parts: Mapping[str, Any], lists: Mapping[str, Iterable[Any]]) -> Iterator[bytes]:
    """Give `to_bytes({**parts, **lists})` in chunks; of the long lists, one item is held at a time."""
    start = b"{"
    for key in sorted({*parts, *lists}):
        yield start + b"\n  " + orjson.dumps(key) + b": "
        yield from _items(lists[key]) if key in lists else [_indented(parts[key], 2)]
        start = b","
    yield b"\n}\n"


def _items(items: Iterable[Any]) -> Iterator[bytes]:
    start = b"["
    for item in items:
        yield start + b"\n    " + _indented(item, 4)
        start = b","
    yield b"[]" if start == b"[" else b"\n  ]"


def _indented(value: object, width: int) -> bytes:
    data = orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2)
    return data.replace(b"\n", b"\n" + b" " * width)


def to_bytes(value: object) -> bytes:
    """Give the one byte form of a JSON file: UTF-8, keys sorted, two spaces, a line end at the end."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def write_file(path: Path, *chunks: bytes) -> None:
    """Write a file whole: beside its place first, then moved there."""
    write_stream(path, chunks)


def write_stream(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file whole, chunk by chunk: beside its place first, then moved there."""
    write_together([(path, chunks)])


def write_together(files: Iterable[tuple[Path, Iterable[bytes]]]) -> None:
    """Write files each whole, moved to their places in this order when all are on the disk: that waits but once."""
    with ExitStack() as halves:
        pairs = [(_write_half(path, chunks, halves), path) for path, chunks in files]
        for half, _ in pairs:
            _sync(half)
        for half, path in pairs:
            half.replace(path)


def _write_half(path: Path, chunks: Iterable[bytes], halves: ExitStack) -> Path:
    """Write beside a place; what is still there when `halves` closes goes."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    half = Path(name)
    halves.callback(half.unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
    half.chmod(0o666 & ~_umask())
    return half


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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


def remove_stale(out: Path, is_ours: Callable[[str], bool], is_wanted: Callable[[str], bool]) -> None:
    """Take away documents that are ours, by their state, and not of this run; nothing else is touched."""
    for path in (out / DOCUMENTS).iterdir():
        if path.suffix == ".json" and not is_wanted(path.stem) and is_ours(path.stem):
            path.unlink(missing_ok=True)


def remove_halves(out: Path) -> None:
    """Take away what a killed run left half-written."""
    for path in (*out.glob(".*.part"), *out.glob(f"{DOCUMENTS}/.*.part"), *out.glob(f"{TABLES}/.*.part")):
        path.unlink(missing_ok=True)
    for path in out.glob("state/*/.*.part"):
        path.unlink(missing_ok=True)
