"""Inputs to files: files, folders and globs, each content once."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from flows.settings import UsageError

DOCUMENT_SUFFIXES = (
    *(".pdf", ".txt", ".text", ".doc", ".docx", ".wps", ".rtf", ".odt", ".ofd", ".ceb", ".caj"),
    *(".htm", ".html", ".mht", ".xls", ".xlsx", ".et", ".ppt", ".pptx"),
    *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".jp2", ".webp"),
)
PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class File:
    """A content to be read once: `source` is its id, `paths` every place where it was found, `names` sorted."""

    source: str
    path: str
    names: tuple[str, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A path that gives no document, why, and what to do."""

    path: str
    problem: str
    advice: str = "check the path and its permissions"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the inputs hold: `ignored` are files in folders that are no documents by suffix and content."""

    files: tuple[File, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    ignored: tuple[str, ...] = ()


def gather(inputs: Iterable[str]) -> Gathered:
    """Give the files of files, folders (recursive, hidden ones left out) and globs; sorted by path.

    Raises:
        UsageError: an input is not there, or a glob fits nothing.

    """
    listed = find_paths(inputs)
    found: dict[str, list[str]] = {}
    unreadable = list(listed.unreadable)
    for path in listed.documents:
        try:
            found.setdefault(_hash(Path(path)), []).append(path)
        except OSError as error:
            unreadable.append(_unreadable(path, error))
    files = [_file(source, paths) for source, paths in found.items()]
    return Gathered(
        tuple(sorted(files, key=lambda file: file.path)),
        tuple(sorted(unreadable, key=lambda item: item.path)),
        tuple(shown(path) for path in listed.ignored),
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """Paths before their bytes are read, each list sorted."""

    documents: tuple[str, ...]
    unreadable: tuple[Unreadable, ...]
    ignored: tuple[str, ...]


def find_paths(inputs: Iterable[str]) -> Listed:
    """Give the paths of the inputs; what the user named himself is a document whatever it looks like.

    Raises:
        UsageError: an input is not there, or a glob fits nothing.

    """
    documents: set[str] = set()
    ignored: set[str] = set()
    unreadable: list[Unreadable] = []
    for text in inputs:
        inside, others = _look(text, unreadable)
        documents.update(inside)
        ignored.update(others)
    return Listed(tuple(sorted(documents)), tuple(unreadable), tuple(sorted(ignored - documents)))


def _look(text: str, unreadable: list[Unreadable]) -> tuple[list[str], list[str]]:
    """Give the documents and the other files of one input."""
    if not os.path.isdir(text) and os.path.lexists(text):  # noqa: PTH112 (an argument as typed)
        return [os.path.normpath(text)], []
    known = len(unreadable)
    paths = list(_walk(text, unreadable)) if Path(text).is_dir() else _expand(text, unreadable)
    documents = {path for path in paths if _is_document(Path(path))}
    if not documents and len(unreadable) == known:
        problem = f"no documents here, only {_number(len(paths), 'other file')}" if paths else "an empty folder"
        unreadable.append(Unreadable(shown(text), problem, "give PDF or text files, or a folder that holds some"))
    return sorted(documents), [path for path in paths if path not in documents]


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def shown(path: str) -> str:
    """Give a path as text that every output can hold (a name of other bytes than UTF-8 is patched)."""
    return os.fsencode(path).decode("utf-8", "replace")


def _file(source: str, paths: list[str]) -> File:
    names = tuple(sorted({Path(shown(path)).name for path in paths}))
    return File(source, paths[0], names, tuple(shown(path) for path in paths))


def _unreadable(path: str, error: OSError) -> Unreadable:
    return Unreadable(shown(path), (error.strerror or type(error).__name__).lower())


def _expand(text: str, unreadable: list[Unreadable]) -> list[str]:
    if not has_magic(text):
        raise UsageError(f"{shown(text)}: no such file or folder; check the path")
    hits = sorted(glob(text, recursive=True))  # noqa: PTH207 (absolute patterns too)
    if not hits:
        raise UsageError(f"{shown(text)}: no file fits this pattern; check the path")
    inside = (_walk(hit, unreadable) if Path(hit).is_dir() else [os.path.normpath(hit)] for hit in hits)
    return [path for paths in inside for path in paths]


def _walk(folder: str, unreadable: list[Unreadable]) -> Iterator[str]:
    def note(error: OSError) -> None:
        unreadable.append(_unreadable(str(error.filename), error))

    for base, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.normpath(f"{base}/{name}") for name in sorted(names) if not name.startswith("."))


def _is_document(path: Path) -> bool:
    """Say whether a file in a folder is meant as a document: by its suffix, else by its first bytes."""
    if path.suffix.lower() in DOCUMENT_SUFFIXES:
        return True
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            return PDF in file.read(1024)
    except OSError:
        return False  # a link to nowhere, or not ours to open: without a suffix, nothing says it is a document


def _hash(path: Path) -> str:
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(0, "not a regular file")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
